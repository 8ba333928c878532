import { execFile } from "node:child_process";
import { getEventListeners } from "node:events";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { toDownload } from "../../../src/core/download/download.js";
import { isCrmError } from "../../../src/core/errors/errors.js";
import { multipartBody } from "../../../src/core/request/multipart.js";
import type { EncodedBody, PreparedRequest } from "../../../src/core/request/request.js";
import { createNodeTransport } from "../../../src/core/transport/node-transport.js";
import { createSend } from "../../../src/core/transport/send.js";
import type { TransportSettings } from "../../../src/core/transport/transport.js";
import { deferred, FILE, failureOf, request, SETTINGS } from "../../support/requests.js";
import { bodyOf, serve } from "../../support/servers/server.js";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A transport that is closed at the end of the test. */
function transport(maxSockets = 10, settings: Partial<TransportSettings> = {}) {
  const made = createNodeTransport({ ...SETTINGS, maxSockets, ...settings });
  closers.push(made.close);
  return made;
}

/** Lets what has arrived be noticed. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const upload = (data: AsyncIterable<Uint8Array> | Uint8Array): Partial<PreparedRequest> => {
  const body = multipartBody({ file: { name: "a.bin", data } });
  return { method: "POST", body, headers: { "content-type": body.contentType } };
};

describe("a request", () => {
  test("arrives with method, path, headers and body", async () => {
    const seen: {
      method?: string | undefined;
      url?: string | undefined;
      body?: string;
      headers?: IncomingHttpHeaders;
    } = {};
    await using server = await serve(async (incoming, outgoing) => {
      const { method, url, headers } = incoming;
      Object.assign(seen, { method, url, headers, body: (await bodyOf(incoming)).toString() });
      outgoing.end("{}");
    });
    const text = '{"a":"ü"}';
    await (
      await transport().send(
        `${server.url}/x?a=b%20c`,
        request({ method: "PUT", body: text, headers: { "x-mine": "1" } }),
      )
    ).text();
    expect(seen).toMatchObject({ method: "PUT", url: "/x?a=b%20c", body: text });
    expect(seen.headers).toMatchObject({ "x-mine": "1", "content-length": "10", "user-agent": "zcrm" });
  });

  test("without a body declares that there is none", async () => {
    const lengths: (string | undefined)[] = [];
    await using server = await serve((incoming, outgoing) => {
      lengths.push(incoming.headers["content-length"], incoming.headers["transfer-encoding"]);
      outgoing.end();
    });
    await (await transport().send(server.url, request({ method: "POST" }))).text();
    expect(lengths).toEqual(["0", undefined]);
  });

  test("asks for a file as it is, and for anything else compressed", async () => {
    const asked: (string | undefined)[] = [];
    await using server = await serve((incoming, outgoing) => {
      asked.push(incoming.headers["accept-encoding"] as string);
      outgoing.end();
    });
    const { send } = transport();
    for (const operation of [request().operation, FILE]) await (await send(server.url, request({ operation }))).text();
    expect(asked).toEqual(["gzip, deflate, br", "identity"]);
  });
});

describe("an answer", () => {
  const content = JSON.stringify({ text: "größer ".repeat(5_000) });
  test.each<[string, Record<string, string>, Buffer]>([
    ["as it is", {}, Buffer.from(content)],
    ["identity", { "content-encoding": "identity" }, Buffer.from(content)],
    ["gzip", { "content-encoding": "gzip" }, gzipSync(content)],
    ["GZIP in capitals", { "content-encoding": "GZIP" }, gzipSync(content)],
    ["deflate", { "content-encoding": "deflate" }, deflateSync(content)],
    ["deflate without its header", { "content-encoding": "deflate" }, deflateRawSync(content)],
    ["x-gzip", { "content-encoding": "x-gzip" }, gzipSync(content)],
    ["br", { "content-encoding": "br" }, brotliCompressSync(content)],
    ["gzip, then br", { "content-encoding": "gzip, br" }, brotliCompressSync(gzipSync(content))],
    ["in Latin 1", { "content-type": "text/plain; charset=ISO-8859-1" }, Buffer.from(content, "latin1")],
    ["with a byte-order mark", { "content-type": "application/json;charset=UTF-8" }, Buffer.from(`\ufeff${content}`)],
  ])("sent %s is decoded", async (_, headers, bytes) => {
    await using server = await serve((_incoming, outgoing) => outgoing.writeHead(200, headers).end(bytes));
    const { send } = transport();
    expect(await (await send(server.url, request())).text()).toBe(content);
    expect(await (await send(server.url, request())).json()).toEqual(JSON.parse(content));
    if ("content-type" in headers) return;
    expect(Buffer.from(await (await send(server.url, request())).arrayBuffer()).toString()).toBe(content);
    expect(await new Response((await send(server.url, request())).body).text()).toBe(content);
  });

  test.each<[string, Buffer, object]>([
    ["zstd", Buffer.from("x"), { code: "UNREADABLE_ANSWER", details: { encoding: "zstd" } }],
    ["gzip", Buffer.from("no such thing"), { code: "UNREADABLE_ANSWER", retryable: false }],
    ["gzip", gzipSync(content).subarray(0, 100), { code: "TRUNCATED_ANSWER", retryable: true }],
    ["br", brotliCompressSync(content).subarray(0, 20), { name: "ResponseError" }],
  ])("called %s that cannot be decoded is told, however it is read", async (encoding, bytes, want) => {
    await using server = await serve((_incoming, outgoing) =>
      outgoing.writeHead(200, { "content-encoding": encoding }).end(bytes),
    );
    const { send } = transport();
    for (const operation of [request().operation, FILE]) {
      const got = await send(server.url, request({ operation }));
      const error = await failureOf(operation === FILE ? new Response(got.body).text() : got.text());
      expect(error).toMatchObject({ name: "ResponseError", status: 200, operation: operation.id, ...want });
    }
  });

  test.each([204, 304, 200])(
    "%i without content is empty, even where the server calls it compressed",
    async (status) => {
      await using server = await serve((_, outgoing) =>
        outgoing.writeHead(status, { "content-encoding": "gzip" }).end(),
      );
      const got = await transport().send(server.url, request());
      expect([got.status, await got.text()]).toEqual([status, ""]);
    },
  );

  test.each([
    [200, true],
    [299, true],
    [300, false],
    [404, false],
    [503, false],
  ])("%i is ok: %s", async (status, ok) => {
    await using server = await serve((_, outgoing) => outgoing.writeHead(status).end("x"));
    const got = await transport().send(server.url, request());
    expect([got.status, got.ok, await got.text()]).toEqual([status, ok, "x"]);
  });

  test("headers are read whatever their case, several of one name joined", async () => {
    await using server = await serve((_, outgoing) =>
      outgoing
        .writeHead(
          200,
          [
            ["X-One", "1"],
            ["Set-Cookie", "a"],
            ["Set-Cookie", "b"],
          ].flat(),
        )
        .end(),
    );
    const got = await transport().send(server.url, request());
    expect([got.headers.get("x-ONE"), got.headers.get("set-cookie"), got.headers.get("none")]).toEqual([
      "1",
      "a, b",
      null,
    ]);
    expect([got.headers.has("X-One"), got.headers.has("none")]).toEqual([true, false]);
    expect(Object.fromEntries(got.headers.entries())).toMatchObject({ "x-one": "1", "set-cookie": "a, b" });
    await got.text();
  });

  test("a redirect is handed up, not followed", async () => {
    await using server = await serve((_, outgoing) =>
      outgoing.writeHead(302, { location: "http://other.test/" }).end(),
    );
    const got = await transport().send(server.url, request());
    expect([got.status, await got.text()]).toEqual([302, ""]);
  });

  test("a switch of protocols that nobody asked for is a failure, not a wait for ever", async () => {
    await using server = await serve((incoming) => {
      incoming.socket.end("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n");
    });
    expect(isCrmError(await failureOf(transport().send(server.url, request())), "Network")).toBe(true);
  });

  test("that is none of HTTP is a failure of the connection", async () => {
    await using server = await serve((incoming) => incoming.socket.end("SSH-2.0-x\r\n"));
    expect(isCrmError(await failureOf(transport().send(server.url, request())), "Network")).toBe(true);
  });
});

describe("a file", () => {
  const content = Buffer.alloc(300_000, "0123456789");
  const headers = { "content-length": String(content.length), "content-disposition": "x; filename=a.bin" };

  test("arrives whole, although its stream was looked at before, and in whichever way it is read", async () => {
    await using server = await serve((_, outgoing) => outgoing.writeHead(200, headers).end(content));
    const { send } = transport();
    const download = async () => {
      const response = await send(server.url, request({ operation: FILE }));
      // openapi-fetch asks for the stream and leaves it to the caller of the operation.
      void response.body;
      return toDownload({ id: "downloadThing", idempotent: true }, response);
    };
    expect(Buffer.from(await (await download()).arrayBuffer()).equals(content)).toBe(true);
    const streamed = await new Response((await download()).body).arrayBuffer();
    expect(Buffer.from(streamed).equals(content)).toBe(true);
    expect(server.connections).toBe(1);
  });

  test("that is cancelled just as more of it is there ends without a word", async () => {
    const content = Buffer.alloc(300_000, "x");
    await using server = await serve((_, outgoing) => outgoing.end(content));
    const failures: unknown[] = [];
    const note = (error: unknown) => failures.push(error);
    process.on("uncaughtException", note);
    try {
      for (let hops = 0; hops < 10; hops += 1) {
        const response = await transport().send(server.url, request({ operation: FILE }));
        // By then some of it waits to be read.
        await turns();
        const { body } = response;
        for (let hop = 0; hop < hops; hop += 1) await undefined;
        await body?.cancel();
        await turns();
      }
    } finally {
      process.off("uncaughtException", note);
    }
    expect(failures).toEqual([]);
  });

  test("that is cancelled before a byte was read gives its connection back", async () => {
    const closed = deferred<void>();
    await using server = await serve((incoming, outgoing) => {
      incoming.socket.on("close", () => closed.resolve());
      outgoing.writeHead(200, { "content-length": "1000000" }).write("x");
    });
    const { send } = transport(1);
    await (await send(server.url, request({ operation: FILE }))).body?.cancel();
    await closed.promise;
  });

  test.each<[string, Buffer, Record<string, string>]>([
    ["with content", Buffer.from("0123456789"), {}],
    ["with content that is compressed", gzipSync("0123456789"), { "content-encoding": "gzip" }],
    ["without content", Buffer.alloc(0), {}],
  ])("%s that is cancelled when all of it is there ends quietly", async (_, content, coding) => {
    const surfaced: unknown[] = [];
    const onSurfaced = (error: unknown) => surfaced.push(error);
    process.on("uncaughtException", onSurfaced);
    onTestFinished(() => void process.off("uncaughtException", onSurfaced));
    await using server = await serve((_, outgoing) => outgoing.writeHead(200, coding).end(content));
    const { send } = transport(1);
    for (let ticks = 0; ticks < 10; ticks += 1) {
      const { body } = await send(server.url, request({ operation: FILE }));
      for (let tick = 0; tick < ticks; tick += 1) await undefined;
      await body?.cancel();
    }
    await expect.poll(() => server.open).toBe(0);
    expect(surfaced).toEqual([]);
  });

  test("that was reset before anyone read it is a failure, not an empty file", async () => {
    const sockets: ServerResponse[] = [];
    await using server = await serve((_, outgoing) => {
      sockets.push(outgoing);
      outgoing.writeHead(200, { "content-length": "10" }).write("01234");
    });
    const got = await transport().send(server.url, request({ operation: FILE }));
    const gone = deferred<void>();
    sockets[0]?.socket?.once("close", () => gone.resolve());
    sockets[0]?.socket?.resetAndDestroy();
    await gone.promise;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isCrmError(await failureOf(got.arrayBuffer()), "Network")).toBe(true);
  });

  test("that is not there gives its connection back", async () => {
    await using server = await serve((_, outgoing) => outgoing.writeHead(204).end());
    const send = createSend(
      transport(1),
      { api: server.url, accounts: server.url, content: server.url, download: server.url },
      "",
      () => false,
    );
    for (let n = 0; n < 3; n += 1) expect((await send(request({ operation: FILE }))).status).toBe(204);
    expect(server.connections).toBe(1);
  });
});

describe("connections", () => {
  test("are used again", async () => {
    await using server = await serve((_, outgoing) => outgoing.end("{}"));
    const { send } = transport();
    for (let n = 0; n < 5; n += 1) await (await send(server.url, request())).text();
    expect(server.connections).toBe(1);
  });

  test("are never more than allowed", async () => {
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
    const { send } = transport(3);
    const all = Array.from({ length: 30 }, async () => (await send(server.url, request())).text());
    expect(new Set(await Promise.all(all))).toEqual(new Set(["{}"]));
    expect(server.connections).toBe(3);
    expect(most).toBeLessThanOrEqual(3);
  });

  test("one who is aborted while waiting for a connection takes none from the others", async () => {
    const held = deferred<ServerResponse>();
    let hits = 0;
    await using server = await serve((_, outgoing) => {
      hits += 1;
      if (hits === 1) held.resolve(outgoing);
      else outgoing.end("{}");
    });
    const { send } = transport(1);
    const first = send(server.url, request());
    const holder = await held.promise;
    const controller = new AbortController();
    const waiting = failureOf(send(server.url, request({ signal: controller.signal })));
    const third = send(server.url, request());
    const reason = new Error("enough");
    controller.abort(reason);
    expect(await waiting).toBe(reason);
    holder.end("{}");
    await (await first).text();
    expect((await third).status).toBe(200);
    await (await third).text();
    expect(hits).toBe(2);
  });

  test("close() ends those in use and those idle, and calls under way fail", async () => {
    const reached = deferred<void>();
    await using server = await serve((incoming, outgoing) => {
      if (incoming.url === "/hang") reached.resolve();
      else outgoing.end("{}");
    });
    const { send, close } = transport();
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

  test("close() also ends the calls that wait for a connection", async () => {
    const reached = deferred<void>();
    await using server = await serve(() => reached.resolve());
    const { send, close } = transport(1);
    const first = failureOf(send(server.url, request()));
    const second = failureOf(send(server.url, request()));
    await reached.promise;
    close();
    expect(await first).toMatchObject({ code: "CLIENT_CLOSED" });
    expect(await second).toMatchObject({ code: "CLIENT_CLOSED", mayHaveArrived: false });
  });
});

describe("an abort", () => {
  const reason = { mine: true };

  test("before the call sends nothing", async () => {
    await using server = await serve((_, outgoing) => outgoing.end());
    const call = transport().send(server.url, request({ signal: AbortSignal.abort(reason) }));
    expect(await failureOf(call)).toBe(reason);
    expect(server.connections).toBe(0);
  });

  test("while waiting for the headers rejects with its reason and closes the connection", async () => {
    const reached = deferred<void>();
    const closed = deferred<void>();
    await using server = await serve((incoming) => {
      incoming.socket.on("close", () => closed.resolve());
      reached.resolve();
    });
    const controller = new AbortController();
    const call = failureOf(transport().send(server.url, request({ signal: controller.signal })));
    await reached.promise;
    controller.abort(reason);
    expect(await call).toBe(reason);
    await closed.promise;
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test.each(["text", "arrayBuffer", "body"] as const)("while reading the body as %s does so, too", async (way) => {
    const closed = deferred<void>();
    await using server = await serve((incoming, outgoing) => {
      incoming.socket.on("close", () => closed.resolve());
      outgoing.writeHead(200, { "content-length": "1000" }).write("x");
    });
    const controller = new AbortController();
    const got = await transport().send(server.url, request({ signal: controller.signal, operation: FILE }));
    const reading = failureOf(way === "body" ? new Response(got.body).text() : got[way]());
    await new Promise(setImmediate);
    controller.abort(reason);
    expect(await reading).toBe(reason);
    await closed.promise;
  });

  test("after the end changes nothing, and no listener is left", async () => {
    await using server = await serve((_, outgoing) => outgoing.end("{}"));
    const controller = new AbortController();
    const got = await transport().send(server.url, request({ signal: controller.signal }));
    expect(await got.text()).toBe("{}");
    await new Promise(setImmediate);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("while an upload is written ends it", async () => {
    const reached = deferred<void>();
    await using server = await serve(() => reached.resolve());
    const controller = new AbortController();
    let released = false;
    const endless = (async function* () {
      try {
        for (;;) yield new Uint8Array(65_536);
      } finally {
        released = true;
      }
    })();
    const call = failureOf(transport().send(server.url, request({ ...upload(endless), signal: controller.signal })));
    await reached.promise;
    controller.abort(reason);
    expect(await call).toBe(reason);
    await new Promise(setImmediate);
    expect(released).toBe(true);
  });
});

describe("a failure of the connection", () => {
  test("refused: it was never made", async () => {
    const server = await serve(() => undefined);
    await server[Symbol.asyncDispose]();
    const error = await failureOf(transport().send(server.url, request()));
    expect(isCrmError(error, "Network")).toBe(true);
    expect(error).toMatchObject({
      code: "ECONNREFUSED",
      operation: "getThing",
      mayHaveArrived: false,
      retryable: true,
    });
  });

  test("unknown host: it was never made, and the data centre is named as a cause", async () => {
    const error = await failureOf(transport().send("http://no-such-host.invalid/", request()));
    expect(error).toMatchObject({ name: "NetworkError", mayHaveArrived: false });
  });

  test("no TLS on the other side: nothing of the request has been sent", async () => {
    await using server = await serve((_, outgoing) => outgoing.end("{}"));
    const error = await failureOf(transport().send(server.url.replace("http:", "https:"), request()));
    expect(error).toMatchObject({ name: "NetworkError", mayHaveArrived: false });
  });

  test("reset after the request was read: it may have been carried out", async () => {
    await using server = await serve(async (incoming) => {
      await bodyOf(incoming);
      incoming.socket.resetAndDestroy();
    });
    const error = await failureOf(transport().send(server.url, request({ method: "POST", body: "{}" })));
    expect(error).toMatchObject({ name: "NetworkError", code: "ECONNRESET", mayHaveArrived: true });
  });

  test("reset on a connection that was used before: it may have been carried out", async () => {
    let hits = 0;
    await using server = await serve((incoming, outgoing) => {
      hits += 1;
      if (hits === 1) outgoing.end("{}");
      else incoming.socket.resetAndDestroy();
    });
    const { send } = transport(1);
    await (await send(server.url, request())).text();
    expect(await failureOf(send(server.url, request()))).toMatchObject({ mayHaveArrived: true });
    expect(server.connections).toBe(1);
  });

  test.each([
    ["of known length", { "content-length": "100" }],
    ["in chunks", {}],
    ["compressed", { "content-encoding": "gzip" }],
  ])("a body that breaks off, %s, is one as well", async (_, headers) => {
    await using server = await serve((incoming, outgoing) => {
      outgoing.writeHead(200, headers as Record<string, string>);
      outgoing.write(gzipSync("x".repeat(1_000)).subarray(0, 10), () => setImmediate(() => incoming.socket.destroy()));
    });
    const got = await transport().send(server.url, request());
    const error = await failureOf(got.text());
    expect(error).toMatchObject({ name: "NetworkError", operation: "getThing", mayHaveArrived: true });
  });
});

describe("an upload", () => {
  const part = new Uint8Array(100_000).fill(7);
  async function* stream() {
    for (let n = 0; n < 10; n += 1) yield part;
  }
  const reader = (seen: { headers?: IncomingHttpHeaders; bytes?: number }) =>
    serve(async (incoming, outgoing) => {
      Object.assign(seen, { headers: incoming.headers, bytes: (await bodyOf(incoming)).length });
      outgoing.end("{}");
    });

  test("of known length declares it", async () => {
    const seen: Parameters<typeof reader>[0] = {};
    await using server = await reader(seen);
    const given = upload(new Uint8Array(1_000_000));
    await (await transport().send(server.url, request(given))).text();
    const { length } = given.body as EncodedBody;
    expect(seen.headers).toMatchObject({ "content-length": String(length) });
    expect(seen.headers).not.toHaveProperty("transfer-encoding");
    expect(seen.bytes).toBe(length);
  });

  test("of an empty file arrives", async () => {
    const seen: Parameters<typeof reader>[0] = {};
    await using server = await reader(seen);
    const given = upload(new Uint8Array());
    await (await transport().send(server.url, request(given))).text();
    expect(seen.bytes).toBe((given.body as EncodedBody).length);
  });

  test("of a stream is sent in chunks", async () => {
    const seen: Parameters<typeof reader>[0] = {};
    await using server = await reader(seen);
    await (await transport().send(server.url, request(upload(stream())))).text();
    expect(seen.headers).toMatchObject({ "transfer-encoding": "chunked" });
    expect(seen.bytes).toBeGreaterThan(1_000_000);
  });

  test.each([0, 1, 5])("whose stream throws after %i parts rejects with that very error", async (parts) => {
    const closed = deferred<void>();
    await using server = await serve((incoming) => {
      incoming.on("error", () => undefined).resume();
      incoming.socket.on("close", () => closed.resolve());
    });
    const failure = new Error("the disk is gone");
    const broken = (async function* () {
      for (let n = 0; n < parts; n += 1) {
        yield part;
        // Some of it is to have left before the rest goes wrong.
        await new Promise(setImmediate);
      }
      throw failure;
    })();
    expect(await failureOf(transport().send(server.url, request(upload(broken))))).toBe(failure);
    if (server.connections > 0) await closed.promise;
  });

  test("that the server refuses while it is still being written does not hang, and lets go of stream and connection", async () => {
    const closed = deferred<void>();
    await using server = await serve((incoming, outgoing) => {
      incoming.on("error", () => undefined);
      incoming.socket.on("close", () => closed.resolve());
      outgoing.writeHead(413, { "content-type": "application/json" }).end('{"code":"TOO_LARGE"}');
    });
    let released = false;
    const endless = (async function* () {
      try {
        for (;;) yield part;
      } finally {
        released = true;
      }
    })();
    const { send } = transport(1);
    const got = await send(server.url, request(upload(endless)));
    expect([got.status, await got.json()]).toEqual([413, { code: "TOO_LARGE" }]);
    await closed.promise;
    await new Promise(setImmediate);
    expect(released).toBe(true);
  });

  test("leaves its connection fit for the next call", async () => {
    await using server = await reader({});
    const { send } = transport(1);
    for (const given of [upload(part), upload(stream()), {}]) await (await send(server.url, request(given))).text();
    expect(server.connections).toBe(1);
  });
});

test("an idle connection does not keep a program running", async () => {
  await using server = await serve((_, outgoing) => outgoing.end("{}"));
  const source = new URL("../../../src/core/transport/node-transport.ts", import.meta.url).href;
  const script = `
    import { createNodeTransport } from ${JSON.stringify(source)};
    const { send } = createNodeTransport({ ...${JSON.stringify(SETTINGS)}, maxSockets: 5 });
    const request = { operation: { id: "x", idempotent: true }, method: "GET", headers: {}, options: {} };
    const answers = await Promise.all([1, 2, 3].map(async () => (await send(process.argv[1], request)).text()));
    console.log(answers.join());`;
  const args = ["--import", "tsx", "--input-type=module", "--eval", script, server.url];
  const cwd = fileURLToPath(new URL("../../..", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, timeout: 20_000 });
  expect(stdout.trim()).toBe("{},{},{}");
  expect(server.connections).toBe(3);
});

test("neither does a file that nobody reads to its end", async () => {
  await using server = await serve((_, outgoing) => outgoing.end(Buffer.alloc(5_000_000)));
  const source = new URL("../../../src/core/transport/node-transport.ts", import.meta.url).href;
  const script = `
    import { createNodeTransport } from ${JSON.stringify(source)};
    const { send } = createNodeTransport(${JSON.stringify(SETTINGS)});
    const request = { operation: { id: "x", idempotent: true, binary: true }, method: "GET", headers: {}, options: {} };
    const reader = (await send(process.argv[1], request)).body.getReader();
    let size = 0;
    while (size < 1_000_000) size += (await reader.read()).value.length;
    console.log(size >= 1_000_000);`;
  const args = ["--import", "tsx", "--input-type=module", "--eval", script, server.url];
  const cwd = fileURLToPath(new URL("../../..", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, timeout: 20_000 });
  expect(stdout.trim()).toBe("true");
});
