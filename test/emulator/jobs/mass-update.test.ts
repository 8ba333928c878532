import { afterAll, beforeAll, expect, test } from "vitest";
import { createEmulator, type Emulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

let emulator: Emulator;
let call: Caller;

const lead = "4100000000000650001";
const UNKNOWN = "4100000000000999999";

beforeAll(async () => {
  emulator = createEmulator({ seed: { Leads: [{ id: lead, Last_Name: "A" }] } });
  call = await callerOf(emulator);
});
afterAll(() => emulator.close());

test("a mass update by ids is done at once, one by view is a job", async () => {
  const path = "/Leads/actions/mass_update";
  const data = [{ City: "Paris" }];
  const rows = await call("POST", path, { data, ids: [lead, UNKNOWN] });
  expect(rows.status).toBe(207);
  const cvid = (await call("GET", "/settings/custom_views?module=Leads")).body.info?.default;
  const job = (await call("POST", path, { data: [{ City: "Rome" }], cvid })).body.data?.[0]?.details?.job_id;
  const status = async () => (await call("GET", `${path}?job_id=${job}`)).body.data?.[0];
  expect(await status()).toEqual({
    Status: "COMPLETED",
    Failed_Count: 0,
    Updated_Count: 1,
    Not_Updated_Count: 0,
    Total_Count: 1,
  });
  expect((await call("GET", `/Leads/${lead}`)).body.data?.[0]?.City).toBe("Rome");
  const none = { data, cvid, criteria: [{ field: "City", comparator: "equal", value: "Oslo" }] };
  expect((await call("POST", path, none)).body.code).toBe("NO_RECORDS_FOUND");
  expect((await call("POST", path, { data })).body).toMatchObject({
    code: "MANDATORY_NOT_FOUND",
    details: { api_name: "ids" },
  });
  expect((await call("POST", path, { data, cvid: UNKNOWN })).body.details?.api_name).toBe("cvid");
  expect((await call("GET", path)).body).toMatchObject({
    code: "REQUIRED_PARAM_MISSING",
    details: { param: "job_id" },
  });
});
