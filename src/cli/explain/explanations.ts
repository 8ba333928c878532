/** What is known of each error code, from where its texts are: Zoho's from the description, and those of the client. */
import { MEANINGS } from "../../auth/token-response.js";
import { nearest } from "../../core/errors/nearest.js";
import { PERMANENT, REASONS } from "../../core/errors/network-error.js";
import { description, type Retry } from "../description/description.js";
import { operations } from "../description/operations.js";
import { CLIENT_CODES } from "./client-codes.js";
import { DATA_CODES } from "./data-codes.js";

/** What an error means in one of the places that it comes from. */
export interface Explanation {
  readonly code: string;
  /** Who raises it. */
  readonly origin: "Zoho CRM" | "Zoho's accounts server" | "zcrm" | "the network";
  readonly cause: string;
  readonly remedy: string;
  /** HTTP statuses, the usual one first. */
  readonly statuses: readonly number[];
  readonly retry: Retry;
  /** Where it occurs, in words; `undefined` if `operations` says it. */
  readonly where: string | undefined;
  /** The operations that can respond with it, e.g. `records.list`; none if all of them can. */
  readonly operations: readonly string[];
  /** An example of Zoho's `details`. */
  readonly details: object | undefined;
}

/** Whether the same call can succeed later, in words. */
export const RETRIES: Readonly<Record<Retry, string>> = {
  no: "no, the same call fails again",
  later: "yes, after a delay",
  "after-action": "yes, after a person has acted",
  "new-token": "yes, with another token; the client refreshes it and repeats the call once",
  "by-client": "yes; the client repeats the call by itself while it has time",
  "by-client-if-safe": "yes, if it is safe to repeat the call; the client then does so by itself",
};

/** All explanations, by origin. A code of several origins has several. */
export function explanations(): readonly Explanation[] {
  return [...ofZoho(), ...ofAccounts(), ...ofClient(), ...ofNetwork()];
}

/** What a code means: the code itself, or those that differ from it in case only, such as `invalid_token`. */
export function explained(code: string): readonly Explanation[] {
  const all = explanations();
  const same = all.filter((one) => one.code === code);
  const [, status] = /^http_([1-5]\d\d)$/i.exec(code) ?? [];
  if (status !== undefined) return [ofStatus(Number(status))];
  return same.length > 0 ? same : all.filter((one) => one.code.toLowerCase() === code.toLowerCase());
}

/** The code of a response without an error object. */
const ofStatus = (status: number): Explanation => ({
  code: `HTTP_${status}`,
  origin: "zcrm",
  cause: `The response has the status ${status}, and no error object of Zoho says more.`,
  remedy: status >= 500 ? "try again later" : "check the address of the API, and whether a proxy responds in its place",
  statuses: [status],
  retry: status === 429 ? "by-client" : status >= 500 ? "by-client-if-safe" : "no",
  where: "any call",
  operations: [],
  details: undefined,
});

/** Codes that an unknown one may mean: the nearest, or those that contain it. */
export function meantCodes(code: string): readonly string[] {
  const all = [...new Set(explanations().map((one) => one.code))];
  const near = nearest(code, all, Math.min(4, Math.floor(code.length / 3)));
  if (near !== undefined) return [near];
  return all.filter((one) => code.length > 2 && one.toLowerCase().includes(code.toLowerCase()));
}

function ofZoho(): Explanation[] {
  const callsBy = operationsByCode();
  return Object.entries(description()["x-errors"]).map(([code, error]) => {
    const calls = callsBy.get(code) ?? [];
    const isOfAccounts = calls.length > 0 && calls.every((name) => name.startsWith("oauth."));
    return {
      code,
      origin: error["by-client"] ? "zcrm" : isOfAccounts ? ACCOUNTS : "Zoho CRM",
      cause: error.cause,
      remedy: error.remedy,
      statuses: error.statuses,
      retry: error.retry,
      where: error.everywhere ? "any call" : error.where,
      operations: error.everywhere ? [] : calls,
      details: error.details,
    };
  });
}

const ACCOUNTS = "Zoho's accounts server";

function operationsByCode(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { name, errorCodes } of operations())
    for (const code of errorCodes) found.set(code, [...(found.get(code) ?? []), name]);
  return found;
}

/** The client's own words for the failures of the accounts server, which its errors have. */
function ofAccounts(): Explanation[] {
  const callsBy = operationsByCode();
  const described = description()["x-errors"];
  return Object.entries(MEANINGS)
    .filter(([code]) => !Object.hasOwn(CLIENT_CODES, code))
    .map(([code, { cause, remedy, isTemporary }]) => ({
      code,
      origin: ACCOUNTS,
      cause: sentence(cause),
      remedy,
      statuses: [200, 400],
      retry: isTemporary ? "later" : "no",
      where: "getting an access token",
      // Otherwise they mean what the description says.
      operations: Object.hasOwn(described, code) ? [] : (callsBy.get(code) ?? []),
      details: undefined,
    }));
}

const ofClient = (): Explanation[] =>
  Object.entries({ ...CLIENT_CODES, ...DATA_CODES }).map(([code, { cause, remedy, retry = "no", where }]) => ({
    ...{ code, origin: "zcrm", cause, remedy, statuses: [], retry, where, operations: [], details: undefined },
  }));

/** The codes of the system, with which a connection fails. */
const ofNetwork = (): Explanation[] =>
  Object.entries(REASONS).map(([code, reason]) => {
    const [cause = "", remedy = "check the network, any proxy and the data center"] = reason.split("; ");
    return {
      ...{ code, origin: "the network", cause: sentence(cause), remedy, statuses: [] },
      retry: PERMANENT.test(code) ? "no" : "by-client-if-safe",
      ...{ where: "making or using a connection", operations: [], details: undefined },
    };
  });

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
