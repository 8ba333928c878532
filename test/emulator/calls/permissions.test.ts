import { describe, expect, test } from "vitest";
import { createEmulator } from "../../../src/emulator/index.js";
import { callerOf, type ReplyBody } from "../support/caller.js";

const entry = (list: ReplyBody | undefined, name: string) =>
  Object.values(list ?? {}).find((one) => String(one.name) === name);

describe("a profile", () => {
  /** Calls as the user whose profile lacks something. */
  async function clerk(...lacks: string[]) {
    const emulator = createEmulator({
      profiles: ["Administrator", { name: "Clerk", lacks }],
      seed: { Leads: [{ Last_Name: "A", id: "4100000000000650001" }], Lamps: [] },
    });
    const user = emulator.addUser({ last_name: "Sam", email: "sam@example.com", profile: "Clerk" });
    const own = { ...emulator, refreshToken: user.refreshToken };
    const [call, bulkCall] = [await callerOf(own), await callerOf(own, "/crm/bulk/v2")];
    return { admin: await callerOf(emulator), call, bulkCall };
  }
  const denied = (permission: string) => ({
    status: 403,
    body: {
      code: "NO_PERMISSION",
      details: { permissions: [permission] },
      message: "permission denied",
      status: "error",
    },
  });

  test("that lacks a permission on a module is refused only that", async () => {
    const { call, bulkCall, admin } = await clerk(
      "Crm_Implied_View_Leads",
      "Crm_Implied_Delete_Lamps",
      "Crm_Implied_Create_Notes",
    );
    const bulk = { query: { module: "Leads" } };
    const coql = { select_query: "select Last_Name from Leads where Last_Name is not null" };
    for (const path of [
      "/Leads",
      "/Leads/4100000000000650001",
      "/Leads/search?word=ab",
      "/Leads/4100000000000650001/Notes",
    ]) {
      expect(await call("GET", path)).toMatchObject(denied("Crm_Implied_View_Leads"));
    }
    expect(await call("POST", "/coql", coql)).toMatchObject(denied("Crm_Implied_View_Leads"));
    expect(await call("DELETE", "/Lamps/1")).toMatchObject(denied("Crm_Implied_Delete_Lamps"));
    const note = { data: [{ Note_Content: "N", Parent_Id: "4100000000000650001", se_module: "Leads" }] };
    expect(await call("POST", "/Notes", note)).toMatchObject(denied("Crm_Implied_Create_Notes"));
    expect((await call("PUT", "/Leads/4100000000000650001", { data: [{ City: "Oslo" }] })).status).toBe(200);
    expect((await call("POST", "/Lamps", { data: [{ Name: "L" }] })).status).toBe(201);
    expect((await admin("GET", "/Leads")).status).toBe(200);
    expect(await bulkCall("POST", "/read", bulk)).toMatchObject(denied("Crm_Implied_View_Leads"));
  });

  test("without access to the API is refused everything", async () => {
    const { call } = await clerk("Crm_Implied_Api_Access");
    for (const path of ["/users", "/Leads", "/org"]) {
      expect(await call("GET", path)).toMatchObject(denied("Crm_Implied_Api_Access"));
    }
  });

  test("other than the first one cannot change users", async () => {
    const { call } = await clerk();
    expect(await call("DELETE", "/users/1")).toMatchObject({
      status: 403,
      body: { code: "AUTHORIZATION_FAILED", message: "user does not have sufficient privilege to delete users" },
    });
    expect((await call("PUT", "/users", { users: [{ id: "1" }] })).body.code).toBe("AUTHORIZATION_FAILED");
    expect((await call("GET", "/users")).status).toBe(200);
  });

  test("shows its permissions by module when it is read on its own", async () => {
    const { admin } = await clerk("Crm_Implied_Delete_Leads");
    const { profiles } = (await admin("GET", "/settings/profiles")).body;
    expect(profiles?.[0]).not.toHaveProperty("permissions_details");
    expect(profiles?.[1]).not.toHaveProperty("lacks");
    const id = entry(profiles, "Clerk")?.id;
    const one = (await admin("GET", `/settings/profiles/${id}`)).body.profiles?.[0];
    const permissions = Object.values(one?.permissions_details ?? {});
    expect(permissions.filter(({ enabled }) => !enabled)).toMatchObject([
      { name: "Crm_Implied_Delete_Leads", module: "Leads", display_label: "Delete" },
    ]);
    const ids = permissions.map((one) => String(one.id));
    expect(new Set(ids).size).toBe(ids.length);
    const listed = Object.values(one?.sections ?? {}).flatMap(({ categories }) => Object.values(categories ?? {}));
    expect(listed.flatMap(({ permissions_details: some }) => Object.values(some ?? {}).map(String)).sort()).toEqual(
      ids.sort(),
    );
  });
});
