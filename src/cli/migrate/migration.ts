import { Project, ts } from "ts-morph";
import { edited } from "./edits.js";
import { type Finding, findingsOf } from "./finding.js";
import { readSource, type SourceText } from "./source-file.js";

/** What was found in a file, and what became of it. */
export interface FileResult {
  readonly path: string;
  readonly findings: readonly Finding[];
  readonly isWritten: boolean;
  /** Why the file was left alone. */
  readonly problem?: string;
}

/** Without one of these words, a file has no use of the old client that could be told. */
const TRACE = /zcrmsdk|zcrm\/legacy|\.API\.[A-Z]+\./;

/** Looks through files, one after the other; a file that has nothing to do with the old client gives no result. */
export async function migrateFiles(paths: readonly string[], isToWrite: boolean): Promise<readonly FileResult[]> {
  const results: FileResult[] = [];
  for (const path of paths) {
    const source = await readSource(path).catch((error: unknown) => error);
    if (source instanceof Error) results.push(leftAlone(path, source.message));
    else if (source !== undefined && TRACE.test((source as SourceText).text)) {
      results.push(await migrateFile(path, source as SourceText, isToWrite));
    }
  }
  return results;
}

async function migrateFile(path: string, source: SourceText, isToWrite: boolean): Promise<FileResult> {
  // Only this file is read: no libraries, and nothing that it imports.
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: { allowJs: true, noLib: true, noResolve: true, types: [], jsx: ts.JsxEmit.Preserve },
  });
  const file = project.createSourceFile(`/file${/\.\w+$/.exec(path)?.[0] ?? ".js"}`, source.text);
  const [fault] = project.getProgram().getSyntacticDiagnostics(file);
  if (fault !== undefined) {
    const { line } = file.getLineAndColumnAtPos(fault.getStart() ?? 0);
    return leftAlone(path, `line ${line}: ${ts.flattenDiagnosticMessageText(fault.compilerObject.messageText, " ")}`);
  }
  const findings = findingsOf(file);
  const text = isToWrite ? edited(file, findings) : source.text;
  if (text === source.text) return { path, findings, isWritten: false };
  try {
    await source.write(text);
  } catch (error) {
    return { ...leftAlone(path, error instanceof Error ? error.message : String(error)), findings };
  }
  return { path, findings, isWritten: true };
}

const leftAlone = (path: string, problem: string): FileResult => ({ path, findings: [], isWritten: false, problem });
