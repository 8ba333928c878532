import type { Access, Patience, TokenSource } from "../core/layers/auth.js";
import type { RefreshEvent } from "../core/layers/events.js";
import { failureCode } from "../core/layers/failure-code.js";
import type { Events } from "../core/layers/telemetry.js";
import { Cancellation, type CancelSignal } from "../core/lifetime/cancellation.js";
import { clientClosed } from "../core/lifetime/lifetime.js";
import { type GuardedStore, guardedStore, type Wait } from "./guarded-store.js";
import type { Token } from "./token.js";
import { type ExchangeOptions, exchange } from "./token-exchange.js";
import {
  type Demand,
  type Effect,
  initialState,
  isBlank,
  type Result,
  type TokenEvent,
  type TokenRequest,
  type TokenState,
  usableToken,
  type Without,
} from "./token-state.js";
import type { LockedStore, TokenStore } from "./token-store.js";
import { noRefreshToken, transition } from "./token-transition.js";

export interface TokenManagerOptions extends ExchangeOptions {
  readonly store: TokenStore;
  /** Waits by the system's clock, for what the store may take. */
  readonly wait: Wait;
  /** Waits by the clock of `now`, until another token may be requested. @default `wait` */
  readonly pause?: Wait;
  /** Receives an event for each refresh. */
  readonly events?: Events;
  /** The refresh token of the configuration for a user, which is used if the store has none. */
  readonly refreshTokenOf: (user: string) => string | undefined;
}

/** Milliseconds that `close` waits for the accounts server and the store. */
const CLOSE_LIMIT = 5_000;

/** Ending in one of these phases could lose a token. */
const CRITICAL: ReadonlySet<TokenState["phase"]> = new Set(["rechecking", "requesting", "saving"]);

/**
 * Provides access tokens and renews them. The state machine of `token-state.ts`, one for each user, decides; the manager
 * carries out its effects. At most one request to the accounts server is in flight for a user.
 */
export class TokenManager implements TokenSource {
  readonly #options: TokenManagerOptions;
  readonly #store: GuardedStore;
  readonly #states = new Map<string, TokenState>();
  readonly #waiting = new Map<number, (result: Result) => void>();
  readonly #locks = new Map<string, { readonly release: () => void; readonly held: LockedStore | undefined }>();
  readonly #timers = new Map<string, AbortController>();
  readonly #access = new WeakMap<Token, Access>();
  #lastId = 0;
  readonly #end = new Cancellation();
  #closed = false;
  #onIdle: (() => void) | undefined;

  constructor(options: TokenManagerOptions) {
    this.#options = options;
    this.#store = guardedStore(options.store, options.wait, this.#end);
  }

  cached(user: string): Access | undefined {
    const state = this.#states.get(user);
    const token = state && !state.unsaved ? usableToken(state, this.#options.now()) : undefined;
    return token && this.#accessOf(token);
  }

  async current(user: string, patience: Patience = {}): Promise<Access> {
    return this.cached(user) ?? this.#obtainAccess(user, undefined, patience);
  }

  async replace(user: string, rejected: string, patience: Patience = {}): Promise<Access> {
    return this.#obtainAccess(user, rejected, patience);
  }

  /**
   * Exchanges a grant code, and saves the tokens for the user.
   * @param accountsServer The accounts host that Zoho named with the code. @default the client's
   */
  async grant(user: string, code: string, accountsServer?: string): Promise<Token> {
    return structuredClone(await this.#obtain(user, { kind: "grant", code, accountsServer }));
  }

  /** Requests an access token with this refresh token, and saves both for the user. */
  async adopt(user: string, refreshToken: string, accountsServer?: string): Promise<Token> {
    return structuredClone(await this.#obtain(user, { kind: "adopt", refreshToken, accountsServer }));
  }

  /** Revokes the user's refresh token at Zoho, and deletes the user's tokens here and in the store. */
  async revoke(user: string): Promise<void> {
    await this.#demand(user, { kind: "revoke" }, {});
  }

  /** Rejects new demands, and waits up to 5 seconds for requests under way, so that their tokens are saved. */
  async close(): Promise<void> {
    this.#closed = true;
    const timer = new AbortController();
    const idle = new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
    this.#reportIdle();
    await Promise.race([idle, this.#options.wait(CLOSE_LIMIT, timer.signal).catch(() => undefined)]);
    timer.abort();
    this.#end.abort(clientClosed(undefined, false));
  }

  #reportIdle(): void {
    if (![...this.#states.values()].some(({ phase }) => CRITICAL.has(phase))) this.#onIdle?.();
  }

  async #obtainAccess(user: string, rejected: string | undefined, { signal, deadline }: Patience): Promise<Access> {
    return this.#accessOf(await this.#obtain(user, { kind: "access", rejected, deadline }, signal));
  }

  async #obtain(user: string, demand: Without<Demand, "id">, signal?: CancelSignal): Promise<Token> {
    const token = await this.#demand(user, demand, { signal });
    if (!token) throw noRefreshToken(user);
    return token;
  }

  #demand(user: string, demand: Without<Demand, "id">, { signal }: Patience): Promise<Token | undefined> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.#closed) return Promise.reject(clientClosed(undefined, false));
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const cancel = () => {
        this.#waiting.delete(id);
        reject(signal?.reason);
        this.#dispatch(user, { type: "canceled", id });
      };
      signal?.addEventListener("abort", cancel, { once: true });
      this.#waiting.set(id, (result) => {
        this.#waiting.delete(id);
        signal?.removeEventListener("abort", cancel);
        if ("error" in result) reject(result.error);
        else resolve(result.token);
      });
      this.#dispatch(user, { type: "demanded", demand: { ...demand, id } });
    });
  }

  #accessOf(token: Token): Access {
    const known = this.#access.get(token);
    if (known) return known;
    const access = { token: token.accessToken, addresses: this.#options.serversOf(token), scope: token.scope };
    this.#access.set(token, access);
    return access;
  }

  #dispatch(user: string, event: Without<TokenEvent, "now">): void {
    const { now, refreshTokenOf } = this.#options;
    const before = this.#states.get(user) ?? initialState(user, refreshTokenOf(user), this.#store.budget !== undefined);
    const { state, effects } = transition(before, { ...event, now: now() });
    // Anybody may name a user that does not exist, so nothing is kept for one without tokens.
    if (isBlank(state)) this.#states.delete(user);
    else this.#states.set(user, state);
    if (state.phase !== "waiting") {
      this.#timers.get(user)?.abort();
      this.#timers.delete(user);
    }
    for (const effect of effects) this.#perform(user, effect);
    if (this.#onIdle) this.#reportIdle();
  }

  #perform(user: string, effect: Effect): void {
    switch (effect.type) {
      case "readStore":
        this.#report(user, this.#store.get(user), (stored) => ({ type: "storeRead", stored }));
        break;
      case "save":
        this.#report(user, this.#save(user, effect.token, effect.always), (isSaved) => ({
          type: isSaved ? "saved" : "lockLost",
        }));
        break;
      case "delete":
        this.#report(user, this.#delete(user), () => ({ type: "saved" }));
        break;
      case "acquireLock":
        this.#acquireLock(user);
        break;
      case "releaseLock":
        this.#locks.get(user)?.release();
        this.#locks.delete(user);
        break;
      case "request":
        void this.#request(user, effect.request);
        break;
      case "startTimer":
        this.#startTimer(user, effect.at);
        break;
      case "settle":
        for (const id of effect.ids) this.#waiting.get(id)?.(effect.result);
    }
  }

  /** Reports the outcome of a store operation to the state machine. */
  #report<T>(user: string, work: Promise<T>, event: (value: T) => Without<TokenEvent, "now">): void {
    work.then(
      (value) => this.#dispatch(user, event(value)),
      (error: Error) => this.#dispatch(user, { type: "storeFailed", error }),
    );
  }

  /** @returns `false` if the lock has been lost, so that nothing was saved */
  async #save(user: string, token: Token, always: boolean): Promise<boolean> {
    const held = this.#locks.get(user)?.held;
    if (held && (await held.set(user, token))) return true;
    if (held && !always) return false;
    await this.#store.set(user, token);
    return true;
  }

  /** With the lock, so that it is not lost by it. A person revoked the tokens, so they are deleted without it, too. */
  async #delete(user: string): Promise<void> {
    if (!(await this.#locks.get(user)?.held?.delete(user))) await this.#store.delete(user);
  }

  /** Holds the lock until `releaseLock`. A lock that is lost in between does not stop the work under way. */
  #acquireLock(user: string): void {
    const hold = (held?: LockedStore) =>
      new Promise<void>((release) => {
        this.#locks.set(user, { release, held });
        this.#dispatch(user, { type: "lockAcquired" });
      });
    this.#store.withLock(user, hold).catch((error: Error) => this.#dispatch(user, { type: "storeFailed", error }));
  }

  #startTimer(user: string, at: number): void {
    const timer = new AbortController();
    this.#timers.set(user, timer);
    const { now, wait, pause = wait } = this.#options;
    pause(at - now(), timer.signal).then(
      () => this.#dispatch(user, { type: "timerFired" }),
      () => undefined,
    );
  }

  async #request(user: string, request: TokenRequest): Promise<void> {
    const { events } = this.#options;
    const send = () => exchange({ ...this.#options, budget: this.#store.budget }, user, request);
    if (request.kind === "revoke" || !events) return this.#dispatch(user, await send());
    if (request.kind === "grant") return this.#dispatch(user, await events.traceToken(user, "grant", send));
    const reason = refreshReason(this.#states.get(user));
    if (!events.wants("refresh")) return this.#dispatch(user, await events.traceToken(user, reason, send));
    const start = performance.now();
    const event = await events.traceToken(user, reason, send);
    const outcome = event.type === "failed" ? failureCode(event.error) : "ok";
    events.emit("refresh", { user, reason, outcome, duration: performance.now() - start });
    this.#dispatch(user, event);
  }
}

function refreshReason(state: TokenState | undefined): RefreshEvent["reason"] {
  if (state?.demands.some((demand) => demand.kind === "access" && demand.rejected !== undefined)) return "refused";
  return state?.token?.accessToken ? "expired" : "first";
}
