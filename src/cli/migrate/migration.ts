import { Project, ts } from "ts-morph";
import { reasonOf } from "../command.js";
import type { Change } from "./diff.js";
import { edited } from "./edits.js";
import { type Finding, findingsOf } from "./finding.js";
import { readSource, type SourceFileText } from "./source-files.js";

/** The findings in a file, and whether it was changed. */
export interface FileResult {
  readonly path: string;
  readonly findings: readonly Finding[];
  /** The text before and after, if `--write` changes it. */
  readonly change?: Change;
  readonly isWritten: boolean;
  /** Why the file was not changed. */
  readonly problem?: string;
}

/** A file that does not match has no use of the old client that could be found. */
const TRACE =
  /zcrmsdk|zcrm\/legacy|\bAPI\.[A-Z]+\b|\b(MODULES|SETTINGS|ACTIONS|ATTACHMENTS|FUNCTIONS)\s*[.[]|generateAuthToken|initializeWithValues|getMySQLModule|getPersistenceModule|[gs]et(UserIdentifier|IAMUrl)|setBaseURL/;

/** Searches files one by one. A file that does not mention the old client has no result. */
export async function migrateFiles(paths: readonly string[], isToWrite: boolean): Promise<readonly FileResult[]> {
  const results: FileResult[] = [];
  for (const path of paths) {
    const source = await readSource(path).catch((error: unknown) => unchanged(path, reasonOf(error)));
    if (source === undefined) continue;
    if (!("text" in source)) results.push(source);
    else if (TRACE.test(source.text)) results.push(await migrateFile(path, source, isToWrite));
  }
  return results;
}

async function migrateFile(path: string, source: SourceFileText, isToWrite: boolean): Promise<FileResult> {
  // The project has this file only: no libraries, and nothing that it imports.
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: { allowJs: true, noLib: true, noResolve: true, types: [], jsx: ts.JsxEmit.Preserve },
  });
  const file = project.createSourceFile(`/file${/\.\w+$/.exec(path)?.[0] ?? ".js"}`, source.text);
  const [fault] = project.getProgram().getSyntacticDiagnostics(file);
  if (fault !== undefined) {
    const { line } = file.getLineAndColumnAtPos(fault.getStart() ?? 0);
    return unchanged(path, `line ${line}: ${ts.flattenDiagnosticMessageText(fault.compilerObject.messageText, " ")}`);
  }
  const findings = findingsOf(file);
  const text = edited(file, findings);
  if (text === source.text) return { path, findings, isWritten: false };
  const change = { before: source.text, after: text };
  if (!isToWrite) return { path, findings, change, isWritten: false };
  try {
    await source.write(text);
  } catch (error) {
    return { ...unchanged(path, reasonOf(error)), findings };
  }
  return { path, findings, change, isWritten: true };
}

const unchanged = (path: string, problem: string): FileResult => ({ path, findings: [], isWritten: false, problem });
