/** How a response is read from the socket: content encodings, status, headers, and what is not HTTP at all. */
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { isCrmError } from "../../../../src/core/errors/errors.js";
import { FILE, failureOf, request } from "../../../support/requests.js";
import { serve } from "../../../support/servers/server.js";
import { openTransport } from "./open-transport.js";

/** Reads a stream to its end, and keeps nothing. */
const readAll = async (body: ReadableStream<Uint8Array> | null): Promise<void> => {
  const reader = body?.getReader();
  while ((await reader?.read())?.done === false);
};

describe("the body", () => {
  const content = JSON.stringify({ text: "größer ".repeat(5_000) });

  test.each<[string, Record<string, string>, Buffer]>([
    ["without an encoding", {}, Buffer.from(content)],
    ["as identity", { "content-encoding": "identity" }, Buffer.from(content)],
    ["as gzip", { "content-encoding": "gzip" }, gzipSync(content)],
    ["as GZIP in capitals", { "content-encoding": "GZIP" }, gzipSync(content)],
    ["as deflate", { "content-encoding": "deflate" }, deflateSync(content)],
    ["as deflate without a zlib header", { "content-encoding": "deflate" }, deflateRawSync(content)],
    ["as x-gzip", { "content-encoding": "x-gzip" }, gzipSync(content)],
    ["as br", { "content-encoding": "br" }, brotliCompressSync(content)],
    ["as gzip, then br", { "content-encoding": "gzip, br" }, brotliCompressSync(gzipSync(content))],
    ["in Latin 1", { "content-type": "text/plain; charset=ISO-8859-1" }, Buffer.from(content, "latin1")],
    ["with a byte-order mark", { "content-type": "application/json;charset=UTF-8" }, Buffer.from(`\ufeff${content}`)],
  ])("sent %s is decoded", async (_, headers, bytes) => {
    await using server = await serve((_incoming, outgoing) => outgoing.writeHead(200, headers).end(bytes));
    const { send } = openTransport();

    expect(await (await send(server.url, request())).text()).toBe(content);
    expect(await (await send(server.url, request())).json()).toEqual(JSON.parse(content));
    if ("content-type" in headers) return;
    expect(Buffer.from(await (await send(server.url, request())).arrayBuffer()).toString()).toBe(content);
    expect(await new Response((await send(server.url, request())).body).text()).toBe(content);
  });

  test.each<[string, string, Buffer, object]>([
    [
      "more encodings than a server applies",
      `${"gzip, ".repeat(3)}br`,
      Buffer.from("x"),
      { code: "UNREADABLE_ANSWER" },
    ],
    ["an unknown encoding", "zstd", Buffer.from("x"), { code: "UNREADABLE_ANSWER", details: { encoding: "zstd" } }],
    ["corrupt gzip", "gzip", Buffer.from("no such thing"), { code: "UNREADABLE_ANSWER", retryable: false }],
    ["truncated gzip", "gzip", gzipSync(content).subarray(0, 100), { code: "TRUNCATED_ANSWER", retryable: true }],
    ["truncated br", "br", brotliCompressSync(content).subarray(0, 20), { name: "ResponseError" }],
  ])("with %s is a ResponseError, whether it is buffered or streamed", async (_, encoding, bytes, want) => {
    await using server = await serve((_incoming, outgoing) =>
      outgoing.writeHead(200, { "content-encoding": encoding }).end(bytes),
    );
    const { send } = openTransport();

    for (const operation of [request().operation, FILE]) {
      const response = await send(server.url, request({ operation }));
      const error = await failureOf(operation === FILE ? new Response(response.body).text() : response.text());
      expect(error).toMatchObject({ name: "ResponseError", status: 200, operation: operation.id, ...want });
    }
  });

  test("that is tiny and decodes to far more than fits in memory is cut off while the program goes on", async () => {
    const bomb = brotliCompressSync(Buffer.alloc(100_000_000), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
    expect(bomb.length).toBeLessThan(4_096);
    await using server = await serve((_, outgoing) => outgoing.writeHead(200, { "content-encoding": "br" }).end(bomb));
    const { send } = openTransport({ maxAnswerSize: 50_000_000 });
    for (const operation of [request().operation, FILE]) {
      const response = await send(server.url, request({ operation }));
      let turns = 0;
      const turn = () => {
        turns += 1;
        next = setImmediate(turn);
      };
      let next = setImmediate(turn);
      const error = await failureOf(operation === FILE ? readAll(response.body) : response.text());
      clearImmediate(next);
      expect(error).toMatchObject({ name: "ResponseError", code: "ANSWER_TOO_LARGE", operation: operation.id });
      expect(turns).toBeGreaterThan(50);
    }
  });

  test("of a compressed file may be larger than what fits in memory", async () => {
    const content = Buffer.from(Array.from({ length: 30_000 }, (_, row) => `${row},Doe,ann@example.com\n`).join(""));
    const headers = { "content-encoding": "gzip" };
    await using server = await serve((_, outgoing) => outgoing.writeHead(200, headers).end(gzipSync(content)));
    const response = await openTransport({ maxAnswerSize: 1_000 }).send(server.url, request({ operation: FILE }));
    expect(Buffer.from(await new Response(response.body).arrayBuffer()).equals(content)).toBe(true);
  });

  test.each([204, 304, 200])("of an empty %i is empty, even if the header says that it is gzip", async (status) => {
    await using server = await serve((_, outgoing) => outgoing.writeHead(status, { "content-encoding": "gzip" }).end());

    const response = await openTransport().send(server.url, request());

    expect([response.status, await response.text()]).toEqual([status, ""]);
  });
});

test.each([
  [200, true],
  [299, true],
  [300, false],
  [404, false],
  [503, false],
])("a response with status %i is ok: %s", async (status, ok) => {
  await using server = await serve((_, outgoing) => outgoing.writeHead(status).end("x"));

  const response = await openTransport().send(server.url, request());

  expect([response.status, response.ok, await response.text()]).toEqual([status, ok, "x"]);
});

test("headers are found in any case, and several with the same name are joined", async () => {
  const sent = ["X-One", "1", "Set-Cookie", "a", "Set-Cookie", "b"];
  await using server = await serve((_, outgoing) => outgoing.writeHead(200, sent).end());

  const response = await openTransport().send(server.url, request());
  await response.text();

  const { headers } = response;
  expect(["x-ONE", "set-cookie", "none"].map((name) => headers.get(name))).toEqual(["1", "a, b", null]);
  expect([headers.has("X-One"), headers.has("none")]).toEqual([true, false]);
  expect(Object.fromEntries(headers.entries())).toMatchObject({ "x-one": "1", "set-cookie": "a, b" });
});

test("a redirect is returned, not followed", async () => {
  await using server = await serve((_, outgoing) => outgoing.writeHead(302, { location: "http://other.test/" }).end());

  const response = await openTransport().send(server.url, request());

  expect([response.status, await response.text()]).toEqual([302, ""]);
});

test("a protocol switch that nobody requested is a failure, not an endless wait", async () => {
  await using server = await serve((incoming) => {
    incoming.socket.end("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n");
  });

  expect(isCrmError(await failureOf(openTransport().send(server.url, request())), "Network")).toBe(true);
});

test("a response that is not HTTP is a connection failure", async () => {
  await using server = await serve((incoming) => incoming.socket.end("SSH-2.0-x\r\n"));

  expect(isCrmError(await failureOf(openTransport().send(server.url, request())), "Network")).toBe(true);
});
