/** Passes messages on to the developer's own program. */
import { codeOf, messageOf } from "../../core/kind.js";
import type { Post } from "./receiver.js";

/** The maximum number of messages that wait for a slow program. */
const MAX_WAITING = 1_000;

/** What became of a message. */
export type Forwarded =
  | { readonly status: number; readonly milliseconds: number }
  | { readonly problem: string; readonly milliseconds: number };

/** Posts messages one after the other, in the order in which they came. Nothing is retried, as with Zoho. */
export class Forwarder {
  readonly #target: URL;
  readonly #tell: (outcome: Forwarded) => void;
  readonly #timeout: number;
  readonly #closed = new AbortController();
  #last = Promise.resolve();
  #waiting = 0;

  /**
   * @param tell Gets the outcome of each message
   * @param timeout The maximum time for a response, in milliseconds
   */
  constructor(target: URL, tell: (outcome: Forwarded) => void, timeout = 10_000) {
    this.#target = target;
    this.#tell = tell;
    this.#timeout = timeout;
  }

  forward(post: Post): void {
    if (this.#waiting >= MAX_WAITING) {
      this.#tell({ problem: `not sent: ${MAX_WAITING} messages wait`, milliseconds: 0 });
      return;
    }
    this.#waiting += 1;
    this.#last = this.#last.then(async () => {
      if (this.#closed.signal.aborted) return;
      const outcome = await this.#send(post);
      this.#waiting -= 1;
      if (!this.#closed.signal.aborted) this.#tell(outcome);
    });
  }

  /** Ends the call under way, and drops the messages that wait. */
  close(): Promise<void> {
    this.#closed.abort();
    return this.#last;
  }

  async #send({ body, contentType }: Post): Promise<Forwarded> {
    const start = performance.now();
    const passed = (): number => Math.round(performance.now() - start);
    try {
      const response = await fetch(this.#target, {
        method: "POST",
        headers: { "content-type": contentType },
        body,
        redirect: "manual",
        signal: AbortSignal.any([this.#closed.signal, AbortSignal.timeout(this.#timeout)]),
      });
      await response.body?.cancel();
      return { status: response.status, milliseconds: passed() };
    } catch (error) {
      return { problem: this.#problemOf(error), milliseconds: passed() };
    }
  }

  #problemOf(error: unknown): string {
    if (error instanceof Error && error.name === "TimeoutError") return `no response in ${this.#timeout / 1_000} s`;
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const code = codeOf(cause);
    return code === "ECONNREFUSED" ? "nothing listens there (ECONNREFUSED)" : (code ?? messageOf(cause));
  }
}
