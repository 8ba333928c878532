import { relative, resolve } from "node:path";
import ts from "typescript";

/** What a strict program sets, and no more: the DOM is left out. */
export const STRICT: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  noEmit: true,
  types: ["node"],
};

/** A strict project that generated code is part of: it declares its own modules, and has no more than ES2023. */
export const STRICT_SOURCES: ts.CompilerOptions = {
  ...STRICT,
  verbatimModuleSyntax: true,
  isolatedDeclarations: true,
  declaration: true,
  lib: ["lib.es2023.d.ts"],
  typeRoots: [resolve("node_modules/@types")],
  paths: { "zcrm/runtime": [resolve("src/core/operation.ts")] },
};

/** A program of these files, in a project in this folder. */
export function programIn(folder: string, files: readonly string[], options: ts.CompilerOptions): ts.Program {
  return ts.createProgram([...files], options, hostIn(folder, options));
}

const packageFiles = new Map<string, ts.SourceFile | undefined>();

/** Reads the files of packages, those of TypeScript and Node among them, once for all programs. */
function hostIn(folder: string, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    getCurrentDirectory: () => folder,
    getSourceFile(name, language, ...rest) {
      if (!name.includes("/node_modules/")) return host.getSourceFile(name, language, ...rest);
      const format = typeof language === "object" ? language.impliedNodeFormat : undefined;
      const key = [name, options.target, format].join(" ");
      if (!packageFiles.has(key)) packageFiles.set(key, host.getSourceFile(name, language, ...rest));
      return packageFiles.get(key);
    },
  };
}

/** What the compiler says of the files below a folder, as `file:line message`; other files are checked only as far as those need it. */
export function errorsIn(folder: string, program: ts.Program): string[] {
  const own = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(folder));
  const found = own.flatMap((file) => ts.getPreEmitDiagnostics(program, file));
  return ts.sortAndDeduplicateDiagnostics(found).map(({ file, start = 0, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file ? relative(folder, file.fileName) : ""}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

/** What a strict project would say of the files below a folder. */
export const compileErrors = (folder: string, files: readonly string[], options: ts.CompilerOptions = {}): string[] =>
  errorsIn(folder, programIn(folder, files, { ...STRICT_SOURCES, ...options }));
