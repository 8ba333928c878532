import { afterAll, beforeAll, expect, test } from "vitest";
import { createEmulator, type Emulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

let emulator: Emulator;
let call: Caller;

const lead = "4100000000000650001";
const deal = "4100000000000650002";

beforeAll(async () => {
  emulator = createEmulator({
    seed: {
      Leads: [{ id: lead, Last_Name: "A" }],
      Deals: [{ id: deal, Deal_Name: "Pier", Stage: "Qualification" }],
    },
  });
  call = await callerOf(emulator);
});
afterAll(() => emulator.close());

test("a deal goes through the blueprint", async () => {
  const path = `/Deals/${deal}/actions/blueprint`;
  const take = (transition_id: unknown, data: object) => call("PUT", path, { blueprint: [{ transition_id, data }] });
  const first = (await call("GET", path)).body.blueprint;
  expect(first?.process_info).toMatchObject({ api_name: "Stage", field_value: "Qualification" });
  const [qualify, close] = [first?.transitions?.[0]?.id, first?.transitions?.[0]?.next_transitions?.[0]?.id];
  expect((await take(close, {})).body).toMatchObject({ code: "INVALID_DATA", details: { api_name: "transition_id" } });
  expect((await take(qualify, {})).status).toBe(200);
  const refused = await take(close, {});
  expect(refused.body).toMatchObject({
    message: "invalid transition",
    details: { validation_error: [{ api_name: "Amount" }] },
  });
  await take(close, { Amount: 5 });
  expect((await call("GET", `/Deals/${deal}`)).body.data?.[0]).toMatchObject({ Stage: "Closed Won", Amount: 5 });
  expect((await call("GET", path)).body.code).toBe("RECORD_NOT_IN_PROCESS");
  expect((await call("GET", `/Leads/${lead}/actions/blueprint`)).body.code).toBe("RECORD_NOT_IN_PROCESS");
});
