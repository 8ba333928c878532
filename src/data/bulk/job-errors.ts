/** Why a job ends without what was asked of it. */
import { CrmError, isCrmError } from "../../core/errors/errors.js";
import type { JobName } from "./poll.js";

/** States of jobs that will not change any more, besides `COMPLETED`. */
const ENDED: ReadonlySet<string> = new Set(["FAILED", "FAILURE", "SKIPPED"]);

export const hasCompleted = (state: string): boolean => state.toUpperCase() === "COMPLETED";

/** Whether a job has ended without a result. */
export const hasFailed = (state: string): boolean => ENDED.has(state.toUpperCase());

/** @param job What Zoho says of it. The description knows no member with a reason, but there may be one (unverified) */
export function jobFailed({ kind, id }: JobName, state: string, job: object, wayOut: string): CrmError {
  const reason = reasonIn(job);
  return new CrmError(`the ${kind} job ${id} ended as ${state}: ${reason ?? "Zoho gives no reason"}. ${wayOut}`, {
    code: state.toUpperCase() === "SKIPPED" ? "JOB_SKIPPED" : "JOB_FAILED",
    details: { id, state, reason },
  });
}

/** The reason that a job has for its end, if it has one. */
export function reasonIn(job: object): string | undefined {
  for (const name of ["message", "reason", "error_message", "details"]) {
    const value: unknown = Reflect.get(job, name);
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}

/** The result of a completed job is gone. */
export const resultGone = ({ kind, id }: JobName, wayOut: string, cause?: unknown): CrmError =>
  new CrmError(
    `the result of the ${kind} job ${id} is gone: Zoho keeps results for about a day (unverified). ${wayOut}`,
    { code: "RESULT_EXPIRED", details: { id }, cause },
  );

/** The result of a job is not what it should be. */
export const badResult = ({ kind, id }: JobName, what: string, cause?: unknown): CrmError =>
  new CrmError(`the result of the ${kind} job ${id} ${what}`, { code: "INVALID_RESULT", details: { id }, cause });

/** Whether a call failed in a way that it may have been carried out. */
export const isLost = (error: unknown): boolean =>
  (isCrmError(error, "Transport") && error.mayHaveArrived) ||
  isCrmError(error, "Server") ||
  isCrmError(error, "Response");
