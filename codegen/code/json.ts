/** JSON whose lines can be read and compared, without the many spaces of one member per line. */
const WIDTH = 120;

/**
 * The JSON of a value. What fits into a line is on one line.
 * @param indent The spaces before the value's own line.
 */
export function jsonText(value: unknown, indent = ""): string {
  const line = JSON.stringify(value);
  if (typeof value !== "object" || value === null || indent.length + line.length <= WIDTH) return line;
  const inner = `${indent} `;
  const lines = Array.isArray(value)
    ? value.map((item) => jsonText(item, inner))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => `${JSON.stringify(name)}:${jsonText(member, inner)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${lines.map((text) => inner + text).join(",\n")}\n${indent}${close}`;
}
