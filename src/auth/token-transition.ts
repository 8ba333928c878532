/**
 * The life of one user's tokens, as a pure machine: `step` takes a state and what happened, and gives the next state and
 * what is to be done. `TokenManager` carries that out and reports back. Nothing here waits, reads a clock or sends.
 *
 * | phase | what is under way | leaves it for |
 * |---|---|---|
 * | idle | nothing | reading: a call finds no good token · locking: a grant and the like, or a token to be saved |
 * | reading | the store is read, without lock | idle: a good token, or none to be had · locking · pausing |
 * | locking | the lock is waited for | checking · idle: the store failed |
 * | checking | the store is read again, under the lock | asking: still no good token · writing · idle · pausing |
 * | asking | Zoho is asked, under the lock | writing: a token came · checking: refused |
 * | writing | the store is written, under the lock | checking, which ends in idle where nothing else is wanted |
 * | pausing | the budget is used up, and a call has the time to wait | reading: time is up, or another call came |
 *
 * A call leaves whenever it likes; that changes nothing for the others.
 */

import { AuthError } from "../core/errors/errors.js";
import type { Token } from "./token.js";
import { budgetSpent, inWindow, TOKENS_PER_WINDOW, union, WINDOW } from "./token-budget.js";
import { isFresh, lastIssued, trusted } from "./token-life.js";

/** What somebody waits for. */
export type Demand = { readonly id: number } & (
  | {
      readonly kind: "access";
      /** The access token that the CRM refused. */
      readonly rejected?: string | undefined;
      /** Epoch milliseconds until which it may wait for the budget; not at all where undefined. */
      readonly deadline?: number | undefined;
    }
  | { readonly kind: "adopt"; readonly refreshToken: string; readonly accountsServer?: string | undefined }
  | { readonly kind: "grant"; readonly code: string; readonly accountsServer?: string | undefined }
  | { readonly kind: "revoke" }
);

/** What the accounts server is asked, and where. */
export type Ask = { readonly accountsServer: string | undefined } & (
  | {
      readonly kind: "refresh";
      readonly refreshToken: string;
      /** Tokens that may still be asked for by it. */
      readonly left: number;
    }
  | { readonly kind: "grant"; readonly code: string }
  | { readonly kind: "revoke"; readonly refreshToken: string }
);

/** A refusal that is not asked for again before its time is over. */
interface Refusal {
  readonly refreshToken: string;
  readonly error: Error;
  readonly at: number;
  /** Milliseconds. */
  readonly pause: number;
  /** Whether only a person can mend it, so that another refresh token may be tried. */
  readonly final: boolean;
}

export interface TokenState {
  readonly user: string;
  /** The refresh token of the configuration. */
  readonly configured: string | undefined;
  readonly phase: "idle" | "reading" | "locking" | "checking" | "asking" | "writing" | "pausing";
  readonly demands: readonly Demand[];
  /** The newest tokens that are known of. */
  readonly token: Token | undefined;
  /** Whether `token` is still to be written to the store. */
  readonly unsaved: boolean;
  /** Epoch milliseconds before which a store that failed is not written to again. */
  readonly saveAfter: number;
  /** What is being asked, whether calls or somebody else want it, and the demands that its answer settles. */
  readonly asked: { readonly ask: Ask; readonly forCalls: boolean; readonly ids: readonly number[] } | undefined;
  /** When tokens were issued by this refresh token, as far as this process knows. */
  readonly ledger: { readonly refreshToken: string; readonly times: readonly number[] } | undefined;
  readonly refusals: readonly Refusal[];
}

/** What happened, and when. */
export type TokenEvent = { readonly now: number } & (
  | { readonly type: "called"; readonly demand: Demand }
  | { readonly type: "left"; readonly id: number }
  | { readonly type: "read"; readonly stored: Token | undefined }
  | { readonly type: "locked" }
  | { readonly type: "answered"; readonly token: Token; readonly issued: number }
  | { readonly type: "revoked" }
  | {
      readonly type: "refused";
      readonly error: Error;
      /** Tokens that Zoho may have issued although none arrived. */
      readonly issued: number;
      /** How long it is remembered; not at all where undefined. */
      readonly memory: { readonly pause: number; readonly final: boolean } | undefined;
    }
  | { readonly type: "written" }
  | { readonly type: "storeFailed"; readonly error: Error }
  | { readonly type: "woken" }
);

/** What is to be done. */
export type Effect =
  | { readonly type: "read" }
  | { readonly type: "lock" }
  | { readonly type: "unlock" }
  | { readonly type: "ask"; readonly ask: Ask }
  | { readonly type: "write"; readonly token: Token }
  | { readonly type: "erase" }
  | { readonly type: "wake"; readonly at: number }
  | { readonly type: "settle"; readonly ids: readonly number[]; readonly result: Result };

/** How a demand ends: with the tokens, with none after a revocation, or with an error. */
export type Result = { readonly token: Token | undefined } | { readonly error: Error };

export interface Step {
  readonly state: TokenState;
  readonly effects: readonly Effect[];
}

/** Milliseconds after which a token that could not be saved is written again, at the next call. */
const SAVE_PAUSE = 1_000;

export const initialState = (user: string, configured: string | undefined): TokenState => ({
  user,
  configured,
  phase: "idle",
  demands: [],
  token: undefined,
  unsaved: false,
  saveAfter: 0,
  asked: undefined,
  ledger: undefined,
  refusals: [],
});

/** The one transition function. */
export function step(state: TokenState, event: TokenEvent): Step {
  const { now } = event;
  switch (event.type) {
    case "called": {
      const served = serve({ ...state, demands: [...state.demands, event.demand] }, now);
      return state.phase === "idle" || state.phase === "pausing" ? then(served, (next) => begin(next, now)) : served;
    }
    case "left": {
      const demands = state.demands.filter(({ id }) => id !== event.id);
      return to(state, { demands, phase: state.phase === "pausing" && demands.length === 0 ? "idle" : state.phase });
    }
    case "woken":
      return state.phase === "pausing" ? begin(state, now) : to(state, {});
    case "locked":
      return to(state, { phase: "checking" }, { type: "read" });
    case "read":
      return decide(learn(state, event.stored, now), now);
    case "answered":
      return keep(state, event.token, event.issued, now);
    case "revoked":
      return to(state, { phase: "writing", token: undefined, unsaved: false }, { type: "erase" });
    case "refused":
      return refuse(state, event, now);
    case "written":
      return then(settle({ ...state, unsaved: false }, askedIds(state), { token: state.token }), (next) =>
        go(next, now),
      );
    case "storeFailed":
      return storeFailed({ ...state, saveAfter: now + SAVE_PAUSE }, event.error, now);
  }
}

/** The token that can be handed out: it is fresh, and nobody who waits was refused with it. */
export function usableToken({ token, demands }: TokenState, now: number): Token | undefined {
  if (!token || !isFresh(token, now)) return undefined;
  const isRefused = demands.some((demand) => demand.kind === "access" && demand.rejected === token.accessToken);
  return isRefused ? undefined : token;
}

function begin(state: TokenState, now: number): Step {
  const mustWrite = state.demands.some(({ kind }) => kind !== "access") || (state.unsaved && now >= state.saveAfter);
  if (mustWrite) return to(state, { phase: "locking" }, { type: "lock" });
  return state.demands.length > 0 ? to(state, { phase: "reading" }, { type: "read" }) : to(state, { phase: "idle" });
}

/** What the store holds counts, unless it is older than what it could not be given. */
function learn(state: TokenState, stored: Token | undefined, now: number): TokenState {
  const { token: known, unsaved } = state;
  if (unsaved && known && lastIssued(stored) <= lastIssued(known)) return state;
  const token = stored && trusted(stored, known, now);
  return { ...state, token, unsaved: false };
}

/** With the store read: hands out what there is, and asks for what there is not. */
function decide(state: TokenState, now: number): Step {
  return then(serve(state, now), (served) => {
    const own = served.demands.find((demand) => demand.kind !== "access");
    if (own) return served.phase === "checking" ? askFor(own, served, now) : lock(served);
    return served.demands.length > 0 ? renew(served, now) : finish(served, now);
  });
}

function renew(state: TokenState, now: number): Step {
  const chosen = chooseRefreshToken(state, now);
  if ("error" in chosen) return then(settle(state, idsOf(state), chosen), (next) => finish(next, now));
  const { refreshToken, accountsServer } = chosen;
  const times = spent(state, refreshToken, now);
  const free = times.at(-TOKENS_PER_WINDOW);
  if (free !== undefined) return pause(state, free + WINDOW, now);
  if (state.phase !== "checking") return lock(state);
  const ask: Ask = { kind: "refresh", refreshToken, accountsServer, left: TOKENS_PER_WINDOW - times.length };
  return to(state, { phase: "asking", asked: { ask, forCalls: true, ids: idsOf(state) } }, { type: "ask", ask });
}

/** The stored refresh token, or the configured one where that one was refused for good. */
function chooseRefreshToken(
  { user, configured, token, refusals }: TokenState,
  now: number,
): { refreshToken: string; accountsServer: string | undefined } | { error: Error } {
  let refused: Refusal | undefined;
  for (const refreshToken of new Set([token?.refreshToken, configured])) {
    if (refreshToken === undefined) continue;
    const refusal = refusals.find((known) => known.refreshToken === refreshToken && isRemembered(known, now));
    const accountsServer = refreshToken === token?.refreshToken ? token.accountsServer : undefined;
    if (!refusal) return { refreshToken, accountsServer };
    refused ??= refusal;
    if (!refusal.final) break;
  }
  return { error: refused?.error ?? noRefreshToken(user) };
}

/** The error of a user without any refresh token. */
export const noRefreshToken = (user: string): AuthError =>
  new AuthError(
    `there is no token for the user ${JSON.stringify(user)}: set refreshToken (refresh_token), or exchange a grant code first`,
    { code: "NO_REFRESH_TOKEN" },
  );

/** A clock that was set back does not prolong it. */
const isRemembered = ({ at, pause }: Refusal, now: number): boolean => now >= at && now - at < pause;

/** Those who have the time wait until Zoho gives tokens again; the others are told when that is. */
function pause(state: TokenState, until: number, now: number): Step {
  const hasTime = (demand: Demand) => demand.kind === "access" && (demand.deadline ?? 0) > until;
  const late = state.demands.filter((demand) => !hasTime(demand)).map(({ id }) => id);
  return then(settle(state, late, { error: budgetSpent(state.user, until, now) }), (next) => {
    if (next.demands.length === 0) return finish(next, now);
    const wake = { type: "wake", at: until } as const;
    return next.phase === "checking"
      ? to(next, { phase: "pausing" }, { type: "unlock" }, wake)
      : to(next, { phase: "pausing" }, wake);
  });
}

/** A grant, a refresh token that is brought, or a revocation: a person wants it, so no earlier refusal counts. */
function askFor(demand: Exclude<Demand, { kind: "access" }>, state: TokenState, now: number): Step {
  const fail = (error: Error) => then(settle(state, [demand.id], { error }), (next) => decide(next, now));
  const asking = (ask: Ask) =>
    to(state, { phase: "asking", asked: { ask, forCalls: false, ids: [demand.id] } }, { type: "ask", ask });
  if (demand.kind === "grant")
    return asking({ kind: "grant", code: demand.code, accountsServer: demand.accountsServer });
  if (demand.kind === "revoke") {
    const refreshToken = state.token?.refreshToken ?? state.configured;
    if (refreshToken === undefined) return fail(noRefreshToken(state.user));
    return asking({ kind: "revoke", refreshToken, accountsServer: state.token?.accountsServer });
  }
  const { refreshToken, accountsServer } = demand;
  const times = spent(state, refreshToken, now);
  const free = times.at(-TOKENS_PER_WINDOW);
  if (free !== undefined) return fail(budgetSpent(state.user, free + WINDOW, now));
  return asking({ kind: "refresh", refreshToken, accountsServer, left: TOKENS_PER_WINDOW - times.length });
}

/** A token was issued: it is known from here on, whatever becomes of the store. */
function keep(state: TokenState, answer: Token, issued: number, now: number): Step {
  const { token: known, asked } = state;
  const ask = asked?.ask;
  // A repeated consent brings no refresh token: the one of before stays good.
  const refreshToken = answer.refreshToken ?? (ask?.kind === "refresh" ? ask.refreshToken : known?.refreshToken);
  const times = refreshToken === undefined ? [] : spent(state, refreshToken, now);
  const issuedAt = [...times, ...Array<number>(issued).fill(now)];
  const token = trusted(
    {
      ...answer,
      ...(refreshToken !== undefined && { refreshToken }),
      ...(ask?.accountsServer !== undefined && { accountsServer: ask.accountsServer }),
      issuedAt,
    },
    known,
    now,
  );
  const ledger = refreshToken === undefined ? state.ledger : { refreshToken, times: issuedAt };
  return to(state, { phase: "writing", token, unsaved: true, ledger, refusals: [] }, { type: "write", token });
}

function refuse(state: TokenState, event: Extract<TokenEvent, { type: "refused" }>, now: number): Step {
  const { error, issued, memory } = event;
  const { asked } = state;
  let next: TokenState = { ...state, phase: "checking", asked: undefined };
  if (asked?.ask.kind === "refresh") {
    const { refreshToken } = asked.ask;
    if (issued > 0) next = countLost(next, refreshToken, issued, now);
    if (memory) next = remember(next, { refreshToken, error, at: now, ...memory });
  }
  if (!asked?.forCalls) return then(settle(next, askedIds(state), { error }), (rest) => decide(rest, now));
  // What is remembered fails those who wait as soon as a refresh token is chosen, unless there is another one.
  return memory ? decide(next, now) : then(settle(next, idsOf(next), { error }), (rest) => decide(rest, now));
}

const remember = (state: TokenState, refusal: Refusal): TokenState => ({
  ...state,
  refusals: [...state.refusals.filter(({ refreshToken }) => refreshToken !== refusal.refreshToken), refusal],
});

/** Tokens that Zoho may have issued, although the answer was lost, count as well; the store is told where it can be. */
function countLost(state: TokenState, refreshToken: string, issued: number, now: number): TokenState {
  const times = [...spent(state, refreshToken, now), ...Array<number>(issued).fill(now)];
  const ledger = { refreshToken, times };
  const { token } = state;
  return token?.refreshToken === refreshToken
    ? { ...state, ledger, token: { ...token, issuedAt: times }, unsaved: true }
    : { ...state, ledger };
}

/** Where the token is in hand, calls go on; who wanted it to be kept is told. */
function storeFailed(state: TokenState, error: Error, now: number): Step {
  if (state.phase !== "writing") {
    const all = state.demands.map(({ id }) => id);
    const unlock: Effect[] = state.phase === "checking" ? [{ type: "unlock" }] : [];
    return then(settle(state, all, { error }), (next) => to(next, { phase: "idle" }, ...unlock));
  }
  const ids = askedIds(state);
  const calls = idsOf(state).filter((id) => ids.includes(id));
  const others = ids.filter((id) => !calls.includes(id));
  return then(settle(state, calls, { token: state.token }), (next) =>
    then(settle(next, others, { error }), (rest) => go(rest, now)),
  );
}

/** Goes on under the lock, with what was just written or could not be. */
const go = (state: TokenState, now: number): Step => decide({ ...state, phase: "checking", asked: undefined }, now);

const lock = (state: TokenState): Step => to(state, { phase: "locking" }, { type: "lock" });

function finish(state: TokenState, now: number): Step {
  if (state.phase !== "checking") return to(state, { phase: "idle" });
  const { token, unsaved, saveAfter } = state;
  if (token && unsaved && now >= saveAfter) return to(state, { phase: "writing" }, { type: "write", token });
  return to(state, { phase: "idle" }, { type: "unlock" });
}

/** Hands the known token to every call that it is good for. */
function serve(state: TokenState, now: number): Step {
  const token = usableToken(state, now);
  return token ? settle(state, idsOf(state), { token }) : to(state, {});
}

function settle(state: TokenState, ids: readonly number[], result: Result): Step {
  const waiting = ids.filter((id) => state.demands.some((demand) => demand.id === id));
  if (waiting.length === 0) return to(state, {});
  const demands = state.demands.filter(({ id }) => !waiting.includes(id));
  return to(state, { demands }, { type: "settle", ids: waiting, result });
}

/** When tokens were issued by this refresh token, in the window that counts. */
function spent({ configured, token, ledger }: TokenState, refreshToken: string, now: number): number[] {
  const own = ledger?.refreshToken === refreshToken ? ledger.times : [];
  const stored = (token?.refreshToken ?? configured) === refreshToken ? (token?.issuedAt ?? []) : [];
  return inWindow(union(own, stored), now);
}

/** The demands that any access token settles. */
const idsOf = ({ demands }: TokenState): number[] =>
  demands.filter(({ kind }) => kind === "access").map(({ id }) => id);

const askedIds = ({ asked }: TokenState): readonly number[] => asked?.ids ?? [];

const to = (state: TokenState, change: Partial<TokenState>, ...effects: Effect[]): Step => ({
  state: { ...state, ...change },
  effects,
});

function then({ state, effects }: Step, next: (state: TokenState) => Step): Step {
  const more = next(state);
  return { state: more.state, effects: [...effects, ...more.effects] };
}
