import { describe, expect, test } from "vitest";
import { createEmulator, type Emulator, type EmulatorOptions } from "../../../src/emulator/index.js";
import { callerOf, type ReplyBody } from "../support/caller.js";

const started = (options: EmulatorOptions = {}): Emulator => createEmulator({ seed: { Leads: [] }, ...options });

const entry = (list: ReplyBody | undefined, name: string) =>
  Object.values(list ?? {}).find((one) => String(one.name) === name);

const OPTIONS: EmulatorOptions = {
  roles: ["CEO", { name: "Manager", reporting_to: "CEO" }, { name: "Clerk", reporting_to: "Manager" }, "Auditor"],
  profiles: ["Administrator", "Standard", { name: "Reader", lacks: ["Crm_Implied_Delete_Leads"] }],
  territories: [
    "World",
    { name: "North", parent: "World", criteria: { field: "City", comparator: "equal", value: "Oslo" } },
  ],
  variableGroups: ["General", "Rates of tax"],
  users: [
    { last_name: "Sam", email: "sam@example.com", role: "Clerk", profile: "Reader", manages: ["North"] },
    { last_name: "Kim", email: "kim@example.com", territories: ["World", "North"] },
  ],
};

describe("a declared setup", () => {
  test("roles report to each other", async () => {
    const call = await callerOf(started(OPTIONS));
    const { roles } = (await call("GET", "/settings/roles")).body;
    const [ceo, manager] = [entry(roles, "CEO"), entry(roles, "Manager")];
    expect(ceo).toMatchObject({ reporting_to: null, admin_user: true });
    expect(manager).toMatchObject({ reporting_to: { name: "CEO", id: ceo?.id }, admin_user: false });
    expect(entry(roles, "Clerk")?.reporting_to).toEqual({ name: "Manager", id: manager?.id });
    expect(entry(roles, "Auditor")?.reporting_to).toEqual({ name: "CEO", id: ceo?.id });
    expect((await call("GET", `/settings/roles/${manager?.id}`)).body.roles?.[0]?.name).toBe("Manager");
  });

  test("territories have parents and managers, and groups hold variables", async () => {
    const call = await callerOf(started(OPTIONS));
    const { territories } = (await call("GET", "/settings/territories")).body;
    const [world, north] = [entry(territories, "World"), entry(territories, "North")];
    expect(world).toMatchObject({ parent_id: null, manager: null, criteria: null });
    expect(north).toMatchObject({ parent_id: world?.id, manager: { name: "Sam" }, criteria: { value: "Oslo" } });
    const row = { name: "VAT", type: "integer", value: 20, variable_group: { api_name: "Rates_of_tax" } };
    await call("POST", "/settings/variables", { variables: [row] });
    expect((await call("GET", "/settings/variables?group=Rates_of_tax")).body.variables?.[0]?.name).toBe("VAT");
  });

  test("users have their roles, profiles and territories", async () => {
    const emulator = started(OPTIONS);
    const call = await callerOf(emulator);
    const { users } = (await call("GET", "/users")).body;
    expect(users?.[0]).toMatchObject({ role: { name: "CEO" }, profile: { name: "Administrator" }, territories: [] });
    expect(users?.[1]).toMatchObject({
      role: { name: "Clerk" },
      profile: { name: "Reader" },
      territories: [{ manager: true, name: "North" }],
    });
    expect(users?.[2]?.territories).toMatchObject([
      { manager: false, name: "World" },
      { manager: false, name: "North" },
    ]);
    const { id } = emulator.addUser({ last_name: "Lou", email: "lou@example.com", role: "Auditor" });
    expect((await call("GET", `/users/${id}`)).body.users?.[0]?.role?.name).toBe("Auditor");
    expect(() => emulator.addUser({ last_name: "X", email: "x@example.com", profile: "Boss" })).toThrow(
      'users: x@example.com: there is nothing named "Boss" in profiles',
    );
    const admins = (await call("GET", "/users?type=AdminUsers")).body.users ?? {};
    expect(Object.values(admins).map(({ full_name }) => String(full_name))).toEqual(["Ada Example", "Kim", "Lou"]);
  });

  test("survives a restore", async () => {
    const emulator = started(OPTIONS);
    const call = await callerOf(emulator);
    const before = emulator.snapshot();
    emulator.addUser({ last_name: "Lou", email: "lou@example.com", manages: ["World"] });
    emulator.restore(before);
    const { territories } = (await call("GET", "/settings/territories")).body;
    expect(entry(territories, "World")?.manager).toBeNull();
    expect(Object.values((await call("GET", "/settings/roles")).body.roles ?? {})).toHaveLength(4);
  });

  const wrong: { options: EmulatorOptions; says: string }[] = [
    { options: { roles: ["CEO", { name: "A", reporting_to: "B" }, "B"] }, says: 'roles: declare "B" before "A"' },
    { options: { roles: ["CEO", "CEO"] }, says: 'roles: "CEO" is declared twice' },
    { options: { roles: [] }, says: "roles, profiles: the first user needs one of each" },
    { options: { territories: [{ name: "A", parent: "A" }] }, says: 'territories: declare "A" before "A"' },
    { options: { profiles: ["P", { name: "Q", lacks: ["Leads"] }] }, says: "profiles: Q: Leads is not a permission" },
    {
      options: { profiles: [{ name: "P", lacks: ["Crm_Implied_Api_Access"] }] },
      says: "P: the first profile cannot lack permissions",
    },
    { options: { company: { name: "Acme" } }, says: "company: an organization has no name" },
    { options: { company: { zgid: "1" } }, says: "company: zgid cannot be set" },
  ];
  for (const { options, says } of wrong) test(`says ${says}`, () => expect(() => started(options)).toThrow(says));
});

test("the API assigns roles, profiles and territories by id, and refuses unknown ones", async () => {
  const call = await callerOf(started(OPTIONS));
  const idOf = async (list: string, name: string) =>
    String(entry((await call("GET", `/settings/${list}`)).body[list], name)?.id);
  const [role, profile, north] = [
    await idOf("roles", "Manager"),
    await idOf("profiles", "Standard"),
    await idOf("territories", "North"),
  ];
  const lee = { last_name: "Lee", email: "lee@example.com", role, profile: { id: profile } };
  const { id } = (await call("POST", "/users", { users: [lee] })).body.users?.[0]?.details ?? {};
  const boss = (await call("GET", "/users")).body.users?.[0]?.id;
  const change = async (row: object) => (await call("PUT", "/users", { users: [{ id, ...row }] })).body.users?.[0];
  expect((await change({ Reporting_To: { id: boss }, territories: [{ id: north, manager: true }] }))?.code).toBe(
    "SUCCESS",
  );
  expect((await call("GET", `/users/${id}`)).body.users?.[0]).toMatchObject({
    role: { name: "Manager", id: role },
    profile: { name: "Standard", id: profile },
    Reporting_To: { name: "Ada Example", id: boss },
    territories: [{ manager: true, name: "North", id: north }],
  });
  for (const row of [
    { role: north },
    { profile: role },
    { Reporting_To: { id: "41" } },
    { territories: [{ id: role }] },
  ]) {
    expect(await change(row)).toMatchObject({ code: "INVALID_DATA", details: { api_name: Object.keys(row)[0] } });
  }
  expect((await change({ Reporting_To: null }))?.code).toBe("SUCCESS");
  expect((await call("GET", `/users/${id}`)).body.users?.[0]).toMatchObject({ Reporting_To: null, role: { id: role } });
});

test("the organization shows what was declared, and what follows from the rest", async () => {
  const emulator = started({
    company: { company_name: "Acme", phone: "555-0100" },
    edition: "professional",
    users: [{ last_name: "Sam", email: "sam@example.com" }],
  });
  const call = await callerOf(emulator);
  expect((await call("GET", "/org")).body.org?.[0]).toMatchObject({
    company_name: "Acme",
    phone: "555-0100",
    license_details: { paid: true, paid_type: "professional", users_license_purchased: "2" },
    photo_id: null,
  });
});
