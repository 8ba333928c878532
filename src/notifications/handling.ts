/** Delivers events to the program, each once as far as that is certain, and never two of the same kind and record at a time. */
import type { OrganizationModules } from "../../generated/modules.js";
import { getRecord } from "../../generated/operations/records.js";
import type { ApiClient } from "../core/operation.js";
import type { AnyEvent } from "./event.js";
import { type Happening, isHandled, MARK_LIFE, marked, markText, readMark } from "./mark.js";
import type { NotificationStore } from "./store/store.js";

/** An event before it is delivered. */
export interface Found extends Happening {
  readonly channelId: string;
  readonly module: string;
  readonly id: string;
  readonly fields: readonly string[];
}

export interface Handling {
  readonly crm: ApiClient;
  /** As the program passed it: what is under way is known by it. */
  readonly given: NotificationStore;
  readonly store: NotificationStore;
  readonly onEvent: (event: AnyEvent) => void | Promise<void>;
}

/**
 * @returns whether it was delivered; not if it was handled before
 * @throws what the handler, or the store, rejected with
 */
export function deliver({ crm, given, store, onEvent }: Handling, found: Found): Promise<boolean> {
  const { channelId, module, operation, id, time, fields, source } = found;
  const key = `handled/${channelId}/${operation}/${id}`;
  return inTurn(given, key, async () => {
    const mark = readMark(await store.get(key));
    if (isHandled(mark, found)) return false;
    await onEvent({
      module,
      operation,
      id,
      time: time === undefined ? undefined : new Date(time),
      fields,
      source,
      record: async () => (await getRecord<string, never, OrganizationModules>(crm, { module, id }))?.data[0],
    });
    await store.set(key, markText(marked(mark, found)), MARK_LIFE);
    return true;
  });
}

/** The last work under way for each key, by store. */
const turns = new WeakMap<NotificationStore, Map<string, Promise<unknown>>>();

async function inTurn<T>(store: NotificationStore, key: string, work: () => Promise<T>): Promise<T> {
  const last = turns.get(store) ?? new Map<string, Promise<unknown>>();
  turns.set(store, last);
  const done = (last.get(key) ?? Promise.resolve()).then(work, work);
  last.set(key, done);
  try {
    return await done;
  } finally {
    if (last.get(key) === done) last.delete(key);
  }
}
