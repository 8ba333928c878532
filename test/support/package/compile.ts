import { relative, resolve } from "node:path";
import ts from "typescript";

/** The options of a strict project without the DOM. */
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

/** The options of a strict library that contains generated code. */
export const STRICT_SOURCES: ts.CompilerOptions = {
  ...STRICT,
  verbatimModuleSyntax: true,
  isolatedDeclarations: true,
  declaration: true,
  lib: ["lib.es2023.d.ts"],
  typeRoots: [resolve("node_modules/@types")],
  paths: { "zcrm/runtime": [resolve("src/core/operation.ts")] },
};

/** Creates a program with these files, as if started in this folder. */
export function programIn(folder: string, files: readonly string[], options: ts.CompilerOptions): ts.Program {
  return ts.createProgram([...files], options, hostIn(folder, options));
}

const SOURCES = ["src", "generated", "codegen"].map((name) => `${resolve(name)}/`);

const sharedFiles = new Map<string, ts.SourceFile | undefined>();

/** Reads what no test writes once for all programs: the declarations of packages, and this project's own sources. */
function hostIn(folder: string, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    getCurrentDirectory: () => folder,
    getSourceFile(name, language, ...rest) {
      const isShared = name.includes("/node_modules/") || SOURCES.some((sources) => name.startsWith(sources));
      if (!isShared) return host.getSourceFile(name, language, ...rest);
      const format = typeof language === "object" ? language.impliedNodeFormat : undefined;
      const key = [name, options.target, format].join(" ");
      if (!sharedFiles.has(key)) sharedFiles.set(key, host.getSourceFile(name, language, ...rest));
      return sharedFiles.get(key);
    },
  };
}

/** The errors in files below a folder, each as `file:line message`. Other files are not checked for errors. */
export function errorsIn(folder: string, program: ts.Program): string[] {
  const own = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(folder));
  const found = own.flatMap((file) => ts.getPreEmitDiagnostics(program, file));
  return ts.sortAndDeduplicateDiagnostics(found).map(({ file, start = 0, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file ? relative(folder, file.fileName) : ""}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

/** The errors that a strict library would report in files below a folder. */
export const compileErrors = (folder: string, files: readonly string[], options: ts.CompilerOptions = {}): string[] =>
  errorsIn(folder, programIn(folder, files, { ...STRICT_SOURCES, ...options }));
