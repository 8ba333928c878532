import { readFile } from "node:fs/promises";
import { createServer as createHttpServer, type IncomingMessage } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { inspect } from "node:util";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { resolveProxy } from "../../../src/config/proxy.js";
import { createNodeTransport } from "../../../src/core/transport/node-transport.js";
import { usesProxy } from "../../../src/core/transport/proxy-choice.js";
import type { TransportSettings } from "../../../src/core/transport/transport.js";
import { deferred, failureOf, request, SETTINGS } from "../../support/requests.js";
import { serve } from "../../support/servers/server.js";

let cert: string;
let key: string;
beforeAll(async () => {
  const read = (name: string) => readFile(new URL(`../../support/servers/tls/${name}`, import.meta.url), "utf8");
  [cert, key] = await Promise.all([read("server-cert.pem"), read("server-key.pem")]);
});

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function transport(settings: Partial<TransportSettings>) {
  const made = createNodeTransport({ ...SETTINGS, connectTimeout: 2_000, ...settings });
  closers.push(made.close);
  return made;
}

/** Listens, and ends with the test, whatever is still open. */
async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => sockets.add(socket.on("error", () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A proxy that tunnels; `answer` may do something else. */
async function startProxy(answer?: (near: Socket) => void) {
  const asked: { target: string | undefined; authorization: string | undefined }[] = [];
  const server = createHttpServer();
  server.on("connect", (incoming: IncomingMessage, near: Socket) => {
    asked.push({ target: incoming.url, authorization: incoming.headers["proxy-authorization"] });
    near.on("error", () => undefined);
    if (answer) return answer(near);
    const [host = "", port] = (incoming.url ?? "").split(":");
    const far = connect(Number(port), host === "zoho.test" ? "127.0.0.1" : host, () => {
      near.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      near.pipe(far).pipe(near);
    });
    far.on("error", () => near.destroy());
  });
  return { url: `http://127.0.0.1:${await listening(server)}`, asked };
}

const secureServer = () =>
  listening(createSecureServer({ cert, key }, (_, outgoing) => outgoing.end('{"secure":true}')));

describe("a proxy that is given", () => {
  test("makes one tunnel for many calls, with its user and password, and TLS ends at the server", async () => {
    const port = await secureServer();
    const { url, asked } = await startProxy();
    const proxy = resolveProxy(url.replace("//", "//ann:p%40ss@"), {});
    const { send } = transport({ proxy, ca: [cert], maxSockets: 2 });
    for (let n = 0; n < 3; n += 1) {
      expect(await (await send(`https://localhost:${port}/`, request())).json()).toEqual({ secure: true });
    }
    expect(asked).toEqual([{ target: `localhost:${port}`, authorization: `Basic ${btoa("ann:p@ss")}` }]);
  });

  test("does not weaken TLS: a certificate of an unknown authority is refused, and not tried again", async () => {
    const port = await secureServer();
    const { url } = await startProxy();
    const { send } = transport({ proxy: resolveProxy(url, {}) });
    const error = await failureOf(send(`https://localhost:${port}/`, request()));
    expect(error).toMatchObject({ name: "NetworkError", mayHaveArrived: false, retryable: false });
    expect(String(error)).toContain('option "ca"');
  });

  test("serves loopback without TLS, too", async () => {
    await using server = await serve((_, outgoing) => outgoing.end("{}"));
    const { url, asked } = await startProxy();
    expect(await (await transport({ proxy: resolveProxy(url, {}) }).send(server.url, request())).text()).toBe("{}");
    expect(asked).toHaveLength(1);
  });

  test.each<[string, (near: Socket) => void, object]>([
    [
      "asks for a password",
      (near) => near.end("HTTP/1.1 407 No\r\n\r\n"),
      { code: "PROXY_AUTHENTICATION", retryable: false },
    ],
    ["refuses", (near) => near.end("HTTP/1.1 403 No\r\n\r\n"), { code: "PROXY_REFUSED" }],
    ["breaks off", (near) => near.resetAndDestroy(), { code: "ECONNRESET" }],
    ["ends without a word", (near) => near.end(), { code: expect.any(String) }],
    ["answers with something else than HTTP", (near) => near.end("SSH-2.0\r\n"), { code: "HPE_INVALID_CONSTANT" }],
    ["closes the tunnel at once", (near) => near.end("HTTP/1.1 200 OK\r\n\r\n"), { code: expect.any(String) }],
    ["hangs", () => undefined, { code: "CONNECT_TIMEOUT" }],
    ["hangs behind its answer", (near) => near.write("HTTP/1.1 200 OK\r\n\r\n"), { code: "CONNECT_TIMEOUT" }],
  ])("that %s is a connection never made", async (_, answer, want) => {
    const { url } = await startProxy(answer);
    const proxy = resolveProxy(url.replace("//", "//ann:secret@"), {});
    const { send } = transport({ proxy, connectTimeout: 100 });
    const error = await failureOf(send("https://zoho.test/", request()));
    expect(error).toMatchObject({ mayHaveArrived: false, ...want });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/secret|YW5uOnNlY3JldA/);
  });

  test("hangs for each of many calls, also for those that wait for another's connection", async () => {
    const { url } = await startProxy(() => undefined);
    const { send } = transport({ proxy: resolveProxy(url, {}), connectTimeout: 60, maxSockets: 1 });
    const calls = [1, 2, 3].map(() => failureOf(send("https://zoho.test/", request())));
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ code: "CONNECT_TIMEOUT" });
  });

  test("serves more calls than there may be connections", async () => {
    let hits = 0;
    const port = await listening(
      createSecureServer({ cert, key }, (_, outgoing) => {
        hits += 1;
        // Each connection is closed after its answer, so that the next call makes another.
        outgoing.writeHead(200, { connection: "close" }).end("{}");
      }),
    );
    const { url } = await startProxy();
    const { send } = transport({ proxy: resolveProxy(url, {}), ca: [cert], maxSockets: 1 });
    const calls = [1, 2, 3, 4].map(async () => (await send(`https://localhost:${port}/`, request())).text());
    expect(await Promise.all(calls)).toEqual(["{}", "{}", "{}", "{}"]);
    expect(hits).toBe(4);
  });

  test("is left alone by a call that is aborted meanwhile", async () => {
    const { promise, resolve } = deferred<Socket>();
    const { url } = await startProxy(resolve);
    const controller = new AbortController();
    const call = failureOf(
      transport({ proxy: resolveProxy(url, {}) }).send("https://zoho.test/", request({ signal: controller.signal })),
    );
    const near = await promise;
    const closed = new Promise((done) => near.resume().once("end", done));
    controller.abort("enough");
    expect(await call).toBe("enough");
    await closed;
  });
});

describe("the environment", () => {
  test.each<[Record<string, string>, string | undefined]>([
    [{}, undefined],
    [{ HTTPS_PROXY: "http://proxy.test:8080" }, "http://proxy.test:8080"],
    [{ HTTPS_PROXY: "", https_proxy: "proxy.test:8080/" }, "http://proxy.test:8080"],
    [{ HTTP_PROXY: "http://proxy.test" }, undefined],
  ])("%j gives %s", (env, want) => {
    expect(resolveProxy(undefined, env)?.url).toBe(want);
  });

  test.each(["socks5://proxy.test", "http://", "http://ann:secret@proxy.test/path"])(
    "with %s is refused by name, and the value not shown",
    (value) => {
      const attempt = () => resolveProxy(undefined, { HTTPS_PROXY: value });
      expect(attempt).toThrow(/environment variable HTTPS_PROXY is no address of a proxy/);
      expect(attempt).not.toThrow(/secret/);
    },
  );

  test.each<[string, string, number, boolean]>([
    ["", "www.zohoapis.com", 443, true],
    ["", "localhost", 443, false],
    ["", "127.0.0.5", 443, false],
    ["", "[::1]", 443, false],
    ["*", "www.zohoapis.com", 443, false],
    ["zohoapis.com", "www.zohoapis.com", 443, false],
    [".ZohoApis.com", "www.zohoapis.com", 443, false],
    ["*.zohoapis.com", "www.zohoapis.com", 443, false],
    ["apis.com", "www.zohoapis.com", 443, true],
    ["other.test, zohoapis.com:443", "www.zohoapis.com", 443, false],
    ["zohoapis.com:8443", "www.zohoapis.com", 443, true],
    ["[2001:db8::1]", "[2001:db8::1]", 443, false],
  ])("NO_PROXY=%s, %s:%i goes through the proxy: %s", (list, host, port, want) => {
    const proxy = resolveProxy(undefined, { HTTPS_PROXY: "http://proxy.test", NO_PROXY: list });
    expect(proxy && usesProxy(proxy, host, port)).toBe(want);
  });
});

test("no environment variable switches the check of certificates off", async () => {
  const port = await secureServer();
  const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  try {
    const error = await failureOf(transport({}).send(`https://localhost:${port}/`, request()));
    expect(error).toMatchObject({ name: "NetworkError", mayHaveArrived: false, retryable: false });
    const { send } = transport({ ca: [cert] });
    expect(await (await send(`https://localhost:${port}/`, request())).json()).toEqual({ secure: true });
  } finally {
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
  }
});
