/** The records that queries are tested with: text that means something to a parser, and values missing in every column. */
import fc from "fast-check";
import { type CrmClient, createClient } from "zcrm";
import { createEmulator, type Emulator } from "zcrm/emulator";
import { queries } from "zcrm/query";
import { hostileText } from "./hostile-values.js";

/** A record, as it is seeded. Everything but the id may be missing. */
export interface Thing {
  id: string;
  Name: string | null;
  Kind: string | null;
  Size: number | null;
  Day: string | null;
  Changed: string | null;
  Done: boolean;
  Part_Of: { id: string } | null;
}

export interface Org {
  Things: {
    read: Thing;
    columns: { Day: "date"; Changed: "datetime"; Part_Of: { to: "Things" } };
  };
}
export const own = queries<Org>();

const COUNT = 40;
const idOf = (index: number): string => `4100000000000${String(680_001 + index)}`;
const sample = <T>(values: fc.Arbitrary<T>, seed: number): T[] => fc.sample(values, { numRuns: COUNT, seed });

export const names = sample(hostileText, 1);
export const kinds = ["a", "b'", "c, d", "e (f)", "g\\", "h%"];
export const days = ["2026-01-01", "2026-05-14", "2026-12-31", "1969-07-20"];
export const moments = ["2026-05-14T10:00:00+00:00", "2026-05-14T12:00:00+05:30", "1999-12-31T23:59:59-08:00"];
const sizes = [0, -1, 1.5, 1e-7, 120, 99_999, 123_456_789.25];

/** Every third value of a column is missing, in each column at other records. */
const at = <T>(values: readonly T[], index: number, shift: number): T | null =>
  (index + shift) % 3 === 0 ? null : (values[index % values.length] ?? null);

export const things: readonly Thing[] = Array.from({ length: COUNT }, (_, index) => ({
  id: idOf(index),
  Name: at(names, index, 1),
  Kind: at(kinds, index, 2),
  Size: at(sizes, index, 0),
  Day: at(days, index, 1),
  Changed: at(moments, index, 2),
  Done: index % 2 === 0,
  Part_Of: index % 3 === 0 ? null : { id: idOf(Math.floor(index / 2)) },
}));
export const parentOf = (thing: Thing | undefined): Thing | undefined =>
  things.find(({ id }) => id === thing?.Part_Of?.id);

export const low = (text: string): string => text.toLowerCase();
export const time = (value: Date | string): number => new Date(value).getTime();

export const number = fc.oneof(
  fc.constantFrom(...sizes),
  fc.integer({ min: -10, max: 200 }),
  fc.double({ min: -1e-5, max: 1e-5, noNaN: true }),
);
export const moment: fc.Arbitrary<string | Date> = fc.oneof(
  fc.constantFrom(...moments),
  fc.constantFrom(...moments).map((text) => new Date(text)),
  fc
    .date({ min: new Date("1960-01-01"), max: new Date("2060-01-01"), noInvalidDate: true })
    .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000)),
);
export const idCase = fc.constantFrom(...things.map(({ id }) => id));

/** The ids of the records that plain code finds, in the order of their creation. */
export const wanted = (fits: (thing: Thing) => boolean): string[] => things.filter(fits).map(({ id }) => id);

/** An organization with these records, and a client of it. */
export function thingsCrm(): { emulator: Emulator; crm: CrmClient } {
  const emulator = createEmulator({
    modules: {
      Things: {
        Name: { type: "text" },
        Kind: { type: "picklist" },
        Size: { type: "double" },
        Day: { type: "date" },
        Changed: { type: "datetime" },
        Done: { type: "boolean" },
        Part_Of: { type: "lookup", lookup: "Things" },
      },
    },
  });
  emulator.seed({ Things: things as never });
  return { emulator, crm: createClient(emulator.clientOptions()) };
}
