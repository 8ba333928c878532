import { afterAll, beforeAll, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { type Caller, callerOf } from "./caller.js";

let emulator: Emulator;
let call: Caller;
const [a, b] = ["4100000000000650001", "4100000000000650002"];

beforeAll(async () => {
  const Leads = [
    { id: a, Last_Name: "A" },
    { id: b, Last_Name: "B", Tag: [{ name: "Old" }] },
  ];
  emulator = await startEmulator({ seed: { Leads } });
  call = await callerOf(emulator);
});
afterAll(() => emulator.close());

test("tags are added, replaced and removed, and show on the record", async () => {
  const added = await call("POST", `/Leads/${a}/actions/add_tags?tag_names=Pharma,Agricultural`);
  expect(added.status).toBe(200);
  expect(JSON.stringify(added.body)).toBe(
    `{"data":[{"code":"SUCCESS","details":{"id":"${a}","tags":["Pharma","Agricultural"]},"message":"tags updated successfully","status":"success"}]}`,
  );
  const removed = await call("POST", `/Leads/${a}/actions/remove_tags?tag_names=Pharma,Nothing`);
  expect(removed.body.data?.[0]?.details?.tags).toEqual(["Agricultural"]);
  const again = await call("POST", `/Leads/${a}/actions/add_tags?tag_names=Agricultural,New`);
  expect(again.body.data?.[0]?.details?.tags).toEqual(["Agricultural", "New"]);
  const replaced = await call("POST", `/Leads/${a}/actions/add_tags?tag_names=Only&over_write=true`);
  expect(replaced.body.data?.[0]?.details?.tags).toEqual(["Only"]);
  const { body } = await call("GET", `/Leads/${a}`);
  expect(body.data?.[0]?.Tag).toEqual([{ name: "Only", id: expect.stringMatching(/^\d{19}$/) }]);
});

test("several records at once, with counts", async () => {
  const added = await call("POST", `/Leads/actions/add_tags?ids=${b},41&tag_names=New`);
  expect(added.status).toBe(207);
  expect(added.body).toMatchObject({ wf_scheduler: "false", success_count: "1", locked_count: "0" });
  expect(added.body.data?.[0]?.details?.tags).toEqual(["Old", "New"]);
  expect(added.body.data?.[1]).toMatchObject({ code: "INVALID_DATA", details: { id: "41" } });
  const removed = await call("POST", `/Leads/actions/remove_tags?ids=${b}&tag_names=Old,New`);
  expect(removed.body.data?.[0]?.details?.tags).toEqual([]);
});

test("names are wanted", async () => {
  const refused = await call("POST", `/Leads/${a}/actions/add_tags`);
  expect(refused.status).toBe(400);
  expect(refused.body).toMatchObject({ code: "REQUIRED_PARAM_MISSING", details: { param: "tag_names" } });
});
