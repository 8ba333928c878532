/** `If-Modified-Since`, on records and on settings. */

import type { Call } from "../calls/call.js";
import { type HttpResponse, notModified } from "../http/responses.js";
import type { Crm } from "../records/crm.js";
import type { CrmRecord } from "../records/record.js";
import { fieldValue, textOf } from "../values/values.js";

/**
 * Responds with the items that changed since the time in the call, or with 304 if none did. An item that never
 * changed is as old as the organization.
 */
export function modifiedResponse<T extends object>(
  call: Call,
  { since }: Crm,
  all: readonly T[],
  response: (changed: readonly T[]) => HttpResponse,
): HttpResponse {
  const time = call.modifiedSince();
  const changed = all.filter((one) => time === undefined || Date.parse(timeOf(one) ?? since) > time);
  return changed.length === 0 && all.length > 0 ? notModified() : response(changed);
}

/** Whether a record changed after a time, if the call names one. */
export const isModified = (record: CrmRecord, since: number | undefined): boolean =>
  since === undefined || Date.parse(textOf(fieldValue(record, "Modified_Time"))) > since;

/** Users use the same member name as records. */
function timeOf(setting: object): string | undefined {
  const times = new Map<string, unknown>(Object.entries(setting));
  const time = times.get("modified_time") ?? times.get("Modified_Time");
  return typeof time === "string" ? time : undefined;
}
