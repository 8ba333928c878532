import { parse } from "ini";

/**
 * Reads a property file: `crm.client_id=x` below `[zoho]` and `zoho.crm.client_id=x` on its own mean the same.
 * A value is the text from the first `=` to the end of its line, without the space around it. Nothing in it has a
 * meaning, neither `#` and `;` nor quotes nor words like `true`: the old client's reader took it so, and secrets hold
 * any of them.
 */
export function readIni(text: string): Map<string, string> {
  const found = new Map<string, string>();
  collect(parse(text.split(/\r?\n/).map(literal).join("\n")), "", found);
  return found;
}

/** Quotes the value of a line, so that `ini` gives back exactly its text. */
function literal(line: string): string {
  const at = line.indexOf("=");
  if (at < 0) return line.trim();
  return `${line.slice(0, at)}=${JSON.stringify(line.slice(at + 1).trim())}`;
}

function collect(section: object, prefix: string, found: Map<string, string>): void {
  for (const [key, value] of Object.entries(section)) {
    if (typeof value === "object" && value !== null) collect(value, `${prefix}${key}.`, found);
    // `ini` makes constants of the words true, false and null.
    else found.set(prefix + key, String(value));
  }
}
