/** The maximum time to wait for a response, in milliseconds. */
const TIMEOUT_MILLISECONDS = 5000;

/** The maximum number of calls under way at once, to leave sockets for the emulator's own clients. */
const MAX_AT_ONCE = 50;

/** The maximum number of calls that wait for a slow address. Further calls are dropped. */
const MAX_WAITING = 1000;

/** The emulator's outgoing calls, to the addresses of notifications and bulk jobs. They never fail. */
export class Callbacks {
  readonly #hosts: ReadonlySet<string>;
  readonly #closed = new AbortController();
  /** The queue behind the call under way, by address. */
  readonly #waiting = new Map<string, object[]>();
  /** Calls that wait for a slot. */
  readonly #queue: (() => void)[] = [];
  #active = 0;

  /** @param hosts The hosts to call besides loopback @throws TypeError if an entry is not a bare host */
  constructor(hosts: readonly string[] = []) {
    this.#hosts = new Set(hosts.map(readHost));
  }

  /**
   * Posts to the address without waiting. Calls to the same address arrive in order. An address on another host is
   * skipped.
   * Redirects are not followed.
   */
  post(address: string, body: object): void {
    if (!this.#calls(address)) return;
    const waiting = this.#waiting.get(address);
    if (waiting === undefined) void this.#postAll(address, body);
    else if (waiting.length < MAX_WAITING) waiting.push(body);
  }

  async #postAll(address: string, first: object): Promise<void> {
    const waiting: object[] = [];
    this.#waiting.set(address, waiting);
    for (let body: object | undefined = first; body !== undefined; body = waiting.shift()) {
      await this.#post(address, body);
    }
    this.#waiting.delete(address);
  }

  async #post(address: string, body: object): Promise<void> {
    if (this.#active < MAX_AT_ONCE) this.#active += 1;
    // A finished call passes its slot on.
    else await new Promise<void>((admit) => this.#queue.push(admit));
    try {
      const response = await fetch(address, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        redirect: "manual",
        signal: AbortSignal.any([this.#closed.signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]),
      });
      await response.body?.cancel();
    } catch {
      // An address that cannot be reached is skipped.
    }
    const next = this.#queue.shift();
    if (next === undefined) this.#active -= 1;
    else next();
  }

  /** Ends the calls under way, and makes no further calls. */
  close(): void {
    this.#closed.abort();
  }

  #calls(address: string): boolean {
    if (!isWebAddress(address)) return false;
    const { hostname } = new URL(address);
    return isLoopback(hostname) || this.#hosts.has(hostname);
  }
}

/** A host as written in addresses. */
function readHost(text: string): string {
  const address = `http://${text}`;
  const hostname = URL.canParse(address) ? new URL(address).hostname : "";
  if (hostname !== "" && hostname === String(text).toLowerCase()) return hostname;
  throw new TypeError(`callbackHosts: "${text}" is not a host; expected a bare host, such as ci.example.com`);
}

export const isWebAddress = (text: unknown): text is string =>
  typeof text === "string" && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** Whether a host, as `URL` writes it, is this machine. */
export const isLoopback = (hostname: string): boolean => /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname);
