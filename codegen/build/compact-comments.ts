/** Makes the documentation in declarations smaller, without changing what an editor shows of it. */
import type MagicString from "magic-string";
import ts from "typescript";

/** The lines of a comment, without what marks it as one. */
const MARGIN = /^\s*\* ?/;

/** A line that begins something of its own: a tag, an entry of a list, a row of a table, a heading, or code. */
const OWN_LINE = /^(@|[-*+|#>]|\d+\.|```| {2})/;

/**
 * Joins the lines of each paragraph, and removes comments that only repeat the name of what they are for. Returns the
 * numbers of the lines that are no longer lines of their own.
 * @param describesFunctions Whether the comments of functions stay as well.
 * @param shared Where comments begin that are written elsewhere.
 */
export function compactComments(
  file: ts.SourceFile,
  result: MagicString,
  describesFunctions: boolean,
  shared: ReadonlySet<number>,
): Set<number> {
  const seen = new Set<number>();
  const lines = new Set<number>();
  const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)) {
      // A comment may belong to several nodes, such as a statement and its declaration.
      if (seen.has(pos)) continue;
      seen.add(pos);
      const given = file.text.slice(pos, end);
      const text = compactComment(given);
      const start = node.getStart();
      const isLeftOut = shared.has(pos) || isIdle(text, node) || (!describesFunctions && isFunction(node));
      if (isLeftOut) result.remove(pos, start);
      else if (text !== given) result.update(pos, end, text);
      const isLast = file.text.slice(end, start).trim() === "";
      if (!isLeftOut && isLast && start > end) result.remove(end, start);
      for (let line = lineOf(pos) + 1; line <= lineOf(isLast ? start : end); line += 1) lines.add(line);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return lines;
}

const isFunction = (node: ts.Node): boolean => ts.isFunctionDeclaration(node) || ts.isVariableStatement(node);

/** The text of a comment as it is written. */
export const commentOf = (doc: ts.JSDoc): string => compactComment(doc.getSourceFile().text.slice(doc.pos, doc.end));

/** `comment` with one line for each paragraph, and with the marks that it cannot do without. */
export function compactComment(comment: string): string {
  const lines = comment
    .slice("/**".length, -"*/".length)
    .split("\n")
    .map((line, index) => (index === 0 ? line.trimStart() : line.replace(MARGIN, "")).trimEnd());
  while (lines[0] === "") lines.shift();
  while (lines.at(-1) === "") lines.pop();
  const joined: string[] = [];
  let isCode = false;
  for (const line of lines) {
    if (/^@/.test(line)) isCode = /^@example\b/.test(line);
    const last = joined.at(-1);
    const continues = !isCode && line !== "" && !OWN_LINE.test(line) && last !== undefined && isProse(last);
    if (continues) joined[joined.length - 1] = `${last} ${line}`;
    else joined.push(line);
    if (/^```/.test(line)) isCode = !isCode;
  }
  // Compilers take the indentation of code in an unmarked comment for a margin, and an asterisk for a mark.
  const needsMarks = joined.some((line) => /^[ *]/.test(line));
  const text = joined.map((line, index) => (index > 0 && needsMarks ? `* ${line}`.trimEnd() : line)).join("\n");
  return `/**${/^[*/]/.test(text) ? " " : ""}${text}${text.endsWith("*") ? " " : ""}*/`;
}

/** Whether the next line of the comment may continue this one. */
const isProse = (line: string): boolean => line !== "" && !/^([|#]|```| {2})/.test(line);

/** Whether a comment says no more than the name: `First name.` of `First_Name`. */
export function isIdle(comment: string, node: ts.Node): boolean {
  const { name } = node as ts.NamedDeclaration;
  if (name === undefined || !(ts.isPropertySignature(node) || ts.isPropertyDeclaration(node))) return false;
  const text = comment.slice("/**".length, -"*/".length);
  return lettersOf(text) === lettersOf(name.getText());
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
