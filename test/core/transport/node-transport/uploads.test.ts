/** Bodies that are written while they are read from their source. */
import type { IncomingHttpHeaders } from "node:http";
import { expect, test } from "vitest";
import { multipartBody } from "../../../../src/core/request/multipart.js";
import type { EncodedBody, PreparedRequest } from "../../../../src/core/request/request.js";
import { deferred, failureOf, request } from "../../../support/requests.js";
import { bodyOf, serve } from "../../../support/servers/server.js";
import { openTransport } from "./open-transport.js";

const part = new Uint8Array(100_000).fill(7);

async function* tenParts() {
  for (let count = 0; count < 10; count += 1) yield part;
}

const upload = (data: AsyncIterable<Uint8Array> | Uint8Array): Partial<PreparedRequest> => {
  const body = multipartBody({ file: { name: "a.bin", data } });
  return { method: "POST", body, headers: { "content-type": body.contentType } };
};

interface Received {
  headers?: IncomingHttpHeaders;
  bytes?: number;
}

/** A server that records the last upload. */
const receive = (received: Received = {}) =>
  serve(async (incoming, outgoing) => {
    Object.assign(received, { headers: incoming.headers, bytes: (await bodyOf(incoming)).length });
    outgoing.end("{}");
  });

test("an upload of known length declares its length", async () => {
  const received: Received = {};
  await using server = await receive(received);
  const sent = upload(new Uint8Array(1_000_000));

  await (await openTransport().send(server.url, request(sent))).text();

  const { length } = sent.body as EncodedBody;
  expect(received.headers).toMatchObject({ "content-length": String(length) });
  expect(received.headers).not.toHaveProperty("transfer-encoding");
  expect(received.bytes).toBe(length);
});

test("an upload of an empty file arrives", async () => {
  const received: Received = {};
  await using server = await receive(received);
  const sent = upload(new Uint8Array());

  await (await openTransport().send(server.url, request(sent))).text();

  expect(received.bytes).toBe((sent.body as EncodedBody).length);
});

test("an upload of a stream is sent in chunks", async () => {
  const received: Received = {};
  await using server = await receive(received);

  await (await openTransport().send(server.url, request(upload(tenParts())))).text();

  expect(received.headers).toMatchObject({ "transfer-encoding": "chunked" });
  expect(received.bytes).toBeGreaterThan(1_000_000);
});

test.each([0, 1, 5])("an upload whose stream throws after %i parts rejects with that error", async (parts) => {
  const closed = deferred<void>();
  await using server = await serve((incoming) => {
    incoming.on("error", () => undefined).resume();
    incoming.socket.on("close", () => closed.resolve());
  });
  const failure = new Error("the disk is gone");
  const broken = (async function* () {
    for (let count = 0; count < parts; count += 1) {
      yield part;
      // Part of the upload has left before the rest fails.
      await new Promise(setImmediate);
    }
    throw failure;
  })();

  const error = await failureOf(openTransport().send(server.url, request(upload(broken))));

  expect(error).toBe(failure);
  if (server.connections > 0) await closed.promise;
});

test("an upload that the server rejects while it is being written ends, and releases its source and connection", async () => {
  const closed = deferred<void>();
  await using server = await serve((incoming, outgoing) => {
    incoming.on("error", () => undefined);
    incoming.socket.on("close", () => closed.resolve());
    outgoing.writeHead(413, { "content-type": "application/json" }).end('{"code":"TOO_LARGE"}');
  });
  let isReleased = false;
  const endless = (async function* () {
    try {
      for (;;) yield part;
    } finally {
      isReleased = true;
    }
  })();
  const { send } = openTransport();

  const response = await send(server.url, request(upload(endless)));

  expect([response.status, await response.json()]).toEqual([413, { code: "TOO_LARGE" }]);
  await closed.promise;
  await new Promise(setImmediate);
  expect(isReleased).toBe(true);
});

test("an upload leaves its connection usable for the next request", async () => {
  await using server = await receive();
  const { send } = openTransport();

  for (const sent of [upload(part), upload(tenParts()), {}]) await (await send(server.url, request(sent))).text();

  expect(server.connections).toBe(1);
});
