/** The modules to watch, read from the events that the program names. */
import { CrmError } from "../../core/errors/errors.js";
import type { EventKind } from "../event.js";
import type { Secret } from "../secret.js";

/** A module to watch, by a channel of its own. */
export interface Watched {
  readonly channelId: string;
  readonly module: string;
  /** For example `["Leads.create"]`. */
  readonly events: readonly string[];
  /** The same, as messages call them. */
  readonly operations: ReadonlySet<EventKind>;
  /** Where the store has what was checked. The secret has no part in it, so nothing is missed when that is replaced. */
  readonly checkpointKey: string;
}

const OPERATIONS: Readonly<Record<string, readonly EventKind[]>> = {
  create: ["insert"],
  edit: ["update"],
  delete: ["delete"],
  all: ["insert", "update", "delete"],
};

/** @throws CrmError `INVALID_PARAMETERS` */
export async function watchedModules(events: unknown, url: string, secret: Secret): Promise<readonly Watched[]> {
  if (!Array.isArray(events) || events.length === 0) throw wrong("events", "not an array of events");
  const byModule = new Map<string, Set<string>>();
  for (const event of events as readonly unknown[]) {
    const [, module = "", kind = ""] = /^(\w+)\.(\w+)$/.exec(String(event)) ?? [];
    if (typeof event !== "string" || !Object.hasOwn(OPERATIONS, kind)) {
      throw wrong(
        "events",
        `such as ${JSON.stringify(event)?.slice(0, 60)}; expected events such as "Leads.create", of ` +
          Object.keys(OPERATIONS).join(", "),
      );
    }
    byModule.set(module, (byModule.get(module) ?? new Set()).add(event));
  }
  const urlHash = await hashOf(url);
  return Promise.all(
    Array.from(byModule, async ([module, own]) => ({
      module,
      channelId: await secret.channelId(url, module),
      events: [...own],
      checkpointKey: `checkpoint/${urlHash}/${module}`,
      operations: new Set(Array.from(own).flatMap((event) => OPERATIONS[event.slice(module.length + 1)] ?? [])),
    })),
  );
}

async function hashOf(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)), 0, 16);
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @throws CrmError `INVALID_PARAMETERS` if it is not an address that Zoho can post to */
export function notifyUrl(url: unknown): string {
  const text = String(url);
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).href;
  throw wrong("url", `${JSON.stringify(text).slice(0, 60)}, not an address such as "https://example.com/zoho"`);
}

export const wrong = (name: string, problem: string): CrmError =>
  new CrmError(`option "${name}" is ${problem}`, { code: "INVALID_PARAMETERS", details: { name } });
