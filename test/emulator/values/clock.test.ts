import { expect, test } from "vitest";
import { createEmulator } from "../../../src/emulator/index.js";
import { callerOf } from "../support/caller.js";

test("the clock stays within the years that can be written", async () => {
  const emulator = createEmulator();
  const call = await callerOf(emulator);
  for (const time of [Number.NaN, Number.POSITIVE_INFINITY, 1e15, -1e15, "99999999d"]) {
    expect(() => emulator.advance(time)).toThrowError(`advance: ${time} leads outside the years 1970 to 9999`);
  }
  expect((await call("GET", "/Leads")).status).toBe(200);
  emulator.advance("2000000d");
  const { status, body } = await (await callerOf(emulator))("POST", "/Leads", { data: [{ Last_Name: "Late" }] });
  expect([status, body.data?.[0]?.details?.Created_Time]).toEqual([201, expect.stringMatching(/^7\d{3}-/)]);
});
