import { parse } from "ini";

/** A value in a property file, and its line number. */
export interface Property {
  readonly value: string;
  readonly line: number;
}

/**
 * Reads a property file: `crm.client_id=x` below `[zoho]` means the same as `zoho.crm.client_id=x` without a section.
 * A value is everything from the first `=` to the end of the line, trimmed. Nothing in it is special, neither `#` and `;`
 * nor quotes nor words like `true`: the old client read it so, and secrets may contain any of them. A line without `=` is
 * ignored.
 */
export function readIni(text: string): Map<string, Property> {
  const found = new Map<string, Property>();
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  collect(parse(lines.map(literal).join("\n")), "", found);
  return found;
}

/** Quotes the value of a line, with the line number before it, so that `ini` returns exactly that. */
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
