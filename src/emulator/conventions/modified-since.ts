// `If-Modified-Since` on settings.

import type { Call } from "../calls/call.js";
import { type Answer, notModified } from "../http/answers.js";
import type { UserCrm } from "../records/crm.js";

/**
 * Answers with those that changed since the time that the call names, or that nothing did. What was never changed is as
 * old as the organisation.
 */
export function answerModified<T extends object>(
  call: Call,
  { since }: UserCrm,
  all: readonly T[],
  answer: (changed: readonly T[]) => Answer,
): Answer {
  const time = call.modifiedSince();
  const changed = all.filter((one) => time === undefined || Date.parse(timeOf(one) ?? since) > time);
  return changed.length === 0 && all.length > 0 ? notModified() : answer(changed);
}

/** Users name it as records do. */
function timeOf(setting: object): string | undefined {
  const times = new Map<string, unknown>(Object.entries(setting));
  const time = times.get("modified_time") ?? times.get("Modified_Time");
  return typeof time === "string" ? time : undefined;
}
