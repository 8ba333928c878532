import { relative, resolve } from "node:path";
import ts from "typescript";

const STRICT: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  verbatimModuleSyntax: true,
  isolatedDeclarations: true,
  declaration: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ["node"],
  typeRoots: [resolve("node_modules/@types")],
  paths: { "zcrm/runtime": [resolve("src/core/operation.ts")] },
};

/** What a strict project would say of the files below a folder, and of nothing else. */
export function compileErrors(folder: string, files: readonly string[], options: ts.CompilerOptions = {}): string[] {
  const program = ts.createProgram([...files], { ...STRICT, ...options });
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => file === undefined || file.fileName.startsWith(folder))
    .map(({ file, start = 0, messageText }) => {
      const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return `${file ? relative(folder, file.fileName) : ""}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
}
