import { afterEach, beforeEach, expect, test } from "vitest";
import { createEmulator, type Emulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

let emulator: Emulator;
let call: Caller;

beforeEach(async () => {
  const users = [{ first_name: "Sam", last_name: "Sample", email: "sam@example.com" }];
  emulator = createEmulator({ users, seed: { Leads: [] } });
  call = await callerOf(emulator);
});
afterEach(() => emulator.close());

const ROLE = "4100000000000026005";
const PROFILE = "4100000000000026011";
const UNKNOWN = "4100000000000999999";

const listed = async (type: string) =>
  Object.values((await call("GET", `/users?type=${type}`)).body.users ?? {}).map(({ full_name }) => String(full_name));

test("users are listed by type and page by page", async () => {
  expect(await listed("AllUsers")).toEqual(["Ada Example", "Sam Sample"]);
  expect(await listed("CurrentUser")).toEqual(["Ada Example"]);
  const { body } = await call("GET", "/users?per_page=1&page=2");
  expect(body).toMatchObject({
    users: [{ full_name: "Sam Sample" }],
    info: { count: 1, page: 2, more_records: false },
  });
});

test("every type has its users", async () => {
  const other = createEmulator({
    profiles: ["Administrator", "Standard"],
    users: ["Idle", "Gone", "Plain"].map((name) => ({
      last_name: name,
      email: `${name}@example.com`,
      ...(name === "Plain" && { profile: "Standard" }),
    })),
  });
  call = await callerOf(other);
  const [, idle, gone] = Object.values((await call("GET", "/users")).body.users ?? {}).map(({ id }) => String(id));
  await call("PUT", "/users", { users: [{ id: idle, status: "inactive" }] });
  await call("DELETE", `/users/${gone}`);
  const all = {
    AllUsers: ["Ada Example", "Idle", "Gone", "Plain"],
    ActiveUsers: ["Ada Example", "Plain"],
    DeactiveUsers: ["Idle"],
    ConfirmedUsers: ["Ada Example", "Idle", "Plain"],
    NotConfirmedUsers: [],
    DeletedUsers: ["Gone"],
    ActiveConfirmedUsers: ["Ada Example", "Plain"],
    AdminUsers: ["Ada Example", "Idle"],
    ActiveConfirmedAdmins: ["Ada Example"],
    CurrentUser: ["Ada Example"],
  };
  for (const [type, names] of Object.entries(all)) expect(await listed(type), type).toEqual(names);
  expect((await call("GET", "/users?type=Nobody")).status).toBe(400);
});

test("a user is created, changed, deactivated and deleted", async () => {
  const kim = { last_name: "Kim", email: "kim@example.com", role: ROLE, profile: PROFILE };
  const created = await call("POST", "/users", { users: [kim] });
  expect(created.status).toBe(201);
  const id = created.body.users?.[0]?.details?.id;
  expect(created.body.users?.[0]?.details).toEqual({ id, email: "kim@example.com" });
  await call("PUT", `/users/${id}`, { users: [{ first_name: "Lee" }] });
  expect((await call("GET", `/users/${id}`)).body.users?.[0]).toMatchObject({
    full_name: "Lee Kim",
    role: { id: ROLE },
  });
  await call("PUT", "/users", { users: [{ id, status: "inactive" }] });
  expect(await listed("ActiveUsers")).toEqual(["Ada Example", "Sam Sample"]);
  expect(await listed("DeactiveUsers")).toEqual(["Lee Kim"]);
  const change = async (row: object) => (await call("PUT", `/users/${id}`, { users: [row] })).body.users?.[0]?.code;
  expect(await change({ email: "other" })).toBe("PATTERN_NOT_MATCHED");
  expect(await change({ email: "lee@example.com" })).toBe("SUCCESS");
  expect(await change({ status: "deleted" })).toBe("INVALID_DATA");
  expect(await change({ status: "inactive" })).toBe("ID_ALREADY_DEACTIVATED");
  const remove = async () => (await call("DELETE", `/users/${id}`)).body.users?.[0]?.code;
  expect(await remove()).toBe("SUCCESS");
  expect(await remove()).toBe("ID_ALREADY_DELETED");
  expect(await change({ alias: "x" })).toBe("CANNOT_UPDATE_DELETED_USER");
  expect(await listed("DeletedUsers")).toEqual(["Lee Kim"]);
});

test("an invited user has not joined until the emulator says so", async () => {
  const kim = { last_name: "Kim", email: "kim@example.com", role: ROLE, profile: PROFILE, zuid: "7", confirm: true };
  const id = String((await call("POST", "/users", { users: [kim] })).body.users?.[0]?.details?.id);
  expect(await listed("NotConfirmedUsers")).toEqual(["Kim"]);
  expect((await call("GET", `/users/${id}`)).body.users?.[0]).toMatchObject({ id, zuid: null, status: "active" });
  const joined = emulator.addUser({ last_name: "Kim", email: "kim@example.com" });
  expect(joined.id).toBe(id);
  expect(await listed("NotConfirmedUsers")).toEqual([]);
  const asKim = await callerOf({ ...emulator, refreshToken: joined.refreshToken });
  expect((await asKim("GET", "/users?type=CurrentUser")).body.users?.[0]?.zuid).toMatch(/^\d+$/);
  expect(() => emulator.addUser({ last_name: "Kim", email: "kim@example.com" })).toThrow("taken");
  const refused = await call("PUT", `/users/${id}`, { users: [{ email: "other@example.com" }] });
  expect(refused.body.users?.[0]?.code).toBe("EMAIL_UPDATE_NOT_ALLOWED");
});

test("the free edition has three users", async () => {
  const users = [1, 2].map((n) => ({ last_name: `U${n}`, email: `u${n}@example.com` }));
  const ask = await callerOf(createEmulator({ edition: "free", users }));
  const kim = { last_name: "Kim", email: "kim@example.com", role: ROLE, profile: PROFILE };
  expect((await ask("POST", "/users", { users: [kim] })).body.code).toBe("LICENSE_LIMIT_EXCEEDED");
  const [, second] = Object.values((await ask("GET", "/users")).body.users ?? {});
  await ask("DELETE", `/users/${second?.id}`);
  expect((await ask("POST", "/users", { users: [kim] })).status).toBe(201);
});

test("the first user cannot be deleted, and members that Zoho sets are ignored", async () => {
  const first = "4100000000000201001";
  const put = (row: object) => call("PUT", `/users/${first}`, { users: [row] });
  expect((await put({ status: "inactive" })).body.users?.[0]?.code).toBe("AUTHORIZATION_FAILED");
  const before = (await call("GET", `/users/${first}`)).body.users?.[0];
  await put({ phone: "555", confirm: false, zuid: "7", full_name: "Nobody", created_time: "2020-01-01T00:00:00Z" });
  const { confirm, zuid, full_name, created_time } = before ?? {};
  const after = (await call("GET", `/users/${first}`)).body.users?.[0];
  expect(after).toMatchObject({ phone: "555", confirm, zuid, full_name, created_time });
  expect(Object.keys(after ?? {})).toEqual(Object.keys(before ?? {}));
});

test("errors name the problem with a user", async () => {
  const create = async (row: object) => (await call("POST", "/users", { users: [row] })).body;
  const kim = { last_name: "Kim", email: "kim@example.com", role: ROLE, profile: PROFILE };
  expect(await create({ ...kim, email: "sam@example.com" })).toMatchObject({
    code: "DUPLICATE_DATA",
    details: { api_name: "email" },
  });
  expect(await create({ ...kim, email: "kim" })).toMatchObject({
    code: "PATTERN_NOT_MATCHED",
    details: { api_name: "email" },
  });
  expect(await create({ ...kim, role: UNKNOWN })).toMatchObject({
    code: "INVALID_DATA",
    details: { api_name: "role" },
  });
  const { last_name: _, ...nameless } = kim;
  expect(await create(nameless)).toMatchObject({ code: "MANDATORY_NOT_FOUND", details: { api_name: "last_name" } });
  expect((await call("PUT", `/users/${UNKNOWN}`, { users: [{ alias: "x" }] })).body.users?.[0]?.details?.id).toBe(
    UNKNOWN,
  );
});

test("any active user may own a record, and records name who wrote them", async () => {
  const user = emulator.addUser({ last_name: "Writer", email: "writer@example.com" });
  const asWriter = await callerOf({ ...emulator, refreshToken: user.refreshToken });
  const created = await asWriter("POST", "/Leads", { data: [{ Last_Name: "A" }] });
  const id = created.body.data?.[0]?.details?.id;
  expect(created.body.data?.[0]?.details?.Created_By).toEqual({ name: "Writer", id: user.id });
  const changed = await call("PUT", `/Leads/${id}`, { data: [{ City: "Paris" }] });
  expect(changed.body.data?.[0]?.details).toMatchObject({
    Created_By: { name: "Writer" },
    Modified_By: { name: "Ada Example" },
  });
  const sam = (await call("GET", "/users?type=ActiveUsers")).body.users?.[1]?.id;
  await call("PUT", `/Leads/${id}`, { data: [{ Owner: { id: sam } }] });
  const { body } = await asWriter("GET", `/Leads/${id}`);
  expect(body.data?.[0]).toMatchObject({
    Owner: { name: "Sam Sample", email: "sam@example.com" },
    Created_By: { id: user.id },
  });
  expect((await asWriter("GET", "/users?type=CurrentUser")).body.users?.[0]?.id).toBe(user.id);
  const { Leads: [seeded] = [] } = emulator.seed({ Leads: [{ Last_Name: "Seeded" }] });
  expect((await asWriter("GET", `/Leads/${seeded}`)).body.data?.[0]?.Owner?.name).toBe("Ada Example");
  await asWriter("DELETE", `/Leads/${id}`);
  expect((await call("GET", "/Leads/deleted")).body.data?.[0]?.deleted_by).toEqual({ name: "Writer", id: user.id });
});

test("a deleted user owns nothing and has no access", async () => {
  const user = emulator.addUser({ last_name: "Leaver", email: "leaver@example.com" });
  const asLeaver = await callerOf({ ...emulator, refreshToken: user.refreshToken });
  await call("DELETE", `/users/${user.id}`);
  expect((await asLeaver("GET", "/Leads")).body.code).toBe("INVALID_TOKEN");
  const row = { Last_Name: "A", Owner: { id: user.id } };
  expect((await call("POST", "/Leads", { data: [row] })).body.data?.[0]).toMatchObject({
    code: "INVALID_DATA",
    details: { api_name: "Owner" },
  });
});

test("files and photos belong to the user who uploads them", async () => {
  const user = emulator.addUser({ last_name: "Writer", email: "writer@example.com" });
  const asWriter = await callerOf({ ...emulator, refreshToken: user.refreshToken });
  const { Leads: [lead] = [] } = emulator.seed({ Leads: [{ Last_Name: "A" }] });
  const form = (name: string): FormData => {
    const data = new FormData();
    data.set("file", new File(["bytes"], name));
    return data;
  };
  const uploaded = await asWriter("POST", `/Leads/${lead}/Attachments`, form("a.txt"));
  await asWriter("POST", `/Leads/${lead}/photo`, form("a.png"));
  const writer = { name: "Writer", id: user.id };
  expect(uploaded.body.data?.[0]?.details).toMatchObject({ Created_By: writer, Modified_By: writer });
  const [attachment] = Object.values((await call("GET", `/Leads/${lead}/Attachments`)).body.data ?? {});
  expect(attachment).toMatchObject({ Owner: writer, Created_By: writer, Modified_By: writer });
  expect((await call("GET", `/Leads/${lead}`)).body.data?.[0]?.Modified_By).toMatchObject(writer);
  await call("DELETE", `/Leads/${lead}/photo`);
  expect((await call("GET", `/Leads/${lead}`)).body.data?.[0]?.Modified_By?.name).toBe("Ada Example");
});
