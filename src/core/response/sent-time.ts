/** When the server sent a list, by its own clock. */
import type { ResponseHeaders } from "./response.js";

/** A list carries the time in a member that neither JSON nor a copy shows. Both copies of the package read it. */
const SENT = Symbol.for("zcrm.sent");

/** Notes the time of a response at the list in it. */
export function markSent<List extends object>(list: List, headers: ResponseHeaders): List {
  const date = headers.get("date");
  return date === null ? list : Object.defineProperty(list, SENT, { value: date });
}

/** Milliseconds since 1970, in whole seconds; `undefined` if the server did not say. */
export function sentTime(list: object): number | undefined {
  const time = Date.parse(String(Reflect.get(list, SENT)));
  return Number.isNaN(time) ? undefined : time;
}
