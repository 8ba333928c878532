/** Splits a COQL query into tokens. */
import { syntaxError } from "../http/errors.js";

export interface Token {
  /** A word is a column, a module or a keyword; a string in quotes is a value, or a column. */
  readonly kind: "word" | "text" | "number" | "sign" | "end";
  /** The value; that of a string is without its quotes. */
  readonly text: string;
  /** Its position in the query. */
  readonly at: number;
}

const TOKEN =
  /\s*(?:([A-Za-z_$][\w.$]*)|('[^']*(?:''[^']*)*'|"[^"]*(?:""[^"]*)*")|([+-]?\d+(?:\.\d+)?)(?![\w.])|(<=|>=|!=|<>|[=<>(),]))/y;

/** @throws HttpError 400 SYNTAX_ERROR if a character does not start a token */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(query);
    if (match === null) break;
    at = TOKEN.lastIndex;
    tokens.push(tokenOf(match));
  }
  const rest = query.slice(at).trimStart();
  const end: Token = { kind: "end", text: "", at: query.length };
  if (rest !== "") throw syntaxError(query, { ...end, text: rest.slice(0, 20), at: query.length - rest.length });
  return [...tokens, end];
}

function tokenOf({ 0: { length }, 1: word, 2: text, 3: number, 4: sign = "", index }: RegExpExecArray): Token {
  const at = (own: number): number => index + length - own;
  if (word !== undefined) return { kind: "word", text: word, at: at(word.length) };
  if (text !== undefined) return { kind: "text", text: unquoted(text), at: at(text.length) };
  if (number !== undefined) return { kind: "number", text: number, at: at(number.length) };
  return { kind: "sign", text: sign, at: at(sign.length) };
}

/** A quote within quotes of its own kind is doubled. */
function unquoted(text: string): string {
  const quote = text.charAt(0);
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}
