import { expect, test } from "vitest";
import { compareIds, IdSet } from "../../../src/data/read/ids.js";
import { randomOf } from "../../support/organization/random.js";

test("ids are compared as the numbers that they are", () => {
  const ids = ["9", "10", "4100000000000680001", "4100000000000680002", "4100000000000680010"];
  expect(ids.toReversed().toSorted(compareIds)).toEqual(ids);
  expect(compareIds("4100000000000680001", "4100000000000680001")).toBe(0);
});

test("a set knows each id that it has seen, however many there are", () => {
  const random = randomOf(5);
  const set = new IdSet();
  const known = new Set<string>();
  for (let count = 0; count < 20_000; count += 1) {
    const id = String(4_100_000_000_000_000_000n + BigInt(Math.floor(random() * 12_000)) * 512n);
    expect(set.add(id)).toBe(!known.has(id));
    known.add(id);
  }
  expect(set.add("18446744073709551615")).toBe(true);
});
