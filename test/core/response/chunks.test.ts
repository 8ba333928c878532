import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Chunks, joined } from "../../../src/core/response/chunks.js";

const JOINS: [name: string, join: (chunks: Uint8Array[]) => Uint8Array][] = [
  ["Buffer.concat", Buffer.concat],
  ["joined", joined],
];

test.each(JOINS)("all bytes are kept in order, with %s", (_, join) => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3 }), { maxLength: 5_000, size: "max" }), (given) => {
      const chunks = new Chunks<Uint8Array>(join);
      for (const chunk of given) chunks.add(chunk);
      expect(chunks.size).toBe(Buffer.concat(given).length);
      expect(Buffer.compare(chunks.whole(), Buffer.concat(given))).toBe(0);
    }),
    { numRuns: 20 },
  );
});

test("a single chunk is not copied", () => {
  const chunks = new Chunks<Uint8Array>(joined);
  const chunk = new Uint8Array([1, 2]);
  chunks.add(chunk);
  expect(chunks.whole()).toBe(chunk);
});

test.each(JOINS)("a million chunks of one byte take little more than a million bytes, with %s", (_, join) => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const used = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const chunks = new Chunks<Uint8Array>(join);
  const before = used();
  for (let count = 0; count < 1_000_000; count += 1) chunks.add(new Uint8Array([count]));
  expect(used() - before).toBeLessThan(8_000_000);
  expect(chunks.size).toBe(1_000_000);
});
