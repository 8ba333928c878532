/** An emulator over real sockets, a client whose pauses take no time, and what is true of the records. */
import type { Outcome, Writing } from "../../../src/data/index.js";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../src/emulator/index.js";
import { type ClientOptions, createClient, memoryStore, type TokenStore } from "../../../src/index.js";
import { HASTY } from "./leads.js";

/** Leads with a unique field, `Code`. `Email` finds duplicates, and is not unique. */
export async function startWorld(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({
    defaultData: false,
    edition: "ultimate",
    modules: { Leads: { Code: { type: "text", unique: true }, Number: { type: "integer", unique: true } } },
    ...options,
  });
  // Its token outlasts what tests restore.
  await recordsOf(emulator);
  return emulator;
}

export { HASTY, lead, leads } from "./leads.js";

/** The clients of an emulator share their token: it issues ten in ten minutes. */
const STORES = new WeakMap<Emulator, TokenStore>();

export function clientOf(emulator: Emulator, options: ClientOptions = {}) {
  const store = STORES.get(emulator) ?? memoryStore();
  STORES.set(emulator, store);
  return createClient({ ...emulator.clientOptions(), clock: HASTY, store, ...options });
}

/** All outcomes, and the error that the iteration ends with. */
export async function outcomesOf(writing: Writing): Promise<{ outcomes: Outcome[]; error: unknown }> {
  const outcomes: Outcome[] = [];
  try {
    for await (const outcome of writing) outcomes.push(outcome);
    return { outcomes, error: undefined };
  } catch (error) {
    return { outcomes, error };
  }
}

/** The records of a module as they are, by id. */
export async function recordsOf(emulator: Emulator, module = "Leads"): Promise<Map<string, Record<string, unknown>>> {
  const records = new Map<string, Record<string, unknown>>();
  const crm = clientOf(emulator, { fetch: emulator.fetch });
  for (let page = 1; ; page += 1) {
    const { data, info } = await crm.records.list({ module, page, sort_by: "id" });
    for (const record of data) records.set(String(Reflect.get(record, "id")), { ...record });
    if (!info.more_records) return records;
  }
}

/** Requests of the emulator, by operation. */
export const callsOf = (emulator: Emulator, operation: string): number =>
  emulator.requests.filter((request) => request.operation === operation).length;
