import { isDeepStrictEqual } from "node:util";
import type { Callbacks } from "../http/callbacks.js";
import { limits } from "../limits.js";
import { isReadOnly, type ModuleDefinition } from "../modules/modules.js";
import { type Clock, zohoTime } from "../values/clock.js";
import { fieldValue, isObject, splitList } from "../values/values.js";
import type { CrmRecord } from "./record.js";

const OPERATIONS = { create: "insert", edit: "update", delete: "delete" } as const;

/** What happened to a record, as callbacks name it. */
type ChangeKind = (typeof OPERATIONS)[keyof typeof OPERATIONS];

/** A channel: which changes are reported to which address. */
export interface Watch {
  readonly channelId: string;
  /** Id of the user who owns the channel. */
  readonly user: string;
  /** For example `Deals.create` or `Deals.all`. */
  readonly events: readonly string[];
  readonly notifyUrl: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly token: string | null;
  /** By module, the fields whose updates are reported; without an entry, all of them. */
  readonly fields: Readonly<Record<string, unknown>> | undefined;
  /** Whether a change of a record that points to another one counts as an update of that one. */
  readonly related: boolean;
  /** The address of the API, which callbacks use to link the module. */
  readonly apiUrl: string;
}

interface Change {
  readonly module: string;
  readonly operation: ChangeKind;
  /** The changed fields, by the ids of the records. */
  readonly records: Map<string, Set<string>>;
  /** Whether these records point to the changed ones, instead of being changed themselves. */
  readonly related: boolean;
}

/** The channels of an organization. Changes made together, e.g. by one call, are reported in one callback. */
export class WatchStore {
  readonly #now: Clock;
  readonly #callbacks: Callbacks;
  #watches = new Map<string, Watch>();
  #changes: Change[] = [];

  constructor(now: Clock, callbacks: Callbacks) {
    this.#now = now;
    this.#callbacks = callbacks;
  }

  /** A channel that has not expired. */
  get(user: string, channelId: string): Watch | undefined {
    return this.all().find((watch) => watch.user === user && watch.channelId === channelId);
  }

  set(watch: Watch): void {
    this.#watches.set(keyOf(watch), watch);
  }

  delete(watch: Watch): void {
    this.#watches.delete(keyOf(watch));
  }

  /** The channels that have not expired, oldest first. */
  all(): Watch[] {
    for (const [key, { expires }] of this.#watches) if (expires <= this.#now()) this.#watches.delete(key);
    return [...this.#watches.values()];
  }

  /** A record has changed. Channels that watch its module get a report after the present work is done. */
  note(module: ModuleDefinition, operation: ChangeKind, record: CrmRecord, before?: CrmRecord): void {
    if (this.#watches.size === 0) return;
    if (this.#changes.length === 0) queueMicrotask(() => this.#notify());
    const fields = before === undefined ? [] : changedFields(module, before, record);
    this.#add({ module: module.apiName, operation, related: false }, record.id, fields);
    for (const [target, id] of targetsOf(module, record)) {
      this.#add({ module: target, operation: "update", related: true }, id, []);
    }
  }

  /** Discards the changes that were not reported yet. */
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

  #add(change: Omit<Change, "records">, id: string, fields: readonly string[]): void {
    const { module, operation, related } = change;
    let known = this.#changes.find(
      (one) => one.module === module && one.operation === operation && one.related === related,
    );
    if (known === undefined) {
      known = { ...change, records: new Map() };
      this.#changes.push(known);
    }
    known.records.set(id, new Set([...(known.records.get(id) ?? []), ...fields]));
  }

  #notify(): void {
    const changes = this.#changes;
    this.forget();
    for (const watch of this.all()) {
      for (const change of changes) {
        const ids = idsFor(watch, change);
        if (ids.length > 0) this.#callbacks.post(watch.notifyUrl, this.#callback(watch, change, ids));
      }
    }
  }

  #callback({ apiUrl, channelId, token, notifyUrl }: Watch, change: Change, ids: readonly string[]): object {
    const { module, operation, records } = change;
    return {
      server_time: this.#now(),
      query_params: Object.fromEntries(new URL(notifyUrl).searchParams),
      module,
      resource_uri: moduleAddress(apiUrl, module),
      ids,
      affected_fields: ids.flatMap((id) => {
        const fields = [...(records.get(id) ?? [])];
        return fields.length === 0 ? [] : [{ [id]: fields }];
      }),
      operation,
      channel_id: channelId,
      token,
    };
  }
}

const keyOf = ({ user, channelId }: Watch): string => `${user}/${channelId}`;

/** Fields that Zoho sets itself do not count. */
const changedFields = (module: ModuleDefinition, before: CrmRecord, after: CrmRecord): string[] =>
  Object.keys({ ...before, ...after }).filter(
    (name) =>
      !isReadOnly(module, name) &&
      !isDeepStrictEqual(fieldValue(before, name) ?? null, fieldValue(after, name) ?? null),
  );

/** The records that a record points to, each with its module. */
function targetsOf({ fields }: ModuleDefinition, record: CrmRecord): [module: string, id: string][] {
  return [...fields.values()].flatMap(({ apiName, lookup }): [string, string][] => {
    const value = lookup === undefined ? undefined : fieldValue(record, apiName);
    const target = lookup === "se_module" ? record.$se_module : lookup;
    return isObject(value) && typeof value.id === "string" && typeof target === "string" ? [[target, value.id]] : [];
  });
}

export const moduleAddress = (apiUrl: string, module: string): string => `${apiUrl}/crm/v2/${module}`;

/** The records of a change that a channel reports. */
function idsFor(watch: Watch, { module, operation, records, related }: Change): string[] {
  const isWatched = watch.events.some((event) => {
    const [watched, kind = ""] = event.split(".");
    return watched === module && (kind === "all" || (isKind(kind) && OPERATIONS[kind] === operation));
  });
  if (!isWatched || (related && !watch.related)) return [];
  const fields = operation === "update" ? fieldsOf(watch, module) : undefined;
  const matters = (changed: ReadonlySet<string>) =>
    fields === undefined || [...changed].some((name) => fields.includes(name));
  return [...records].filter(([, changed]) => matters(changed)).map(([id]) => id);
}

/** The fields to watch in a module: an array of names, or of objects with them, or names in one string. */
function fieldsOf({ fields }: Watch, module: string): readonly unknown[] | undefined {
  const given = fields !== undefined && Object.hasOwn(fields, module) ? fields[module] : undefined;
  if (typeof given === "string") return splitList(given);
  return Array.isArray(given) ? given.map((one: unknown) => (isObject(one) ? one.api_name : one)) : undefined;
}

export const isKind = (kind: string): kind is keyof typeof OPERATIONS => Object.hasOwn(OPERATIONS, kind);

const HOUR = 3_600_000;
const LONGEST = limits.notifications.hours * HOUR;

/**
 * When a channel expires: after an hour, unless a time within the next day is requested. `undefined` for anything
 * else.
 */
export function readExpiry(asked: unknown, now: number): number | undefined {
  if (asked === undefined || asked === null) return now + HOUR;
  if (typeof asked !== "string" || !TIME.test(asked)) return undefined;
  const time = Date.parse(asked);
  if (Number.isNaN(time) || time <= now) return undefined;
  return time > now + LONGEST ? now + HOUR : time;
}

/** Zoho refuses fractions of a second here. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:?\d\d)$/;

export const expiryText = ({ expires }: Pick<Watch, "expires">): string => zohoTime(expires);
