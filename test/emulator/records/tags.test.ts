import { afterAll, beforeAll, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

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

test("names are short, and a record has at most ten", async () => {
  const add = (names: readonly string[]) => call("POST", `/Leads/${a}/actions/add_tags?tag_names=${names.join(",")}`);
  expect((await add(["x".repeat(26)])).body).toMatchObject({ code: "INVALID_DATA", details: { maximum_length: 25 } });
  const before = emulator.snapshot();
  await call("POST", `/Leads/${a}/actions/add_tags?tag_names=T0&over_write=true`);
  const names = Array.from({ length: 9 }, (_, at) => `T${at + 1}`);
  expect((await add(names)).body.data?.[0]?.details?.tags).toHaveLength(10);
  expect((await add(["T10"])).body.data?.[0]).toMatchObject({ code: "FAILURE", details: { id: a, limit: 10 } });
  expect((await add(["T9"])).body.data?.[0]?.details?.tags).toHaveLength(10);
  emulator.restore(before);
});

test("the caller's own tags can be requested", async () => {
  const kim = emulator.addUser({ last_name: "Kim", email: "kim@example.com" });
  await call("POST", "/settings/tags?module=Leads", { tags: [{ name: "Ada's" }] });
  const mine = await callerOf({ ...emulator, ...kim });
  await mine("POST", "/settings/tags?module=Leads", { tags: [{ name: "Kim's" }] });
  const { body } = await mine("GET", "/settings/tags?module=Leads&my_tags=true");
  expect(body.tags).toMatchObject([{ name: "Kim's" }]);
  expect(body.info?.count).toBe(1);
});

test("names are required", async () => {
  const refused = await call("POST", `/Leads/${a}/actions/add_tags`);
  expect(refused.status).toBe(400);
  expect(refused.body).toMatchObject({ code: "REQUIRED_PARAM_MISSING", details: { param: "tag_names" } });
});

test("tags of a module are created, renamed, counted, merged and deleted", async () => {
  const path = "/settings/tags";
  const created = await call("POST", `${path}?module=Leads`, {
    tags: [{ name: "Red" }, { name: "Blue" }, { name: "Red" }, {}],
  });
  expect(created.status).toBe(207);
  expect(created.body.tags?.[2]).toMatchObject({ code: "DUPLICATE_DATA", details: { api_name: "name" } });
  expect(created.body.tags?.[3]).toMatchObject({ code: "MANDATORY_NOT_FOUND", details: { api_name: "name" } });
  const [red, blue] = [created.body.tags?.[0]?.details?.id, created.body.tags?.[1]?.details?.id];
  await call("POST", `/Leads/${a}/actions/add_tags?tag_names=Red&over_write=true`);
  await call("POST", `/Leads/${b}/actions/add_tags?tag_names=Red,Blue&over_write=true`);
  const count = async (id: unknown) =>
    (await call("GET", `${path}/${id}/actions/records_count?module=Leads`)).body.count;
  expect([await count(red), await count(blue)]).toEqual(["2", "1"]);
  await call("PUT", `${path}/${red}?module=Leads`, { tags: [{ name: "Crimson" }] });
  expect((await call("GET", `/Leads/${a}`)).body.data?.[0]?.Tag).toEqual([{ name: "Crimson", id: red }]);
  await call("POST", `${path}/${blue}/actions/merge`, { tags: [{ conflict_id: red }] });
  expect((await call("GET", `/Leads/${b}`)).body.data?.[0]?.Tag).toEqual([{ name: "Blue", id: blue }]);
  expect([(await call("GET", `${path}/${red}/actions/records_count?module=Leads`)).status, await count(blue)]).toEqual([
    204,
    "2",
  ]);
  const lost = await call("POST", `${path}/${blue}/actions/merge`, { tags: [{ conflict_id: "41" }] });
  expect(lost.body.tags?.[0]).toMatchObject({ code: "TAG_ID_NOT_FOUND", details: { id: "41" } });
  await call("DELETE", `${path}/${blue}`);
  expect((await call("GET", `/Leads/${a}`)).body.data?.[0]?.Tag).toEqual([]);
  expect((await call("GET", `${path}?module=Deals`)).status).toBe(204);
});
