import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { addNodeTypes, type ScratchProject } from "./packed-package.js";

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

/** A mistake, and the text that an editor underlines for it. */
export interface Problem {
  readonly marked: string;
  readonly message: string;
}

/** What an editor shows of a file in a project; `‸` in the file's text is where the cursor stands. */
export interface Editor {
  /** The signature, and the text behind it, without and with examples and the like. */
  hover(text: string): { signature: string; documentation: string; tags: string };
  /** The names that are offered. */
  completions(text: string): string[];
  /** Where the definition is declared. */
  definition(text: string): { fileName: string; start: number };
  problems(text: string): Problem[];
}

/** An editor on one file of the project, which begins with `prelude`. */
export async function openEditor(scratch: ScratchProject, prelude: string): Promise<Editor> {
  await addNodeTypes(scratch);
  const file = join(scratch.folder, "edited.mts");
  await writeFile(file, prelude);
  let version = 0;
  let content = prelude;
  const service = ts.createLanguageService({
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getCompilationSettings: () => STRICT,
    getCurrentDirectory: () => scratch.folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? String(version) : "0"),
    getScriptSnapshot(name) {
      const text = name === file ? content : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
  });
  /** Puts the text into the file, and gives the place of the cursor. */
  const type = (text: string): number => {
    const cursor = text.indexOf("‸");
    content = `${prelude}\n${text.replace("‸", "")}\n`;
    version += 1;
    return prelude.length + 1 + cursor;
  };
  return {
    hover(text) {
      const { displayParts, documentation, tags = [] } = service.getQuickInfoAtPosition(file, type(text)) ?? {};
      return {
        signature: ts.displayPartsToString(displayParts),
        documentation: ts.displayPartsToString(documentation),
        tags: tags.map((tag) => ts.displayPartsToString(tag.text)).join("\n"),
      };
    },
    completions(text) {
      const list = service.getCompletionsAtPosition(file, type(text), {});
      return (list?.entries ?? []).map(({ name }) => name);
    },
    definition(text) {
      const [found] = service.getDefinitionAtPosition(file, type(text)) ?? [];
      if (!found) throw new Error(`no definition: ${text}`);
      return { fileName: found.fileName, start: found.textSpan.start };
    },
    problems(text) {
      type(text);
      return [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)].map(
        ({ start = 0, length = 0, messageText }) => ({
          marked: content.slice(start, start + length),
          message: ts.flattenDiagnosticMessageText(messageText, "\n"),
        }),
      );
    },
  };
}
