/** Which requests belong to one call of a client. Clients do not say it, so this concludes it from what they send. */
import { createHash } from "node:crypto";
import { type HttpRequest, readToken } from "../http/request.js";
import { type HttpResponse, RESET } from "../http/responses.js";

/** A request that failed so that its client may repeat it. */
interface Failure {
  readonly call: number;
  readonly method: string;
  readonly target: string;
  readonly digest: string;
  /** Whether its token was rejected, so that the client asks for another one first. */
  readonly isRejected: boolean;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Nothing is concluded from older failures. */
const MAX_AGE = 300_000;
/** The maximum number of failures, and of tokens, to remember. */
const MAX_REMEMBERED = 1000;

/**
 * Numbers calls from 1. A request that equals a failed one is a retry. A token that is requested while a call with a
 * rejected token has not been repeated belongs to that call, any other token to the call that uses it first.
 */
export class CallNumbers {
  #last = 0;
  /** Oldest first. */
  #failures: Failure[] = [];
  /** The calls of tokens that were not used yet. */
  readonly #tokens = new Map<string, number>();

  /** The number for a request that arrives. @param isToken Whether it asks for an access token */
  of(request: HttpRequest, isToken: boolean, time: number): number {
    if (this.#failures.length > 0) this.#failures = this.#failures.filter((failure) => failure.time > time - MAX_AGE);
    const repeated = this.#takeFailure(request);
    const token = isToken ? undefined : readToken(request.headers);
    const issuedFor = token === undefined ? undefined : this.#tokens.get(token);
    if (token !== undefined) this.#tokens.delete(token);
    const rejected = isToken ? this.#failures.findLast(({ isRejected }) => isRejected) : undefined;
    return (repeated ?? rejected)?.call ?? issuedFor ?? this.#next();
  }

  /** Remembers what may follow a response. */
  note(
    call: number,
    request: HttpRequest,
    isToken: boolean,
    response: HttpResponse | typeof RESET,
    time: number,
  ): void {
    if (mayBeRepeated(response)) {
      const { method, target } = request;
      const isRejected = response !== RESET && response.status === 401;
      this.#failures.push({ call, method, target, digest: digestOf(request), isRejected, time });
      if (this.#failures.length > MAX_REMEMBERED) this.#failures.shift();
    } else if (isToken && response !== RESET) {
      const token = tokenIn(response.body);
      if (token !== undefined) this.#tokens.set(token, call);
      const [oldest = ""] = this.#tokens.size > MAX_REMEMBERED ? this.#tokens.keys() : [];
      this.#tokens.delete(oldest);
    }
  }

  #takeFailure(request: HttpRequest): Failure | undefined {
    const { method, target } = request;
    const isSame = (failure: Failure) => failure.method === method && failure.target === target;
    if (!this.#failures.some(isSame)) return undefined;
    const digest = digestOf(request);
    const index = this.#failures.findIndex((failure) => isSame(failure) && failure.digest === digest);
    return index < 0 ? undefined : this.#failures.splice(index, 1)[0];
  }

  #next(): number {
    this.#last += 1;
    return this.#last;
  }
}

/** The content of a form differs from attempt to attempt, because its boundary does. */
function digestOf({ headers, body }: HttpRequest): string {
  if (body === undefined || /^multipart/i.test(headers["content-type"] ?? "")) return "";
  return createHash("sha256").update(body).digest("base64");
}

const mayBeRepeated = (response: HttpResponse | typeof RESET): boolean => {
  if (response === RESET || response.delivery?.cut !== undefined) return true;
  return [401, 408, 429].includes(response.status) || response.status >= 500;
};

function tokenIn(body: HttpResponse["body"]): string | undefined {
  if (typeof body !== "string") return undefined;
  const [, token] = /"access_token":"([^"]+)"/.exec(body) ?? [];
  return token;
}
