import type { Token } from "../../src/auth/token.js";
import { TokenManager, type TokenManagerOptions } from "../../src/auth/token-manager.js";
import type { TokenStore } from "../../src/auth/token-store.js";
import { NetworkError } from "../../src/core/errors/errors.js";
import type { PreparedRequest } from "../../src/core/request/request.js";
import { BufferedResponse, type HttpResponse } from "../../src/core/response/response.js";
import { FakeClock } from "../support/fake-clock.js";

/** How the accounts server answers: with what it should, with an error word, with other text, or not at all. */
export type Answer = "good" | "lost" | "unreached" | { readonly error: string } | { readonly text: string };

/** A token request that has arrived and waits for its answer. */
export interface Pending {
  readonly user: string;
  answer(how: Answer): void;
}

/** An accounts server, a clock, a store, and as many processes as a test wants. Tokens begin with their user's name. */
export class TokenWorld {
  readonly clock = new FakeClock();
  readonly store = new TestStore();
  /** Every request, as the accounts server read it. */
  readonly asked: { user: string; path: string; form: URLSearchParams; api: string | undefined }[] = [];
  /** Every access token that was issued, also those that never arrived. */
  readonly issued: { user: string; refreshToken: string; accessToken: string; at: number }[] = [];
  readonly revoked = new Set<string>();
  readonly pending: Pending[] = [];
  /** How requests are answered; they wait to be answered one by one where undefined. */
  answer: Answer | undefined = "good";
  /** Members of every good answer. */
  extra: object = { expires_in: 3600 };
  /** The most requests that were in flight for one user at the same time. */
  most = 0;

  /** One process; it has a refresh token for every user but `nobody`. */
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

  #receive({ user, path, body, addresses }: PreparedRequest): Promise<HttpResponse> {
    const form = new URLSearchParams(String(body));
    this.asked.push({ user, path, form, api: addresses?.accounts });
    return new Promise((resolve, reject) => {
      const pending: Pending = {
        user,
        answer: (how) => {
          this.pending.splice(this.pending.indexOf(pending), 1);
          try {
            resolve(this.#respond(user, path, form, how));
          } catch (error) {
            reject(error);
          }
        },
      };
      this.pending.push(pending);
      this.most = Math.max(this.most, this.pending.filter((other) => other.user === user).length);
      if (this.answer !== undefined) pending.answer(this.answer);
    });
  }

  #respond(user: string, path: string, form: URLSearchParams, how: Answer): HttpResponse {
    const respond = (body: object | string) =>
      new BufferedResponse("token", 200, new Headers(), typeof body === "string" ? body : JSON.stringify(body));
    if (how === "unreached") throw broken(false);
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
    if (how === "lost") throw broken(true);
    return respond({ access_token: accessToken, ...(isGrant && { refresh_token: refreshToken }), ...this.extra });
  }
}

const broken = (mayHaveArrived: boolean) =>
  new NetworkError("the connection broke", { code: "ECONNRESET", retryable: true, mayHaveArrived });

type StoreOperation = "get" | "set" | "delete" | "withLock";

/** A store in memory that locks, and fails or hangs where it is told to. */
export class TestStore implements TokenStore {
  readonly name = "test";
  readonly tokens = new Map<string, unknown>();
  readonly failing = new Map<StoreOperation, Error>();
  readonly hanging = new Set<StoreOperation>();
  readonly calls: StoreOperation[] = [];
  readonly #locks = new Map<string, Promise<unknown>>();

  async get(user: string): Promise<Token | undefined> {
    await this.#begin("get");
    return structuredClone(this.tokens.get(user)) as Token | undefined;
  }

  async set(user: string, token: Token): Promise<void> {
    await this.#begin("set");
    this.tokens.set(user, structuredClone(token));
  }

  async delete(user: string): Promise<void> {
    await this.#begin("delete");
    this.tokens.delete(user);
  }

  async withLock<T>(user: string, work: () => Promise<T>): Promise<T> {
    await this.#begin("withLock");
    const before = this.#locks.get(user) ?? Promise.resolve();
    const mine = before.then(work);
    this.#locks.set(
      user,
      mine.catch(() => undefined),
    );
    return mine;
  }

  async #begin(operation: StoreOperation): Promise<void> {
    this.calls.push(operation);
    const failure = this.failing.get(operation);
    if (failure) throw failure;
    if (this.hanging.has(operation)) await new Promise(() => undefined);
  }
}
