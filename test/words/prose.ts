/** What a person reads in a file: documents whole, comments and sentences of code. */
import { createScanner, LanguageVariant, ScriptTarget, SyntaxKind } from "typescript";

/** A stretch of prose, and the line it begins on. */
export interface Prose {
  readonly line: number;
  readonly text: string;
}

/** The prose of a file by its kind: Markdown, YAML, or TypeScript and JavaScript. */
export function proseOf(file: string, source: string): Prose[] {
  if (file.endsWith(".md")) return linesOf(source.replace(/^```[\s\S]*?^```/gm, blank));
  if (/\.ya?ml$/.test(file)) return linesOf(source);
  return proseOfCode(source);
}

const linesOf = (source: string): Prose[] =>
  source.split("\n").map((text, index) => ({ line: index + 1, text: withoutCode(text) }));

const withoutCode = (text: string): string => text.replace(/`[^`\n]*`/g, blank);

/** Keeps the line ends, so that what follows stays on its line. */
const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** Comments, and the literals that hold more than one word. */
function proseOfCode(source: string): Prose[] {
  const scanner = createScanner(ScriptTarget.Latest, false, LanguageVariant.Standard, source);
  const found: Prose[] = [];
  // Counts the braces within each `${`, to know which one closes it.
  const open: number[] = [];
  let last = SyntaxKind.Unknown;
  for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === SyntaxKind.SlashToken && !ENDS_VALUE.has(last)) kind = scanner.reScanSlashToken();
    if (kind > SyntaxKind.LastTriviaToken) last = kind;
    if (kind === SyntaxKind.OpenBraceToken && open.length > 0) open.push((open.pop() ?? 0) + 1);
    if (kind === SyntaxKind.CloseBraceToken && open.length > 0) {
      const depth = open.pop() ?? 0;
      if (depth > 0) open.push(depth - 1);
      else {
        kind = scanner.reScanTemplateToken(false);
        if (kind === SyntaxKind.TemplateMiddle) open.push(0);
      }
    }
    if (kind === SyntaxKind.TemplateHead) open.push(0);
    if (isComment(kind) || (isText(kind) && /\s/.test(scanner.getTokenValue()))) {
      const line = source.slice(0, scanner.getTokenStart()).split("\n").length;
      found.push(...linesOf(scanner.getTokenText()).map((prose) => ({ ...prose, line: prose.line + line - 1 })));
    }
  }
  return found;
}

/** Behind these a slash divides; behind anything else it begins a regular expression. */
const ENDS_VALUE: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.Identifier,
  SyntaxKind.NumericLiteral,
  SyntaxKind.StringLiteral,
  SyntaxKind.CloseParenToken,
  SyntaxKind.CloseBracketToken,
  SyntaxKind.ThisKeyword,
]);

const isComment = (kind: SyntaxKind): boolean =>
  kind === SyntaxKind.SingleLineCommentTrivia || kind === SyntaxKind.MultiLineCommentTrivia;

const isText = (kind: SyntaxKind): boolean =>
  kind === SyntaxKind.StringLiteral ||
  kind === SyntaxKind.NoSubstitutionTemplateLiteral ||
  kind === SyntaxKind.TemplateHead ||
  kind === SyntaxKind.TemplateMiddle ||
  kind === SyntaxKind.TemplateTail;
