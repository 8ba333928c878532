import { describe, expect, test } from "vitest";
import type { Token } from "../../src/auth/token.js";
import {
  type Demand,
  initialState,
  type TokenEvent,
  type TokenState,
  type Without,
} from "../../src/auth/token-state.js";
import { transition } from "../../src/auth/token-transition.js";

const NOW = 1_700_000_000_000;
const HOUR = 3_600_000;

const fresh: Token = { accessToken: "fresh", refreshToken: "r", expiresAt: NOW + HOUR, issuedAt: [NOW] };
const expired: Token = { ...fresh, accessToken: "expired", expiresAt: NOW };
const spent: Token = { ...expired, issuedAt: Array<number>(9).fill(NOW - 1_000) };

const call: Demand = { id: 1, kind: "access" };
const patient: Demand = { id: 2, kind: "access", deadline: NOW + HOUR };
const grant: Demand = { id: 3, kind: "grant", code: "c" };
const revoke: Demand = { id: 4, kind: "revoke" };

const error = new Error("no");
const permanent = { duration: 60_000, permanent: true };

const state = (change: Partial<TokenState> = {}): TokenState => ({ ...initialState("ada", "r", false), ...change });
const requesting = (demand: Demand): Partial<TokenState> => ({
  phase: "requesting",
  demands: [demand],
  inFlight: {
    request: { kind: "refresh", refreshToken: "r", accountsServer: undefined, allowance: 9 },
    isRenewal: demand.kind === "access",
    ids: [demand.id],
  },
});
const saving: Partial<TokenState> = { ...requesting(call), phase: "saving", token: fresh, unsaved: true };

type Row = readonly [
  name: string,
  given: Partial<TokenState>,
  when: Without<TokenEvent, "now">,
  want: TokenState["phase"],
  ...effects: string[],
];

const demanded = (demand: Demand) => ({ type: "demanded", demand }) as const;
const storeRead = (stored?: Token) => ({ type: "storeRead", stored }) as const;
const failed = (issued: number, cooldown?: typeof permanent) => ({ type: "failed", error, issued, cooldown }) as const;
const storeFailed = { type: "storeFailed", error } as const;

/** The table at the top of `token-state.ts`, row by row. */
const TABLE: Readonly<Record<TokenState["phase"], readonly Row[]>> = {
  idle: [
    ["a usable token", { token: fresh }, demanded(call), "idle", "settle"],
    ["no usable token", { token: expired }, demanded(call), "reading", "readStore"],
    ["a grant", {}, demanded(grant), "locking", "acquireLock"],
    ["an unsaved token", { token: fresh, unsaved: true }, demanded(call), "locking", "settle", "acquireLock"],
    [
      "an unsaved token, right after the store failed",
      { token: fresh, unsaved: true, saveAfter: NOW + 1 },
      demanded(call),
      "idle",
      "settle",
    ],
  ],
  reading: [
    ["a usable token", { demands: [call] }, storeRead(fresh), "idle", "settle"],
    ["no usable token", { demands: [call] }, storeRead(expired), "locking", "acquireLock"],
    ["no refresh token", { demands: [call], configured: undefined }, storeRead(), "idle", "settle"],
    ["a spent budget", { demands: [call] }, storeRead(spent), "idle", "settle"],
    ["a spent budget, and a caller that can wait", { demands: [patient] }, storeRead(spent), "waiting", "startTimer"],
    ["a store that failed", { demands: [call] }, storeFailed, "idle", "settle"],
    ["no demand left", {}, storeRead(expired), "idle"],
  ],
  locking: [
    ["the lock", { demands: [call] }, { type: "lockAcquired" }, "rechecking", "readStore"],
    ["a store that failed", { demands: [call] }, storeFailed, "idle", "settle"],
  ],
  rechecking: [
    ["a usable token", { demands: [call] }, storeRead(fresh), "idle", "settle", "releaseLock"],
    ["no usable token", { demands: [call] }, storeRead(expired), "requesting", "request"],
    ["a grant", { demands: [grant] }, storeRead(fresh), "requesting", "request"],
    [
      "a spent budget, and a caller that can wait",
      { demands: [patient] },
      storeRead(spent),
      "waiting",
      "releaseLock",
      "startTimer",
    ],
    ["an unsaved token", { token: fresh, unsaved: true }, storeRead(expired), "saving", "save"],
    ["a store that failed", { demands: [call] }, storeFailed, "idle", "settle", "releaseLock"],
    ["a store that failed, and a grant", { demands: [grant] }, storeFailed, "requesting", "request"],
    ["a store that failed, and others", { demands: [call, grant] }, storeFailed, "requesting", "settle", "request"],
    ["a store that failed, and a revocation", { demands: [revoke] }, storeFailed, "idle", "settle", "releaseLock"],
  ],
  requesting: [
    ["a token", requesting(call), { type: "tokenIssued", token: fresh, issued: 1 }, "saving", "save"],
    ["a revocation", { ...requesting(revoke), token: fresh }, { type: "revoked" }, "saving", "delete"],
    ["a permanent error", requesting(call), failed(0, permanent), "idle", "settle", "releaseLock"],
    ["no response", requesting(call), failed(0), "idle", "settle", "releaseLock"],
    ["a lost response", { ...requesting(call), token: expired }, failed(1), "saving", "settle", "save"],
    [
      "a permanent error, and another refresh token",
      { ...requesting(call), configured: "other", token: expired },
      failed(0, permanent),
      "requesting",
      "request",
    ],
    ["another call", requesting(call), demanded(patient), "requesting"],
    ["a late timer", {}, { type: "timerFired" }, "requesting"],
  ],
  saving: [
    ["a save", saving, { type: "saved" }, "idle", "settle", "releaseLock"],
    ["a store that failed", saving, storeFailed, "idle", "settle", "releaseLock"],
    [
      "a save, and a grant",
      { ...saving, demands: [call, grant] },
      { type: "saved" },
      "requesting",
      "settle",
      "request",
    ],
  ],
  waiting: [
    ["the timer", { demands: [patient] }, { type: "timerFired" }, "reading", "readStore"],
    ["another call", { demands: [patient] }, demanded(call), "reading", "readStore"],
    ["a grant", { demands: [patient] }, demanded(grant), "locking", "acquireLock"],
    ["the last caller leaving", { demands: [patient] }, { type: "canceled", id: 2 }, "idle"],
  ],
};

const rows = Object.entries(TABLE).flatMap(([phase, table]) =>
  table.map(([name, given, when, want, ...effects]) => ({
    name: `${phase}, with ${name}: ${want}`,
    given: state({ ...given, phase: phase as TokenState["phase"] }),
    when: { ...when, now: NOW },
    want: [want, ...effects],
  })),
);

describe("the table of transitions", () => {
  test.each(rows)("$name", ({ given, when, want }) => {
    const { state, effects } = transition(given, when);
    expect([state.phase, ...effects.map(({ type }) => type)]).toEqual(want);
  });

  test("leads to every phase", () => {
    const reached = new Set(rows.map(({ want: [phase] }) => phase));
    expect([...reached].sort()).toEqual(Object.keys(TABLE).sort());
  });
});

test("a transition does not change the state that it is given", () => {
  for (const { given, when } of rows) {
    const copy = structuredClone(given);
    transition(given, when);
    expect(given).toEqual(copy);
  }
});
