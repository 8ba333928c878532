/** Events for calendars: iCalendar, RFC 5545. */
import type { CrmRecord } from "../records/record.js";
import { fieldValue, textsOf } from "../values/values.js";

const LINE_END = "\r\n";
/** The maximum length of a line, in bytes. */
const MAX_LINE = 75;

export const calendarFrame = {
  begin: ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Zoho CRM//EN", ""].join(LINE_END),
  end: `END:VCALENDAR${LINE_END}`,
};

/** One event of the module Events. Unset fields are left out. */
export function calendarEvent(record: CrmRecord): string {
  const field = (name: string): unknown => fieldValue(record, name);
  const isWholeDay = field("All_day") === true;
  const lines: [string, string][] = [
    ["UID", `${record.id}@crm.zoho.com`],
    ["DTSTAMP", timeOf(field("Modified_Time"))],
    [isWholeDay ? "DTSTART;VALUE=DATE" : "DTSTART", timeOf(field("Start_DateTime"), isWholeDay)],
    [isWholeDay ? "DTEND;VALUE=DATE" : "DTEND", timeOf(field("End_DateTime"), isWholeDay)],
    ["SUMMARY", escaped(field("Event_Title"))],
    ["LOCATION", escaped(field("Venue"))],
    ["DESCRIPTION", escaped(field("Description"))],
  ];
  const given = lines.filter(([, value]) => value !== "").map(([name, value]) => folded(`${name}:${value}`));
  return ["BEGIN:VEVENT", ...given, "END:VEVENT", ""].join(LINE_END);
}

/** In UTC, or the day as written. */
function timeOf(value: unknown, isDay = false): string {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) return "";
  const text = isDay ? String(value).slice(0, 10) : `${new Date(time).toISOString().slice(0, 19)}Z`;
  return text.replace(/[-:]/g, "");
}

const escaped = (value: unknown): string =>
  textsOf(value)
    .join(", ")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n|\r|\n/g, "\\n");

/** Folds a long line: it continues on the next one after a space. Characters are never split. */
function folded(line: string): string {
  const parts: string[] = [];
  let [part, size] = ["", 0];
  for (const sign of line) {
    const bytes = Buffer.byteLength(sign);
    if (size + bytes > MAX_LINE) {
      parts.push(part);
      // The space counts.
      [part, size] = ["", 1];
    }
    part += sign;
    size += bytes;
  }
  return [...parts, part].join(`${LINE_END} `);
}
