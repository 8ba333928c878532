/** The pool of connections: reuse, limits, closing, and what it does to the process. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { deferred, FILE, failureOf, request, SETTINGS } from "../../../support/requests.js";
import { serve } from "../../../support/servers/server.js";
import { openTransport } from "./open-transport.js";

test("a connection is reused by later requests", async () => {
  await using server = await serve((_, outgoing) => outgoing.end("{}"));
  const { send } = openTransport();

  for (let call = 0; call < 5; call += 1) await (await send(server.url, request())).text();

  expect(server.connections).toBe(1);
});

test("a download that is open and not read delays no other request", async () => {
  await using server = await serve(({ url }, outgoing) => {
    if (url === "/file") outgoing.writeHead(200, { "content-length": "1000000" }).write("x");
    else outgoing.end("{}");
  });
  const { send } = openTransport({ maxIdleSockets: 2 });
  const open = Array.from({ length: 10 }, () => send(`${server.url}/file`, request({ operation: FILE })));
  const files = await Promise.all(open);

  expect(await (await send(server.url, request())).text()).toBe("{}");
  expect(server.connections).toBe(11);
  for (const file of files) await file.body?.cancel();
});

test("no more idle connections are kept than allowed", async () => {
  const all = deferred<void>();
  let hits = 0;
  await using server = await serve(async (_, outgoing) => {
    hits += 1;
    if (hits === 10) all.resolve();
    await all.promise;
    outgoing.end("{}");
  });
  const { send } = openTransport({ maxIdleSockets: 3 });

  await Promise.all(Array.from({ length: 10 }, async () => (await send(server.url, request())).text()));

  await expect.poll(() => server.open).toBe(3);
});

test("once an idle connection turns out to be dead, the others to that host are not tried", async () => {
  let hits = 0;
  const both = deferred<void>();
  await using server = await serve(async (incoming, outgoing) => {
    hits += 1;
    if (hits === 2) both.resolve();
    if (hits <= 2) await both.promise;
    // Both connections are dead by now: the next request on either is reset.
    if (hits === 3) return incoming.socket.resetAndDestroy();
    return outgoing.end("{}");
  });
  const { send } = openTransport();

  await Promise.all([1, 2].map(async () => (await send(server.url, request())).text()));

  expect(await failureOf(send(server.url, request()))).toMatchObject({ code: "ECONNRESET", mayHaveArrived: true });
  await (await send(server.url, request())).text();
  expect(server.connections).toBe(3);
});

test("a hundred requests over one connection leave no listener on it", async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on("warning", onWarning);
  await using server = await serve((_, outgoing) => outgoing.end("{}"));
  const { send } = openTransport({ idleTimeout: 1_000 });
  const own = request({ options: { idleTimeout: 900 } });

  for (let call = 0; call < 100; call += 1) await (await send(server.url, own)).text();
  await new Promise(setImmediate);
  process.off("warning", onWarning);

  expect(server.connections).toBe(1);
  expect(warnings.filter(({ name }) => name === "MaxListenersExceededWarning")).toEqual([]);
});

describe("close()", () => {
  test("fails the request under way and every later one, and closes idle connections", async () => {
    const reached = deferred<void>();
    await using server = await serve((incoming, outgoing) => {
      if (incoming.url === "/hang") reached.resolve();
      else outgoing.end("{}");
    });
    const { send, close } = openTransport();
    await (await send(server.url, request())).text();
    const hanging = failureOf(send(`${server.url}/hang`, request()));
    await reached.promise;

    close();

    expect(await hanging).toMatchObject({ code: "CLIENT_CLOSED", mayHaveArrived: true });
    expect(await failureOf(send(server.url, request()))).toMatchObject({
      code: "CLIENT_CLOSED",
      mayHaveArrived: false,
      retryable: false,
    });
  });
});

describe("a program ends by itself", () => {
  /** Runs a program that has `send` and the address of the server. */
  async function run(program: string, url: string): Promise<string> {
    const source = new URL("../../../../src/core/transport/node-transport.ts", import.meta.url).href;
    const script = `
      import { createNodeTransport } from ${JSON.stringify(source)};
      const { send } = createNodeTransport(${JSON.stringify(SETTINGS)});
      const url = process.argv[1];
      ${program}`;
    const cwd = fileURLToPath(new URL("../../../..", import.meta.url));
    const args = ["--import", "tsx", "--input-type=module", "--eval", script, url];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, timeout: 20_000 });
    return stdout.trim();
  }

  test("while its connections are idle", async () => {
    await using server = await serve((_, outgoing) => outgoing.end("{}"));
    const program = `
      const request = { operation: { id: "x", idempotent: true }, method: "GET", headers: {}, options: {} };
      const texts = await Promise.all([1, 2, 3].map(async () => (await send(url, request)).text()));
      console.log(texts.join());`;

    expect(await run(program, server.url)).toBe("{},{},{}");
    expect(server.connections).toBe(3);
  });

  test("while a file was not read to its end", async () => {
    await using server = await serve((_, outgoing) => outgoing.end(Buffer.alloc(5_000_000)));
    const program = `
      const operation = { id: "x", idempotent: true, binary: true };
      const reader = (await send(url, { operation, method: "GET", headers: {}, options: {} })).body.getReader();
      let size = 0;
      while (size < 1_000_000) size += (await reader.read()).value.length;
      console.log(size >= 1_000_000);`;

    expect(await run(program, server.url)).toBe("true");
  });
});
