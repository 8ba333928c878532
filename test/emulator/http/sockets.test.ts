/** What comes over sockets, whole, broken or never ending: an error in the words of HTTP, and the emulator goes on. */
import { readFile, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listen } from "../../../src/emulator/http/server.js";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { built } from "../../support/build.js";
import { desk } from "../../support/cli.js";
import { accessToken, type Caller, callerOf } from "../support/caller.js";

let emulator: Emulator;
let call: Caller;
let port: number;
let head: string;

beforeAll(async () => {
  emulator = await startEmulator();
  call = await callerOf(emulator);
  port = Number(new URL(emulator.apiUrl).port);
  head = `Host: localhost\r\nAuthorization: Zoho-oauthtoken ${await accessToken(emulator)}\r\n`;
});
afterAll(() => emulator.close());

const opened = (at = port): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(at, "127.0.0.1", () => resolve(socket));
    socket.once("error", reject);
  });

/** All that comes back until the other side closes. */
const rest = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(text));
  });

/** Sends bytes as they are. */
async function exchange(bytes: string, at = port): Promise<string> {
  const socket = await opened(at);
  const text = rest(socket);
  socket.write(bytes, "latin1");
  return text;
}

const statusOf = (answer: string): string => /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? "none";
const goesOn = async (): Promise<void> => expect((await call("GET", "/org")).status).toBe(200);

const lead = '{"data":[{"Last_Name":"Socket"}]}';
const json = "Content-Type: application/json\r\n";
const end = "Connection: close\r\n\r\n";

describe("a request that HTTP allows gets a response:", () => {
  const requests: Record<string, [status: string, request: () => string]> = {
    "HTTP/1.0": ["200", () => `GET /crm/v2/org HTTP/1.0\r\n${head}\r\n`],
    "the whole address": ["200", () => `GET http://crm.example:80/crm/v2/org?a=1 HTTP/1.1\r\n${head}${end}`],
    "a wish to upgrade": [
      "200",
      () => `GET /crm/v2/org HTTP/1.1\r\n${head}Upgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n`,
    ],
    "a body in chunks": [
      "201",
      () =>
        `POST /crm/v2/Leads HTTP/1.1\r\n${head}${json}Transfer-Encoding: chunked\r\n${end}${lead.length.toString(16)}\r\n${lead}\r\n0\r\n\r\n`,
    ],
    "the server as a whole": ["404", () => `OPTIONS * HTTP/1.1\r\n${head}${end}`],
  };
  for (const [name, [status, request]] of Object.entries(requests)) {
    test(name, async () => {
      const answer = await exchange(request());
      expect(statusOf(answer), answer).toBe(status);
    });
  }

  test("a body that waits for 100 Continue", async () => {
    const socket = await opened();
    const text = rest(socket);
    const asked = new Promise((resolve) => socket.once("data", resolve));
    socket.write(
      `POST /crm/v2/Leads HTTP/1.1\r\n${head}${json}Expect: 100-continue\r\nContent-Length: ${lead.length}\r\n${end}`,
    );
    expect(String(await asked)).toBe("HTTP/1.1 100 Continue\r\n\r\n");
    socket.write(lead);
    expect(await text).toContain("HTTP/1.1 201 ");
  });
});

describe("an invalid request is refused, and other calls are unaffected:", () => {
  const one = (more: string): string => `POST /crm/v2/Leads HTTP/1.1\r\nHost: a\r\n${more}`;
  const requests: Record<string, [status: string, request: string]> = {
    "no host": ["400", "GET / HTTP/1.1\r\n\r\n"],
    "a length, and chunks": ["400", one("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")],
    "an unknown encoding": ["400", one("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n")],
    "two encodings": ["400", one("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n")],
    "a chunk of no size": ["400", one("Transfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n")],
    "a negative length": ["400", one("Content-Length: -1\r\n\r\n")],
    "two lengths": ["400", one("Content-Length: 1\r\nContent-Length: 2\r\n\r\nab")],
    "more than the length": ["400", one("Content-Length: 1\r\n\r\n{}????\r\n\r\n")],
    "garbage after a request": ["400", "GET / HTTP/1.1\r\nHost: a\r\n\r\n\u0000\u0001\r\n\r\n"],
    "a folded header": ["400", one("X-A: a\r\n b\r\n\r\n")],
    "a header with a zero": ["400", one("X-A: a\u0000b\r\n\r\n")],
    "a method in small letters": ["400", "get / HTTP/1.1\r\nHost: a\r\n\r\n"],
    "an unknown version": ["400", "GET / HTTP/9.9\r\nHost: a\r\n\r\n"],
    "HTTP/2": ["400", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    TLS: ["400", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"],
    "an unknown expectation": ["417", one(`Expect: tea\r\nContent-Length: 0\r\n${end}`)],
    "an address too long": ["431", `GET /${"a".repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`],
    "a tunnel": ["none", "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n"],
  };
  for (const [name, [status, request]] of Object.entries(requests)) {
    test(name, async () => {
      const answer = await exchange(request);
      expect(statusOf(answer), answer).toBe(status);
      await goesOn();
    });
  }
});

test("a body that exceeds the limit is refused at its end, and not kept", async () => {
  const socket = await opened();
  const text = rest(socket);
  socket.write(`POST /crm/v2/Leads HTTP/1.1\r\n${head}${json}Transfer-Encoding: chunked\r\n${end}`);
  const before = process.memoryUsage().arrayBuffers;
  const chunk = `100000\r\n${"x".repeat(2 ** 20)}\r\n`;
  for (let sent = 0; sent < 60; sent += 1) {
    if (!socket.write(chunk)) await new Promise((drained) => socket.once("drain", drained));
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40 * 2 ** 20);
  socket.write("0\r\n\r\n");
  expect(statusOf(await text)).toBe("413");
  await goesOn();
});

test("a body that ends before its length leaves nothing behind", async () => {
  const socket = await opened();
  const count = emulator.requests.length;
  socket.end(`POST /crm/v2/Leads HTTP/1.1\r\n${head}${json}Content-Length: 1000\r\n\r\n${lead}`);
  expect(statusOf(await rest(socket))).toBe("400");
  expect(emulator.requests).toHaveLength(count);
  await goesOn();
});

test("a client that never ends its request times out, and others are served meanwhile", async () => {
  const patience = { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 50 };
  const server = await listen(
    { host: "127.0.0.1", port: 0 },
    async () => ({ status: 200, headers: {}, body: "served" }),
    patience,
  );
  const drip = async (start: string): Promise<string> => {
    const socket = await opened(server.port);
    const text = rest(socket);
    socket.write(start);
    const timer = setInterval(() => socket.write("a"), 20);
    return text.finally(() => clearInterval(timer));
  };
  const endless = [
    ...Array.from({ length: 20 }, () => drip("GET / HTTP/1.1\r\nHost: a\r\nX-A: ")),
    ...Array.from({ length: 20 }, () => drip("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n")),
  ];
  expect(await exchange(`GET / HTTP/1.1\r\nHost: a\r\n${end}`, server.port)).toContain("served");
  expect((await Promise.all(endless)).map(statusOf)).toEqual(endless.map(() => "408"));
  await server.close();
});

/** Two thousand, or ten thousand in a long run. */
const ROUNDS = process.env.FUZZ_RUNS === undefined ? 10 : 50;

/** How many sockets this thread has, at either end. */
const socketCount = (): number =>
  process.getActiveResourcesInfo().filter((kind) => kind.startsWith("TCPSocket")).length;

test("thousands of dropped connections leave no trace", async () => {
  await goesOn();
  const before = socketCount();
  for (let round = 0; round < ROUNDS; round += 1) {
    const sockets = await Promise.all(Array.from({ length: 200 }, () => opened()));
    for (const [index, socket] of sockets.entries()) {
      if (index % 2 === 0) socket.write("POST /crm/v2/Leads HTTP/1.1\r\nHost: a\r\nContent-Le");
      socket.resetAndDestroy();
    }
  }
  await goesOn();
  await expect.poll(socketCount).toBeLessThanOrEqual(before);
});

test("it closes at once, even with open connections", async () => {
  const other = await startEmulator();
  const at = Number(new URL(other.apiUrl).port);
  other.faults.add({ delay: 60_000 });
  const starts = [
    "GET /crm/v2/org HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /crm/v2/org HTTP/1.1\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n",
    "\r\n",
  ];
  const sockets = await Promise.all(starts.map(() => opened(at)));
  const ended = sockets.map(rest);
  for (const [index, socket] of sockets.entries()) socket.write(starts[index] ?? "");
  const began = performance.now();
  await other.close();
  // Any of them would last twenty seconds and more.
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(await Promise.all(ended)).toEqual(starts.map(() => ""));
  await expect(opened(at)).rejects.toThrowError("ECONNREFUSED");
});

describe("an emulator that is not closed", () => {
  test.each([
    ["in memory", "{}"],
    ["in a folder", '{ data: "data" }'],
  ])("lets its process end: %s", async (_, options) => {
    await using user = await desk();
    const program = `import { startEmulator } from ${JSON.stringify(await built("emulator.mjs"))};
      import { createClient } from ${JSON.stringify(await built("index.mjs"))};
      const emulator = await startEmulator(${options});
      const crm = createClient(emulator.clientOptions());
      await crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Kept", Company: "Acme" }] } });
      emulator.faults.add({ operation: "records.list", delay: 3_600_000 });
      const abort = new AbortController();
      const late = fetch(emulator.apiUrl + "/crm/v2/Leads", abort).catch(() => {});
      while (emulator.faults.waiting().length > 0) await new Promise(setImmediate);
      abort.abort();
      await late;`;
    await writeFile(join(user.folder, "program.mjs"), program);
    expect(await user.program("program.mjs", {})).toEqual({ code: 0, stdout: "", stderr: "" });
    if (options !== "{}") expect(await readFile(join(user.folder, "data", "state"), "latin1")).toContain("Kept");
  });
});
