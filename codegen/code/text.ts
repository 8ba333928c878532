/** A comment: prose, which is wrapped, and an example, which is code and stays as it is. */
export interface Doc {
  readonly text: string;
  readonly example?: string;
}

/** A block comment and its line break, or an empty string if there is nothing to say. */
export function comment({ text, example }: Doc): string {
  const whole = [wrap(commentText(text)), example && `@example\n${exampleText(example)}`].filter(Boolean).join("\n\n");
  if (whole === "") return "";
  if (!whole.includes("\n")) return `/** ${whole} */\n`;
  return `/**\n${whole.replace(/^(?=(.?))/gm, (_, first) => (first ? " * " : " *"))}\n */\n`;
}

/** Escapes text of a description for a block comment. */
export const commentText = (text: string): string =>
  // A tag such as `@ts-expect-error` or `@internal` would be an order to the compiler.
  exampleText(text).replace(/(?<=^|\s)@(?=[a-z])(?!(?:default|deprecated)\b)/gi, "\\@");

/** Escapes code for a block comment. */
const exampleText = (code: string): string =>
  code
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/\*\//g, "*\\/")
    .replace(UNSEEN, visible)
    .trim();

/** Escapes text for a comment that ends with its line. */
export const lineText = (text: string): string => text.replace(/[\r\n]/g, visible).replace(UNSEEN, visible);

/** A string as a literal. */
export const stringLiteral = (text: string): string => JSON.stringify(text).replace(UNSEEN, visible);

/** Text, or code whose strings may contain anything, with what cannot be seen written out. */
export const visibleText = (code: string): string => code.replace(UNSEEN, visible);

/** A property name: quoted if it is not an identifier. */
export const propertyName = (name: string): string => {
  // Written plainly it would set the prototype.
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringLiteral(name);
};

/**
 * What a reader cannot see: controls, marks that turn the direction of the text around them, halves of characters. Some
 * of them end a line for JavaScript.
 */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u{feff}]/gu;

const visible = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Longest line of a comment, without its indentation. */
export const COMMENT_WIDTH = 110;

/** Breaks long lines at words, and keeps the line breaks of the text. */
export function wrap(text: string, width: number = COMMENT_WIDTH): string {
  return text
    .split("\n")
    .map((line) => wrapLine(line.trimEnd(), width))
    .join("\n");
}

function wrapLine(line: string, width: number): string {
  const margin = /^ */.exec(line)?.[0] ?? "";
  const lines: string[] = [];
  let current = "";
  for (const word of line.trim().split(" ")) {
    if (current !== "" && margin.length + current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else {
      current = current === "" ? word : `${current} ${word}`;
    }
  }
  return [...lines, current].map((text) => margin + text).join("\n");
}

/**
 * A JSON value as TypeScript, on one line if it fits into `width`.
 * @param used Columns of the first line that the code around the value takes.
 */
export function literal(value: unknown, width = 80, used = 0): string {
  const line = inline(value);
  if (used + line.length <= width) return line;
  if (typeof value === "string") return brokenString(value, width);
  if (typeof value !== "object" || value === null) return line;
  if (Array.isArray(value))
    return lines(
      "[",
      value.map((item) => literal(item, width - 2, 1)),
      "]",
    );
  return lines("{", membersOf(value, width - 2), "}");
}

/** The members of an object as TypeScript. */
export const membersOf = (object: object, width: number): string[] =>
  Object.entries(object).map(([key, value]) => {
    const name = propertyName(key);
    const text = literal(value, width, name.length + 3);
    return `${name}:${text.startsWith("\n") ? "" : " "}${text}`;
  });

/** A long string as a sum of parts, one line each, below the line that it belongs to. */
function brokenString(value: string, width: number): string {
  const parts = wrapLine(value, width - 8).split("\n");
  const isWhole = parts.join(" ") === value && parts.length > 1;
  if (!isWhole) return stringLiteral(value);
  return parts.map((part, at) => `\n  ${stringLiteral(at < parts.length - 1 ? `${part} ` : part)}`).join(" +");
}

const lines = (open: string, items: readonly string[], close: string): string =>
  items.length === 0 ? open + close : `${open}\n${items.map((item) => `${indent(item)},`).join("\n")}\n${close}`;

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${propertyName(key)}: ${inline(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

export const indent = (text: string): string => text.replace(/^(?=.)/gm, "  ");
