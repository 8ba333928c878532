/** Whatever a server sends, a call ends in time, with a response or with an error of this package. */
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fetchTransport } from "../../../src/core/transport/fetch-transport.js";
import { type ClientOptions, createClient, isCrmError, memoryStore, type TokenStore } from "../../../src/index.js";
import { FILE, failureOf, request } from "../../support/requests.js";
import { serve } from "../../support/servers/server.js";
import { openTransport } from "./node-transport/open-transport.js";

/** Holds a token that stays valid, so that the server need not issue one. */
function tokenStore(): TokenStore {
  const token = { accessToken: "1000.access", refreshToken: "1000.refresh", expiresAt: Date.now() + 3_600_000 };
  return { ...memoryStore(), get: async () => token, set: async () => undefined };
}

const openClient = (url: string, options: ClientOptions = {}) =>
  createClient({
    clientId: "id",
    clientSecret: "secret",
    store: tokenStore(),
    retry: { maxRetries: 0 },
    apiUrl: url,
    accountsUrl: url,
    ...options,
  });

test.each([
  ["endless headers", `HTTP/1.1 200 OK\r\n${"X-A: b\r\n".repeat(20_000)}`, "HPE_HEADER_OVERFLOW"],
  ["an endless header", `HTTP/1.1 200 OK\r\nX-A: ${"b".repeat(200_000)}`, "HPE_HEADER_OVERFLOW"],
  [
    "two lengths",
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "HPE_UNEXPECTED_CONTENT_LENGTH",
  ],
  [
    "a length and chunks",
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    /^HPE_/,
  ],
  ["no last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", "IDLE_TIMEOUT"],
  ["a length that is too large", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", "IDLE_TIMEOUT"],
])("a response with %s ends the call", async (_, text, code) => {
  await using server = await serve((incoming) => void incoming.socket.write(text));
  const { send } = openTransport({ idleTimeout: 40 });

  const error = await failureOf(send(server.url, request()).then((response) => response.text()));

  expect(error).toMatchObject({ code: typeof code === "string" ? code : expect.stringMatching(code) });
});

test.each([
  ["interim responses", "HTTP/1.1 100 Continue\r\n\r\n"],
  ["early hints", "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"],
  ["blank lines", "\r\n"],
  ["bytes of one chunk", undefined],
])("an endless sequence of %s does not hold a call beyond its timeout", async (_, text) => {
  let last: Socket | undefined;
  await using server = await serve(({ socket }) => {
    last = socket;
    if (text === undefined) socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n");
    const more = (): void =>
      void (socket.destroyed || socket.write((text ?? "x").repeat(100), () => setImmediate(more)));
    more();
  });
  await using crm = openClient(server.url);

  const start = performance.now();
  const error = await failureOf(crm.organization.get({}, { timeout: 100 }));

  expect(error).toMatchObject({ code: "TIMEOUT" });
  expect(performance.now() - start).toBeLessThan(1_000);
  await expect.poll(() => last?.destroyed).toBe(true);
});

/** Headers that the client or Node interprets, and values that mean something to them. */
const HEADERS = [
  ...["Content-Type", "Content-Encoding", "Content-Disposition", "Content-Length", "Transfer-Encoding", "Connection"],
  ...["Retry-After", "Date", "Location", "Set-Cookie", "X-RATELIMIT-REMAINING", "X-API-CREDITS-REMAINING", "Upgrade"],
  ...["__proto__", "constructor", "hasOwnProperty", "toString"],
];
const VALUES = [
  ...["application/json", "application/json; charset=nonsense", "text/html", "gzip", "deflate, br", "identity,,"],
  ...["chunked", "-1", "0", "11", "1e309", "NaN", "99999999999999999999", "Thu, 01 Jan 1970 00:00:00 GMT", "close"],
  ...["upgrade", "/", "//", "http://127.0.0.1:2/", "http://[", "javascript:0", "attachment; filename*=x'"],
  ...["response.json"],
];

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

test("any status with any headers results in a response or an error of this package", async () => {
  let head = "";
  await using server = await serve(({ socket }) => socket.end(Buffer.from(`${head}\r\n{"data":[]}`, "latin1")));
  await using crm = openClient(server.url, { hooks: { response: () => undefined } });
  const options = { timeout: 2_000 };
  const download = async () =>
    (await crm.attachments.download({ module: "Leads", id: "1", attachmentId: "2" }, options))?.arrayBuffer();

  await fc.assert(
    fc.asyncProperty(status, fc.array(header, { maxLength: 6 }), fc.boolean(), async (code, headers, isFile) => {
      head = `HTTP/1.1 ${code} X\r\n${headers.map(({ name, value }) => `${name}: ${value}\r\n`).join("")}`;
      const call = isFile ? download() : crm.records.list({ module: "Leads" }, options);
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

test("bytes beyond the declared length do not become the next response", async () => {
  let hits = 0;
  await using server = await serve((incoming, outgoing) => {
    hits += 1;
    if (hits > 1) outgoing.end("second");
    else
      incoming.socket.write(
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
      );
  });
  const { send } = openTransport({ idleTimeout: 40 });
  await (await send(server.url, request())).text();
  await new Promise(setImmediate);

  const second = await send(server.url, request()).then(
    (response) => response.text(),
    () => "failed",
  );

  expect(second).not.toBe("evil");
});

test.each([
  ["sockets", () => openTransport({ idleTimeout: 40, maxAnswerSize: 1_000_000 }).send],
  ["fetch", () => fetchTransport(globalThis.fetch, { idleTimeout: 1_000, maxAnswerSize: 1_000_000 })],
])("a response beyond the size limit is cut off, compressed or not, over %s", async (_, open) => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  await using server = await serve((incoming, outgoing) => {
    if (incoming.url === "/bomb") return outgoing.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    const more = (): void => void (outgoing.destroyed || outgoing.write(Buffer.alloc(100_000), () => more()));
    more();
    return undefined;
  });

  for (const path of ["/bomb", "/endless"]) {
    const response = await open()(server.url + path, request());
    const error = await failureOf(response.text());
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

const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
test.each([
  ["headers", `HTTP/1.1 200 OK\r\n${"X-Many: 1\r\n".repeat(4_000)}`, "HPE_HEADER_OVERFLOW"],
  ["a header", `HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(20_000)}`, "HPE_HEADER_OVERFLOW"],
  ["a reason", `HTTP/1.1 200 ${"x".repeat(20_000)}`, "HPE_HEADER_OVERFLOW"],
  ["chunk extensions", `${chunked}1;${"x".repeat(20_000)}`, "HPE_CHUNK_EXTENSIONS_OVERFLOW"],
  ["trailers", `${chunked}2\r\n{}\r\n0\r\n${"X-Many: 1\r\n".repeat(4_000)}`, "HPE_HEADER_OVERFLOW"],
])("%s without end: an error says so, whether the response has begun or not", async (_, bytes, code) => {
  await using server = await serve(({ socket }) => void socket.write(bytes));
  const { send } = openTransport();

  for (const operation of [request().operation, FILE]) {
    const error = await failureOf(
      send(server.url, request({ operation })).then(({ body }) => new Response(body).arrayBuffer()),
    );
    expect(error).toMatchObject({ name: "NetworkError", code, operation: operation.id });
  }
  await expect.poll(() => server.open).toBe(0);
});

test("a header value with line breaks is rejected before anything is sent", async () => {
  await using server = await serve((_, outgoing) => outgoing.end("{}"));

  const call = openTransport().send(server.url, request({ headers: { "x-mine": "a\r\nx-evil: 1" } }));

  expect(await failureOf(call)).toMatchObject({ code: "ERR_INVALID_CHAR" });
  expect(server.connections).toBe(0);
});
