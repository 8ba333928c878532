import type { Token } from "../../src/auth/token.js";
import { TokenManager, type TokenManagerOptions } from "../../src/auth/token-manager.js";
import type { BudgetRequest, LockedStore, TokenBudget, TokenStore } from "../../src/auth/token-store.js";
import { NetworkError } from "../../src/core/errors/errors.js";
import type { PreparedRequest } from "../../src/core/request/request.js";
import { BufferedResponse, type HttpResponse } from "../../src/core/response/response.js";
import { FakeClock } from "../support/fake-clock.js";
import { failureOf } from "../support/requests.js";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/**
 * How the accounts server responds: properly, with an error code, or with another body. A `lost` response never arrives;
 * an `unreached` server never gets the request.
 */
export type AccountsResponse = "good" | "lost" | "unreached" | { readonly error: string } | { readonly text: string };

/** A token request that has arrived and waits for its response. */
export interface Pending {
  readonly user: string;
  respond(how: AccountsResponse): void;
}

/**
 * An accounts server, a clock, a store, and any number of processes. The first access token of the user `ada` is `ada-1`,
 * the next `ada-2`; Ada's configured refresh token is `refresh-of-ada`.
 */
export class TokenWorld {
  readonly clock = new FakeClock();
  readonly store = new TestStore();
  /** Every request, as the accounts server received it. */
  readonly requests: { user: string; path: string; form: URLSearchParams; accountsServer: string | undefined }[] = [];
  /** Every access token that was issued, including those in lost responses. */
  readonly issued: { user: string; refreshToken: string; accessToken: string; at: number }[] = [];
  readonly revoked = new Set<string>();
  readonly pending: Pending[] = [];
  /** How the server responds to each request at once. If `undefined`, requests wait in `pending`. */
  response: AccountsResponse | undefined = "good";
  /** Members of every good response. */
  extra: object = { expires_in: 3600 };
  /** The maximum number of requests that were in flight for one user at the same time. */
  maxInFlight = 0;

  /** Starts a process. It has a configured refresh token for every user except `nobody`. */
  process(options: Partial<TokenManagerOptions> = {}): TokenManager {
    return new TokenManager({
      application: { clientId: "id", clientSecret: "secret" },
      store: this.store,
      now: () => this.clock.now,
      wait: this.clock.wait,
      refreshTokenOf: (user) => (user === "nobody" ? undefined : `refresh-of-${user}`),
      send: (request) => this.#receive(request),
      around: (next) => next,
      serversOf: () => undefined,
      ...options,
    });
  }

  /** Starts a process that already has an access token for Ada: `ada-1` in a new world. */
  async processWithToken(options?: Partial<TokenManagerOptions>): Promise<TokenManager> {
    const manager = this.process(options);
    await manager.current("ada");
    return manager;
  }

  /** Renews Ada's token until the budget is spent, each time in a new process. The last token is `ada-9`. */
  async spendBudget(): Promise<void> {
    for (let count = 1; count <= 9; count += 1) {
      await this.process().replace("ada", `ada-${count - 1}`);
      this.clock.now += 1_000;
    }
  }

  #receive({ user, path, body, addresses }: PreparedRequest): Promise<HttpResponse> {
    const form = new URLSearchParams(String(body));
    this.requests.push({ user, path, form, accountsServer: addresses?.accounts });
    return new Promise((resolve, reject) => {
      const pending: Pending = {
        user,
        respond: (how) => {
          this.pending.splice(this.pending.indexOf(pending), 1);
          try {
            resolve(this.#respond(user, path, form, how));
          } catch (error) {
            reject(error);
          }
        },
      };
      this.pending.push(pending);
      this.maxInFlight = Math.max(this.maxInFlight, this.pending.filter((other) => other.user === user).length);
      if (this.response !== undefined) pending.respond(this.response);
    });
  }

  #respond(user: string, path: string, form: URLSearchParams, how: AccountsResponse): HttpResponse {
    const respond = (body: object | string) =>
      new BufferedResponse({ id: "token" }, 200, new Headers(), typeof body === "string" ? body : JSON.stringify(body));
    if (how === "unreached") throw connectionLost(false);
    if (typeof how === "object") return respond("text" in how ? how.text : how);
    if (path.endsWith("/revoke")) {
      this.revoked.add(form.get("token") ?? "");
      return respond({ status: "success" });
    }
    const isGrant = form.get("grant_type") === "authorization_code";
    const refreshToken = isGrant ? `granted-by-${form.get("code")}` : (form.get("refresh_token") ?? "");
    if (this.revoked.has(refreshToken)) return respond({ error: "invalid_code" });
    const accessToken = `${user}-${this.issued.filter((token) => token.user === user).length + 1}`;
    this.issued.push({ user, refreshToken, accessToken, at: this.clock.now });
    if (how === "lost") throw connectionLost(true);
    return respond({ access_token: accessToken, ...(isGrant && { refresh_token: refreshToken }), ...this.extra });
  }
}

const connectionLost = (mayHaveArrived: boolean) =>
  new NetworkError("the connection broke", { code: "ECONNRESET", retryable: true, mayHaveArrived });

type StoreOperation = "get" | "set" | "delete" | "withLock" | "take";

/** A store in memory with a lock. A test can make its operations fail or hang. */
export class TestStore implements TokenStore {
  readonly name = "test";
  readonly tokens = new Map<string, unknown>();
  readonly failing = new Map<StoreOperation, Error>();
  readonly hanging = new Set<StoreOperation>();
  readonly calls: StoreOperation[] = [];
  readonly locks = new Map<string, Promise<unknown>>();

  async get(user: string): Promise<Token | undefined> {
    await this.begin("get");
    return structuredClone(this.tokens.get(user)) as Token | undefined;
  }

  async set(user: string, token: Token): Promise<void> {
    await this.begin("set");
    this.tokens.set(user, structuredClone(token));
  }

  async delete(user: string): Promise<void> {
    await this.begin("delete");
    this.tokens.delete(user);
  }

  async withLock<T>(user: string, work: (held?: LockedStore) => Promise<T>): Promise<T> {
    await this.begin("withLock");
    const before = this.locks.get(user) ?? Promise.resolve();
    const mine = before.then(() => work());
    this.locks.set(
      user,
      mine.catch(() => undefined),
    );
    return mine;
  }

  /** Makes every operation work again. */
  repair(): void {
    this.failing.clear();
    this.hanging.clear();
  }

  protected async begin(operation: StoreOperation): Promise<void> {
    this.calls.push(operation);
    const failure = this.failing.get(operation);
    if (failure) throw failure;
    if (this.hanging.has(operation)) await new Promise(() => undefined);
  }
}

/** Such a store for a fleet: its locks can be lost, and it counts the token requests of all processes. */
export class FleetStore extends TestStore {
  readonly #clock: FakeClock;
  /** Who acquired each user's lock last, and has not lost it. */
  readonly #holders = new Map<string, symbol>();
  /** Epoch milliseconds of the counted requests, by refresh token and id. */
  readonly counted = new Map<string, Map<string, number>>();
  readonly budget: TokenBudget = {
    take: (request) => this.#take(request),
    giveBack: async ({ refreshToken, id }) => void this.counted.get(refreshToken)?.delete(id),
  };

  constructor(clock: FakeClock) {
    super();
    this.#clock = clock;
  }

  override withLock<T>(user: string, work: (held?: LockedStore) => Promise<T>): Promise<T> {
    return super.withLock(user, async () => {
      const mine = Symbol();
      this.#holders.set(user, mine);
      const ifHeld = async (write: () => Promise<void>): Promise<boolean> => {
        if (this.#holders.get(user) !== mine) return false;
        await write();
        return true;
      };
      return work({
        set: (name, token) => ifHeld(() => super.set(name, token)),
        delete: (name) => ifHeld(() => super.delete(name)),
      });
    });
  }

  /** Without the lock. What its holder knows is out of date then. */
  override async set(user: string, token: Token): Promise<void> {
    await super.set(user, token);
    this.#holders.delete(user);
  }

  override async delete(user: string): Promise<void> {
    await super.delete(user);
    this.#holders.delete(user);
  }

  /** Lets the user's lock expire, as if its holder had been paused. Others can acquire it at once. */
  loseLock(user: string): void {
    this.#holders.delete(user);
    this.locks.delete(user);
  }

  async #take({ refreshToken, id, limit, window }: BudgetRequest): Promise<readonly number[] | undefined> {
    await this.begin("take");
    const counted = this.counted.get(refreshToken) ?? new Map<string, number>();
    this.counted.set(refreshToken, counted);
    const { now } = this.#clock;
    const ages = [...counted.values()].map((at) => now - at).filter((age) => age < window);
    if (ages.length >= limit && !counted.has(id)) return ages;
    counted.set(id, now);
    return undefined;
  }
}

/** An access token for a call. */
export const current = async (manager: TokenManager, user = "ada"): Promise<string> =>
  (await manager.current(user)).token;

/** An access token for a call whose token the CRM has rejected. */
export const replacing = async (manager: TokenManager, rejected: string, user = "ada"): Promise<string> =>
  (await manager.replace(user, rejected)).token;

/** Calls `work` `count` times at once. */
export const concurrently = <T>(count: number, work: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, work));

/** The `code` of the error that a promise rejects with. */
export const codeOf = async (promise: Promise<unknown>): Promise<unknown> =>
  Reflect.get(Object(await failureOf(promise)), "code");
