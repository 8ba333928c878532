/** What is shown of events and messages: a line for people, an object for programs. */
import type { CrmError } from "../../core/errors/errors.js";
import type { NotificationEvent } from "../../notifications/index.js";
import type { Result } from "../definition.js";
import type { Forwarded } from "./forwarder.js";

/** A request of somebody who may not be Zoho. */
export const refusedLine = ({ status, code, message }: CrmError): Result =>
  lineOf(new Date(), `refused (${status}): ${message}`, { type: "refused", status, code, message });

export function eventLine({ module, operation, id, time, fields }: NotificationEvent): Result {
  const text = [module, operation, id, ...(fields.length > 0 ? [fields.join(", ")] : [])].join("  ");
  const data = { type: "event", time: time?.toISOString() ?? null, module, operation, id, fields };
  return lineOf(time ?? new Date(), text, data);
}

/** @param target Where the message went */
export function forwardedLine(target: URL, outcome: Forwarded): Result {
  const url = shownUrl(target);
  const isRedirect = "status" in outcome && outcome.status >= 300 && outcome.status < 400;
  const text =
    "status" in outcome ? `${outcome.status}${isRedirect ? ", a redirect that is not followed" : ""}` : outcome.problem;
  return lineOf(new Date(), `-> ${url}  ${text}  ${outcome.milliseconds} ms`, { type: "forward", url, ...outcome });
}

/** Without the query, which may contain a secret. */
export const shownUrl = ({ origin, pathname }: URL): string => `${origin}${pathname}`;

const lineOf = (time: Date, text: string, data: object): Result => ({
  text: `${time.toLocaleTimeString("en-GB")}  ${text}`,
  data,
  isOneOfMany: true,
});
