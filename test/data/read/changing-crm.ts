/** A CRM whose records are created, changed and deleted between any two requests of a client. */
import { type CrmClient, createClient } from "zcrm";
import { createEmulator, type Emulator } from "zcrm/emulator";
import { randomOf } from "../../support/organization/random.js";
import { hurry } from "./support.js";

export interface ChangingCrm {
  readonly emulator: Emulator;
  /** Its requests are those that changes come between. */
  readonly crm: CrmClient;
  /** The ids that were there from the beginning, and still are. */
  readonly lasting: () => ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

/** What the writer does between two requests, in numbers of records. */
export interface Habits {
  readonly creates: number;
  readonly changes: number;
  readonly deletes: number;
}

export const dealOf = (index: number) => ({
  Deal_Name: `Deal ${index}`,
  Stage: "Qualification",
  ...(index % 4 === 0 ? {} : { Amount: index % 7 }),
});

/** The same records for many tests: setting them up takes longest. @param rows The number of records at the beginning */
export function changingCrms(rows: number): (seed: number, habits: Habits) => ChangingCrm {
  const emulator = createEmulator({ defaultData: false });
  const { Deals: first = [] } = emulator.seed({ Deals: Array.from({ length: rows }, (_, index) => dealOf(index)) });
  const beginning = emulator.snapshot();
  return (seed, habits) => {
    emulator.restore(beginning);
    return changingCrm(emulator, first, randomOf(seed), habits);
  };
}

function changingCrm(
  emulator: Emulator,
  first: readonly string[],
  random: () => number,
  { creates, changes, deletes }: Habits,
): ChangingCrm {
  const lasting = new Set(first);
  const alive = [...first];
  const { options, stop } = hurry(emulator);
  const writer = createClient(options);
  const some = (count: number): string[] => {
    // Mostly early records, which were read already.
    const places = Array.from({ length: count }, () => Math.floor(random() ** 2 * alive.length));
    return [...new Set(places.map((place) => alive[place] ?? ""))].filter((id) => id !== "");
  };
  const write = async (): Promise<void> => {
    emulator.advance(1000);
    const { Deals: created = [] } = emulator.seed({
      Deals: Array.from({ length: Math.floor(random() * (creates + 1)) }, (_, index) => dealOf(index)),
    });
    alive.push(...created);
    const changed = some(Math.floor(random() * (changes + 1)));
    const values = () => (random() < 0.3 ? null : Math.floor(random() * 8));
    if (changed.length > 0)
      await writer.records.updateMany({
        module: "Deals",
        body: { data: changed.map((id) => ({ id, Amount: values() })) },
      });
    const gone = some(Math.floor(random() * (deletes + 1)));
    if (gone.length > 0) await writer.records.deleteMany({ module: "Deals", ids: gone });
    for (const id of gone) {
      lasting.delete(id);
      alive.splice(alive.indexOf(id), 1);
    }
  };
  const crm = createClient({
    ...options,
    fetch: async (...request) => {
      const response = (await options.fetch?.(...request)) ?? new Response(null, { status: 500 });
      await write();
      return response;
    },
  });
  return {
    emulator,
    crm,
    lasting: () => lasting,
    close: async () => {
      stop();
      await Promise.all([crm.close(), writer.close()]);
    },
  };
}
