import { afterAll, beforeAll, expect, test } from "vitest";
import { createEmulator, type Emulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

let emulator: Emulator;
let call: Caller;

const lead = "4100000000000650001";
const UNKNOWN = "4100000000000999999";

beforeAll(async () => {
  emulator = createEmulator({
    users: [{ last_name: "Sample", email: "sam@example.com" }],
    seed: { Leads: [{ id: lead, Last_Name: "A" }] },
  });
  call = await callerOf(emulator);
});
afterAll(() => emulator.close());

test("a record is shared, the permission changed, and the share revoked", async () => {
  const path = `/Leads/${lead}/actions/share`;
  const user = { id: String((await call("GET", "/users")).body.users?.[1]?.id) };
  const manage = (await call("GET", `${path}?view=manage`)).status;
  expect(manage).toBe(204);
  const share = (method: string, row: object) => call(method, path, { share: [row] });
  expect((await share("PUT", { user, permission: "full_access" })).body.share?.[0]?.details?.api_name).toBe("user");
  await share("POST", { user, permission: "read_only" });
  expect((await share("POST", { user, permission: "read_only" })).body.share?.[0]?.code).toBe("DUPLICATE_DATA");
  await share("PUT", { user, permission: "full_access" });
  expect((await call("GET", path)).body.share?.[0]).toMatchObject({
    permission: "full_access",
    user: { full_name: "Sample" },
    shared_by: { name: "Ada Example" },
  });
  expect((await share("POST", { user, permission: "any" })).body.share?.[0]?.details?.api_name).toBe("permission");
  expect((await share("POST", { permission: "read_only" })).body.share?.[0]?.details?.api_name).toBe("user");
  await call("DELETE", path);
  expect((await call("GET", path)).status).toBe(204);
  expect((await call("GET", `/Leads/${UNKNOWN}/actions/share`)).body.code).toBe("ENTITY_ID_INVALID");
});
