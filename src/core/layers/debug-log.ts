/** Writes one line of the debug log. */
export type DebugLog = (line: string) => void;

/** The log that `ZCRM_DEBUG` turns on; none if it is empty, `0` or `false`. */
export const debugLog = (setting: string | undefined): DebugLog | undefined =>
  setting === undefined || /^(|0|false)$/i.test(setting) ? undefined : (line) => console.error(line);

/** Formats an event as a single line, whatever characters it contains. */
export function line(kind: string, event: object, now = new Date()): string {
  const facts = Object.entries(event)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === "number" ? Math.round(value) : quoted(String(value))}`);
  return `zcrm ${now.toISOString()} ${kind} ${facts.join(" ")}`;
}

/** A plain word stays as it is; anything else is written as JSON, in ASCII. */
const quoted = (text: string): string =>
  /^[\w.:/@%{}+-]+$/.test(text)
    ? text
    : JSON.stringify(text).replace(
        /[^\x20-\x7e]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
