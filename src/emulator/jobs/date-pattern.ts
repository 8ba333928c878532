// Dates as a column of a CSV writes them, e.g. by the pattern `dd-MM-yyyy HH:mm`.
import { OFFSET } from "../values/clock.js";

/** What the letters of a pattern stand for; the same signs as in the pattern stand for all else. */
const PARTS: ReadonlyMap<string, string> = new Map([
  ["yyyy", String.raw`(?<year>\d{4})`],
  ["MM", String.raw`(?<month>\d\d)`],
  ["dd", String.raw`(?<day>\d\d)`],
  ["HH", String.raw`(?<hour>\d\d)`],
  ["mm", String.raw`(?<minute>\d\d)`],
  ["ss", String.raw`(?<second>\d\d)`],
]);

/** The date in the form of the API, a time as one in the organisation's zone; `undefined` for what does not fit. */
export function readDate(text: string, pattern: string, type: "date" | "datetime"): string | undefined {
  const names: string[] = [];
  const source = pattern.replace(/yyyy|MM|dd|HH|mm|ss|[^A-Za-z]|[A-Za-z]/g, (part) => {
    const known = names.includes(part) ? undefined : PARTS.get(part);
    names.push(part);
    return known ?? part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  });
  const found = new RegExp(`^${source}$`).exec(text)?.groups;
  const { year, month, day, hour = "00", minute = "00", second = "00" } = found ?? {};
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = `${year}-${month}-${day}`;
  return type === "date" ? date : `${date}T${hour}:${minute}:${second}${OFFSET}`;
}
