/** Takes the lines of the debug log. */
export type DebugLog = (line: string) => void;

/** The log that `ZCRM_DEBUG` turns on; none where it is empty, `0` or `false`. */
export const debugLog = (setting: string | undefined): DebugLog | undefined =>
  setting === undefined || /^(|0|false)$/i.test(setting) ? undefined : (line) => console.error(line);

/** One event in one line, whatever characters are in it. */
export function line(kind: string, event: object, now = new Date()): string {
  const facts = Object.entries(event)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === "number" ? Math.round(value) : quoted(String(value))}`);
  return `zcrm ${now.toISOString()} ${kind} ${facts.join(" ")}`;
}

/** In JSON's form where it is more than a plain word. */
const quoted = (text: string): string =>
  /^[\w.:/@%{}+-]+$/.test(text)
    ? text
    : JSON.stringify(text).replace(
        /[^\x20-\x7e]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
