/** Records that come, change or go during a walk neither repeat others nor hide them. */
import { describe, expect, test } from "vitest";
import { changingCrms, type Habits } from "./changing-crm.js";
import { reading } from "./support.js";

const SEEDS = 4;
const HABITS: Habits = { creates: 5, changes: 20, deletes: 15 };

/** The params of each walk, besides module and fields. */
const WALKS = {
  "a list": { via: "list", rows: 1000 },
  COQL: { via: "coql" },
  "COQL, and the records for what it does not show": { via: "coql", fields: ["Deal_Name", "Tag"] },
  "a bulk read": { via: "bulk" },
  "the planned way": {},
  "COQL in the order of a number": { order: "Amount" },
  "COQL in the falling order of a number": { order: ["Amount", "desc"] },
  "COQL in the order of the changes": { order: "Modified_Time" },
  "COQL in the order of creation": { order: ["Created_Time", "desc"] },
} as const;

const started = changingCrms(450);

describe.each(Object.entries(WALKS))("a walk by %s", (_, params) => {
  test.each(Array.from({ length: "via" in params && params.via === "bulk" ? 2 : SEEDS }, (_, seed) => seed))(
    "finds every lasting record once (seed %i)",
    async (seed) => {
      const { crm, lasting, close } = started(seed, HABITS);
      const seen: string[] = [];
      for await (const { id, ...row } of reading(crm, { module: "Deals", fields: ["Deal_Name"], ...params })) {
        seen.push(id);
        // A record that went in the meantime has no row, rather than an empty one.
        expect(Object.values(row)).not.toContain(null);
      }
      expect(new Set(seen).size).toBe(seen.length);
      const missing = [...lasting()].filter((id) => !seen.includes(id));
      expect(missing).toEqual([]);
      await close();
    },
  );
});
