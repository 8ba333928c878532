import { propertyName } from "./names.js";

/** Makes text from a description safe inside a block comment. */
export const commentText = (text: string): string => text.replace(/\*\//g, "*\\/").replace(/\r\n?/g, "\n").trim();

/** Longest line of a comment, without its indentation. */
const COMMENT_WIDTH = 110;

/** Breaks a paragraph into lines; what stands on lines of its own stays there. */
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

/** A JSON value as TypeScript, on one line where it fits into `width`. */
export function literal(value: unknown, width = 80): string {
  const short = inline(value);
  if (short.length <= width || typeof value !== "object" || value === null) return short;
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const members = Array.isArray(value)
    ? value.map((item) => literal(item, width - 2))
    : Object.entries(value).map(([key, member]) => `${propertyName(key)}: ${literal(member, width - 2 - key.length)}`);
  return `${open}\n${members.map((member) => `${indent(member)},`).join("\n")}\n${close}`;
}

/** An object literal of members written out, on one line where it fits into `width`. */
export function objectText(members: readonly string[], width: number): string {
  const short = `{ ${members.join(", ")} }`;
  return short.length <= width ? short : `{\n${members.map((member) => `${indent(member)},`).join("\n")}\n}`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${propertyName(key)}: ${inline(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

export const indent = (text: string): string => text.replace(/^(?=.)/gm, "  ");
