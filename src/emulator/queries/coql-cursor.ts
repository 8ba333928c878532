/** A place among the tokens of a COQL query. */
import { syntaxError } from "../http/errors.js";
import { type Token, tokensOf } from "./coql-tokens.js";

export class TokenCursor {
  readonly #query: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(query: string) {
    this.#query = query;
    this.#tokens = tokensOf(query);
  }

  get current(): Token {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new Error("a query ends with its end");
    return token;
  }

  advance(): void {
    this.#next += 1;
  }

  /** Whether a keyword (ignoring case) or a symbol comes next. */
  is(text: string): boolean {
    const { kind, text: found } = this.current;
    return (kind === "word" || kind === "sign") && found.toLowerCase() === text;
  }

  skip(text: string): boolean {
    const isNext = this.is(text);
    if (isNext) this.advance();
    return isNext;
  }

  /** @param clause The clause to report if something else comes. */
  expect(text: string, clause: string): void {
    if (!this.skip(text)) throw this.unreadable(clause);
  }

  /** A name, in quotes if it is a keyword. @param clause The clause to report if there is none */
  name(clause: string): Token {
    const token = this.current;
    if (token.kind !== "word" && token.kind !== "text") throw this.unreadable(clause);
    this.advance();
    return token;
  }

  count(clause: string): number {
    const { kind, text } = this.current;
    if (kind !== "number" || !/^\d{1,9}$/.test(text)) throw this.unreadable(clause);
    this.advance();
    return Number(text);
  }

  listOf<Item>(readItem: () => Item): Item[] {
    const items = [readItem()];
    while (this.skip(",")) items.push(readItem());
    return items;
  }

  unreadable(clause?: string): Error {
    return syntaxError(this.#query, this.current, clause);
  }
}
