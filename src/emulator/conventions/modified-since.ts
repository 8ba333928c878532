// `If-Modified-Since`, on records and on settings.

import type { Call } from "../calls/call.js";
import { type HttpResponse, notModified } from "../http/responses.js";
import type { Crm } from "../records/crm.js";
import type { CrmRecord } from "../records/record.js";
import { fieldValue, textOf } from "../values/values.js";

/**
 * Answers with those that changed since the time that the call names, or that nothing did. What was never changed is as
 * old as the organisation.
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

/** Whether a record changed after a time, if one is named. */
export const isModified = (record: CrmRecord, since: number | undefined): boolean =>
  since === undefined || Date.parse(textOf(fieldValue(record, "Modified_Time"))) > since;

/** Users name it as records do. */
function timeOf(setting: object): string | undefined {
  const times = new Map<string, unknown>(Object.entries(setting));
  const time = times.get("modified_time") ?? times.get("Modified_Time");
  return typeof time === "string" ? time : undefined;
}
