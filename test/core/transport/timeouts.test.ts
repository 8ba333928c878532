/** Every wait of the transport ends: for a connection, for a byte, for room to send more. */
import { type AddressInfo, createServer, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { decide, resolveRetry } from "../../../src/core/layers/retry.js";
import { multipartBody } from "../../../src/core/request/multipart.js";
import { fetchTransport } from "../../../src/core/transport/fetch-transport.js";
import { createNodeTransport } from "../../../src/core/transport/node-transport.js";
import type { Transport, TransportSettings } from "../../../src/core/transport/transport.js";
import { createClient, isCrmError, memoryStore, type TokenStore } from "../../../src/index.js";
import { CREATE, deferred, FILE, failureOf, request, SETTINGS } from "../../support/requests.js";
import { serve } from "../../support/servers/server.js";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});
function transport(settings: Partial<TransportSettings> = {}): Transport {
  const made = createNodeTransport({ ...SETTINGS, idleTimeout: 40, ...settings });
  closers.push(made.close);
  return made.send;
}

const IDLE = {
  name: "TimeoutError",
  code: "IDLE_TIMEOUT",
  operation: "getThing",
  mayHaveArrived: true,
  retryable: true,
};

describe("a connection that does not come about", () => {
  test("ends the call in time, and may be made again, also for a create", async () => {
    // It takes connections, and says nothing: a handshake of TLS waits for ever.
    const server = createServer((socket) => socket.on("error", () => undefined).resume());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const send = transport({ connectTimeout: 40 });
    const error = await failureOf(send(`https://127.0.0.1:${port}/`, request({ operation: CREATE })));
    expect(error).toMatchObject({
      name: "TimeoutError",
      code: "CONNECT_TIMEOUT",
      operation: "createThing",
      mayHaveArrived: false,
    });
    expect(decide(0, { error }, CREATE, resolveRetry(), 1_000, () => 0)).toEqual({ delay: 0 });
    const own = await failureOf(
      transport()(`https://127.0.0.1:${port}/`, request({ options: { connectTimeout: 41 } })),
    );
    expect(String(own)).toContain('no connection within 41 ms (option "connectTimeout")');
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });

  test("has no say once the connection is there", async () => {
    const { promise, resolve } = deferred<void>();
    await using server = await serve(async (_, outgoing) => {
      await promise;
      outgoing.end("{}");
    });
    const answer = transport({ connectTimeout: 30 })(server.url, request());
    setTimeout(resolve, 80);
    expect(await (await answer).text()).toBe("{}");
  });
});

describe.each<[string, (idle: number) => Transport]>([
  ["sockets", (idle) => transport({ idleTimeout: idle })],
  ["fetch", (idle) => fetchTransport(globalThis.fetch, { idleTimeout: idle, maxAnswerSize: 1_000 })],
])("silence, over %s", (_, make) => {
  test.each(["text", "body"] as const)("in a body that is read as %s ends the call", async (way) => {
    await using server = await serve(
      (_incoming, outgoing) => void outgoing.writeHead(200, { "content-length": "9" }).write("x"),
    );
    const got = await make(40)(server.url, request(way === "body" ? { operation: { ...FILE, id: "getThing" } } : {}));
    expect(await failureOf(way === "body" ? new Response(got.body).text() : got.text())).toMatchObject(IDLE);
    // A fetch may open another one beforehand.
    await expect.poll(() => server.connections - server.open).toBe(1);
  });

  test("is counted from the last byte", async () => {
    await using server = await serve(async (_incoming, outgoing) => {
      outgoing.writeHead(200, { "content-length": "6" });
      for (let n = 0; n < 6; n += 1) {
        outgoing.write("x");
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
    });
    expect(await (await make(150)(server.url, request())).text()).toBe("xxxxxx");
  });

  test("of a reader is none of the server's", async () => {
    const content = Buffer.alloc(2_000_000, "x");
    await using server = await serve((_incoming, outgoing) => outgoing.end(content));
    const got = await make(40)(server.url, request({ operation: FILE }));
    const reader = got.body?.getReader();
    await new Promise((resolve) => setTimeout(resolve, 150));
    let size = 0;
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) size += part.value.length;
    expect(size).toBe(content.length);
  });
});

test("a call may have its own time for silence", async () => {
  await using server = await serve((_, outgoing) => void outgoing.writeHead(200, { "content-length": "9" }).write("x"));
  const got = await transport({ idleTimeout: 30_000 })(server.url, request({ options: { idleTimeout: 30 } }));
  expect(String(await failureOf(got.text()))).toContain(
    'no byte was sent or received for 30 ms (option "idleTimeout")',
  );
});

test("an answer that takes its time to begin is left to the time of the whole call", async () => {
  const { promise, resolve } = deferred<void>();
  await using server = await serve(async (_, outgoing) => {
    await promise;
    outgoing.writeHead(200, { "content-length": "2" }).write("x");
  });
  const answer = transport({ idleTimeout: 30 })(server.url, request());
  setTimeout(resolve, 120);
  // From its first byte on it counts again.
  expect(await failureOf((await answer).text())).toMatchObject(IDLE);
});

test.each([
  [
    "the server takes no more",
    async function* () {
      for (;;) yield new Uint8Array(65_536);
    },
  ],
  [
    "the source gives no more",
    async function* () {
      yield new Uint8Array(10);
      await new Promise(() => undefined);
    },
  ],
])("an upload ends where %s", async (_, data) => {
  const server = createServer((socket) => socket.on("error", () => undefined).pause());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const body = multipartBody({ file: { name: "a", data: data() } });
  const { port } = server.address() as AddressInfo;
  const error = await failureOf(transport()(`http://127.0.0.1:${port}/`, request({ method: "POST", body })));
  expect(error).toMatchObject(IDLE);
  server.close();
});

/** A token that is good for long, so that a server need not give any. */
function tokenStore(): TokenStore {
  const token = { accessToken: "1000.access", refreshToken: "1000.refresh", expiresAt: Date.now() + 3_600_000 };
  return { ...memoryStore(), get: async () => token, set: async () => undefined };
}

/** Headers that something is done with, and values that mean something to them. */
const HEADERS = [
  ...["Content-Type", "Content-Encoding", "Content-Disposition", "Content-Length", "Transfer-Encoding", "Connection"],
  ...["Retry-After", "Date", "Location", "Set-Cookie", "X-RATELIMIT-REMAINING", "X-API-CREDITS-REMAINING", "Upgrade"],
  ...["__proto__", "constructor", "hasOwnProperty", "toString"],
];
const VALUES = [
  ...[
    "application/json",
    "application/json; charset=nonsense",
    "text/html",
    "gzip",
    "deflate, br",
    "identity,,",
    "chunked",
  ],
  ...["-1", "0", "11", "1e309", "NaN", "99999999999999999999", "Thu, 01 Jan 1970 00:00:00 GMT", "close", "upgrade"],
  ...["/", "//", "http://127.0.0.1:2/", "http://[", "javascript:0", "attachment; filename*=x'", "response.json"],
];

describe("a hostile server", () => {
  const raw = (text: string) => serve((incoming) => void incoming.socket.write(text));
  test.each([
    ["endless headers", `HTTP/1.1 200 OK\r\n${"X-A: b\r\n".repeat(20_000)}`, "HPE_HEADER_OVERFLOW"],
    ["one header without end", `HTTP/1.1 200 OK\r\nX-A: ${"b".repeat(200_000)}`, "HPE_HEADER_OVERFLOW"],
    [
      "two lengths",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
      "HPE_UNEXPECTED_CONTENT_LENGTH",
    ],
    [
      "length and chunks",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
      /^HPE_/,
    ],
    ["no end of chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", "IDLE_TIMEOUT"],
    ["a length that is too large", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", "IDLE_TIMEOUT"],
  ])("with %s ends the call", async (_, text, code) => {
    await using server = await raw(text);
    const call = transport()(server.url, request()).then((got) => got.text());
    expect(await failureOf(call)).toMatchObject({
      code: typeof code === "string" ? code : expect.stringMatching(code),
    });
  });

  test.each([
    ["interim answers", "HTTP/1.1 100 Continue\r\n\r\n"],
    ["early hints", "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"],
    ["blank lines", "\r\n"],
    ["bytes of one chunk", undefined],
  ])("without an end of %s does not hold a call beyond its time", async (_, text) => {
    let last: Socket | undefined;
    await using server = await serve(({ socket }) => {
      last = socket;
      if (text === undefined) socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n");
      const more = (): void =>
        void (socket.destroyed || socket.write((text ?? "x").repeat(100), () => setImmediate(more)));
      more();
    });
    await using crm = createClient({
      ...{ clientId: "id", clientSecret: "secret", store: tokenStore(), retry: { maxRetries: 0 } },
      ...{ apiUrl: server.url, accountsUrl: server.url },
    });
    const began = performance.now();
    expect(await failureOf(crm.organization.get({}, { timeout: 100 }))).toMatchObject({ code: "TIMEOUT" });
    expect(performance.now() - began).toBeLessThan(1_000);
    await expect.poll(() => last?.destroyed).toBe(true);
  });

  test("with any headers and any status gets an answer or an error of ours out of every call", async () => {
    let head = "";
    await using server = await serve(({ socket }) => socket.end(Buffer.from(`${head}\r\n{"data":[]}`, "latin1")));
    await using crm = createClient({
      ...{ clientId: "id", clientSecret: "secret", store: tokenStore(), retry: { maxRetries: 0 } },
      ...{ apiUrl: server.url, accountsUrl: server.url, hooks: { response: () => undefined } },
    });
    const header = fc.record({
      name: fc.oneof(
        fc.constantFrom(...HEADERS),
        fc.string({ unit: fc.constantFrom(..."abcXYZ019!#$%&'*+-.^_`|~"), minLength: 1 }),
      ),
      value: fc.oneof(
        fc.constantFrom(...VALUES),
        fc.string({
          unit: fc
            .integer({ min: 0x20, max: 0xff })
            .filter((code) => code !== 0x7f)
            .map((code) => String.fromCharCode(code)),
        }),
      ),
    });
    const status = fc.oneof(
      fc.constantFrom(200, 201, 204, 301, 302, 304, 400, 401, 404, 429, 500, 503),
      fc.integer({ min: 200, max: 999 }),
    );
    await fc.assert(
      fc.asyncProperty(status, fc.array(header, { maxLength: 6 }), fc.boolean(), async (code, headers, isFile) => {
        head = `HTTP/1.1 ${code} X\r\n${headers.map(({ name, value }) => `${name}: ${value}\r\n`).join("")}`;
        const options = { timeout: 2_000 };
        const call = isFile
          ? crm.attachments
              .download({ module: "Leads", id: "1", attachmentId: "2" }, options)
              .then((file) => file?.arrayBuffer())
          : crm.records.list({ module: "Leads" }, options);
        const error = await call.then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (error !== undefined) expect(error).toSatisfy(isCrmError);
        expect(error).not.toMatchObject({ code: "TIMEOUT" });
      }),
      { numRuns: 300 },
    );
  });

  test("bytes behind the length do not become the next answer", async () => {
    let hits = 0;
    await using server = await serve((incoming, outgoing) => {
      hits += 1;
      if (hits > 1) outgoing.end("second");
      else
        incoming.socket.write(
          "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
        );
    });
    const send = transport({ maxSockets: 1 });
    await (await send(server.url, request())).text();
    await new Promise(setImmediate);
    expect(
      await send(server.url, request()).then(
        (got) => got.text(),
        () => "failed",
      ),
    ).not.toBe("evil");
  });

  test.each([
    ["sockets", () => transport({ maxAnswerSize: 1_000_000 })],
    ["fetch", () => fetchTransport(globalThis.fetch, { idleTimeout: 1_000, maxAnswerSize: 1_000_000 })],
  ])("with more than is allowed is stopped there, compressed or not, over %s", async (_, make) => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    await using server = await serve((incoming, outgoing) => {
      if (incoming.url === "/bomb") return outgoing.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
      const more = (): void => void (outgoing.destroyed || outgoing.write(Buffer.alloc(100_000), () => more()));
      more();
      return undefined;
    });
    for (const path of ["/bomb", "/endless"]) {
      const got = await make()(server.url + path, request());
      const error = await failureOf(got.text());
      expect(error).toMatchObject({
        name: "ResponseError",
        code: "ANSWER_TOO_LARGE",
        status: 200,
        operation: "getThing",
      });
      expect(String(error)).toContain('larger than 1000000 bytes (option "maxAnswerSize")');
    }
    await expect.poll(() => server.open).toBeLessThan(2);
  });

  test("values with line breaks never become headers", async () => {
    await using server = await serve((_, outgoing) => outgoing.end("{}"));
    const call = transport()(server.url, request({ headers: { "x-mine": "a\r\nx-evil: 1" } }));
    expect(await failureOf(call)).toMatchObject({ code: "ERR_INVALID_CHAR" });
    expect(server.connections).toBe(0);
  });
});

test("a hundred calls over one connection leave no listener on it", async () => {
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on("warning", note);
  let listeners = 0;
  await using server = await serve((_, outgoing) => outgoing.end("{}"));
  const send = transport({ maxSockets: 1, idleTimeout: 1_000 });
  for (let n = 0; n < 100; n += 1) await (await send(server.url, request({ options: { idleTimeout: 900 } }))).text();
  await new Promise(setImmediate);
  process.off("warning", note);
  listeners = warnings.filter(({ name }) => name === "MaxListenersExceededWarning").length;
  expect([server.connections, listeners]).toEqual([1, 0]);
});

test("where a kept connection turns out to be dead, the others to that host are not tried", async () => {
  let hits = 0;
  const both = deferred<void>();
  await using server = await serve(async (incoming, outgoing) => {
    hits += 1;
    if (hits === 2) both.resolve();
    if (hits <= 2) await both.promise;
    // The connections of the first two are as good as dead: whoever uses them again is reset.
    if (hits === 3) return incoming.socket.resetAndDestroy();
    return outgoing.end("{}");
  });
  const send = transport({ idleTimeout: 1_000 });
  await Promise.all([1, 2].map(async () => (await send(server.url, request())).text()));
  expect(await failureOf(send(server.url, request()))).toMatchObject({ code: "ECONNRESET", mayHaveArrived: true });
  await (await send(server.url, request())).text();
  expect(server.connections).toBe(3);
});
