/** Whoever does not answer by then is not waited for. */
const TIMEOUT_MILLISECONDS = 5000;

/** So many calls are under way at the same moment: the sockets are for those who call the emulator, too. */
const MAX_AT_ONCE = 50;

/** So many more wait for an address that answers slowly; what comes beyond is not sent. */
const MAX_WAITING = 1000;

/** Calls of the emulator's own, to the addresses that notifications and bulk jobs were given. They never fail. */
export class Callbacks {
  readonly #hosts: ReadonlySet<string>;
  readonly #closed = new AbortController();
  /** By address, what comes after the call that is under way. */
  readonly #waiting = new Map<string, object[]>();
  /** Whoever waits for one of the calls under way to end. */
  readonly #queue: (() => void)[] = [];
  #active = 0;

  /** @param hosts - those that are called besides loopback @throws TypeError for what is no host alone */
  constructor(hosts: readonly string[] = []) {
    this.#hosts = new Set(hosts.map(readHost));
  }

  /**
   * Posts to the address, without waiting here; what goes to the same address arrives in its order. One of another host is
   * left alone. A redirection is not followed there.
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
    // Whoever ends hands over its place.
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
      // Whoever cannot be reached is not told.
    }
    const next = this.#queue.shift();
    if (next === undefined) this.#active -= 1;
    else next();
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

/** A host as addresses have it. */
function readHost(text: string): string {
  const address = `http://${text}`;
  const hostname = URL.canParse(address) ? new URL(address).hostname : "";
  if (hostname !== "" && hostname === String(text).toLowerCase()) return hostname;
  throw new TypeError(`callbackHosts: "${text}" is none; give a host alone, as ci.example.com`);
}

export const isWebAddress = (text: unknown): text is string =>
  typeof text === "string" && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** Whether a host, as `URL` writes it, is this machine and no other. */
export const isLoopback = (hostname: string): boolean => /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname);
