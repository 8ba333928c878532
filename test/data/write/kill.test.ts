import { expect, test } from "vitest";
import { randomOf } from "../../soak/random.js";
import { killAndResume } from "./kill.js";

test("writings that are killed at random moments go on, and lose nothing", async () => {
  const random = randomOf(2026);
  const { kills, wrong, rows, writings } = await killAndResume(10, random, () => undefined);
  expect(wrong).toEqual([]);
  expect(kills).toBe(10);
  expect(rows).toBe(writings * 60);
});
