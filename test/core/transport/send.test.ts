import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isCrmError } from "../../../src/core/errors/errors.js";
import { readJson } from "../../../src/core/response/json.js";
import type { HttpResponse } from "../../../src/core/response/response.js";
import { createSend } from "../../../src/core/transport/send.js";
import type { Transport } from "../../../src/core/transport/transport.js";
import { FILE, failureOf, httpResponse, READ, request } from "../../support/requests.js";
import { serve } from "../../support/servers/server.js";
import { openTransport } from "./node-transport/open-transport.js";

const addresses = {
  api: "https://api.test",
  accounts: "https://accounts.test",
  content: "https://content.test",
  download: "https://download.test",
};
const sendThrough = (transport: Transport) => createSend({ send: transport }, addresses, "/crm/v2", () => false);
const webResponse = (body: string | ReadableStream | null, init: ResponseInit = {}) =>
  new Response(body, init) as unknown as HttpResponse;
/** A response whose body fails with the error. */
const brokenResponse = (error: unknown, init: ResponseInit = {}) =>
  webResponse(
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
])("%j is sent to %s", async (operation, want) => {
  let sentTo: string | undefined;
  const sent = request({ operation });
  await sendThrough(async (url, inner) => {
    sentTo = url;
    expect(inner).toBe(sent);
    return httpResponse(200);
  })(sent);
  expect(sentTo).toBe(want);
});

test("a response is received to its end, so that it can be read repeatedly", async () => {
  const received = webResponse('\ufeff{"a":1}', { status: 400, headers: { "x-a": "1" } });

  const response = await sendThrough(async () => received)(request());

  expect([response.status, response.ok, response.headers.get("x-a")]).toEqual([400, false, "1"]);
  expect([await response.json(), await response.json()]).toEqual([{ a: 1 }, { a: 1 }]);
});

test("a truncated body is a connection failure, and the request may have been carried out", async () => {
  const cause = new TypeError("terminated", { cause: Object.assign(new Error("x"), { code: "UND_ERR_SOCKET" }) });
  for (const status of [200, 500]) {
    const error = await failureOf(sendThrough(async () => brokenResponse(cause, { status }))(request()));
    expect(isCrmError(error, "Network")).toBe(true);
    expect(error).toMatchObject({ code: "UND_ERR_SOCKET", operation: "getThing", mayHaveArrived: true, cause });
  }
});

test("if the caller aborts while the body arrives, the call rejects with the caller's reason", async () => {
  const controller = new AbortController();
  const reason = { mine: true };
  const call = sendThrough(async () => {
    controller.abort(reason);
    return brokenResponse(new Error("aborted"));
  })(request({ signal: controller.signal }));
  expect(await failureOf(call)).toBe(reason);
});

test("a file is left for the caller to read", async () => {
  const file = webResponse("content");
  expect(await sendThrough(async () => file)(request({ operation: FILE }))).toBe(file);
});

test.each([
  [404, '{"code":"X"}'],
  [500, "<html>"],
])("an error with status %i instead of a file is received to its end", async (status, text) => {
  const response = await sendThrough(async () => webResponse(text, { status }))(request({ operation: FILE }));
  expect(await response.text()).toBe(text);
  expect(await response.text()).toBe(text);
});

test("the response for a file that does not exist is read, because it would occupy its connection", async () => {
  let isRead = false;
  const empty = { ...httpResponse(204), status: 204, ok: true, headers: new Headers() } as unknown as HttpResponse;
  const unread = Object.assign(empty, {
    text: async () => {
      isRead = true;
      return "";
    },
  });
  expect((await sendThrough(async () => unread)(request({ operation: FILE }))).status).toBe(204);
  expect(isRead).toBe(true);
});

test.each(["plain", "gzip"])("any JSON arrives unchanged, however it is split into chunks: %s", async (coding) => {
  let bytes = Buffer.alloc(0);
  let size = 1;
  await using server = await serve((_, outgoing) => {
    outgoing.writeHead(200, {
      "content-type": "application/json",
      ...(coding === "gzip" && { "content-encoding": coding }),
    });
    // Without a length, each of these is sent as a chunk of its own.
    for (let at = 0; at < bytes.length; at += size) outgoing.write(bytes.subarray(at, at + size));
    outgoing.end();
  });
  const { url } = server;
  const send = createSend(openTransport(), { api: url, accounts: url, content: url, download: url }, "", () => false);
  const value = fc.jsonValue({ stringUnit: "binary", maxDepth: 3 });
  // Chunks of one byte split every multi-byte character.
  const sizes = fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 50 }));
  await fc.assert(
    fc.asyncProperty(value, sizes, async (json, chunkSize) => {
      const text = JSON.stringify(["Größe 😀", json]);
      bytes = coding === "gzip" ? gzipSync(text) : Buffer.from(text);
      size = chunkSize;
      expect(await (await send(request())).json()).toEqual(readJson(text));
    }),
    { numRuns: 200 },
  );
});
