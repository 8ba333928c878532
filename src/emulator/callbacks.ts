import { isLoopback } from "./loopback.js";

/** Whoever does not answer by then is not waited for. */
const TIMEOUT_MILLISECONDS = 5000;

/** Calls of the emulator's own, to the addresses that notifications and bulk jobs were given. They never fail. */
export class Callbacks {
  readonly #hosts: ReadonlySet<string>;
  readonly #closed = new AbortController();

  /** @param hosts - those that are called besides loopback */
  constructor(hosts: readonly string[] = []) {
    this.#hosts = new Set(hosts);
  }

  /** Posts to the address without waiting; one of another host is left alone. A redirection is not followed there. */
  post(address: string, body: object): void {
    if (!this.#calls(address)) return;
    fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.any([this.#closed.signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]),
    })
      .then((response) => response.body?.cancel())
      .catch(() => undefined);
  }

  /** Ends what is under way, and calls nobody any more. */
  close(): void {
    this.#closed.abort();
  }

  #calls(address: string): boolean {
    if (!isWebAddress(address)) return false;
    const { hostname } = new URL(address);
    return isLoopback(hostname) || this.#hosts.has(hostname);
  }
}

export const isWebAddress = (text: unknown): text is string =>
  typeof text === "string" && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
