/** Files, whose body is streamed to the caller. */
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { toDownload } from "../../../../src/core/download/download.js";
import { isCrmError } from "../../../../src/core/errors/errors.js";
import { readBody } from "../../../../src/core/response/response.js";
import { createSend } from "../../../../src/core/transport/send.js";
import { deferred, FILE, failureOf, request } from "../../../support/requests.js";
import { serve } from "../../../support/servers/server.js";
import { openTransport } from "./open-transport.js";

const content = Buffer.alloc(300_000, "0123456789");

/** Lets data that has arrived be processed. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Collects the uncaught exceptions of the rest of the test. */
function uncaughtExceptions(): unknown[] {
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  process.on("uncaughtException", onError);
  onTestFinished(() => void process.off("uncaughtException", onError));
  return errors;
}

test("a file arrives whole, as bytes or as a stream, even if its body was accessed before", async () => {
  const headers = { "content-length": String(content.length), "content-disposition": "x; filename=a.bin" };
  await using server = await serve((_, outgoing) => outgoing.writeHead(200, headers).end(content));
  const { send } = openTransport();
  const download = async () => {
    const response = await send(server.url, request({ operation: FILE }));
    // openapi-fetch accesses the stream and leaves it to the caller of the operation.
    void response.body;
    return toDownload(FILE, response);
  };

  const bytes = await (await download()).arrayBuffer();
  const streamed = await new Response((await download()).body).arrayBuffer();

  expect(Buffer.from(bytes).equals(content)).toBe(true);
  expect(Buffer.from(streamed).equals(content)).toBe(true);
  expect(server.connections).toBe(1);
});

test.each<[string, Record<string, string>, Buffer]>([
  ["as it is", {}, content],
  ["compressed", { "content-encoding": "gzip" }, gzipSync(content)],
])("the chunks of a file that was sent %s are passed on as they arrive", async (_, headers, bytes) => {
  await using server = await serve((_incoming, outgoing) => outgoing.writeHead(200, headers).end(bytes));
  const { send } = openTransport();
  for (const isAccessed of [false, true]) {
    const response = await send(server.url, request({ operation: FILE }));
    if (isAccessed) void response.body;
    const chunks: Uint8Array[] = [];
    await readBody(response, (chunk) => void chunks.push(chunk));
    expect(Buffer.concat(chunks).equals(content)).toBe(true);
  }
  expect(server.connections).toBe(1);
});

test("a file is passed on until its consumer fails, which closes the connection", async () => {
  await using server = await serve((_, outgoing) => void outgoing.writeHead(200).write(content));
  const { send } = openTransport({ idleTimeout: 3_600_000 });
  for (const isAccessed of [false, true]) {
    const response = await send(server.url, request({ operation: FILE }));
    if (isAccessed) void response.body;
    const failure = new Error("enough");
    const reading = readBody(response, () => {
      throw failure;
    });
    expect(await failureOf(reading)).toBe(failure);
  }
  await expect.poll(() => server.open).toBe(0);
});

test("a file that is passed on fails with its connection, and with the caller's signal", async () => {
  const sockets: ServerResponse[] = [];
  await using server = await serve((_, outgoing) => {
    sockets.push(outgoing);
    outgoing.writeHead(200, { "content-length": "1000000" }).write(content);
  });
  const { send } = openTransport();
  const abort = new AbortController();

  const lost = await send(server.url, request({ operation: FILE }));
  const cut = failureOf(readBody(lost, () => sockets[0]?.socket?.destroy()));
  const aborted = await send(server.url, request({ operation: FILE, signal: abort.signal }));
  const ended = failureOf(readBody(aborted, () => abort.abort("enough")));

  expect(await cut).toMatchObject({ name: "NetworkError", code: "ECONNRESET" });
  expect(await ended).toBe("enough");
});

test("a file that is cancelled just as more of it arrives ends silently", async () => {
  const errors = uncaughtExceptions();
  await using server = await serve((_, outgoing) => outgoing.end(Buffer.alloc(300_000, "x")));

  for (let hops = 0; hops < 10; hops += 1) {
    const response = await openTransport().send(server.url, request({ operation: FILE }));
    // By then, some of the file waits to be read.
    await turns();
    const { body } = response;
    for (let hop = 0; hop < hops; hop += 1) await undefined;
    await body?.cancel();
    await turns();
  }

  expect(errors).toEqual([]);
});

test("a file that is cancelled before a byte was read closes its connection", async () => {
  const closed = deferred<void>();
  await using server = await serve((incoming, outgoing) => {
    incoming.socket.on("close", () => closed.resolve());
    outgoing.writeHead(200, { "content-length": "1000000" }).write("x");
  });
  const { send } = openTransport();

  await (await send(server.url, request({ operation: FILE }))).body?.cancel();

  await closed.promise;
});

test.each<[string, Buffer, Record<string, string>]>([
  ["with content", Buffer.from("0123456789"), {}],
  ["with compressed content", gzipSync("0123456789"), { "content-encoding": "gzip" }],
  ["without content", Buffer.alloc(0), {}],
])("a file %s that is cancelled after all of it has arrived ends silently", async (_, body, headers) => {
  const errors = uncaughtExceptions();
  await using server = await serve((_incoming, outgoing) => outgoing.writeHead(200, headers).end(body));
  const { send } = openTransport();

  for (let ticks = 0; ticks < 10; ticks += 1) {
    const response = await send(server.url, request({ operation: FILE }));
    for (let tick = 0; tick < ticks; tick += 1) await undefined;
    await response.body?.cancel();
  }

  await expect.poll(() => server.open).toBe(0);
  expect(errors).toEqual([]);
});

test("a file whose connection was reset before anybody read it is a failure, not an empty file", async () => {
  const sockets: ServerResponse[] = [];
  await using server = await serve((_, outgoing) => {
    sockets.push(outgoing);
    outgoing.writeHead(200, { "content-length": "10" }).write("01234");
  });
  const response = await openTransport().send(server.url, request({ operation: FILE }));

  const closed = deferred<void>();
  sockets[0]?.socket?.once("close", () => closed.resolve());
  sockets[0]?.socket?.resetAndDestroy();
  await closed.promise;
  await new Promise((resolve) => setTimeout(resolve, 20));

  expect(isCrmError(await failureOf(response.arrayBuffer()), "Network")).toBe(true);
});

test("a file that does not exist releases its connection", async () => {
  await using server = await serve((_, outgoing) => outgoing.writeHead(204).end());
  const addresses = { api: server.url, accounts: server.url, content: server.url, download: server.url };
  const send = createSend(openTransport(), addresses, "", () => false);

  for (let call = 0; call < 3; call += 1) expect((await send(request({ operation: FILE }))).status).toBe(204);

  expect(server.connections).toBe(1);
});
