/** The list of deletions, while entries come and go between its pages. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { allDeletions } from "../../../src/data/sync/deletions.js";

/** What happens before a page is read: deletions come in, and records are restored, which leave their places. */
const events = fc.array(
  fc.record({ added: fc.nat(3), restored: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 2 }) }),
  { maxLength: 12 },
);

test("whatever is in the list all the time is found", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 8, max: 30 }), fc.nat(120), events, async (most, count, happening) => {
      let made = 0;
      const next = () => {
        made += 1;
        return String(made);
      };
      const list = Array.from({ length: count }, next).reverse();
      const always = new Set(list);
      const pending = [...happening];
      const found = await allDeletions(async ({ page, perPage }) => {
        const { added, restored } = pending.shift() ?? { added: 0, restored: [] };
        for (const place of restored)
          for (const id of list.splice(Math.floor(place * list.length), 1)) always.delete(id);
        for (let at = 0; at < added; at += 1) list.unshift(next());
        const size = Math.min(perPage, most);
        const rows = list.slice((page - 1) * size, page * size);
        const deleted = rows.map((id) => [id, 0] as const);
        return { deleted, isLast: rows.length === 0 || page * size >= list.length, perPage: size, settled: 1 };
      });
      const missing = [...always].filter((id) => !found.deleted.has(id));
      if (found.settled !== undefined) expect(missing).toEqual([]);
      // It gives up only if the list never holds still.
      if (happening.length < 3) expect(found.settled).toBe(1);
    }),
    { numRuns: 300 },
  );
});
