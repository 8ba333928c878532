import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { errorsIn, programIn } from "../support/package/compile.js";

test("correct calls compile, and wrong ones are errors on their line", () => {
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: ["test/types/*.ts"] }, ts.sys, ".");
  const { tsBuildInfoFile: _, incremental: __, ...rest } = options;
  const files = readdirSync("test/types").filter((name) => !name.endsWith(".test.ts"));
  expect(files).toContain("calls.ts");
  const names = files.map((name) => resolve("test/types", name));
  const program = programIn(resolve("."), names, rest);
  // An unused @ts-expect-error is an error too, so the compiler rejects each call that is marked.
  expect(errorsIn(resolve("test/types"), program)).toEqual([]);
});
