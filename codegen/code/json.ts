/** JSON whose lines can be read and compared, without the many spaces of one member per line. */
const WIDTH = 120;

/** The JSON of a value. What fits into a line is on one line. Lines are not indented: that would be a seventh of the file. */
export function jsonText(value: unknown): string {
  const line = JSON.stringify(value);
  if (typeof value !== "object" || value === null || line.length <= WIDTH) return line;
  const lines = Array.isArray(value)
    ? value.map(jsonText)
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => `${JSON.stringify(name)}:${jsonText(member)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${lines.join(",\n")}\n${close}`;
}
