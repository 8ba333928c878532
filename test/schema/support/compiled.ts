/** Compiles pulled types as a strict project of a user would. */
import { resolve } from "node:path";
import ts from "typescript";
import { errorsIn, STRICT_SOURCES } from "../../support/package/compile.js";

/** The options of a strict project whose package is the one here. */
export const PROJECT: ts.CompilerOptions = {
  ...STRICT_SOURCES,
  isolatedModules: true,
  paths: { zcrm: [resolve("src/index.ts")] },
};

const sources = new Map<string, ts.SourceFile | undefined>();

/**
 * A program of files that exist in memory only.
 * @param texts By path, below `/project/`
 */
export function programOf(texts: ReadonlyMap<string, string>, options: ts.CompilerOptions = PROJECT): ts.Program {
  const host = ts.createCompilerHost(options);
  const all = new Map([["package.json", '{ "type": "module" }'], ...texts]);
  const own = (name: string) => (name.startsWith("/project/") ? all.get(name.slice("/project/".length)) : undefined);
  const getSourceFile: ts.CompilerHost["getSourceFile"] = (name, language, ...rest) => {
    const text = own(name);
    if (text !== undefined) return ts.createSourceFile(name, text, language, true);
    const key = `${name} ${options.target} ${typeof language === "object" ? language.impliedNodeFormat : ""}`;
    if (!sources.has(key)) sources.set(key, host.getSourceFile(name, language, ...rest));
    return sources.get(key);
  };
  const fileExists = (name: string) =>
    own(name) !== undefined || (!name.startsWith("/project/") && host.fileExists(name));
  const directoryExists = (name: string) => name.startsWith("/project") || ts.sys.directoryExists(name);
  const readFile = (name: string) => own(name) ?? host.readFile(name);
  const roots = [...texts.keys()].filter((path) => path.endsWith(".ts")).map((path) => `/project/${path}`);
  return ts.createProgram(roots, options, {
    ...host,
    getSourceFile,
    fileExists,
    readFile,
    directoryExists,
    getCurrentDirectory: () => resolve("."),
  });
}

/** The errors in the files, each as `file:line message`. */
export const errorsOf = (texts: ReadonlyMap<string, string>, options?: ts.CompilerOptions): string[] =>
  errorsIn("/project", programOf(texts, options));

/** The files as the compiler would check them without our pragma. */
export const checked = (files: ReadonlyMap<string, string>, folder = ""): Map<string, string> =>
  new Map([...files].map(([path, text]) => [folder + path, text.replace(/^\/\/ @ts-nocheck.*$/m, "//")]));
