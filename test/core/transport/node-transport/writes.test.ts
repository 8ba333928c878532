/** Which connections a write uses: none that may be dead, because it cannot be sent again. */
import { Worker } from "node:worker_threads";
import { describe, expect, onTestFinished, test } from "vitest";
import { FILE, failureOf, READ, request } from "../../../support/requests.js";
import { serve } from "../../../support/servers/server.js";
import { openTransport } from "./open-transport.js";

const read = request();
const write = request({ method: "POST", body: "{}" });
/** A function of Zoho's, which may change anything. */
const getThatWrites = request({ operation: { ...READ, idempotent: false } });

describe("a connection that was idle for more than a second", () => {
  test.each([0, 1])("is used by a read, not by a write, whichever clock shows it: %s", async (index) => {
    for (const sent of [read, write, getThatWrites, request({ method: "PUT", body: "{}" })]) {
      await using server = await serve((_, outgoing) => outgoing.end("{}"));
      const clocks = [5_000, 1_700_000_000_000];
      const { send } = openTransport({}, [() => clocks[0] ?? 0, () => clocks[1] ?? 0]);
      await (await send(server.url, write)).text();
      clocks[index] = (clocks[index] ?? 0) + 1_001;

      await (await send(server.url, sent)).text();

      expect(server.connections).toBe(sent === read ? 1 : 2);
    }
  });

  test("is closed", async () => {
    await using server = await serve((_, outgoing) => outgoing.end("{}"));
    let now = 0;
    const { send } = openTransport({}, [() => now]);
    await (await send(server.url, write)).text();
    now = 1_001;

    await (await send(server.url, write)).text();

    await expect.poll(() => server.open).toBe(1);
  });
});

test("writes in succession use one connection", async () => {
  await using server = await serve((_, outgoing) => outgoing.end("{}"));
  let now = 0;
  const { send } = openTransport({}, [() => now]);
  for (let call = 0; call < 5; call += 1) {
    await (await send(server.url, write)).text();
    now += 900;
  }
  expect(server.connections).toBe(1);
});

/** What the program and the server tell each other while the program is busy: see the places in the shared memory. */
const [REQUESTS, MAY_RESPOND, CLOSED] = [0, 1, 2];

/**
 * A server in a thread of its own. It responds to a request once it may, and closes the connection right after the second.
 */
const SERVER = `
  const { createServer } = require("node:net");
  const { parentPort, workerData } = require("node:worker_threads");
  const shared = new Int32Array(workerData);
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", () => {
      const count = Atomics.add(shared, ${REQUESTS}, 1) + 1;
      Atomics.wait(shared, ${MAY_RESPOND}, 0);
      socket.write("HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\n{}", () => {
        if (count === 2) socket.destroy();
      });
    });
    socket.on("close", () => {
      Atomics.store(shared, ${CLOSED}, 1);
      Atomics.notify(shared, ${CLOSED});
    });
  });
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

async function startServer() {
  const shared = new Int32Array(new SharedArrayBuffer(12));
  const worker = new Worker(SERVER, { eval: true, workerData: shared.buffer });
  onTestFinished(async () => void (await worker.terminate()));
  const port = await new Promise((resolve) => worker.once("message", resolve));
  const mayRespond = (value: 0 | 1) => {
    Atomics.store(shared, MAY_RESPOND, value);
    Atomics.notify(shared, MAY_RESPOND);
  };
  mayRespond(1);
  return { url: `http://127.0.0.1:${port}`, shared, mayRespond };
}

describe("a connection that the server closed while the program was busy", () => {
  test.each([
    ["before it was busy", false],
    ["while it was busy", true],
  ])("is not used by a write, if the response before that arrived %s", async (_, respondsLate) => {
    const { url, shared, mayRespond } = await startServer();
    const { send } = openTransport();
    await (await send(url, read)).text();
    if (respondsLate) mayRespond(0);
    const second = send(url, read).then((response) => response.text());
    while (Atomics.load(shared, REQUESTS) < 2) await new Promise(setImmediate);
    if (!respondsLate) await second;
    mayRespond(1);
    // The program is busy until the server has closed the connection.
    Atomics.wait(shared, CLOSED, 0, 5_000);
    await second;

    expect(await (await send(url, write)).text()).toBe("{}");
  });
});

describe("a write that has yet to be sent", () => {
  test.each([
    ["the client is closed", { code: "CLIENT_CLOSED", mayHaveArrived: false }],
    ["it is aborted", "enough"],
  ])("fails if %s", async (how, want) => {
    const methods: (string | undefined)[] = [];
    await using server = await serve(({ method }, outgoing) => {
      methods.push(method);
      outgoing.end("{}");
    });
    const { send, close } = openTransport();
    const abort = new AbortController();
    await (await send(server.url, read)).text();

    const call = failureOf(send(server.url, { ...write, signal: abort.signal }));
    if (how === "it is aborted") abort.abort("enough");
    else close();

    const error = await call;
    if (typeof want === "string") expect(error).toBe(want);
    else expect(error).toMatchObject(want);
    expect(methods).toEqual(["GET"]);
  });
});

test("a write is sent although the client has only a download open", async () => {
  await using server = await serve(({ url }, outgoing) => {
    if (url === "/file") outgoing.writeHead(200, { "content-length": "1000000" }).write("x");
    else outgoing.end("{}");
  });
  const { send } = openTransport();
  const file = await send(`${server.url}/file`, request({ operation: FILE }));
  expect(await (await send(server.url, write)).text()).toBe("{}");
  await file.body?.cancel();
});
