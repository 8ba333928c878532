/** Compiles programs that exist only in memory, beside the sources of the package. */
import { basename, join, resolve } from "node:path";
import ts from "typescript";
import { STRICT } from "../support/package/compile.js";

const FOLDER = resolve("test/query");

const OPTIONS: ts.CompilerOptions = {
  ...STRICT,
  skipLibCheck: true,
  types: ["node"],
  paths: {
    zcrm: [resolve("src/index.ts")],
    "zcrm/query": [resolve("src/query/index.ts")],
    "zcrm/emulator": [resolve("src/emulator/index.ts")],
  },
};

/** What is read from the disk stays the same for all programs. */
const sources = new Map<string, ts.SourceFile | undefined>();

/** A program of these files, by their names. */
export function compile(files: Readonly<Record<string, string>>): ts.Program {
  const host = ts.createCompilerHost(OPTIONS);
  const texts = new Map(Object.entries(files).map(([name, text]) => [join(FOLDER, name), text]));
  return ts.createProgram([...texts.keys()], OPTIONS, {
    ...host,
    fileExists: (name) => texts.has(name) || host.fileExists(name),
    getSourceFile(name, language) {
      const text = texts.get(name);
      if (text !== undefined) return ts.createSourceFile(name, text, language);
      if (!sources.has(name)) sources.set(name, host.getSourceFile(name, language));
      return sources.get(name);
    },
  });
}

export const fileOf = (program: ts.Program, name: string): ts.SourceFile => {
  const file = program.getSourceFile(join(FOLDER, name));
  if (file === undefined) throw new Error(`the program has no ${name}`);
  return file;
};

/** An error: its line from 1, the text that an editor marks, and the message. */
export interface Mistake {
  readonly line: number;
  readonly marked: string;
  readonly message: string;
}

/** The errors in one file of a program. */
export const mistakesIn = (program: ts.Program, name: string): Mistake[] =>
  ts.getPreEmitDiagnostics(program, fileOf(program, name)).map(({ file, start = 0, length = 0, messageText }) => ({
    line: (file?.getLineAndCharacterOfPosition(start).line ?? -1) + 1,
    marked: file?.text.slice(start, start + length) ?? basename(name),
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));

/** How many types the compiler instantiates to check one file. Files that were checked before have done a part of it. */
export function costOf(program: ts.Program, name: string): number {
  program.getTypeChecker();
  const before = program.getInstantiationCount();
  mistakesIn(program, name);
  return program.getInstantiationCount() - before;
}
