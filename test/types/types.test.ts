import ts from "typescript";
import { expect, test } from "vitest";

test("right calls compile, and wrong ones are refused on their line", () => {
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: ["test/types/*.ts"] }, ts.sys, ".");
  const { tsBuildInfoFile: _, ...rest } = options;
  const program = ts.createProgram(["test/types/calls.ts"], { ...rest, incremental: false });
  // An unused @ts-expect-error is an error too: so each of them stands for a call that the compiler refuses.
  const errors = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
  expect(errors).toEqual([]);
});
