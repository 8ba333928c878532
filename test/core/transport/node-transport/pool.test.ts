/** The pool of connections: reuse, limits, closing, and what it does to the process. */
import { execFile } from "node:child_process";
import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { deferred, failureOf, request, SETTINGS } from "../../../support/requests.js";
import { serve } from "../../../support/servers/server.js";
import { openTransport } from "./open-transport.js";

test("a connection is reused by later requests", async () => {
  await using server = await serve((_, outgoing) => outgoing.end("{}"));
  const { send } = openTransport();

  for (let call = 0; call < 5; call += 1) await (await send(server.url, request())).text();

  expect(server.connections).toBe(1);
});

test("there are never more connections than allowed", async () => {
  let most = 0;
  let now = 0;
  await using server = await serve((_, outgoing) => {
    now += 1;
    most = Math.max(most, now);
    setImmediate(() => {
      now -= 1;
      outgoing.end("{}");
    });
  });
  const { send } = openTransport({ maxSockets: 3 });

  const calls = Array.from({ length: 30 }, async () => (await send(server.url, request())).text());

  expect(new Set(await Promise.all(calls))).toEqual(new Set(["{}"]));
  expect(server.connections).toBe(3);
  expect(most).toBeLessThanOrEqual(3);
});

test("a request that is aborted while it waits for a connection leaves it to the next one", async () => {
  const held = deferred<ServerResponse>();
  let hits = 0;
  await using server = await serve((_, outgoing) => {
    hits += 1;
    if (hits === 1) held.resolve(outgoing);
    else outgoing.end("{}");
  });
  const { send } = openTransport({ maxSockets: 1 });
  const controller = new AbortController();
  const reason = new Error("enough");

  const first = send(server.url, request());
  const holder = await held.promise;
  const waiting = failureOf(send(server.url, request({ signal: controller.signal })));
  const third = send(server.url, request());
  controller.abort(reason);

  expect(await waiting).toBe(reason);
  holder.end("{}");
  await (await first).text();
  expect((await third).status).toBe(200);
  await (await third).text();
  expect(hits).toBe(2);
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
  const { send } = openTransport({ maxSockets: 1, idleTimeout: 1_000 });
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

  test("also fails the requests that wait for a connection", async () => {
    const reached = deferred<void>();
    await using server = await serve(() => reached.resolve());
    const { send, close } = openTransport({ maxSockets: 1 });
    const first = failureOf(send(server.url, request()));
    const second = failureOf(send(server.url, request()));
    await reached.promise;

    close();

    expect(await first).toMatchObject({ code: "CLIENT_CLOSED" });
    expect(await second).toMatchObject({ code: "CLIENT_CLOSED", mayHaveArrived: false });
  });
});

describe("a program ends by itself", () => {
  /** Runs a program that has `send` and the address of the server. */
  async function run(program: string, url: string, settings: object = {}): Promise<string> {
    const source = new URL("../../../../src/core/transport/node-transport.ts", import.meta.url).href;
    const script = `
      import { createNodeTransport } from ${JSON.stringify(source)};
      const { send } = createNodeTransport(${JSON.stringify({ ...SETTINGS, ...settings })});
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

    expect(await run(program, server.url, { maxSockets: 5 })).toBe("{},{},{}");
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
