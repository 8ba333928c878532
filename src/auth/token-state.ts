/**
 * The state machine of one user's tokens: its states, events and effects. The transition function is in
 * `token-transition.ts`. It is pure: it never waits, reads a clock or sends anything. `TokenManager` carries out the
 * effects and reports each outcome as an event.
 *
 * | State      | Under way                         | Event        | Next state                                               |
 * |------------|-----------------------------------|--------------|----------------------------------------------------------|
 * | idle       | nothing                           | demanded     | idle: the known token is usable                          |
 * |            |                                   |              | reading: it is not                                       |
 * |            |                                   |              | locking: for a grant and the like, or an unsaved token   |
 * | reading    | a read of the store, unlocked     | storeRead    | idle: a usable token, or no way to get one               |
 * |            |                                   |              | locking: the token must be renewed                       |
 * |            |                                   |              | waiting: the budget is spent, and a caller can wait      |
 * | locking    | waiting for the store's lock      | lockAcquired | rechecking                                               |
 * | rechecking | a read of the store, locked       | storeRead    | requesting: still no usable token, or a grant and so on  |
 * |            |                                   |              | saving: an unsaved token                                 |
 * |            |                                   |              | idle, waiting: as after reading                          |
 * | requesting | a request to the accounts server, | tokenIssued  | saving                                                   |
 * |            | locked                            | revoked      | saving                                                   |
 * |            |                                   | failed       | as after rechecking                                      |
 * |            |                                   | overBudget   | as after rechecking                                      |
 * | saving     | a write to the store, locked      | saved        | as after rechecking                                      |
 * |            |                                   | lockLost     | as from idle: another process renews the token           |
 * | waiting    | a timer, until the budget allows  | timerFired   | reading                                                  |
 * |            | another token                     | demanded     | as from idle                                             |
 *
 * In every state but `saving`, a usable token settles all demands for access at once, and `demanded` adds to the demands. `canceled`
 * removes one; only `waiting` ends with the last of them. `storeFailed` ends `reading`, `locking` and `rechecking` in
 * `idle`, with an error for every caller, except that a grant or an adoption continues from `rechecking`; from `saving`
 * the machine continues as if it had saved, and tries again later.
 */

import type { Token } from "./token.js";
import { isFresh } from "./token-life.js";

/** What a caller waits for. */
export type Demand = { readonly id: number } & (
  | {
      readonly kind: "access";
      /** The access token that the CRM rejected. */
      readonly rejected?: string | undefined;
      /** Epoch milliseconds until which the caller can wait for the budget; `undefined` if it cannot wait. */
      readonly deadline?: number | undefined;
    }
  | { readonly kind: "adopt"; readonly refreshToken: string; readonly accountsServer?: string | undefined }
  | { readonly kind: "grant"; readonly code: string; readonly accountsServer?: string | undefined }
  | { readonly kind: "revoke" }
);

/** A request to the accounts server; to the client's own where `accountsServer` is `undefined`. */
export type TokenRequest = { readonly accountsServer: string | undefined } & (
  | {
      readonly kind: "refresh";
      readonly refreshToken: string;
      /** The number of tokens that the budget still allows for this refresh token. */
      readonly allowance: number;
    }
  | { readonly kind: "grant"; readonly code: string }
  | { readonly kind: "revoke"; readonly refreshToken: string }
);

/** For how long a refresh token is not tried again after a failure. */
export interface Cooldown {
  /** Milliseconds. */
  readonly duration: number;
  /** Whether only a person can fix the cause. Then another refresh token is tried, if there is one. */
  readonly permanent: boolean;
}

/** A refresh token that cools down. */
interface FailedToken extends Cooldown {
  readonly refreshToken: string;
  readonly error: Error;
  /** Epoch milliseconds of the failure. */
  readonly since: number;
}

export interface TokenState {
  readonly user: string;
  readonly phase: "idle" | "reading" | "locking" | "rechecking" | "requesting" | "saving" | "waiting";
  readonly demands: readonly Demand[];
  /** The refresh token of the configuration. */
  readonly configured: string | undefined;
  /** The newest tokens that this process knows. */
  readonly token: Token | undefined;
  /** Whether `token` has yet to be saved. */
  readonly unsaved: boolean;
  /** Epoch milliseconds before which nothing is saved, because the store has just failed. */
  readonly saveAfter: number;
  /** The request under way, and the demands that its response settles. */
  readonly inFlight:
    | { readonly request: TokenRequest; readonly ids: readonly number[]; readonly isRenewal: boolean }
    | undefined;
  /** Whether the store counts the requests of all processes. Then it does not matter what this process remembers. */
  readonly hasBudget: boolean;
  /** Epoch milliseconds of the requests that had spent the store's budget for a refresh token, when it was last asked. */
  readonly spent: { readonly refreshToken: string; readonly times: readonly number[] } | undefined;
  /** Epoch milliseconds at which this process got tokens, or may have lost them on the way, for a refresh token. */
  readonly issueLog: { readonly refreshToken: string; readonly times: readonly number[] } | undefined;
  readonly failed: readonly FailedToken[];
}

/** What happened, at the time `now` in epoch milliseconds. */
export type TokenEvent = { readonly now: number } & (
  | { readonly type: "demanded"; readonly demand: Demand }
  | { readonly type: "canceled"; readonly id: number }
  | { readonly type: "lockAcquired" }
  | { readonly type: "storeRead"; readonly stored: Token | undefined }
  | { readonly type: "saved" }
  | { readonly type: "storeFailed"; readonly error: Error }
  | {
      readonly type: "tokenIssued";
      readonly token: Token;
      /** The number of tokens that Zoho may have issued, including those that never arrived. */
      readonly issued: number;
    }
  | { readonly type: "revoked" }
  | {
      /** Other processes have spent the budget, so nothing was requested. */
      readonly type: "overBudget";
      readonly refreshToken: string;
      /** Epoch milliseconds at which the requests of all processes were counted. */
      readonly times: readonly number[];
    }
  /** Nothing was saved, because another process has got the lock. */
  | { readonly type: "lockLost" }
  | {
      readonly type: "failed";
      readonly error: Error;
      /** As in `tokenIssued`. */
      readonly issued: number;
      /** `undefined` if the same refresh token may be tried again at once. */
      readonly cooldown: Cooldown | undefined;
    }
  | { readonly type: "timerFired" }
);

/** `Omit` for each member of a union, such as an event before its time is set. */
export type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

/** What the manager has to do. */
export type Effect =
  | { readonly type: "readStore" }
  | { readonly type: "acquireLock" }
  | { readonly type: "releaseLock" }
  | { readonly type: "request"; readonly request: TokenRequest }
  /** `always`: even if the lock has been lost, because a person consented to this token. */
  | { readonly type: "save"; readonly token: Token; readonly always: boolean }
  | { readonly type: "delete" }
  | { readonly type: "startTimer"; readonly at: number }
  | { readonly type: "settle"; readonly ids: readonly number[]; readonly result: Result };

/** The end of a demand: the tokens, `undefined` after a revocation, or an error. */
export type Result = { readonly token: Token | undefined } | { readonly error: Error };

/**
 * @param configured The refresh token of the configuration.
 * @param hasBudget Whether the store counts the requests of all processes.
 */
export const initialState = (user: string, configured: string | undefined, hasBudget: boolean): TokenState => ({
  user,
  phase: "idle",
  demands: [],
  configured,
  token: undefined,
  unsaved: false,
  saveAfter: 0,
  inFlight: undefined,
  hasBudget,
  spent: undefined,
  issueLog: undefined,
  failed: [],
});

/** Whether the state says no more than {@link initialState}: nothing is under way, and there is no token to remember. */
export const isBlank = ({ phase, demands, token, spent, issueLog, failed }: TokenState): boolean =>
  phase === "idle" && demands.length === 0 && !token && !spent && !issueLog && failed.length === 0;

/** The token to give to callers: it is fresh, and no caller that waits has had it rejected. */
export function usableToken({ token, demands }: TokenState, now: number): Token | undefined {
  if (!token || !isFresh(token, now)) return undefined;
  const isRejected = demands.some((demand) => demand.kind === "access" && demand.rejected === token.accessToken);
  return isRejected ? undefined : token;
}
