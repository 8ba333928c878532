import { AuthError } from "../core/errors/errors.js";
import type { Token } from "./token.js";
import { budgetSpent, inWindow, nextFree, TOKENS_PER_WINDOW, union } from "./token-budget.js";
import { lastIssued, reconcile } from "./token-life.js";
import {
  type Demand,
  type Effect,
  type Result,
  type TokenEvent,
  type TokenRequest,
  type TokenState,
  usableToken,
} from "./token-state.js";

/** The next state, and what to do on the way there. */
export interface Transition {
  readonly state: TokenState;
  readonly effects: readonly Effect[];
}

/** Milliseconds after a failed save before a call tries again. */
const SAVE_PAUSE = 1_000;

/** The transition function of the state machine in `token-state.ts`. */
export function transition(state: TokenState, event: TokenEvent): Transition {
  const { now } = event;
  switch (event.type) {
    case "demanded": {
      const demanding = { ...state, demands: [...state.demands, event.demand] };
      // A token that is being saved may turn out to be older than the stored one.
      const served = state.phase === "saving" ? to(demanding, {}) : serve(demanding, now);
      return state.phase === "idle" || state.phase === "waiting" ? then(served, (next) => begin(next, now)) : served;
    }
    case "canceled": {
      const demands = state.demands.filter(({ id }) => id !== event.id);
      return to(state, { demands, phase: state.phase === "waiting" && demands.length === 0 ? "idle" : state.phase });
    }
    case "timerFired":
      return state.phase === "waiting" ? begin(state, now) : to(state, {});
    case "lockAcquired":
      return to(state, { phase: "rechecking" }, { type: "readStore" });
    case "storeRead":
      return proceed(withStored(state, event.stored, now), now);
    case "tokenIssued":
      return tokenIssued(state, event.token, event.issued, now);
    case "revoked":
      return to(state, { phase: "saving", token: undefined, unsaved: false }, { type: "delete" });
    case "failed":
      return requestFailed(state, event, now);
    case "saved":
      return then(settle({ ...state, unsaved: false }, inFlightIds(state), { token: state.token }), (next) =>
        proceedLocked(next, now),
      );
    case "overBudget": {
      const { refreshToken, times } = event;
      return proceed({ ...state, phase: "rechecking", inFlight: undefined, spent: { refreshToken, times } }, now);
    }
    case "lockLost":
      // The stored token is used instead of this one, so that no call uses one that is newer than the stored one.
      return then(
        to(state, { phase: "idle", token: undefined, unsaved: false, inFlight: undefined }, { type: "releaseLock" }),
        (next) => begin(next, now),
      );
    case "storeFailed":
      return storeFailed({ ...state, saveAfter: now + SAVE_PAUSE }, event.error, now);
  }
}

/** From `idle` or `waiting`, with a new demand or after the timer. */
function begin(state: TokenState, now: number): Transition {
  const mustWrite = state.demands.some(({ kind }) => kind !== "access") || (state.unsaved && now >= state.saveAfter);
  if (mustWrite) return lock(state);
  return state.demands.length > 0
    ? to(state, { phase: "reading" }, { type: "readStore" })
    : to(state, { phase: "idle" });
}

/** The stored token replaces the known one, unless the known one is newer and could not be saved. */
function withStored(state: TokenState, stored: Token | undefined, now: number): TokenState {
  const { token: known, unsaved } = state;
  if (unsaved && known && lastIssued(stored) <= lastIssued(known)) return state;
  return { ...state, token: stored && reconcile(stored, known, now), unsaved: false };
}

/** With the store read: settles what it can, and starts the request that the remaining demands need. */
function proceed(state: TokenState, now: number): Transition {
  return then(serve(state, now), (served) => {
    const demand = served.demands.find((one) => one.kind !== "access");
    if (demand) return served.phase === "rechecking" ? fulfill(demand, served, now) : lock(served);
    return served.demands.length > 0 ? renew(served, now) : finish(served, now);
  });
}

/** Under the lock, after a save that succeeded or failed. */
const proceedLocked = (state: TokenState, now: number): Transition =>
  proceed({ ...state, phase: "rechecking", inFlight: undefined }, now);

/** Requests an access token for the demands that wait for one, with the lock held and as far as the budget allows. */
function renew(state: TokenState, now: number): Transition {
  const chosen = chooseRefreshToken(state, now);
  if ("error" in chosen) return then(settle(state, accessIds(state), chosen), (next) => finish(next, now));
  const { refreshToken, accountsServer } = chosen;
  const times = countedTimes(state, refreshToken, now);
  const free = nextFree(times);
  if (free !== undefined) return waitForBudget(state, free, now);
  if (state.phase !== "rechecking") return lock(state);
  const request = refreshRequest(refreshToken, accountsServer, times);
  return send(state, request, accessIds(state), true);
}

/** The stored refresh token, or the configured one if the stored one has failed permanently. */
function chooseRefreshToken(
  { user, configured, token, failed }: TokenState,
  now: number,
): { refreshToken: string; accountsServer: string | undefined } | { error: Error } {
  let error: Error | undefined;
  for (const refreshToken of new Set([token?.refreshToken, configured])) {
    if (refreshToken === undefined) continue;
    // A clock that was set back ends the cooldown, so that it cannot last for hours.
    const failure = failed.find(
      (known) => known.refreshToken === refreshToken && now >= known.since && now - known.since < known.duration,
    );
    const accountsServer = refreshToken === token?.refreshToken ? token.accountsServer : undefined;
    if (!failure) return { refreshToken, accountsServer };
    error ??= failure.error;
    if (!failure.permanent) break;
  }
  return { error: error ?? noRefreshToken(user) };
}

/** The error of a user without any refresh token. */
export const noRefreshToken = (user: string): AuthError =>
  new AuthError(
    `no tokens of the user ${JSON.stringify(user)} in the store: run npx zcrm login and pass its store, set refreshToken (refresh_token), or exchange a grant code`,
    { code: "NO_REFRESH_TOKEN" },
  );

/** Callers whose deadline allows it wait until `until`; the others fail with an error that says when to try again. */
function waitForBudget(state: TokenState, until: number, now: number): Transition {
  const canWait = (demand: Demand) => demand.kind === "access" && (demand.deadline ?? 0) > until;
  const hurried = state.demands.filter((demand) => !canWait(demand)).map(({ id }) => id);
  return then(settle(state, hurried, { error: budgetSpent(state.user, until, now) }), (next) => {
    if (next.demands.length === 0) return finish(next, now);
    const timer = { type: "startTimer", at: until } as const;
    return next.phase === "rechecking"
      ? to(next, { phase: "waiting" }, { type: "releaseLock" }, timer)
      : to(next, { phase: "waiting" }, timer);
  });
}

/** Under the lock: requests what a person demanded. Cooldowns of earlier failures do not count for it. */
function fulfill(demand: Exclude<Demand, { kind: "access" }>, state: TokenState, now: number): Transition {
  const { id, kind } = demand;
  const fail = (error: Error) => then(settle(state, [id], { error }), (next) => proceed(next, now));
  switch (kind) {
    case "grant":
      return send(state, { kind, code: demand.code, accountsServer: demand.accountsServer }, [id]);
    case "revoke": {
      const refreshToken = state.token?.refreshToken ?? state.configured;
      if (refreshToken === undefined) return fail(noRefreshToken(state.user));
      return send(state, { kind, refreshToken, accountsServer: state.token?.accountsServer }, [id]);
    }
    case "adopt": {
      const times = countedTimes(state, demand.refreshToken, now);
      const free = nextFree(times);
      if (free !== undefined) return fail(budgetSpent(state.user, free, now));
      return send(state, refreshRequest(demand.refreshToken, demand.accountsServer, times), [id]);
    }
  }
}

const refreshRequest = (
  refreshToken: string,
  accountsServer: string | undefined,
  times: readonly number[],
): TokenRequest => ({ kind: "refresh", refreshToken, accountsServer, allowance: TOKENS_PER_WINDOW - times.length });

const send = (state: TokenState, request: TokenRequest, ids: readonly number[], isRenewal = false): Transition =>
  to(state, { phase: "requesting", inFlight: { request, ids, isRenewal } }, { type: "request", request });

/** The token counts from now on, whether or not the store can save it. */
function tokenIssued(state: TokenState, response: Token, issued: number, now: number): Transition {
  const { token: known, inFlight } = state;
  const request = inFlight?.request;
  // Zoho sends no refresh token when a user consents again: the earlier one stays valid.
  const refreshToken =
    response.refreshToken ?? (request?.kind === "refresh" ? request.refreshToken : known?.refreshToken);
  const times = refreshToken === undefined ? [] : issueTimes(state, refreshToken, now);
  const issuedAt = [...times, ...Array<number>(issued).fill(now)];
  const token = reconcile(
    {
      ...response,
      ...(refreshToken !== undefined && { refreshToken }),
      ...(request?.accountsServer !== undefined && { accountsServer: request.accountsServer }),
      issuedAt,
    },
    known,
    now,
  );
  const issueLog = refreshToken === undefined ? state.issueLog : { refreshToken, times: issuedAt };
  const always = inFlight?.isRenewal !== true;
  return to(state, { phase: "saving", token, unsaved: true, issueLog, failed: [] }, { type: "save", token, always });
}

function requestFailed(state: TokenState, event: Extract<TokenEvent, { type: "failed" }>, now: number): Transition {
  const { error, issued, cooldown } = event;
  const { inFlight } = state;
  let next: TokenState = { ...state, phase: "rechecking", inFlight: undefined };
  if (inFlight?.request.kind === "refresh") {
    const { refreshToken } = inFlight.request;
    if (issued > 0) next = countLost(next, refreshToken, issued, now);
    if (cooldown) {
      const others = next.failed.filter((known) => known.refreshToken !== refreshToken);
      next = { ...next, failed: [...others, { refreshToken, error, since: now, ...cooldown }] };
    }
  }
  if (!inFlight?.isRenewal) return then(settle(next, inFlightIds(state), { error }), (rest) => proceed(rest, now));
  // With a cooldown, the callers fail as soon as a refresh token is chosen, unless there is another one to try.
  return cooldown ? proceed(next, now) : then(settle(next, accessIds(next), { error }), (rest) => proceed(rest, now));
}

/** Tokens that Zoho issued but that never arrived count as well, for other processes too if the store holds their list. */
function countLost(state: TokenState, refreshToken: string, issued: number, now: number): TokenState {
  const times = [...issueTimes(state, refreshToken, now), ...Array<number>(issued).fill(now)];
  const issueLog = { refreshToken, times };
  const { token } = state;
  return token?.refreshToken === refreshToken
    ? { ...state, issueLog, token: { ...token, issuedAt: times }, unsaved: true }
    : { ...state, issueLog };
}

/**
 * A failed save gives callers their token; only a demand to keep a token fails with it. After a failed read, a grant or an
 * adoption continues: some stores fail while they are empty, and could never be filled. Other failures end everything.
 */
function storeFailed(state: TokenState, error: Error, now: number): Transition {
  const filling = state.demands.find(({ kind }) => kind === "grant" || kind === "adopt");
  if (state.phase === "rechecking" && filling) {
    const readers = state.demands.filter(({ kind }) => kind === "access" || kind === "revoke").map(({ id }) => id);
    return then(settle(state, readers, { error }), (next) => proceed(next, now));
  }
  if (state.phase !== "saving") {
    const all = state.demands.map(({ id }) => id);
    const release: Effect[] = state.phase === "rechecking" ? [{ type: "releaseLock" }] : [];
    return then(settle(state, all, { error }), (next) => to(next, { phase: "idle" }, ...release));
  }
  const ids = inFlightIds(state);
  const calls = accessIds(state).filter((id) => ids.includes(id));
  const others = ids.filter((id) => !calls.includes(id));
  return then(settle(state, calls, { token: state.token }), (next) =>
    then(settle(next, others, { error }), (rest) => proceedLocked(rest, now)),
  );
}

const lock = (state: TokenState): Transition => to(state, { phase: "locking" }, { type: "acquireLock" });

/** Without a demand left: saves a token that has yet to be saved, and releases the lock. */
function finish(state: TokenState, now: number): Transition {
  if (state.phase !== "rechecking") return to(state, { phase: "idle" });
  const { token, unsaved, saveAfter } = state;
  if (token && unsaved && now >= saveAfter)
    return to(state, { phase: "saving" }, { type: "save", token, always: false });
  return to(state, { phase: "idle" }, { type: "releaseLock" });
}

/** Settles the demands for access, if the known token is usable. */
function serve(state: TokenState, now: number): Transition {
  const token = usableToken(state, now);
  return token ? settle(state, accessIds(state), { token }) : to(state, {});
}

function settle(state: TokenState, ids: readonly number[], result: Result): Transition {
  const waiting = ids.filter((id) => state.demands.some((demand) => demand.id === id));
  if (waiting.length === 0) return to(state, {});
  const demands = state.demands.filter(({ id }) => !waiting.includes(id));
  return to(state, { demands }, { type: "settle", ids: waiting, result });
}

/**
 * The requests that count towards the budget of this refresh token. What the store counts is not added to what this process
 * knows: they are the same requests, at times that differ a little.
 */
function countedTimes(state: TokenState, refreshToken: string, now: number): number[] {
  const { hasBudget, spent } = state;
  if (!hasBudget) return issueTimes(state, refreshToken, now);
  return spent?.refreshToken === refreshToken ? inWindow(spent.times, now) : [];
}

/** When Zoho issued tokens for this refresh token, in the window of the budget. */
function issueTimes({ configured, token, issueLog }: TokenState, refreshToken: string, now: number): number[] {
  const own = issueLog?.refreshToken === refreshToken ? issueLog.times : [];
  const stored = (token?.refreshToken ?? configured) === refreshToken ? (token?.issuedAt ?? []) : [];
  return inWindow(union(own, stored), now);
}

const accessIds = ({ demands }: TokenState): number[] =>
  demands.filter(({ kind }) => kind === "access").map(({ id }) => id);

const inFlightIds = ({ inFlight }: TokenState): readonly number[] => inFlight?.ids ?? [];

const to = (state: TokenState, change: Partial<TokenState>, ...effects: Effect[]): Transition => ({
  state: { ...state, ...change },
  effects,
});

function then({ state, effects }: Transition, next: (state: TokenState) => Transition): Transition {
  const more = next(state);
  return { state: more.state, effects: [...effects, ...more.effects] };
}
