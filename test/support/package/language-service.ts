import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { STRICT } from "./compile.js";
import { addNodeTypes, type ScratchProject } from "./packed-package.js";

/** An error, and the text that an editor underlines for it. */
export interface Problem {
  readonly marked: string;
  readonly message: string;
}

export interface Hover {
  readonly signature: string;
  readonly documentation: string;
  /** The text of `@example` and other tags. */
  readonly tags: string;
}

/** What an editor shows for a file. `‸` in the given text marks the cursor. */
export interface Editor {
  hover(text: string): Hover;
  /** As `hover`, for each cursor in the text. */
  hovers(text: string): Hover[];
  /** The names that are offered at the cursor. */
  completions(text: string): string[];
  /** As `completions`, for each cursor in the text. */
  completionLists(text: string): string[][];
  /** Where the name at the cursor is declared. */
  definition(text: string): { fileName: string; start: number };
  problems(text: string): Problem[];
}

const CURSOR = "‸";

/** Editors share what they read of packages. */
const documents = ts.createDocumentRegistry();

/** Opens an editor with one file of the project. The file begins with `prelude`. */
export async function openEditor(scratch: ScratchProject, prelude: string): Promise<Editor> {
  await addNodeTypes(scratch);
  const file = join(scratch.folder, "edited.mts");
  await writeFile(file, prelude);
  let version = 0;
  let content = prelude;
  const host: ts.LanguageServiceHost = {
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
  };
  const service = ts.createLanguageService(host, documents);
  /** Replaces the text after the prelude, and returns the position of each cursor. */
  const type = (text: string): number[] => {
    const parts = text.split(CURSOR);
    content = `${prelude}\n${parts.join("")}\n`;
    version += 1;
    return parts.slice(1).map((_, index) => prelude.length + 1 + parts.slice(0, index + 1).join("").length);
  };
  const hoverAt = (position: number): Hover => {
    const { displayParts, documentation, tags = [] } = service.getQuickInfoAtPosition(file, position) ?? {};
    return {
      signature: ts.displayPartsToString(displayParts),
      documentation: ts.displayPartsToString(documentation),
      tags: tags.map((tag) => ts.displayPartsToString(tag.text)).join("\n"),
    };
  };
  const completionsAt = (position: number): string[] =>
    (service.getCompletionsAtPosition(file, position, {})?.entries ?? []).map(({ name }) => name);
  const typeOne = (text: string): number => {
    const [cursor] = type(text);
    if (cursor === undefined) throw new Error(`no cursor: ${text}`);
    return cursor;
  };
  return {
    hover: (text) => hoverAt(typeOne(text)),
    hovers: (text) => type(text).map(hoverAt),
    completions: (text) => completionsAt(typeOne(text)),
    completionLists: (text) => type(text).map(completionsAt),
    definition(text) {
      const [found] = service.getDefinitionAtPosition(file, typeOne(text)) ?? [];
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
