import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, type Snapshot, startEmulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";
import { type Listener, startListener } from "../support/listener.js";

const now = Date.parse("2026-05-14T09:00:00Z");
let emulator: Emulator;
let call: Caller;
let start: Snapshot;
let listener: Listener;

beforeAll(async () => {
  listener = await startListener(500);
  emulator = await startEmulator({ seed: {}, now: () => now });
  call = await callerOf(emulator);
  start = emulator.snapshot();
});
beforeEach(() => emulator.restore(start));
afterAll(async () => {
  await emulator.close();
  await listener[Symbol.asyncDispose]();
});

const row = (more: object = {}) => ({
  channel_id: "10000",
  events: ["Deals.create", "Leads.all"],
  notify_url: listener.url,
  token: "my-token",
  ...more,
});
const watch = (more: object = {}) => call("POST", "/actions/watch", { watch: [row(more)] });
const lead = { Last_Name: "Sample" };

describe("a channel", () => {
  test("is opened, shown, and closed", async () => {
    const opened = await watch({ channel_id: 10000, channel_expiry: "2026-05-15T10:16:03+03:00" });
    expect(opened.status).toBe(201);
    const of = { channel_expiry: "2026-05-15T10:16:03+03:00", channel_id: "10000" };
    expect(opened.body.watch?.[0]).toMatchObject({
      code: "SUCCESS",
      message: "Successfully subscribed for actions-watch of the given module",
      details: {
        events: [
          { ...of, resource_name: "Deals", resource_uri: `${emulator.apiUrl}/crm/v2/Deals` },
          { ...of, resource_name: "Leads" },
        ],
      },
    });
    const { body } = await call("GET", "/actions/watch?module=Leads");
    expect(body.watch).toMatchObject([
      { ...of, resource_name: "Leads", events: ["Leads.all"], notify_url: listener.url, token: "my-token" },
    ]);
    expect(body.info).toMatchObject({ count: 1, more_records: false });
    expect((await call("DELETE", "/actions/watch?channel_ids=10000")).body.watch?.[0]).toMatchObject({
      code: "SUCCESS",
      details: { channel_id: "10000" },
    });
    expect((await call("GET", "/actions/watch")).status).toBe(204);
  });

  const expiries = [
    { asked: undefined, want: "2026-05-14T13:00:00+03:00" },
    { asked: "2026-05-20T12:00:00+03:00", want: "2026-05-14T13:00:00+03:00" },
    { asked: "2026-05-14T09:30:00Z", want: "2026-05-14T12:30:00+03:00" },
  ];
  for (const { asked, want } of expiries) {
    test(`asked to expire ${asked} expires ${want}`, async () => {
      await watch({ channel_expiry: asked });
      const shown = async () => (await call("GET", "/actions/watch")).body.watch?.[0]?.channel_expiry;
      expect(await shown()).toBe(want);
      emulator.advance(Date.parse(want) - now - 1);
      expect(await shown()).toBe(want);
      emulator.advance(1);
      expect(await shown()).toBeUndefined();
    });
  }

  test("that has expired reports nothing, and can be opened anew, but not changed", async () => {
    await watch({ token: "first", channel_expiry: "2026-05-14T09:30:00Z" });
    emulator.advance("31m");
    await call("POST", "/Leads", { data: [lead] });
    expect((await call("PUT", "/actions/watch", { watch: [row()] })).body.watch?.[0]?.code).toBe("NOT_SUBSCRIBED");
    expect((await call("PATCH", "/actions/watch", { watch: [row()] })).body.watch?.[0]?.code).toBe("NOT_SUBSCRIBED");
    expect((await watch({ channel_id: "010000", token: "second" })).status).toBe(201);
    const { body } = await call("POST", "/Leads", { data: [lead] });
    const ids = [body.data?.[0]?.details?.id];
    expect(await listener.next()).toMatchObject({ token: "second", channel_id: "10000", ids });
  });

  test("is replaced as a whole, or changed in part", async () => {
    await watch();
    const url = `${listener.url}&other`;
    const put = await call("PUT", "/actions/watch", { watch: [row({ events: ["Leads.edit"], token: undefined })] });
    expect(put.status).toBe(200);
    const shown = async () => (await call("GET", "/actions/watch")).body.watch?.[0];
    expect(await shown()).toMatchObject({ events: ["Leads.edit"], token: null });
    const patch = (more: object) => call("PATCH", "/actions/watch", { watch: [{ channel_id: "10000", ...more }] });
    await patch({ events: ["Leads.create"], notify_url: url });
    expect(await shown()).toMatchObject({ events: ["Leads.edit", "Leads.create"], notify_url: url });
    await patch({ events: ["Leads.edit"], _delete_events: true });
    expect(await shown()).toMatchObject({ events: ["Leads.create"], notify_url: url });
    expect((await patch({ events: ["Leads.create"], _delete_events: true })).status).toBe(200);
    expect(await shown()).toBeUndefined();
  });
});

describe("a callback", () => {
  test("reports what a call changed, together for one module and operation", async () => {
    await watch();
    const { body } = await call("POST", "/Leads", { data: [lead, lead] });
    const ids = Object.values(body.data ?? {}).map((one) => one.details?.id);
    expect(await listener.next()).toEqual({
      server_time: now,
      query_params: { by: "emulator" },
      module: "Leads",
      resource_uri: `${emulator.apiUrl}/crm/v2/Leads`,
      ids,
      affected_fields: [],
      operation: "insert",
      channel_id: "10000",
      token: "my-token",
    });
    await call("PUT", `/Leads/${ids[0]}`, { data: [{ City: "X" }] });
    expect(await listener.next()).toMatchObject({ operation: "update", ids: [ids[0]] });
    await call("DELETE", `/Leads?ids=${ids}`);
    expect(await listener.next()).toMatchObject({ operation: "delete", ids });
  });

  test("comes only for the watched events, and not for seeded or refused records", async () => {
    await watch({ events: ["Leads.delete"] });
    const { Leads: [id] = [] } = emulator.seed({ Leads: [lead] });
    await call("POST", "/Leads", { data: [{}] });
    await call("POST", "/Contacts", { data: [lead] });
    await call("PUT", `/Leads/${id}`, { data: [{ City: "X" }] });
    await call("DELETE", `/Leads/${id}`);
    expect(await listener.next()).toMatchObject({ operation: "delete", ids: [id] });
  });

  test("reports a conversion, a tag and a photo", async () => {
    await watch();
    const { Leads: [id] = [] } = emulator.seed({ Leads: [lead] });
    await call("POST", `/Leads/${id}/actions/add_tags?tag_names=A`);
    expect(await listener.next()).toMatchObject({ operation: "update", ids: [id] });
    await call("DELETE", `/Leads/${id}/photo`);
    expect(await listener.next()).toMatchObject({ operation: "update", ids: [id] });
    await call("POST", `/Leads/${id}/actions/convert`, { data: [{}] });
    expect(await listener.next()).toMatchObject({ operation: "update", ids: [id] });
  });

  test("to no one, or to another machine, breaks nothing", async () => {
    await watch({ notify_url: "http://127.0.0.1:1/" });
    await watch({ channel_id: "2", notify_url: "https://example.com/told" });
    expect((await call("POST", "/Leads", { data: [lead] })).status).toBe(201);
  });

  test("follows no redirect", async () => {
    await using redirecting = await startListener(307);
    await watch({ notify_url: redirecting.url });
    const { body } = await call("POST", "/Leads", { data: [lead] });
    expect(await redirecting.next()).toMatchObject({ operation: "insert" });
    await call("GET", "/Leads");
    await call("DELETE", `/Leads/${body.data?.[0]?.details?.id}`);
    expect(await redirecting.next()).toMatchObject({ operation: "delete" });
  });

  test("goes to another host where the options name it", async () => {
    // This machine under a name that the emulator does not take for loopback.
    const url = listener.url.replace("127.0.0.1", "[::ffff:7f00:1]");
    const open = await startEmulator({ seed: {}, callbackHosts: ["[::ffff:7f00:1]"] });
    const ask = await callerOf(open);
    await ask("POST", "/actions/watch", { watch: [row({ notify_url: url, token: "open" })] });
    await ask("POST", "/Leads", { data: [lead] });
    expect(await listener.next()).toMatchObject({ token: "open" });
    await open.close();
  });
});

describe("what a channel reports", () => {
  const account = "4100000000000670001";
  const contact = { Last_Name: "Sample", Account_Name: { id: account } };

  test("is narrowed by the fields of an update, which it names by record", async () => {
    await watch({ fields: { Leads: ["City", { api_name: "Phone" }] } });
    const { body } = await call("POST", "/Leads", { data: [lead, lead] });
    const [one, two] = [body.data?.[0]?.details?.id, body.data?.[1]?.details?.id].map(String);
    // A new record is reported whatever its fields.
    expect(await listener.next()).toMatchObject({ operation: "insert", ids: [one, two], affected_fields: [] });
    await call("PUT", `/Leads/${one}`, { data: [{ Company: "A" }] });
    await call("PUT", `/Leads/${one}`, { data: [{ Phone: null }] });
    const rows = [
      { id: one, Phone: "1", Company: "B" },
      { id: two, Company: "B" },
    ];
    await call("PUT", "/Leads", { data: rows });
    expect(await listener.next()).toMatchObject({
      operation: "update",
      ids: [one],
      affected_fields: [{ [String(one)]: ["Company", "Phone"] }],
    });
    expect((await call("GET", "/actions/watch")).body.watch?.[1]?.fields).toEqual({
      Leads: ["City", { api_name: "Phone" }],
    });
  });

  test("is an update of the record that another points to, unless that is switched off", async () => {
    emulator.seed({ Accounts: [{ id: account, Account_Name: "Acme" }] });
    await watch({ events: ["Accounts.all"] });
    await watch({ events: ["Contacts.all", "Accounts.edit"], channel_id: "2", notify_on_related_action: false });
    await call("POST", "/Contacts", { data: [contact] });
    const told = [await listener.next(), await listener.next()];
    expect(told).toMatchObject([
      { channel_id: "10000", module: "Accounts", operation: "update", ids: [account], affected_fields: [] },
      { channel_id: "2", module: "Contacts", operation: "insert" },
    ]);
    await call("PUT", `/Accounts/${account}`, { data: [{ Phone: "1" }] });
    expect([await listener.next(), await listener.next()]).toMatchObject([
      { channel_id: "10000", affected_fields: [{ [account]: ["Phone"] }] },
      { channel_id: "2", affected_fields: [{ [account]: ["Phone"] }] },
    ]);
  });

  test("is reported in order, one call at a time", async () => {
    const told: unknown[] = [];
    let [now, most] = [0, 0];
    const server = createServer(async (request, response) => {
      now += 1;
      most = Math.max(most, now);
      let text = "";
      for await (const chunk of request) text += chunk;
      const { channel_id, operation } = JSON.parse(text);
      told.push(`${channel_id} ${operation}`);
      // Long enough for another call to come in.
      for (let turns = 0; turns < 200; turns += 1) await new Promise(setImmediate);
      now -= 1;
      response.end();
      if (told.length === 4) server.emit("all told");
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const allTold = once(server, "all told");
    const notify_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await watch({ notify_url });
    await watch({ notify_url, channel_id: "2" });
    const { body } = await call("POST", "/Leads", { data: [lead] });
    const id = body.data?.[0]?.details?.id;
    await call("DELETE", `/Leads/${id}`);
    await allTold;
    expect(told).toEqual(["10000 insert", "2 insert", "10000 delete", "2 delete"]);
    expect(most).toBe(1);
    server.close();
    server.closeAllConnections();
  });

  test("depends on the user: another user has separate channels, even under the same id", async () => {
    const bob = emulator.addUser({ last_name: "Sample", email: "bob@example.com" });
    const other = await callerOf({ ...emulator, ...bob });
    await watch();
    expect((await other("GET", "/actions/watch")).status).toBe(204);
    expect((await other("POST", "/actions/watch", { watch: [row({ token: "of Bob" })] })).status).toBe(201);
    expect((await other("GET", "/actions/watch?module=Leads")).body.watch).toMatchObject([{ token: "of Bob" }]);
    await other("POST", "/Leads", { data: [lead] });
    expect([await listener.next(), await listener.next()]).toMatchObject([{ token: "my-token" }, { token: "of Bob" }]);
    await other("DELETE", "/actions/watch?channel_ids=10000");
    expect((await call("GET", "/actions/watch?module=Leads")).body.watch).toMatchObject([{ token: "my-token" }]);
  });
});

test("a channel also reports records that its user may not read", async () => {
  await using strict = await startEmulator({
    seed: {},
    profiles: ["Administrator", { name: "Clerk", lacks: ["Crm_Implied_View_Leads"] }],
  });
  const clerk = strict.addUser({ last_name: "Sample", email: "clerk@example.com", profile: "Clerk" });
  const theirs = await callerOf({ ...strict, ...clerk });
  expect((await theirs("POST", "/actions/watch", { watch: [row({ token: "clerk's" })] })).status).toBe(201);
  const { body } = await (await callerOf(strict))("POST", "/Leads", { data: [lead] });
  const id = body.data?.[0]?.details?.id;
  expect(await listener.next()).toMatchObject({ token: "clerk's", operation: "insert", ids: [id] });
  expect((await theirs("GET", `/Leads/${id}`)).body.code).toBe("NO_PERMISSION");
});

describe("refusals", () => {
  const cases = [
    { more: { channel_id: undefined }, want: { code: "MANDATORY_NOT_FOUND", details: { api_name: "channel_id" } } },
    { more: { notify_url: undefined }, want: { code: "MANDATORY_NOT_FOUND", details: { api_name: "notify_url" } } },
    { more: { channel_id: String(2n ** 63n) }, want: { details: { expected_data_type: "bigint" } } },
    { more: { channel_id: "ten" }, want: { code: "INVALID_DATA", details: { api_name: "channel_id" } } },
    { more: { events: ["Deals.resemble"] }, want: { code: "INVALID_DATA", details: { api_name: "events" } } },
    { more: { events: ["Nothing.all"] }, want: { code: "INVALID_MODULE" } },
    { more: { events: ["Leads.all", "Notes.all"] }, want: { code: "INVALID_MODULE" } },
    { more: { notify_on_related_action: "false" }, want: { details: { api_name: "notify_on_related_action" } } },
    { more: { token: "" }, want: { code: "INVALID_DATA", details: { api_name: "token" } } },
    { more: { notify_url: "file:///etc/passwd" }, want: { code: "INVALID_DATA", details: { api_name: "notify_url" } } },
    { more: { token: "x".repeat(51) }, want: { details: { maximum_length: 50, api_name: "token" } } },
    { more: { fields: ["City"] }, want: { code: "INVALID_DATA", details: { api_name: "fields" } } },
    { more: { channel_expiry: "2026-05-14T12:30:00.000Z" }, want: { details: { expected_data_type: "datetime" } } },
    { more: { channel_expiry: "2026-05-14T08:00:00Z" }, want: { details: { api_name: "channel_expiry" } } },
  ];
  for (const { more, want } of cases) {
    test(JSON.stringify(more), async () => {
      const { status, body } = await watch(more);
      expect(status).toBe(202);
      expect(body.watch?.[0]).toMatchObject(want);
    });
  }

  test("a channel can be opened once, and must be open to be changed", async () => {
    await watch();
    expect((await watch()).body.watch?.[0]).toMatchObject({ code: "DUPLICATE_DATA", details: { id: "10000" } });
    const mixed = await call("PUT", "/actions/watch", { watch: [row(), row({ channel_id: "2" })] });
    expect(mixed.status).toBe(207);
    expect(mixed.body.watch?.[1]).toMatchObject({ code: "NOT_SUBSCRIBED" });
    expect((await call("PATCH", "/actions/watch", { watch: [{ channel_id: "2", events: [] }] })).status).toBe(202);
    expect((await call("DELETE", "/actions/watch?channel_ids=2")).body.watch?.[0]?.code).toBe("NOT_SUBSCRIBED");
  });
});
