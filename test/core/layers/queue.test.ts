import fc from "fast-check";
import { expect, test } from "vitest";
import { Queue } from "../../../src/core/layers/queue.js";

test("gives out what was put in, in its order", () => {
  const steps = fc.array(fc.oneof(fc.constant("shift"), fc.nat({ max: 1_200 })), { maxLength: 12 });
  fc.assert(
    fc.property(steps, (given) => {
      const queue = new Queue<number>();
      const model: number[] = [];
      let next = 0;
      for (const step of given) {
        if (step === "shift") {
          for (let taken = 0; taken < 700; taken += 1) expect(queue.shift()).toBe(model.shift());
        } else {
          for (let put = 0; put < Number(step); put += 1) {
            queue.push(next);
            model.push(next);
            next += 1;
          }
        }
      }
    }),
  );
});
