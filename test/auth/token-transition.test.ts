import { describe, expect, test } from "vitest";
import type { Token } from "../../src/auth/token.js";
import { type Demand, initialState, step, type TokenEvent, type TokenState } from "../../src/auth/token-transition.js";

const NOW = 1_700_000_000_000;
const HOUR = 3_600_000;
const good: Token = { accessToken: "good", refreshToken: "r", expiresAt: NOW + HOUR, issuedAt: [NOW] };
const ended: Token = { ...good, accessToken: "ended", expiresAt: NOW };
const spent: Token = { ...ended, issuedAt: Array<number>(9).fill(NOW - 1_000) };
const call: Demand = { id: 1, kind: "access" };
const patient: Demand = { id: 2, kind: "access", deadline: NOW + HOUR };
const grant: Demand = { id: 3, kind: "grant", code: "c" };
const error = new Error("no");

const state = (change: Partial<TokenState> = {}): TokenState => ({ ...initialState("ada", "r"), ...change });
const asking = (demand: Demand): Partial<TokenState> => ({
  phase: "asking",
  demands: [demand],
  asked: {
    ask: { kind: "refresh", refreshToken: "r", accountsServer: undefined, left: 9 },
    forCalls: demand.kind === "access",
    ids: [demand.id],
  },
});
const final = { pause: 60_000, final: true };

type Event = TokenEvent extends infer E ? (E extends unknown ? Omit<E, "now"> : never) : never;

/** The table at the top of `token-state.ts`, row by row: from, what happened, to, and what is to be done. */
const rows: [
  name: string,
  from: Partial<TokenState>,
  event: Event,
  phase: TokenState["phase"],
  ...effects: string[],
][] = [
  ["idle: a good token is handed out", { token: good }, { type: "called", demand: call }, "idle", "settle"],
  ["idle: no good token", { token: ended }, { type: "called", demand: call }, "reading", "read"],
  ["idle: a grant", {}, { type: "called", demand: grant }, "locking", "lock"],
  [
    "idle: a token to be saved",
    { token: good, unsaved: true },
    { type: "called", demand: call },
    "locking",
    "settle",
    "lock",
  ],
  [
    "idle: not so soon after the store failed",
    { token: good, unsaved: true, saveAfter: NOW + 1 },
    { type: "called", demand: call },
    "idle",
    "settle",
  ],
  ["reading: a good token", { phase: "reading", demands: [call] }, { type: "read", stored: good }, "idle", "settle"],
  ["reading: none", { phase: "reading", demands: [call] }, { type: "read", stored: ended }, "locking", "lock"],
  [
    "reading: no refresh token",
    { phase: "reading", demands: [call], configured: undefined },
    { type: "read", stored: undefined },
    "idle",
    "settle",
  ],
  ["reading: budget spent", { phase: "reading", demands: [call] }, { type: "read", stored: spent }, "idle", "settle"],
  [
    "reading: budget spent, and time",
    { phase: "reading", demands: [patient] },
    { type: "read", stored: spent },
    "pausing",
    "wake",
  ],
  [
    "reading: the store failed",
    { phase: "reading", demands: [call] },
    { type: "storeFailed", error },
    "idle",
    "settle",
  ],
  ["reading: all have left", { phase: "reading" }, { type: "read", stored: ended }, "idle"],
  ["locking: locked", { phase: "locking", demands: [call] }, { type: "locked" }, "checking", "read"],
  [
    "locking: the store failed",
    { phase: "locking", demands: [call] },
    { type: "storeFailed", error },
    "idle",
    "settle",
  ],
  [
    "checking: a good token",
    { phase: "checking", demands: [call] },
    { type: "read", stored: good },
    "idle",
    "settle",
    "unlock",
  ],
  ["checking: none", { phase: "checking", demands: [call] }, { type: "read", stored: ended }, "asking", "ask"],
  ["checking: a grant", { phase: "checking", demands: [grant] }, { type: "read", stored: good }, "asking", "ask"],
  [
    "checking: budget spent, and time",
    { phase: "checking", demands: [patient] },
    { type: "read", stored: spent },
    "pausing",
    "unlock",
    "wake",
  ],
  [
    "checking: a token to be saved",
    { phase: "checking", token: good, unsaved: true },
    { type: "read", stored: ended },
    "writing",
    "write",
  ],
  [
    "checking: the store failed",
    { phase: "checking", demands: [call] },
    { type: "storeFailed", error },
    "idle",
    "settle",
    "unlock",
  ],
  ["asking: a token", asking(call), { type: "answered", token: good, issued: 1 }, "writing", "write"],
  ["asking: a refusal", asking(call), { type: "refused", error, issued: 0, memory: final }, "idle", "settle", "unlock"],
  [
    "asking: no answer",
    asking(call),
    { type: "refused", error, issued: 0, memory: undefined },
    "idle",
    "settle",
    "unlock",
  ],
  [
    "asking: an answer was lost",
    { ...asking(call), token: ended },
    { type: "refused", error, issued: 1, memory: undefined },
    "writing",
    "settle",
    "write",
  ],
  [
    "asking: another refresh token is left",
    { ...asking(call), configured: "other", token: ended },
    { type: "refused", error, issued: 0, memory: final },
    "asking",
    "ask",
  ],
  ["asking: revoked", { ...asking({ id: 4, kind: "revoke" }), token: good }, { type: "revoked" }, "writing", "erase"],
  ["asking: another call", asking(call), { type: "called", demand: patient }, "asking"],
  [
    "writing: written",
    { ...asking(call), phase: "writing", token: good, unsaved: true },
    { type: "written" },
    "idle",
    "settle",
    "unlock",
  ],
  [
    "writing: the store failed",
    { ...asking(call), phase: "writing", token: good, unsaved: true },
    { type: "storeFailed", error },
    "idle",
    "settle",
    "unlock",
  ],
  [
    "writing: somebody else waits for a grant",
    { ...asking(call), phase: "writing", demands: [call, grant], token: good },
    { type: "written" },
    "asking",
    "settle",
    "ask",
  ],
  ["pausing: time is up", { phase: "pausing", demands: [patient] }, { type: "woken" }, "reading", "read"],
  [
    "pausing: another call",
    { phase: "pausing", demands: [patient] },
    { type: "called", demand: call },
    "reading",
    "read",
  ],
  ["pausing: a grant", { phase: "pausing", demands: [patient] }, { type: "called", demand: grant }, "locking", "lock"],
  ["pausing: the last one leaves", { phase: "pausing", demands: [patient] }, { type: "left", id: 2 }, "idle"],
  ["a timer that comes late", { phase: "asking" }, { type: "woken" }, "asking"],
];

describe("from, event, to", () => {
  for (const [name, from, event, phase, ...effects] of rows) {
    test(name, () => {
      const next = step(state(from), { ...event, now: NOW });
      expect([next.state.phase, ...next.effects.map(({ type }) => type)]).toEqual([phase, ...effects]);
    });
  }

  test("every phase is met", () => {
    const met = new Set(rows.flatMap(([, { phase = "idle" }, , to]) => [phase, to]));
    expect([...met].sort()).toEqual(["asking", "checking", "idle", "locking", "pausing", "reading", "writing"]);
  });
});

test("a step changes nothing of the state it is given", () => {
  for (const [, from, event] of rows) {
    const before = state(from);
    const copy = structuredClone(before);
    step(before, { ...event, now: NOW });
    expect(before).toEqual(copy);
  }
});
