/** The program of `EMULATOR.md` compiles strictly, and does what it says, on the package. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { errorsIn, programIn, STRICT } from "../support/package/compile.js";
import { addNodeTypes, packedPackage, type ScratchProject } from "../support/package/packed-package.js";

let scratch: ScratchProject;
beforeAll(async () => {
  scratch = await packedPackage();
  await addNodeTypes(scratch);
});
afterAll(() => scratch?.remove());

test("the guide's program compiles and runs", async () => {
  const [, program = ""] = /^```ts\n([\s\S]*?)^```$/m.exec(await readFile("EMULATOR.md", "utf8")) ?? [];
  const file = join(scratch.folder, "guide.mts");
  await writeFile(file, program);
  expect(errorsIn(scratch.folder, programIn(scratch.folder, [file], STRICT))).toEqual([]);
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  expect(await scratch.script("guide.mjs", `${outputText}\nconsole.log("done");`)).toBe("done");
});
