import { Node, type SourceFile } from "ts-morph";
import { LATER_GENERATION } from "../../legacy/register/later-generation.js";
import { loadsByName, moduleOf, OLD } from "./client-of.js";
import { MARK } from "./diff.js";
import type { Finding } from "./finding.js";

/** The text of a file with the package name changed, and a comment above each statement to review. */
export function edited(file: SourceFile, findings: readonly Finding[]): string {
  const text = file.getFullText();
  const edits = new Map<number, { end: number; text: string }>();
  // Another package under the same name stays.
  const isLater = findings.some(({ review }) => review === LATER_GENERATION);
  for (const name of isLater ? [] : loadedNames(file)) {
    // Without the quotation marks.
    edits.set(name.getStart() + 1, { end: name.getEnd() - 1, text: "zcrm/legacy" });
  }
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  for (const [statement, reviews] of reviewsOf(findings)) {
    const start = text.lastIndexOf("\n", statement - 1) + 1;
    if (isMarked(text, start)) continue;
    const comment = `${text.slice(start, statement)}${MARK}${[...reviews].join("; ")}${newline}`;
    edits.set(start, { end: start, text: comment });
  }
  return [...edits]
    .toSorted(([one], [other]) => other - one)
    .reduce((result, [start, { end, text }]) => result.slice(0, start) + text + result.slice(end), text);
}

/** What there is to review in each statement. */
function reviewsOf(findings: readonly Finding[]): ReadonlyMap<number, ReadonlySet<string>> {
  const reviews = new Map<number, Set<string>>();
  for (const { statement, review } of findings) {
    if (statement === undefined || review === undefined) continue;
    reviews.set(statement, (reviews.get(statement) ?? new Set()).add(review));
  }
  return reviews;
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
  return Node.isCallExpression(node) && (moduleOf(node) !== undefined || loadsByName(node))
    ? node.getArguments()[0]
    : undefined;
}
