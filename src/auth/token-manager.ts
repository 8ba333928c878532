import { isCrmError } from "../core/errors/errors.js";
import type { Access, Patience, TokenSource } from "../core/layers/auth.js";
import type { RefreshEvent } from "../core/layers/events.js";
import { type Events, failureCode } from "../core/layers/telemetry.js";
import type { CancelSignal } from "../core/lifetime/cancellation.js";
import { clientClosed } from "../core/lifetime/lifetime.js";
import { type Addresses, type Layer, type PreparedRequest, type Send, stack } from "../core/request/request.js";
import { guardedStore, type Wait } from "./guarded-store.js";
import { grantRequest, type OAuthApplication, refreshRequest, revokeRequest } from "./oauth.js";
import type { Token } from "./token.js";
import { mayHoldToken, memoryOf, noResponse, readRevokeResponse, readTokenResponse } from "./token-response.js";
import type { TokenStore } from "./token-store.js";
import {
  type Ask,
  type Demand,
  type Effect,
  initialState,
  noRefreshToken,
  type Result,
  step,
  type TokenEvent,
  type TokenState,
  usableToken,
} from "./token-transition.js";

export interface TokenManagerOptions {
  readonly application: OAuthApplication;
  readonly store: TokenStore;
  /** Sends one request to the accounts server. */
  readonly send: Send;
  /** Deadline and repetitions of a request to the accounts server. */
  readonly around: Layer;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly wait: Wait;
  /** Is told of refreshes. */
  readonly events?: Events;
  /** The refresh token of the configuration, by user: what a user starts from who has nothing in the store. */
  readonly refreshTokenOf: (user: string) => string | undefined;
  /**
   * The servers by what Zoho said with a token; `undefined` where the client's own are right.
   * @throws ConfigError where tokens may not be sent there.
   */
  readonly serversOf: (token: Pick<Token, "apiDomain" | "accountsServer">) => Addresses | undefined;
}

/** Milliseconds that the end of a client waits for the accounts server and the store. */
const CLOSE_LIMIT = 5_000;

/** While a user's tokens are in one of these phases, something would be lost. */
const AT_WORK: ReadonlySet<TokenState["phase"]> = new Set(["checking", "asking", "writing"]);

function refreshReason(state: TokenState | undefined): RefreshEvent["reason"] {
  if (state?.demands.some((demand) => demand.kind === "access" && demand.rejected !== undefined)) return "refused";
  return state?.token?.accessToken ? "expired" : "first";
}

/** Omit that keeps the members of a union apart. */
type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

/**
 * Hands out access tokens and renews them. What happens when is decided by the machine of `token-state.ts`, one for each
 * user; this carries out what it says. At most one request to the accounts server is in flight for a user.
 */
export class TokenManager implements TokenSource {
  readonly #options: TokenManagerOptions;
  readonly #store: Required<TokenStore>;
  readonly #states = new Map<string, TokenState>();
  readonly #waiting = new Map<number, (result: Result) => void>();
  readonly #locks = new Map<string, () => void>();
  readonly #timers = new Map<string, AbortController>();
  readonly #access = new WeakMap<Token, Access>();
  #lastId = 0;
  readonly #end = new AbortController();
  #closed = false;
  #onIdle: (() => void) | undefined;

  constructor(options: TokenManagerOptions) {
    this.#options = options;
    this.#store = guardedStore(options.store, options.wait, this.#end.signal);
  }

  async current(user: string, patience: Patience = {}): Promise<Access> {
    const state = this.#states.get(user);
    const token = state && !state.unsaved ? usableToken(state, this.#options.now()) : undefined;
    if (token) return this.#accessOf(token);
    return this.#obtainAccess(user, undefined, patience);
  }

  async replace(user: string, rejected: string, patience: Patience = {}): Promise<Access> {
    return this.#obtainAccess(user, rejected, patience);
  }

  /**
   * Exchanges a grant code and keeps the tokens that it brings for the user.
   * @param accountsServer The accounts host that Zoho named with the code; the client's where left out.
   */
  async grant(user: string, code: string, accountsServer?: string): Promise<Token> {
    return structuredClone(await this.#obtain(user, { kind: "grant", code, accountsServer }));
  }

  /** Fetches an access token by this refresh token and keeps both for the user. */
  async adopt(user: string, refreshToken: string, accountsServer?: string): Promise<Token> {
    return structuredClone(await this.#obtain(user, { kind: "adopt", refreshToken, accountsServer }));
  }

  /** Ends the user's refresh token at Zoho and forgets the user's tokens, here and in the store. */
  async revoke(user: string): Promise<void> {
    await this.#demand(user, { kind: "revoke" }, {});
  }

  /** Hands out nothing more, and waits a while for what Zoho is being asked, so that it is kept. */
  async close(): Promise<void> {
    this.#closed = true;
    const timer = new AbortController();
    const idle = new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
    this.#tellIdle();
    await Promise.race([idle, this.#options.wait(CLOSE_LIMIT, timer.signal).catch(() => undefined)]);
    timer.abort();
    this.#end.abort(clientClosed(undefined, false));
  }

  #tellIdle(): void {
    if (![...this.#states.values()].some(({ phase }) => AT_WORK.has(phase))) this.#onIdle?.();
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
      const leave = () => {
        this.#waiting.delete(id);
        reject(signal?.reason);
        this.#tell(user, { type: "left", id });
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.#waiting.set(id, (result) => {
        this.#waiting.delete(id);
        signal?.removeEventListener("abort", leave);
        if ("error" in result) reject(result.error);
        else resolve(result.token);
      });
      this.#tell(user, { type: "called", demand: { ...demand, id } });
    });
  }

  #accessOf(token: Token): Access {
    const known = this.#access.get(token);
    if (known) return known;
    const access = { token: token.accessToken, addresses: this.#options.serversOf(token) };
    this.#access.set(token, access);
    return access;
  }

  #tell(user: string, event: Without<TokenEvent, "now">): void {
    const { now, refreshTokenOf } = this.#options;
    const before = this.#states.get(user) ?? initialState(user, refreshTokenOf(user));
    const { state, effects } = step(before, { ...event, now: now() });
    this.#states.set(user, state);
    if (state.phase !== "pausing") this.#timers.get(user)?.abort();
    for (const effect of effects) this.#carryOut(user, effect);
    if (this.#onIdle) this.#tellIdle();
  }

  #carryOut(user: string, effect: Effect): void {
    switch (effect.type) {
      case "read":
        this.#report(user, this.#store.get(user), (stored) => ({ type: "read", stored }));
        break;
      case "write":
        this.#report(user, this.#store.set(user, effect.token), () => ({ type: "written" }));
        break;
      case "erase":
        this.#report(user, this.#store.delete(user), () => ({ type: "written" }));
        break;
      case "lock":
        this.#lock(user);
        break;
      case "unlock":
        this.#locks.get(user)?.();
        break;
      case "ask":
        void this.#ask(user, effect.ask);
        break;
      case "wake":
        this.#wakeAt(user, effect.at);
        break;
      case "settle":
        for (const id of effect.ids) this.#waiting.get(id)?.(effect.result);
    }
  }

  /** Tells how an operation of the store ended. */
  #report<T>(user: string, work: Promise<T>, event: (value: T) => Without<TokenEvent, "now">): void {
    work.then(
      (value) => this.#tell(user, event(value)),
      (error: Error) => this.#tell(user, { type: "storeFailed", error }),
    );
  }

  /** Holds the lock until `unlock`; one that breaks meanwhile changes nothing for what is under way. */
  #lock(user: string): void {
    const hold = () =>
      new Promise<void>((release) => {
        this.#locks.set(user, release);
        this.#tell(user, { type: "locked" });
      });
    this.#store.withLock(user, hold).catch((error: Error) => this.#tell(user, { type: "storeFailed", error }));
  }

  #wakeAt(user: string, at: number): void {
    const timer = new AbortController();
    this.#timers.set(user, timer);
    this.#options.wait(at - this.#options.now(), timer.signal).then(
      () => this.#tell(user, { type: "woken" }),
      () => undefined,
    );
  }

  async #ask(user: string, ask: Ask): Promise<void> {
    const tally = { issued: 0 };
    const { events } = this.#options;
    if (ask.kind !== "refresh" || !events?.wants("refresh")) {
      return this.#tell(user, await this.#outcome(user, ask, tally));
    }
    const reason = refreshReason(this.#states.get(user));
    const start = performance.now();
    const event = await this.#outcome(user, ask, tally);
    const outcome = event.type === "refused" ? failureCode(event.error) : "ok";
    events.emit("refresh", { user, reason, outcome, duration: performance.now() - start });
    this.#tell(user, event);
  }

  async #outcome(user: string, ask: Ask, tally: { issued: number }): Promise<Without<TokenEvent, "now">> {
    const { send, around, now } = this.#options;
    const left = ask.kind === "refresh" ? ask.left : 1;
    try {
      const response = await stack(send, around, counted(tally, left))(this.#requestFor(user, ask));
      if (ask.kind !== "revoke") {
        const token = await readTokenResponse(response, now());
        return { type: "answered", token, issued: tally.issued };
      }
      await readRevokeResponse(response, now());
      return { type: "revoked" };
    } catch (cause) {
      const error = noResponse(cause);
      return { type: "refused", error, issued: tally.issued, memory: memoryOf(error) };
    }
  }

  #requestFor(user: string, ask: Ask): PreparedRequest {
    const { application, serversOf } = this.#options;
    const { accountsServer } = ask;
    const request =
      ask.kind === "grant"
        ? grantRequest(application, ask.code, user)
        : (ask.kind === "refresh" ? refreshOf(application) : revokeRequest)(ask.refreshToken, user);
    return accountsServer === undefined ? request : { ...request, addresses: serversOf({ accountsServer }) };
  }
}

const refreshOf = (application: OAuthApplication) => (refreshToken: string, user: string) =>
  refreshRequest(application, refreshToken, user);

/**
 * Counts the tokens that Zoho may have issued, also where its answer was lost, and lets no more requests through than
 * there are tokens left.
 */
const counted =
  (tally: { issued: number }, left: number): Layer =>
  (next) => {
    let failure: unknown;
    return async (request) => {
      if (tally.issued >= left) throw noResponse(failure);
      tally.issued += 1;
      try {
        const response = await next(request);
        if (!mayHoldToken(await response.text())) tally.issued -= 1;
        return response;
      } catch (error) {
        if (isCrmError(error, "Transport") && !error.mayHaveArrived) tally.issued -= 1;
        failure = error;
        throw error;
      }
    };
  };
