/** Connection failures, and whether the request may have been carried out. */
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { isCrmError } from "../../../../src/core/errors/errors.js";
import { failureOf, request } from "../../../support/requests.js";
import { bodyOf, serve } from "../../../support/servers/server.js";
import { openTransport } from "./open-transport.js";

test("a refused connection: nothing can have arrived", async () => {
  const server = await serve(() => undefined);
  await server[Symbol.asyncDispose]();

  const error = await failureOf(openTransport().send(server.url, request()));

  expect(isCrmError(error, "Network")).toBe(true);
  expect(error).toMatchObject({
    code: "ECONNREFUSED",
    operation: "getThing",
    mayHaveArrived: false,
    retryable: true,
  });
});

test("an unknown host: nothing can have arrived", async () => {
  const error = await failureOf(openTransport().send("http://no-such-host.invalid/", request()));

  expect(error).toMatchObject({ name: "NetworkError", mayHaveArrived: false });
});

test("a server without TLS: nothing can have arrived", async () => {
  await using server = await serve((_, outgoing) => outgoing.end("{}"));

  const error = await failureOf(openTransport().send(server.url.replace("http:", "https:"), request()));

  expect(error).toMatchObject({ name: "NetworkError", mayHaveArrived: false });
});

test("a reset after the request was read: it may have been carried out", async () => {
  await using server = await serve(async (incoming) => {
    await bodyOf(incoming);
    incoming.socket.resetAndDestroy();
  });

  const error = await failureOf(openTransport().send(server.url, request({ method: "POST", body: "{}" })));

  expect(error).toMatchObject({ name: "NetworkError", code: "ECONNRESET", mayHaveArrived: true });
});

test("a reset of a reused connection: the request may have been carried out", async () => {
  let hits = 0;
  await using server = await serve((incoming, outgoing) => {
    hits += 1;
    if (hits === 1) outgoing.end("{}");
    else incoming.socket.resetAndDestroy();
  });
  const { send } = openTransport();
  await (await send(server.url, request())).text();

  expect(await failureOf(send(server.url, request()))).toMatchObject({ mayHaveArrived: true });
  expect(server.connections).toBe(1);
});

test.each([
  ["of known length", { "content-length": "100" }],
  ["in chunks", {}],
  ["compressed", { "content-encoding": "gzip" }],
])("a truncated body, %s: the request may have been carried out", async (_, headers) => {
  await using server = await serve((incoming, outgoing) => {
    outgoing.writeHead(200, headers as Record<string, string>);
    outgoing.write(gzipSync("x".repeat(1_000)).subarray(0, 10), () => setImmediate(() => incoming.socket.destroy()));
  });
  const response = await openTransport().send(server.url, request());

  const error = await failureOf(response.text());

  expect(error).toMatchObject({ name: "NetworkError", operation: "getThing", mayHaveArrived: true });
});
