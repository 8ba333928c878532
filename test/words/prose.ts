/** What a person reads in a file: documents whole, comments and sentences of code. */
import {
  createSourceFile,
  getLeadingCommentRanges,
  getTrailingCommentRanges,
  isJsxText,
  isStringLiteral,
  isTemplateLiteralToken,
  type Node,
  ScriptTarget,
} from "typescript";

/** A stretch of prose, and the line it begins on. */
export interface Prose {
  readonly line: number;
  readonly text: string;
}

/** The prose of a file by its kind: Markdown, YAML, or TypeScript and JavaScript. */
export function proseOf(file: string, source: string): Prose[] {
  if (file.endsWith(".md")) return linesOf(source.replace(/^```[\s\S]*?^```/gm, blank));
  if (/\.ya?ml$/.test(file)) return linesOf(withoutKeys(source));
  return proseOfCode(file, source);
}

const linesOf = (source: string): Prose[] =>
  source.split("\n").map((text, index) => ({ line: index + 1, text: withoutCode(text) }));

const withoutCode = (text: string): string => text.replace(/`[^`\n]*`/g, blank);

/** YAML without its keys, which are names. Within a block of text nothing is a key. */
function withoutKeys(source: string): string {
  let block: number | undefined;
  const lines = source.split("\n").map((line) => {
    const indent = line.search(/\S/);
    if (block !== undefined && (indent === -1 || indent > block)) return line;
    block = /(?:^|\s)[>|][-+]?$/.test(line) ? indent : undefined;
    return line.replace(/^\s*(?:- )*[^\s"'#:]+:(?=\s|$)/, blank);
  });
  return lines.join("\n");
}

/** Keeps the line ends, so that what follows stays on its line. */
const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** Comments, the literals that hold more than one word, and the text between tags. */
function proseOfCode(file: string, source: string): Prose[] {
  const tree = createSourceFile(file, source, ScriptTarget.Latest);
  const found = new Map<number, Prose[]>();
  const add = (start: number, end: number) => {
    const line = tree.getLineAndCharacterOfPosition(start).line;
    found.set(
      start,
      linesOf(source.slice(start, end)).map((prose) => ({ ...prose, line: prose.line + line })),
    );
  };
  const visit = (node: Node): void => {
    const comments = isJsxText(node)
      ? []
      : [
          ...(getLeadingCommentRanges(source, node.getFullStart()) ?? []),
          ...(getTrailingCommentRanges(source, node.getEnd()) ?? []),
        ];
    for (const { pos, end } of comments) add(pos, end);
    if (isJsxText(node) || isWords(node)) add(node.getStart(tree), node.getEnd());
    for (const child of node.getChildren(tree)) visit(child);
  };
  visit(tree);
  return [...found].toSorted(([a], [b]) => a - b).flatMap(([, lines]) => lines);
}

const isWords = (node: Node): boolean =>
  (isStringLiteral(node) || isTemplateLiteralToken(node)) && /\s/.test(node.text);
