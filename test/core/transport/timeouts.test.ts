/** No wait of a transport is endless: for a connection, for a byte, or for room to send more. */
import { type AddressInfo, createServer, type Server } from "node:net";
import { describe, expect, test } from "vitest";
import { decide, resolveRetry } from "../../../src/core/layers/retry.js";
import { multipartBody } from "../../../src/core/request/multipart.js";
import { fetchTransport } from "../../../src/core/transport/fetch-transport.js";
import type { Transport } from "../../../src/core/transport/transport.js";
import { CREATE, deferred, FILE, failureOf, request } from "../../support/requests.js";
import { serve } from "../../support/servers/server.js";
import { openTransport } from "./node-transport/open-transport.js";

const IDLE = {
  name: "TimeoutError",
  code: "IDLE_TIMEOUT",
  operation: "getThing",
  mayHaveArrived: true,
  retryable: true,
};

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

describe("the time for a connection", () => {
  test("ends a call that gets none, and even a create may be retried", async () => {
    // The server accepts connections and never sends a byte, so a TLS handshake would wait forever.
    const server = createServer((socket) => socket.on("error", () => undefined).resume());
    const url = `https://127.0.0.1:${await portOf(server)}/`;

    const { send } = openTransport({ connectTimeout: 40 });
    const error = await failureOf(send(url, request({ operation: CREATE })));
    const own = await failureOf(openTransport().send(url, request({ options: { connectTimeout: 41 } })));

    expect(error).toMatchObject({
      name: "TimeoutError",
      code: "CONNECT_TIMEOUT",
      operation: "createThing",
      mayHaveArrived: false,
    });
    expect(
      decide(0, { error }, { ...resolveRetry(), idempotent: false, waitsOut: true, left: 1_000, random: () => 0 }),
    ).toEqual({ delay: 0 });
    expect(String(own)).toContain('no connection within 41 ms (option "connectTimeout")');
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });

  test("does not apply once there is a connection", async () => {
    const { promise, resolve } = deferred<void>();
    await using server = await serve(async (_, outgoing) => {
      await promise;
      outgoing.end("{}");
    });

    const response = openTransport({ connectTimeout: 30, idleTimeout: 40 }).send(server.url, request());
    setTimeout(resolve, 80);

    expect(await (await response).text()).toBe("{}");
  });
});

describe.each<[string, (idleTimeout: number) => Transport]>([
  ["sockets", (idleTimeout) => openTransport({ idleTimeout }).send],
  ["fetch", (idleTimeout) => fetchTransport(globalThis.fetch, { idleTimeout, maxAnswerSize: 1_000 })],
])("the idle time, over %s", (_, open) => {
  test.each(["text", "body"] as const)("ends a call whose body falls silent while it is read as %s", async (way) => {
    await using server = await serve(
      (_incoming, outgoing) => void outgoing.writeHead(200, { "content-length": "9" }).write("x"),
    );
    const operation = { ...FILE, id: "getThing" };

    const response = await open(40)(server.url, request(way === "body" ? { operation } : {}));
    const error = await failureOf(way === "body" ? new Response(response.body).text() : response.text());

    expect(error).toMatchObject(IDLE);
    // A fetch may open another connection in advance.
    await expect.poll(() => server.connections - server.open).toBe(1);
  });

  test("starts again with every byte", async () => {
    await using server = await serve(async (_incoming, outgoing) => {
      outgoing.writeHead(200, { "content-length": "6" });
      for (let count = 0; count < 6; count += 1) {
        outgoing.write("x");
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
    });

    expect(await (await open(150)(server.url, request())).text()).toBe("xxxxxx");
  });

  test("does not apply to a slow reader", async () => {
    const content = Buffer.alloc(2_000_000, "x");
    await using server = await serve((_incoming, outgoing) => outgoing.end(content));
    const response = await open(100)(server.url, request({ operation: FILE }));
    const reader = response.body?.getReader();

    await new Promise((resolve) => setTimeout(resolve, 250));
    let size = 0;
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) size += part.value.length;

    expect(size).toBe(content.length);
  });
});

test("a call may set its own idle time", async () => {
  await using server = await serve((_, outgoing) => void outgoing.writeHead(200, { "content-length": "9" }).write("x"));
  const { send } = openTransport({ idleTimeout: 30_000 });

  const response = await send(server.url, request({ options: { idleTimeout: 30 } }));

  expect(String(await failureOf(response.text()))).toContain(
    'no byte was sent or received for 30 ms (option "idleTimeout")',
  );
});

test("the idle time does not apply to a server that takes long to begin its response", async () => {
  const { promise, resolve } = deferred<void>();
  await using server = await serve(async (_, outgoing) => {
    await promise;
    outgoing.writeHead(200, { "content-length": "2" }).write("x");
  });

  const response = openTransport({ idleTimeout: 30 }).send(server.url, request());
  setTimeout(resolve, 120);

  // It applies again from the first byte.
  expect(await failureOf((await response).text())).toMatchObject(IDLE);
});

test.each([
  [
    "the server reads no more",
    async function* () {
      for (;;) yield new Uint8Array(65_536);
    },
  ],
  [
    "its source yields no more",
    async function* () {
      yield new Uint8Array(10);
      await new Promise(() => undefined);
    },
  ],
])("the idle time ends an upload if %s", async (_, data) => {
  const server = createServer((socket) => socket.on("error", () => undefined).pause());
  const url = `http://127.0.0.1:${await portOf(server)}/`;
  const body = multipartBody({ file: { name: "a", data: data() } });

  const error = await failureOf(openTransport({ idleTimeout: 40 }).send(url, request({ method: "POST", body })));

  expect(error).toMatchObject(IDLE);
  server.close();
});
