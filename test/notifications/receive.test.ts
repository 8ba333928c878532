import { once } from "node:events";
import { createServer, type RequestListener, request } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { NotificationMessage } from "../../generated/models.js";
import { createClient } from "../../src/client.js";
import { isCrmError } from "../../src/core/errors/errors.js";
import { createEmulator } from "../../src/emulator/index.js";
import {
  memoryNotificationStore,
  type NotificationEvent,
  type NotificationStore,
  type ReceiveOptions,
  receive,
} from "../../src/notifications/index.js";
import { secretOf } from "../../src/notifications/secret.js";

const NOW = Date.UTC(2026, 4, 14, 9, 30);
const SECRET = "a secret of more than 32 characters";
const CHANNEL = "9007199254740991";

const emulator = createEmulator({ now: () => NOW, defaultData: false });
const crm = createClient(emulator.clientOptions());
const start = emulator.snapshot();
const token = await secretOf(SECRET).token(CHANNEL, NOW);
let store: NotificationStore;
let told: NotificationEvent[];
let options: ReceiveOptions;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  emulator.restore(start);
  store = memoryNotificationStore();
  told = [];
  options = { crm, secret: SECRET, store, onEvent: (event) => void told.push(event) };
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(async () => {
  await crm.close();
  await emulator.close();
});

const message = (more: Partial<NotificationMessage> = {}): NotificationMessage => ({
  server_time: NOW,
  module: "Leads",
  ids: ["41", "42"],
  affected_fields: [{ "41": ["Company"] }],
  operation: "update",
  channel_id: CHANNEL,
  token,
  ...more,
});
const text = (more?: Partial<NotificationMessage>): string => JSON.stringify(message(more));
const bytes = (more?: Partial<NotificationMessage>): Uint8Array => new TextEncoder().encode(text(more));
const posted = (
  body: string | Uint8Array<ArrayBuffer> | null,
  headers: Record<string, string> = { "content-type": "application/json" },
): Request => new Request("https://example.com/zoho", { method: "POST", headers, body });

/** Starts a server. @returns its address */
async function served(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Responds with what the error says, as Express does. */
const plain: RequestListener = (incoming, response) => {
  receive(incoming, options).then(
    ({ events }) => response.end(String(events)),
    (error) => response.writeHead(isCrmError(error) ? (error.status ?? 500) : 500).end(),
  );
};
const post = (
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = { "content-type": "application/json" },
) => fetch(url, { method: "POST", body, headers });

/** A handler that does not end by itself. */
function gate() {
  let [reach, finish] = [(): void => undefined, (): void => undefined];
  let fail = (_: Error): void => undefined;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const handled = new Promise<void>((resolve, reject) => {
    [finish, fail] = [resolve, reject];
  });
  const onEvent = (): Promise<void> => {
    reach();
    return handled;
  };
  return { reached, onEvent, finish: () => finish(), fail: (error: Error) => fail(error) };
}

/** The error of a message. */
const refused = (input: Parameters<typeof receive>[0], more: Partial<ReceiveOptions> = {}) =>
  receive(input, { ...options, ...more }).then(
    () => expect.unreachable(),
    (error: unknown) => {
      if (!isCrmError(error)) throw error;
      expect(`${error.message} ${JSON.stringify(error.details)} ${String(error.cause)}`).not.toContain(
        token.slice(0, 12),
      );
      return error;
    },
  );

describe("an event", () => {
  test("says what happened", async () => {
    expect(await receive(message(), options)).toEqual({ events: 2, doubles: 0 });
    const all = { module: "Leads", operation: "update", time: new Date(NOW), source: "notification" };
    expect(told).toMatchObject([
      { ...all, id: "41", fields: ["Company"] },
      { ...all, id: "42", fields: [] },
    ]);
  });

  test("reads the record as it is, when the program asks for it", async () => {
    const { Leads: [id = ""] = [] } = emulator.seed({ Leads: [{ Last_Name: "Doe" }] });
    const { used } = emulator.credits();
    await receive(message({ ids: [id] }), options);
    expect(emulator.credits().used).toBe(used);
    await crm.records.update({ module: "Leads", id, body: { data: [{ Last_Name: "Roe" }] } });
    expect(await told[0]?.record()).toMatchObject({ id, Last_Name: "Roe" });
    await crm.records.delete({ module: "Leads", id });
    expect(await told[0]?.record()).toBeUndefined();
  });

  test("has the exact id, though it came as a number that JSON cannot hold", async () => {
    await receive(text().replace('"41"', "4100000000000688016").replace(`"${CHANNEL}"`, CHANNEL), options);
    expect(told.map(({ id }) => id)).toEqual(["4100000000000688016", "42"]);
  });
});

describe("a message arrives", () => {
  test.each([
    ["parsed", () => message()],
    ["as text", () => text()],
    ["as bytes", () => bytes()],
    ["as a Buffer", () => Buffer.from(text())],
    ["as a Request", () => posted(text())],
    ["as a Request of another content type", () => posted(text(), { "content-type": "text/plain" })],
    ["with a parsed body", () => ({ headers: {}, body: message(), async *[Symbol.asyncIterator]() {} })],
    ["with a body as text", () => ({ headers: {}, body: text(), async *[Symbol.asyncIterator]() {} })],
    ["with a body as bytes", () => ({ headers: {}, body: bytes(), async *[Symbol.asyncIterator]() {} })],
  ])("%s", async (_, input) => {
    expect(await receive(input(), options)).toEqual({ events: 2, doubles: 0 });
  });

  test("at Node's server", async () => {
    expect(await (await post(await served(plain), text())).text()).toBe("2");
  });

  test.each([
    ["without a parser", undefined],
    ["parsed as JSON", express.json()],
    ["parsed as text", express.text({ type: "*/*" })],
    ["parsed as bytes", express.raw({ type: "*/*" })],
    ["unparsed, because the parser is for another type", express.json({ type: "text/other" })],
  ])("at Express, %s", async (_, parser) => {
    const app = express();
    // As Express 4 does.
    app.use((incoming, _response, next) => {
      incoming.body ??= {};
      next();
    });
    if (parser !== undefined) app.use(parser);
    app.post("/", async (incoming, response) => {
      response.send(String((await receive(incoming, options)).events));
    });
    const url = await served(app);
    expect(await (await post(url, text())).text()).toBe("2");
    // Express responds with the status of the error.
    expect((await post(url, text({ token: "forged", server_time: NOW + 1 }))).status).toBe(401);
  });
});

describe("a hostile body", () => {
  test.each([
    ["nothing", "", 400],
    ["HTML", "<html>", 400],
    ["half a message", text().slice(0, 60), 400],
    ["bytes that are not UTF-8", new Uint8Array([123, 255, 125]), 400],
    ["deep nesting", "[".repeat(500_000), 400],
    ["deep nesting that ends", "[".repeat(100_000) + "]".repeat(100_000), 400],
    ["long numbers", `[${"1".repeat(900_000)}]`, 400],
    ["more than a mebibyte", " ".repeat(2 ** 20 + 1), 413],
  ])("%s", async (_, body, status) => {
    for (const input of [body, posted(body)]) {
      expect(await refused(input)).toMatchObject({ code: "INVALID_NOTIFICATION", status });
    }
    expect((await post(await served(plain), body)).status).toBe(status);
    expect(told).toEqual([]);
  });

  test("a Request that was read before, or has no body", async () => {
    const read = posted(text());
    await read.text();
    expect(await refused(read)).toMatchObject({ code: "INVALID_NOTIFICATION", status: 500 });
    expect(await refused(posted(null))).toMatchObject({ code: "INVALID_NOTIFICATION", status: 400 });
  });

  test("one that Node's server has read before", async () => {
    const statuses: unknown[] = [];
    const url = await served(async (incoming, response) => {
      for await (const _ of incoming);
      statuses.push((await refused(incoming)).status);
      response.end();
    });
    await post(url, text());
    expect(statuses).toEqual([500]);
  });

  test("one without an end is refused once it is too large", async () => {
    let wasCancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
      cancel: () => {
        wasCancelled = true;
      },
    });
    const input = new Request("https://example.com", { method: "POST", body: endless, duplex: "half" } as RequestInit);
    expect(await refused(input)).toMatchObject({ status: 413 });
    expect(wasCancelled).toBe(true);
  });

  test("one that never ends is given up after ten seconds, and its sender gets the response", async () => {
    const url = await served((incoming, response) => {
      plain(incoming, response);
      incoming.once("data", () => setImmediate(() => emulator.advance("11s")));
    });
    const sending = request(url, { method: "POST", headers: { "content-length": 1_000 } });
    sending.write("{");
    const [response] = await once(sending, "response");
    expect(response.statusCode).toBe(408);
    sending.destroy();
  });

  test("one whose sender leaves", async () => {
    const outcome = new Promise((resolve) => {
      void served((incoming) => resolve(refused(incoming))).then((url) => {
        const sending = request(url, { method: "POST", headers: { "content-length": 1_000 } });
        sending.on("error", () => undefined);
        sending.write("{", () => sending.destroy());
      });
    });
    expect(await outcome).toMatchObject({ code: "INVALID_NOTIFICATION", status: 400 });
  });
});

describe("a message is refused", () => {
  test.each([
    ["without a token", { token: null }],
    ["with an empty token", { token: "" }],
    ["with a token of the same length", { token: token.replace(/.$/, "_").replace(/^1./, "1z") }],
    ["with the token of another channel", { channel_id: "10001" }],
  ])("%s", async (_, more) => {
    expect(await refused(message(more))).toMatchObject({ code: "FORGED_NOTIFICATION", status: 401 });
    expect(told).toEqual([]);
  });

  test("of another secret", async () => {
    const error = await refused(message(), { secret: `${SECRET}!` });
    expect(error).toMatchObject({ code: "FORGED_NOTIFICATION", status: 401 });
    expect(String(error)).not.toContain(SECRET);
  });

  test("when it is replayed ten minutes later, or of a time to come", async () => {
    emulator.advance("10m");
    expect(await receive(message(), options)).toMatchObject({ events: 2 });
    emulator.advance("1s");
    const old = await refused(message());
    expect(old).toMatchObject({ code: "OLD_NOTIFICATION", status: 401 });
    expect(old.message).toContain("601 s old");
    expect(await receive(message({ server_time: NOW + 1 }), { ...options, maxAge: 700_000 })).toMatchObject({
      events: 2,
    });
    const ahead = await refused(message({ server_time: NOW + 20 * 60_000 }));
    expect(ahead.message).toContain("ahead of the clock");
  });

  test("with a token of a channel that expired more than an hour ago", async () => {
    emulator.advance("25h");
    expect(await receive(message({ server_time: NOW + 25 * 3_600_000 }), options)).toMatchObject({ events: 2 });
    emulator.advance("1m");
    // Also without a time of its own.
    expect(await refused(message({ server_time: undefined as never }))).toMatchObject({ code: "OLD_NOTIFICATION" });
  });
});

describe("a double", () => {
  test("is not delivered again", async () => {
    expect(await receive(text(), options)).toEqual({ events: 2, doubles: 0 });
    expect(await receive(text(), options)).toEqual({ events: 0, doubles: 2 });
    expect(await receive(text({ ids: ["42", "43", "43"] }), options)).toEqual({ events: 1, doubles: 1 });
    expect(told.map(({ id }) => id)).toEqual(["41", "42", "43"]);
  });

  test("is one of the same operation and time only", async () => {
    await receive(text({ ids: ["41"] }), options);
    for (const more of [{ operation: "insert" }, { operation: "delete" }, { server_time: NOW + 1 }, { ids: ["410"] }]) {
      expect(await receive(text({ ids: ["41"], ...more }), options)).toEqual({ events: 1, doubles: 0 });
    }
  });

  test("without a time, is a creation or a deletion: two updates may be two", async () => {
    const outcomes = [];
    for (const operation of ["insert", "update", "delete"]) {
      const old = message({ operation, ids: ["41"] });
      delete old.server_time;
      await receive(old, options);
      outcomes.push((await receive(old, options)).doubles);
    }
    expect(outcomes).toEqual([1, 0, 1]);
  });

  test("that arrives while the first is handled waits for it, also at another receiver of the store", async () => {
    const handler = gate();
    const first = receive(text({ ids: ["41"] }), { ...options, onEvent: handler.onEvent });
    await handler.reached;
    let isDone = false;
    const second = receive(text({ ids: ["41"] }), options).finally(() => {
      isDone = true;
    });
    // Takes as long as the second, which must wait.
    await receive(text({ ids: ["42"] }), options);
    expect([told.map(({ id }) => id), isDone]).toEqual([["42"], false]);
    handler.finish();
    expect(await Promise.all([first, second])).toEqual([
      { events: 1, doubles: 0 },
      { events: 0, doubles: 1 },
    ]);
  });
});

describe("if the handler fails", () => {
  const failsAt = (failing: string): ReceiveOptions => ({
    ...options,
    async onEvent(event) {
      if (event.id === failing) throw new TypeError("the database is down");
      told.push(event);
    },
  });

  test("its error comes out, the rest waits, and a repeated message brings what was not handled", async () => {
    const all = message({ ids: ["41", "42", "43"] });
    await expect(receive(all, failsAt("42"))).rejects.toThrow(new TypeError("the database is down"));
    expect(told.map(({ id }) => id)).toEqual(["41"]);
    expect(await receive(all, options)).toEqual({ events: 2, doubles: 1 });
    expect(told.map(({ id }) => id)).toEqual(["41", "42", "43"]);
  });

  test("a double that waited for it is delivered", async () => {
    const handler = gate();
    const first = receive(text({ ids: ["41"] }), { ...options, onEvent: handler.onEvent });
    await handler.reached;
    const second = receive(text({ ids: ["41"] }), options);
    handler.fail(new Error("the database is down"));
    await expect(first).rejects.toThrow("the database is down");
    expect(await second).toEqual({ events: 1, doubles: 0 });
  });
});

describe("the store", () => {
  const down = async (): Promise<never> => {
    throw new Error("connection refused");
  };

  test("that cannot be read is named, and nothing is delivered", async () => {
    const error = await refused(message(), { store: { get: down, set: down } });
    expect(error).toMatchObject({ code: "NOTIFICATION_STORE_FAILED", status: undefined, retryable: true });
    expect(error.message).toContain("connection refused");
    expect(told).toEqual([]);
  });

  test("that has something else is written anew", async () => {
    const odd = { get: async () => "{", set: async () => undefined };
    expect(await receive(message(), { ...options, store: odd })).toEqual({ events: 2, doubles: 0 });
    const none = { get: async () => null as never, set: async () => undefined };
    expect(await receive(message(), { ...options, store: none })).toEqual({ events: 2, doubles: 0 });
  });

  test("gets short keys and texts of plain characters, for longer than tokens live", async () => {
    const seen: [string, string, number][] = [];
    const spy = {
      get: async () => undefined,
      set: async (...entry: [string, string, number]) => void seen.push(entry),
    };
    await receive(message(), { ...options, store: spy });
    expect(seen).toHaveLength(2);
    for (const [key, entry, life] of seen) {
      expect(key).toMatch(/^[\w/.-]{1,200}$/);
      expect(entry.length).toBeLessThan(1_000);
      expect(life).toBeGreaterThan(25 * 3_600_000);
    }
  });
});

test.each([
  ["a short secret", { secret: "short" }, "WEAK_SECRET"],
  ["no store", { store: undefined as never }, "INVALID_PARAMETERS"],
  ["an age of none", { maxAge: 0 }, "INVALID_PARAMETERS"],
  ["an age that is not a number", { maxAge: "1h" as never }, "INVALID_PARAMETERS"],
])("%s is a mistake of the program", async (_, more, code) => {
  expect(await refused(message(), more)).toMatchObject({ code });
});
