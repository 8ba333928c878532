import fc from "fast-check";
import { expect, test } from "vitest";
import { type Entry, Lifetime } from "../../../src/core/lifetime/lifetime.js";

test("closes exactly the members that were added and not removed, in whatever order that happened", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20 })), (steps) => {
      const lifetime = new Lifetime();
      const entries: Entry[] = [];
      const present = new Set<number>();
      let closed: number[] = [];
      for (const step of steps) {
        const entry = entries[step];
        if (entry) {
          lifetime.remove(entry);
          present.delete(step);
        } else {
          const name = entries.length;
          entries.push(lifetime.add({ close: () => closed.push(name) }));
          present.add(name);
        }
        closed = [];
        lifetime.close();
        expect(closed.toSorted()).toEqual([...present].toSorted());
      }
    }),
  );
});
