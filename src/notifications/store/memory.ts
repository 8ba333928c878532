import type { NotificationStore } from "./store.js";

/** A store in memory, for tests: after a restart, changes count from then on. */
export function memoryNotificationStore(): NotificationStore {
  const entries = new Map<string, { readonly text: string; readonly end: number }>();
  let sweepAt = 1_000;
  return {
    async get(key) {
      const entry = entries.get(key);
      return entry !== undefined && entry.end > Date.now() ? entry.text : undefined;
    },
    async set(key, text, life) {
      entries.set(key, { text, end: Date.now() + life });
      if (entries.size < sweepAt) return;
      for (const [old, { end }] of entries) if (end <= Date.now()) entries.delete(old);
      sweepAt = Math.max(1_000, entries.size * 2);
    },
  };
}
