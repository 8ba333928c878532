import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isCrmError } from "../../../src/core/errors/errors.js";
import { readJson } from "../../../src/core/response/json.js";
import type { HttpResponse } from "../../../src/core/response/response.js";
import { createNodeTransport } from "../../../src/core/transport/node-transport.js";
import { createSend } from "../../../src/core/transport/send.js";
import type { Transport } from "../../../src/core/transport/transport.js";
import { FILE, failureOf, httpResponse, READ, request, SETTINGS } from "../../support/requests.js";
import { serve } from "../../support/servers/server.js";

const addresses = {
  api: "https://api.test",
  accounts: "https://accounts.test",
  content: "https://content.test",
  download: "https://download.test",
};
const sending = (transport: Transport) => createSend({ send: transport }, addresses, "/crm/v2", () => false);
const web = (body: string | ReadableStream | null, init: ResponseInit = {}) =>
  new Response(body, init) as unknown as HttpResponse;
const breaking = (error: unknown, init: ResponseInit = {}) =>
  web(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"data":'));
      },
      pull(controller) {
        controller.error(error);
      },
    }),
    init,
  );

test.each([
  [READ, "https://api.test/crm/v2/things"],
  [{ ...READ, base: "/crm/bulk/v2" }, "https://api.test/crm/bulk/v2/things"],
  [{ ...READ, server: "accounts" as const, base: "" }, "https://accounts.test/things"],
  [{ ...READ, server: "content" as const }, "https://content.test/crm/v2/things"],
  [{ ...READ, server: "download" as const, base: "" }, "https://download.test/things"],
])("%j goes to %s", async (operation, want) => {
  let got: string | undefined;
  const given = request({ operation });
  await sending(async (url, inner) => {
    got = url;
    expect(inner).toBe(given);
    return httpResponse(200);
  })(given);
  expect(got).toBe(want);
});

test("reads the answer to its end, so that it can be read again", async () => {
  const got = await sending(async () => web('\ufeff{"a":1}', { status: 400, headers: { "x-a": "1" } }))(request());
  expect([got.status, got.ok, got.headers.get("x-a"), await got.json(), await got.json()]).toEqual([
    400,
    false,
    "1",
    { a: 1 },
    { a: 1 },
  ]);
});

test("a body that breaks off is a failure of the connection, which may have reached the server", async () => {
  const cause = new TypeError("terminated", { cause: Object.assign(new Error("x"), { code: "UND_ERR_SOCKET" }) });
  for (const status of [200, 500]) {
    const error = await failureOf(sending(async () => breaking(cause, { status }))(request()));
    expect(isCrmError(error, "Network")).toBe(true);
    expect(error).toMatchObject({ code: "UND_ERR_SOCKET", operation: "getThing", mayHaveArrived: true, cause });
  }
});

test("a body that is cut off by the caller rejects with the caller's reason", async () => {
  const controller = new AbortController();
  const reason = { mine: true };
  const call = sending(async () => {
    controller.abort(reason);
    return breaking(new Error("aborted"));
  })(request({ signal: controller.signal }));
  expect(await failureOf(call)).toBe(reason);
});

test("a file is left to its reader", async () => {
  const file = web("content");
  expect(await sending(async () => file)(request({ operation: FILE }))).toBe(file);
});

test.each([
  [404, '{"code":"X"}'],
  [500, "<html>"],
])("a refusal with %i in the place of a file is read", async (status, text) => {
  const got = await sending(async () => web(text, { status }))(request({ operation: FILE }));
  expect(await got.text()).toBe(text);
  expect(await got.text()).toBe(text);
});

test("a file that is not there leaves nothing unread, which would hold the connection", async () => {
  let read = false;
  const nothing = { ...httpResponse(204), status: 204, ok: true, headers: new Headers() } as unknown as HttpResponse;
  const unread = Object.assign(nothing, {
    text: async () => {
      read = true;
      return "";
    },
  });
  expect((await sending(async () => unread)(request({ operation: FILE }))).status).toBe(204);
  expect(read).toBe(true);
});

test.each(["plain", "gzip"])("JSON of any kind arrives as it was, in whatever pieces it comes: %s", async (coding) => {
  let bytes = Buffer.alloc(0);
  let size = 1;
  await using server = await serve((_, outgoing) => {
    outgoing.writeHead(200, {
      "content-type": "application/json",
      ...(coding === "gzip" && { "content-encoding": coding }),
    });
    // Without a length each of them is a chunk of its own, and comes as one.
    for (let at = 0; at < bytes.length; at += size) outgoing.write(bytes.subarray(at, at + size));
    outgoing.end();
  });
  const transport = createNodeTransport(SETTINGS);
  const { url } = server;
  const send = createSend(transport, { api: url, accounts: url, content: url, download: url }, "", () => false);
  const value = fc.jsonValue({ stringUnit: "binary", maxDepth: 3 });
  // One byte parts every character that has several.
  const sizes = fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 50 }));
  await fc.assert(
    fc.asyncProperty(value, sizes, async (given, pieces) => {
      const text = JSON.stringify(["Größe 😀", given]);
      bytes = coding === "gzip" ? gzipSync(text) : Buffer.from(text);
      size = pieces;
      expect(await (await send(request())).json()).toEqual(readJson(text));
    }),
    { numRuns: 200 },
  );
  transport.close();
});
