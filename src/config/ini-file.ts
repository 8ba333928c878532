import { parse } from "ini";

/** A value of a property file, and the number of its line. */
export interface Property {
  readonly value: string;
  readonly line: number;
}

/**
 * Reads a property file: `crm.client_id=x` below `[zoho]` and `zoho.crm.client_id=x` on its own mean the same.
 * A value is the text from the first `=` to the end of its line, without the space around it. Nothing in it has a
 * meaning, neither `#` and `;` nor quotes nor words like `true`: the old client's reader took it so, and secrets hold
 * any of them. A line without `=` says nothing.
 */
export function readIni(text: string): Map<string, Property> {
  const found = new Map<string, Property>();
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  collect(parse(lines.map(literal).join("\n")), "", found);
  return found;
}

/** Quotes the value of a line, so that `ini` gives back exactly its text, with the number of the line before it. */
function literal(line: string, index: number): string {
  const at = line.indexOf("=");
  if (at < 0) return line.trim();
  return `${line.slice(0, at)}=${JSON.stringify(`${index + 1}:${line.slice(at + 1).trim()}`)}`;
}

function collect(section: object, prefix: string, found: Map<string, Property>): void {
  for (const [key, value] of Object.entries(section)) {
    if (typeof value === "object" && value !== null) collect(value, `${prefix}${key}.`, found);
    else if (typeof value === "string") found.set(prefix + key, numbered(value));
  }
}

function numbered(text: string): Property {
  const at = text.indexOf(":");
  return { value: text.slice(at + 1), line: Number(text.slice(0, at)) };
}
