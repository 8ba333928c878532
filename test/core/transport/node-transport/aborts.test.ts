/** What the caller's signal does at each stage of a request. */
import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { multipartBody } from "../../../../src/core/request/multipart.js";
import { deferred, FILE, failureOf, request } from "../../../support/requests.js";
import { serve } from "../../../support/servers/server.js";
import { openTransport } from "./open-transport.js";

const reason = { mine: true };

test("a request whose signal is already aborted is not sent", async () => {
  await using server = await serve((_, outgoing) => outgoing.end());

  const call = openTransport().send(server.url, request({ signal: AbortSignal.abort(reason) }));

  expect(await failureOf(call)).toBe(reason);
  expect(server.connections).toBe(0);
});

test("an abort before the headers arrive rejects with its reason and closes the connection", async () => {
  const reached = deferred<void>();
  const closed = deferred<void>();
  await using server = await serve((incoming) => {
    incoming.socket.on("close", () => closed.resolve());
    reached.resolve();
  });
  const controller = new AbortController();
  const call = failureOf(openTransport().send(server.url, request({ signal: controller.signal })));
  await reached.promise;

  controller.abort(reason);

  expect(await call).toBe(reason);
  await closed.promise;
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
});

test.each(["text", "arrayBuffer", "body"] as const)(
  "an abort while the body is read as %s rejects with its reason and closes the connection",
  async (way) => {
    const closed = deferred<void>();
    await using server = await serve((incoming, outgoing) => {
      incoming.socket.on("close", () => closed.resolve());
      outgoing.writeHead(200, { "content-length": "1000" }).write("x");
    });
    const controller = new AbortController();
    const response = await openTransport().send(server.url, request({ signal: controller.signal, operation: FILE }));
    const reading = failureOf(way === "body" ? new Response(response.body).text() : response[way]());
    await new Promise(setImmediate);

    controller.abort(reason);

    expect(await reading).toBe(reason);
    await closed.promise;
  },
);

test("a request that is over has left no listener on the signal", async () => {
  await using server = await serve((_, outgoing) => outgoing.end("{}"));
  const controller = new AbortController();

  const response = await openTransport().send(server.url, request({ signal: controller.signal }));
  expect(await response.text()).toBe("{}");
  await new Promise(setImmediate);

  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
});

test("an abort during an upload ends it and releases its source", async () => {
  const reached = deferred<void>();
  await using server = await serve(() => reached.resolve());
  const controller = new AbortController();
  let isReleased = false;
  const endless = (async function* () {
    try {
      for (;;) yield new Uint8Array(65_536);
    } finally {
      isReleased = true;
    }
  })();
  const body = multipartBody({ file: { name: "a.bin", data: endless } });
  const call = failureOf(
    openTransport().send(server.url, request({ method: "POST", body, signal: controller.signal })),
  );
  await reached.promise;

  controller.abort(reason);

  expect(await call).toBe(reason);
  await new Promise(setImmediate);
  expect(isReleased).toBe(true);
});
