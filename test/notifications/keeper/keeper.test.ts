import { afterEach, describe, expect, test } from "vitest";
import { type CrmClient, createClient } from "../../../src/client.js";
import type { CrmError } from "../../../src/core/errors/errors.js";
import { createEmulator, type Emulator } from "../../../src/emulator/index.js";
import {
  type ChannelKeeper,
  type KeepChannelsOptions,
  keepChannels,
  memoryNotificationStore,
  type NotificationEvent,
} from "../../../src/notifications/index.js";

const NOW = Date.UTC(2026, 4, 14, 9, 30);
const HOUR = 3_600_000;
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0).reverse()) await one.close();
});

interface World {
  readonly emulator: Emulator;
  readonly crm: CrmClient;
  readonly options: KeepChannelsOptions;
  readonly told: NotificationEvent[];
  readonly problems: CrmError[];
  keep(more?: Partial<KeepChannelsOptions>): Promise<ChannelKeeper>;
  /** What was asked of the channels, e.g. `POST /crm/v2/actions/watch`. */
  watchCalls(): string[];
}

/** An emulator, a client whose clock is ahead of it, and what a program passes. No notification arrives. */
function world(localAhead = 0): World {
  const emulator = createEmulator({ now: () => NOW, defaultData: false });
  const { clock, ...client } = emulator.clientOptions();
  const crm = createClient({
    ...client,
    clock: { now: () => clock.now() + localAhead, after: (...timer) => clock.after(...timer) },
  });
  closing.push(emulator, crm);
  const [told, problems]: [NotificationEvent[], CrmError[]] = [[], []];
  const options: KeepChannelsOptions = {
    url: "https://example.com/zoho",
    events: ["Leads.all"],
    secret: "a secret of more than 32 characters",
    store: memoryNotificationStore(),
    onEvent: (event) => void told.push(event),
    onProblem: (problem) => void problems.push(problem),
  };
  return {
    emulator,
    crm,
    options,
    told,
    problems,
    async keep(more) {
      const keeper = await keepChannels(crm, { ...options, ...more });
      closing.push(keeper);
      return keeper;
    },
    watchCalls: () => emulator.requests.filter(({ path }) => path.includes("/watch")).map(({ method }) => method),
  };
}

/** Lets the keeper work until something is the case. */
async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; !isSo(); turn += 1) {
    if (turn > 5_000) expect.unreachable("it never was the case");
    await new Promise((resolve) => setImmediate(resolve));
  }
}
/** Lets it do whatever it does without waiting: also in the threads that sign. */
async function idle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await crypto.subtle.digest("SHA-256", new Uint8Array(1));
  }
}

const lead = (name: string) => ({ Last_Name: name, Company: "Acme" });
const hoursFromNow = (hours: number) => NOW + hours * HOUR;
const kinds = (events: readonly NotificationEvent[]) => events.map(({ operation, id }) => `${operation} ${id}`);

describe("channels", () => {
  test("one for each module, open for 23 hours, with a token and without related changes", async () => {
    const { crm, keep } = world();
    const keeper = await keep({
      events: ["Leads.create", "Deals.all", "Leads.edit", "Leads.create"],
      fields: { Leads: ["Email"] },
      url: new URL("https://example.com/zoho?of=acme"),
    });
    const { watch } = await crm.notifications.list();
    const all = { notify_url: "https://example.com/zoho?of=acme", notify_on_related_action: false };
    expect(watch).toMatchObject([
      { ...all, resource_name: "Leads", events: ["Leads.create", "Leads.edit"], fields: { Leads: ["Email"] } },
      { ...all, resource_name: "Deals", events: ["Deals.all"] },
    ]);
    for (const { token } of watch) expect(token).toMatch(/^[\w-]{50}$/);
    expect(new Set(watch.map(({ token }) => token)).size).toBe(2);
    expect(keeper.channels).toEqual([
      { id: watch[0]?.channel_id, events: ["Leads.create", "Leads.edit"], expires: new Date(hoursFromNow(23)) },
      { id: watch[1]?.channel_id, events: ["Deals.all"], expires: new Date(hoursFromNow(23)) },
    ]);
  });

  test.each([-30, -2, 2, 30])("are open for as long by a clock that is %d hours off", async (hours) => {
    const { keep } = world(hours * HOUR);
    expect((await keep()).channels[0]?.expires).toEqual(new Date(hoursFromNow(23)));
  });

  test("are renewed at half of their life, with other tokens, and never expire", async () => {
    const { emulator, crm, keep, watchCalls, problems } = world();
    const keeper = await keep();
    const tokens = new Set<unknown>();
    await idle();
    emulator.requests.length = 0;
    emulator.advance("11h");
    await idle();
    expect(watchCalls()).toEqual([]);
    for (let day = 0; day < 3; day += 1) {
      for (let half = 0; half < 2; half += 1) {
        const before = keeper.channels[0]?.expires.getTime() ?? 0;
        emulator.advance("31m");
        await until(() => (keeper.channels[0]?.expires.getTime() ?? 0) > before);
        tokens.add((await crm.notifications.list()).watch[0]?.token);
        emulator.advance("11h");
        await idle();
      }
    }
    expect(tokens.size).toBe(6);
    expect(problems).toEqual([]);
    expect(watchCalls()).not.toContain("POST");
  });

  test("that Zoho opens for an hour only are renewed after half an hour", async () => {
    const { emulator, keep } = world();
    const shorter = async (real: Response) => {
      const expiry = new Date(hoursFromNow(1)).toISOString().slice(0, 19);
      return new Response((await real.text()).replace(/("channel_expiry":")[^"]+/, `$1${expiry}+00:00`), real);
    };
    emulator.faults.add({ operation: "notifications.enable", change: shorter });
    const keeper = await keep();
    expect(keeper.channels[0]?.expires).toEqual(new Date(hoursFromNow(1)));
    await idle();
    emulator.advance("30m");
    await until(() => (keeper.channels[0]?.expires.getTime() ?? 0) > hoursFromNow(2));
  });

  test("a restart finds the same ones, also with an empty store; another secret means others", async () => {
    const { crm, keep } = world();
    const first = await keep();
    await first.close();
    const second = await keep({ store: memoryNotificationStore() });
    expect(second.channels[0]?.id).toBe(first.channels[0]?.id);
    expect((await crm.notifications.list()).watch).toHaveLength(1);
    const other = await keep({ secret: "another secret of more than 32 characters" });
    expect(other.channels[0]?.id).not.toBe(first.channels[0]?.id);
  });

  test("a lost response does not keep them from being opened", async () => {
    const { emulator, crm, keep } = world();
    emulator.faults.add({ operation: "notifications.enable", reset: "after headers" });
    await keep();
    expect((await crm.notifications.list()).watch).toHaveLength(1);
    const other = world();
    other.emulator.faults.add({ operation: "notifications.enable", status: 500 });
    await other.keep();
    expect((await other.crm.notifications.list()).watch).toHaveLength(1);
  });

  test("101 are opened in two calls", async () => {
    const { keep, emulator, watchCalls } = world();
    const rows = (body: unknown) => (body as { watch: unknown[] }).watch;
    emulator.faults.add({
      operation: "notifications.enable",
      times: 2,
      // no organization of the emulator has 101 modules.
      change: () => new Response(null, { status: 500 }),
    });
    const events = Array.from({ length: 101 }, (_, index) => `Module${index}.all`) as never;
    await expect(keep({ events, store: { get: async () => "{}", set: async () => undefined } })).rejects.toMatchObject({
      code: "CHANNEL_REFUSED",
    });
    const sent = emulator.requests.filter(({ method }) => method === "POST" || method === "PUT");
    expect(watchCalls().slice(0, 3)).toEqual(["GET", "POST", "POST"]);
    expect(
      sent
        .filter(({ path }) => path.endsWith("/watch"))
        .map(({ body }) => rows(body).length)
        .slice(0, 2),
    ).toEqual([100, 1]);
  });
});

describe("a start fails", () => {
  test("if Zoho rejects a channel, and says which and why", async () => {
    const { keep } = world();
    const failing = keep({ events: ["Leads.all", "Nonsense.create"] as never });
    await expect(failing).rejects.toMatchObject({ code: expect.stringMatching(/INVALID_MODULE|INVALID_QUERY/) });
    const { crm, options, emulator } = world();
    emulator.faults.add({
      operation: "notifications.enable",
      status: 202,
      body: { watch: [{ code: "NO_PERMISSION", status: "error", message: "permission denied", details: {} }] },
    });
    await expect(keepChannels(crm, options)).rejects.toMatchObject({
      code: "CHANNEL_REFUSED",
      message: "Zoho did not open the channel for Leads.all: NO_PERMISSION: permission denied",
      details: { events: ["Leads.all"], code: "NO_PERMISSION" },
    });
  });

  test("if Zoho cannot be reached, and nothing goes on", async () => {
    const { emulator, keep } = world();
    emulator.faults.add({ operation: "notifications.list", status: 500, times: 99 });
    await expect(keep()).rejects.toMatchObject({ code: "HTTP_500" });
    emulator.requests.length = 0;
    emulator.advance("2d");
    await idle();
    expect(emulator.requests).toHaveLength(0);
  });

  test.each([
    ["no events", { events: [] }],
    ["events that are not an array", { events: "Leads.all" }],
    ["an event without its kind", { events: ["Leads"] }],
    ["an event of another kind", { events: ["Leads.update"] }],
    ["a kind of the prototype", { events: ["Leads.constructor"] }],
    ["an event that is not a string", { events: [["Leads.all"]] }],
    ["an address without its scheme", { url: "example.com/zoho" }],
    ["an address of another scheme", { url: "ftp://example.com" }],
    ["no time between checks", { checkEvery: 0 }],
    ["a time that is not a number", { checkEvery: "1h" }],
    ["no store", { store: {} }],
  ])("with %s", async (_, more) => {
    const { keep, emulator } = world();
    await expect(keep(more as never)).rejects.toMatchObject({ code: "INVALID_PARAMETERS" });
    expect(emulator.requests).toHaveLength(0);
  });

  test("with a signal that was aborted", async () => {
    const { keep } = world();
    await expect(keep({ signal: AbortSignal.abort(new Error("not now")) })).rejects.toThrow("not now");
  });
});

describe("a renewal that fails", () => {
  test("is reported, and retried after pauses of up to a minute", async () => {
    const { emulator, keep, problems, watchCalls } = world();
    const keeper = await keep();
    await idle();
    emulator.requests.length = 0;
    emulator.faults.add({ operation: "notifications.list", status: 500, body: { code: "INTERNAL_ERROR" }, times: 36 });
    emulator.advance("11h");
    emulator.advance("31m");
    for (let step = 0; step < 120; step += 1) {
      await idle();
      emulator.advance("10s");
    }
    await idle();
    expect(problems.length).toBeGreaterThan(5);
    expect(problems[0]?.code).toBe("INTERNAL_ERROR");
    expect(watchCalls().at(-1)).toBe("PUT");
    expect(keeper.channels[0]?.expires.getTime()).toBeGreaterThan(hoursFromNow(34));
  });

  test("because the refresh token was revoked is reported, again and again", async () => {
    const { emulator, crm, keep, problems } = world();
    await keep();
    await idle();
    await crm.oauth.revokeToken({ body: { token: emulator.refreshToken } });
    for (let hour = 11; hour < 16; hour += 1) {
      emulator.advance(hour === 11 ? "11h" : "1h");
      await idle();
    }
    expect(problems.length).toBeGreaterThan(4);
    expect(problems.map(({ name }) => name)).toContain("AuthError");
  });

  test("for another reason than a failure that passes is retried slowly, until it works again", async () => {
    const { emulator, keep, problems } = world();
    const keeper = await keep();
    await idle();
    const noScope = { status: 401, body: { code: "OAUTH_SCOPE_MISMATCH" }, times: 999 };
    emulator.faults.add({ operation: "notifications.list", ...noScope });
    emulator.advance("11h");
    emulator.advance("31m");
    const wait = async (minutes: number) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        await idle();
        emulator.advance("1m");
      }
    };
    await wait(120);
    // Ten minutes apart, after the first ones.
    expect(problems.length).toBeGreaterThan(12);
    expect(problems.length).toBeLessThan(30);
    emulator.faults.clear();
    await wait(12);
    await until(() => (keeper.channels[0]?.expires.getTime() ?? 0) > hoursFromNow(30));
  });

  test("because the channel had expired opens it again, and looks for what was missed", async () => {
    const { emulator, crm, keep, told } = world();
    const keeper = await keep({ checkEvery: 20 * HOUR });
    const [channel] = keeper.channels;
    await idle();
    await crm.notifications.disable({ channel_ids: [channel?.id ?? ""] });
    const { data } = await crm.records.create({ module: "Leads", body: { data: [lead("Doe")] } });
    expect(data[0]?.status).toBe("success");
    expect(told).toEqual([]);
    emulator.advance("12h");
    await until(() => told.length > 0);
    expect(told).toMatchObject([{ operation: "insert", source: "check" }]);
    await idle();
    expect((await crm.notifications.list()).watch).toHaveLength(1);
  });
});

describe("the end", () => {
  test("leaves the channels open, and stops everything", async () => {
    const { emulator, crm, keep } = world();
    const keeper = await keep();
    await keeper.close();
    expect((await crm.notifications.list()).watch).toHaveLength(1);
    emulator.requests.length = 0;
    emulator.advance("20h");
    await idle();
    expect(emulator.requests).toHaveLength(0);
    await expect(keeper.check()).rejects.toThrow();
  });

  test("by a signal is the same", async () => {
    const { emulator, keep } = world();
    const controller = new AbortController();
    await keep({ signal: controller.signal });
    await idle();
    controller.abort();
    emulator.requests.length = 0;
    emulator.advance("20h");
    await idle();
    expect(emulator.requests).toHaveLength(0);
  });

  test("waits for the event that is being handled", async () => {
    const { crm, keep, emulator } = world();
    let [finish, isClosed] = [(): void => undefined, false];
    const handled = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let isReached = false;
    const keeper = await keep({
      onEvent: () => {
        isReached = true;
        return handled;
      },
    });
    await idle();
    await crm.records.create({ module: "Leads", body: { data: [lead("Doe")] } });
    emulator.advance("1h");
    await until(() => isReached);
    const ending = keeper.close().then(() => {
      isClosed = true;
    });
    await idle();
    expect(isClosed).toBe(false);
    finish();
    await ending;
  });

  test("comes with that of the client, and is reported", async () => {
    const { emulator, crm, keep, problems } = world();
    await keep();
    await idle();
    await crm.close();
    emulator.advance("1h");
    await until(() => problems.length > 0);
    expect(problems).toMatchObject([{ code: "CLIENT_CLOSED" }]);
    emulator.advance("20h");
    await idle();
    expect(problems).toHaveLength(1);
  });

  test("can close the channels, also those that are closed already", async () => {
    const { crm, keep } = world();
    const keeper = await keep({ events: ["Leads.all", "Deals.all"] });
    await crm.notifications.disable({ channel_ids: [keeper.channels[0]?.id ?? ""] });
    await keeper.unsubscribe();
    expect((await crm.notifications.list()).watch).toEqual([]);
    expect(keeper.channels).toEqual([]);
  });
});

describe("problems", () => {
  test("of a reporter that throws do not end the keeper", async () => {
    const { emulator, keep } = world();
    const keeper = await keep({
      onProblem() {
        throw new Error("the log is full");
      },
    });
    await idle();
    emulator.faults.add({ operation: "notifications.list", status: 400, body: { code: "INVALID_DATA" } });
    emulator.advance("12h");
    await idle();
    emulator.advance("1m");
    await until(() => (keeper.channels[0]?.expires.getTime() ?? 0) > hoursFromNow(30));
  });

  test("show neither the secret nor a token", async () => {
    const { emulator, crm, keep, problems } = world();
    await keep();
    await idle();
    const { watch } = await crm.notifications.list();
    const token = watch[0]?.token ?? "";
    const body = async (real: Response) => {
      const echo = JSON.stringify({
        code: "INVALID_DATA",
        status: "error",
        message: `token ${token}`,
        details: { token },
      });
      return new Response(echo, { ...real, status: 400 });
    };
    emulator.faults.add({ operation: "notifications.replace", change: body });
    emulator.advance("12h");
    await until(() => problems.length > 0);
    expect(JSON.stringify(problems.map(({ message, details }) => [message, details]))).not.toContain(
      token.slice(10, 30),
    );
  });
});

describe("a check", () => {
  test("finds what no notification told", async () => {
    const { emulator, crm, keep, told } = world();
    const { Leads: [old = "", gone = ""] = [] } = emulator.seed({ Leads: [lead("Old"), lead("Gone")] });
    emulator.advance("10m");
    const keeper = await keep();
    await keeper.check();
    await idle();
    expect(told).toEqual([]);
    emulator.advance("10m");
    await crm.records.update({ module: "Leads", id: old, body: { data: [lead("Older")] } });
    await crm.records.delete({ module: "Leads", id: gone });
    const { data } = await crm.records.create({ module: "Leads", body: { data: [lead("New"), lead("Newer")] } });
    const [made = "", changed = ""] = data.map((row) => (row.status === "success" ? String(row.details.id) : ""));
    emulator.advance("2s");
    await crm.records.update({ module: "Leads", id: changed, body: { data: [lead("Newest")] } });
    await keeper.check();
    expect(kinds(told).sort()).toEqual(
      [`update ${old}`, `insert ${made}`, `insert ${changed}`, `update ${changed}`, `delete ${gone}`].sort(),
    );
    expect(told.every(({ source }) => source === "check")).toBe(true);
    const time = (of: string) => told.find((event) => kinds([event])[0] === of)?.time?.getTime();
    expect(time(`insert ${changed}`)).toBe(NOW + 20 * 60_000);
    expect(time(`update ${changed}`)).toBe(NOW + 20 * 60_000 + 2_000);
    expect(time(`delete ${gone}`)).toBe(NOW + 20 * 60_000);
  });

  test("delivers each change once, though the next ones look at it again", async () => {
    const { emulator, crm, keep, told } = world();
    const keeper = await keep();
    await crm.records.create({ module: "Leads", body: { data: [lead("Doe")] } });
    for (let time = 0; time < 5; time += 1) {
      emulator.advance("30s");
      await keeper.check();
    }
    expect(told).toHaveLength(1);
  });

  test("happens every hour, and with each start", async () => {
    const { emulator, crm, keep, told } = world();
    const keeper = await keep();
    await idle();
    await crm.records.create({ module: "Leads", body: { data: [lead("Doe")] } });
    emulator.advance("59m");
    await idle();
    expect(told).toHaveLength(0);
    emulator.advance("1m");
    await until(() => told.length === 1);
    await keeper.close();
    emulator.advance("40d");
    await crm.records.create({ module: "Leads", body: { data: [lead("Roe")] } });
    await keep();
    await until(() => told.length === 2);
  });

  test("finds what happened right after the first start, though the keeper ended at once", async () => {
    const { emulator, crm, keep, told } = world();
    await (await keep()).close();
    await crm.records.create({ module: "Leads", body: { data: [lead("Doe")] } });
    emulator.advance("1h");
    await keep();
    await until(() => told.length > 0);
    expect(told).toMatchObject([{ operation: "insert", source: "check" }]);
  });

  test("tells only what is watched", async () => {
    const { emulator, crm, keep, told } = world();
    const { Leads: [old = ""] = [] } = emulator.seed({ Leads: [lead("Old")] });
    emulator.advance("10m");
    const keeper = await keep({ events: ["Leads.create"] });
    await crm.records.update({ module: "Leads", id: old, body: { data: [lead("Older")] } });
    await crm.records.delete({ module: "Leads", id: old });
    await crm.records.create({ module: "Leads", body: { data: [lead("New")] } });
    await keeper.check();
    expect(told.map(({ operation }) => operation)).toEqual(["insert"]);
  });

  test("costs two credits if nothing happened", async () => {
    const { emulator, keep } = world();
    const keeper = await keep();
    await idle();
    const { used } = emulator.credits();
    await keeper.check();
    expect(emulator.credits().used).toBe(used + 2);
  });

  test("comes back to what the handler rejected, in all modules", async () => {
    const { emulator, crm, keep, told } = world();
    let isDown = true;
    const keeper = await keep({
      events: ["Leads.all", "Contacts.all"],
      onEvent(event) {
        if (isDown && event.module === "Leads") throw new Error("the database is down");
        told.push(event);
      },
    });
    await crm.records.create({ module: "Leads", body: { data: [lead("Doe")] } });
    await crm.records.create({ module: "Contacts", body: { data: [{ Last_Name: "Roe" }] } });
    // Later than what a check looks at once more in any case.
    await idle();
    emulator.advance("10m");
    await expect(keeper.check()).rejects.toMatchObject({ code: "HANDLER_FAILED", details: { operation: "insert" } });
    expect(told.map(({ module }) => module)).toEqual(["Contacts"]);
    isDown = false;
    await keeper.check();
    expect(told.map(({ module }) => module)).toEqual(["Contacts", "Leads"]);
  });

  test("finds a record that was created before the change at which a check broke off, and changed after it", async () => {
    const { emulator, crm, keep, told } = world();
    let failing = "";
    const keeper = await keep({
      onEvent(event) {
        if (event.id === failing) throw new Error("the database is down");
        told.push(event);
      },
    });
    await idle();
    emulator.advance("10m");
    const create = async (name: string) => {
      const { data } = await crm.records.create({ module: "Leads", body: { data: [lead(name)] } });
      return data[0]?.status === "success" ? String(data[0].details.id) : "";
    };
    const moving = await create("Moving");
    emulator.advance("10s");
    await create("First");
    emulator.advance("10s");
    failing = await create("Second");
    emulator.advance("10s");
    await crm.records.update({ module: "Leads", id: moving, body: { data: [lead("Moved")] } });
    emulator.advance("10m");
    await expect(keeper.check()).rejects.toMatchObject({ code: "HANDLER_FAILED" });
    failing = "";
    emulator.advance("10m");
    await keeper.check();
    expect(kinds(told)).toContain(`insert ${moving}`);
  });

  test("after more than 60 days says that changes may be missing, and begins anew", async () => {
    const { emulator, crm, keep, told, problems } = world();
    const entries = new Map<string, string>();
    const store = {
      get: async (key: string) => entries.get(key),
      set: async (key: string, text: string) => void entries.set(key, text),
    };
    const keeper = await keep({ store });
    await keeper.close();
    emulator.advance("61d");
    await keep({ store });
    await until(() => problems.length > 0);
    expect(problems).toMatchObject([{ code: "CHANGES_MISSED", details: { module: "Leads" } }]);
    expect(problems[0]?.message).toContain("readRecords");
    await idle();
    emulator.advance("10m");
    await crm.records.create({ module: "Leads", body: { data: [lead("New")] } });
    emulator.advance("1h");
    await until(() => told.length > 0);
    expect(problems).toHaveLength(1);
  });

  test.each(["{", '{"version":1}', '{"version":1,"module":"Leads","query":"x","modified":"?","deleted":null}'])(
    "of the checkpoint %s says the same",
    async (text) => {
      const { keep, problems } = world();
      const entries = new Map<string, string>();
      await keep({
        store: {
          get: async (key) => entries.get(key) ?? (key.startsWith("checkpoint") ? text : undefined),
          set: async (key, value) => void entries.set(key, value),
        },
      });
      await until(() => problems.length > 0);
      expect(problems).toMatchObject([{ code: "CHANGES_MISSED" }]);
    },
  );

  test("of a module that queries do not serve is reported as impossible, once, and its channel is kept", async () => {
    const { emulator, keep, problems } = world();
    // The emulator has no such module.
    const opened = {
      code: "SUCCESS",
      status: "success",
      message: "",
      details: { events: [{ channel_expiry: new Date(hoursFromNow(23)).toISOString() }] },
    };
    emulator.faults.add({ operation: "notifications.enable", status: 201, body: { watch: [opened, opened] } });
    const keeper = await keep({ events: ["Activities.all" as never, "Leads.all"] });
    expect(keeper.channels).toHaveLength(2);
    await idle();
    emulator.advance("3h");
    await idle();
    await keeper.check();
    expect(problems).toMatchObject([{ code: "NO_WAY", details: { module: "Activities" } }]);
  });

  test("that the store fails is reported", async () => {
    const { emulator, keep, problems } = world();
    let isDown = false;
    const store = memoryNotificationStore();
    await keep({
      store: {
        ...store,
        get: async (key) => {
          if (isDown) throw new Error("connection refused");
          return store.get(key);
        },
      },
    });
    await idle();
    isDown = true;
    emulator.advance("1h");
    await until(() => problems.length > 0);
    expect(problems).toMatchObject([{ code: "NOTIFICATION_STORE_FAILED" }]);
  });
});

test("two keepers of one secret keep one channel, and tell each change once or twice", async () => {
  const { emulator, crm, keep, told } = world();
  const [one, two] = await Promise.all([keep(), keep()]);
  expect((await crm.notifications.list()).watch).toHaveLength(1);
  await crm.records.create({ module: "Leads", body: { data: [lead("Doe")] } });
  emulator.advance("1m");
  await Promise.all([one.check(), two.check()]);
  expect(new Set(kinds(told)).size).toBe(1);
});
