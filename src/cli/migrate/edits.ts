import { Node, type SourceFile } from "ts-morph";
import { moduleOf } from "./client-of.js";
import type { Finding } from "./finding.js";

/** The package names that are changed. Inner paths stay: they need `zcrm/legacy/register`. */
const OLD = /^(@trifoia\/)?zcrmsdk$/;

const MARK = "// zcrm: ";

/** The text of a file with the package name changed, and a comment above each statement to review. */
export function edited(file: SourceFile, findings: readonly Finding[]): string {
  const text = file.getFullText();
  const edits = new Map<number, { end: number; text: string }>();
  for (const name of loadedNames(file)) {
    // Without the quotation marks.
    edits.set(name.getStart() + 1, { end: name.getEnd() - 1, text: "zcrm/legacy" });
  }
  for (const { statement, review } of findings) {
    if (statement === undefined || review === undefined) continue;
    const start = text.lastIndexOf("\n", statement - 1) + 1;
    if (isMarked(text, start)) continue;
    const newline = text.includes("\r\n") ? "\r\n" : "\n";
    edits.set(start, { end: start, text: `${text.slice(start, statement)}${MARK}${review}${newline}` });
  }
  return [...edits]
    .toSorted(([one], [other]) => other - one)
    .reduce((result, [start, { end, text }]) => result.slice(0, start) + text + result.slice(end), text);
}

/** Whether an earlier run left a comment on the line above. */
const isMarked = (text: string, start: number): boolean =>
  text
    .slice(text.lastIndexOf("\n", start - 2) + 1, start)
    .trimStart()
    .startsWith(MARK);

function loadedNames(file: SourceFile): readonly Node[] {
  return file.getDescendants().flatMap((node) => {
    const name = moduleName(node);
    return Node.isStringLiteral(name) && OLD.test(name.getLiteralValue()) ? [name] : [];
  });
}

/** The module name in any statement or expression that loads a module. */
function moduleName(node: Node): Node | undefined {
  if (Node.isImportDeclaration(node) || Node.isExportDeclaration(node)) return node.getModuleSpecifier();
  if (Node.isExternalModuleReference(node)) return node.getExpression();
  if (Node.isImportTypeNode(node)) {
    const argument = node.getArgument();
    return Node.isLiteralTypeNode(argument) ? argument.getLiteral() : undefined;
  }
  return Node.isCallExpression(node) && moduleOf(node) !== undefined ? node.getArguments()[0] : undefined;
}
