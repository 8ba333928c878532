import type { Fault } from "../faults.js";
import type { Rules, Trials } from "./case.js";
import { auth, timedOut } from "./expected.js";

const HTTP: readonly Fault[] = ["reset before headers", "reset after headers", "4xx", "429", "5xx"];
const noHttp: Rules = Object.fromEntries(HTTP.map((fault) => [fault, "a store does not speak HTTP"]));
const failed = auth("TOKEN_STORE_FAILED");
const LONG = 8_000;
/** The connection makes no difference to the store. */
const ways = ["http"] as const;
/** Nothing is sent without a token. */
const nothing = { ways, requests: 0 };

export const STORE_READ: Trials = {
  step: "store read",
  cases: [
    { fault: "refused", ...nothing, client: { store: { at: "get", how: "throws" } }, expected: failed },
    {
      fault: "hung",
      ...nothing,
      client: { store: { at: "get", how: "hangs" }, options: { timeout: LONG } },
      expected: failed,
      within: 5_500,
    },
    { fault: "slow byte by byte", ways, client: { store: { at: "get", how: "is slow" } }, expected: "value" },
    { fault: "truncated", ...nothing, client: { store: { file: "truncated" } }, expected: failed, recovers: false },
    { fault: "HTML", ...nothing, client: { store: { file: "HTML" } }, expected: failed, recovers: false },
    { fault: "wrong length", ...nothing, client: { store: { file: "empty" } }, expected: failed, recovers: false },
    { fault: "invalid JSON", ...nothing, client: { store: { file: "invalid" } }, expected: failed, recovers: false },
    {
      fault: "aborted by the caller",
      calls: ["list", "create", "download", "upload"],
      ...nothing,
      client: { store: { at: "get", how: "hangs" }, abort: true },
      expected: "the caller's reason",
      within: 500,
      recovers: false,
    },
    {
      fault: "deadline passed",
      ...nothing,
      client: { store: { at: "get", how: "hangs" }, options: { timeout: 250 } },
      expected: timedOut,
      within: 800,
      recovers: false,
    },
  ],
  rules: noHttp,
};

const noContent: Rules = {
  ...noHttp,
  HTML: "a lock has no content",
  "wrong length": "a lock has no content",
  "invalid JSON": "a lock has no content",
};

export const LOCK: Trials = {
  step: "lock",
  cases: [
    { fault: "refused", ...nothing, client: { store: { at: "withLock", how: "throws" } }, expected: failed },
    {
      fault: "refused",
      variant: "below a file",
      ...nothing,
      client: { store: { file: "below a file" } },
      expected: failed,
      recovers: false,
    },
    { fault: "truncated", ...nothing, client: { store: { at: "withLock", how: "ends early" } }, expected: failed },
    {
      fault: "hung",
      ...nothing,
      client: { store: { at: "withLock", how: "hangs" }, options: { timeout: 400 } },
      expected: timedOut,
      within: 900,
      recovers: false,
    },
    { fault: "slow byte by byte", ways, client: { store: { at: "withLock", how: "is slow" } }, expected: "value" },
    {
      fault: "aborted by the caller",
      calls: ["list", "create"],
      ...nothing,
      client: { store: { at: "withLock", how: "hangs" }, abort: true },
      expected: "the caller's reason",
      within: 500,
      recovers: false,
    },
    {
      fault: "deadline passed",
      ...nothing,
      client: { store: { at: "withLock", how: "hangs" }, options: { timeout: 250 } },
      expected: timedOut,
      within: 800,
      recovers: false,
    },
  ],
  rules: noContent,
};

export const STORE_WRITE: Trials = {
  step: "store write",
  cases: [
    // The call has its token and continues; the token is stored later.
    { fault: "refused", ways, client: { store: { at: "set", how: "throws" } }, expected: "value" },
    {
      fault: "refused",
      variant: "the disk is full",
      ways,
      client: { store: { file: "too large" } },
      expected: "value",
    },
    {
      fault: "hung",
      ways,
      client: { store: { at: "set", how: "hangs" }, options: { timeout: LONG } },
      expected: "value",
      within: 5_500,
    },
    { fault: "slow byte by byte", ways, client: { store: { at: "set", how: "is slow" } }, expected: "value" },
    {
      fault: "aborted by the caller",
      calls: ["list", "create"],
      ...nothing,
      client: { store: { at: "set", how: "hangs" }, abort: true },
      expected: "the caller's reason",
      within: 500,
      recovers: false,
    },
    {
      fault: "deadline passed",
      ...nothing,
      client: { store: { at: "set", how: "hangs" }, options: { timeout: 250 } },
      expected: timedOut,
      within: 800,
      recovers: false,
    },
  ],
  rules: {
    ...noHttp,
    truncated: "the next read checks what was written",
    HTML: "the next read checks what was written",
    "wrong length": "the next read checks what was written",
    "invalid JSON": "the next read checks what was written",
  },
};
