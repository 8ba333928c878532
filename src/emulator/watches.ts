import type { Callbacks } from "./callbacks.js";
import { type Clock, zohoTime } from "./clock.js";

export const OPERATIONS = { create: "insert", edit: "update", delete: "delete" } as const;

/** What becomes of a record, as callbacks name it. */
export type Operation = (typeof OPERATIONS)[keyof typeof OPERATIONS];

/** A channel: which changes are told to which address. */
export interface Watch {
  readonly channelId: string;
  /** Such as `Deals.create` or `Deals.all`. */
  readonly events: readonly string[];
  readonly notifyUrl: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly token: string | null;
  readonly fields: unknown;
  readonly related: boolean;
  /** The address of the API, by which the callback names the module. */
  readonly apiUrl: string;
}

interface Change {
  readonly module: string;
  readonly operation: Operation;
  readonly ids: string[];
}

/** The channels of an organisation. What changes in one go, such as by one call, is told in one callback. */
export class WatchStore {
  readonly #now: Clock;
  readonly #callbacks: Callbacks;
  #watches = new Map<string, Watch>();
  #changes: Change[] = [];

  constructor(now: Clock, callbacks: Callbacks) {
    this.#now = now;
    this.#callbacks = callbacks;
  }

  /** A channel that is still open. */
  get(channelId: string): Watch | undefined {
    return this.all().find((watch) => watch.channelId === channelId);
  }

  set(watch: Watch): void {
    this.#watches.set(watch.channelId, watch);
  }

  delete(channelId: string): void {
    this.#watches.delete(channelId);
  }

  /** The open channels, oldest first. */
  all(): Watch[] {
    for (const { channelId, expires } of this.#watches.values()) {
      if (expires <= this.#now()) this.#watches.delete(channelId);
    }
    return [...this.#watches.values()];
  }

  /** A record has changed: whoever watches its module is told once the present work is done. */
  note(module: string, operation: Operation, id: string): void {
    if (this.#watches.size === 0) return;
    if (this.#changes.length === 0) queueMicrotask(() => this.#tell());
    const known = this.#changes.find((change) => change.module === module && change.operation === operation);
    if (known === undefined) this.#changes.push({ module, operation, ids: [id] });
    else known.ids.push(id);
  }

  /** What was noted is not told. */
  forget(): void {
    this.#changes = [];
  }

  snapshot(): ReadonlyMap<string, Watch> {
    return new Map(this.#watches);
  }

  restore(watches: ReadonlyMap<string, Watch>): void {
    this.#watches = new Map(watches);
    this.forget();
  }

  #tell(): void {
    const changes = this.#changes;
    this.forget();
    for (const watch of this.all()) {
      for (const change of changes) {
        if (watches(watch, change)) this.#callbacks.post(watch.notifyUrl, this.#callback(watch, change));
      }
    }
  }

  #callback({ apiUrl, channelId, token, notifyUrl }: Watch, { module, operation, ids }: Change): object {
    return {
      server_time: this.#now(),
      query_params: Object.fromEntries(new URL(notifyUrl).searchParams),
      module,
      resource_uri: moduleAddress(apiUrl, module),
      ids,
      affected_fields: [],
      operation,
      channel_id: channelId,
      token,
    };
  }
}

export const moduleAddress = (apiUrl: string, module: string): string => `${apiUrl}/crm/v2/${module}`;

function watches({ events }: Watch, { module, operation }: Change): boolean {
  return events.some((event) => {
    const [watched, kind = ""] = event.split(".");
    return watched === module && (kind === "all" || (isKind(kind) && OPERATIONS[kind] === operation));
  });
}

export const isKind = (kind: string): kind is keyof typeof OPERATIONS => Object.hasOwn(OPERATIONS, kind);

const HOUR = 3_600_000;
const LONGEST = 24 * HOUR;

/** When a channel ends: after an hour, unless a time of the next day is asked for. `undefined` for what is no such time. */
export function readExpiry(asked: unknown, now: number): number | undefined {
  if (asked === undefined || asked === null) return now + HOUR;
  if (typeof asked !== "string" || !TIME.test(asked)) return undefined;
  const time = Date.parse(asked);
  if (Number.isNaN(time) || time <= now) return undefined;
  return time > now + LONGEST ? now + HOUR : time;
}

/** Zoho refuses a fraction of a second here. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:?\d\d)$/;

export const expiryText = ({ expires }: Pick<Watch, "expires">): string => zohoTime(expires);
