import { readFile } from "node:fs/promises";
import { createServer as createHttpServer, type IncomingMessage } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { inspect } from "node:util";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { resolveProxy } from "../../../src/config/proxy.js";
import { deferred, failureOf, request } from "../../support/requests.js";
import { serve } from "../../support/servers/server.js";
import { openTransport } from "./node-transport/open-transport.js";

let cert: string;
let key: string;
beforeAll(async () => {
  const read = (name: string) => readFile(new URL(`../../support/servers/tls/${name}`, import.meta.url), "utf8");
  [cert, key] = await Promise.all([read("server-cert.pem"), read("server-key.pem")]);
});

/** Starts listening until the end of the test, which also closes connections that are still open. */
async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => sockets.add(socket.on("error", () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Starts a proxy. It opens tunnels, unless `respond` does something else with the client's socket. */
async function startProxy(respond?: (client: Socket) => void) {
  const requests: { target: string | undefined; authorization: string | undefined }[] = [];
  const server = createHttpServer();
  server.on("connect", (incoming: IncomingMessage, client: Socket) => {
    requests.push({ target: incoming.url, authorization: incoming.headers["proxy-authorization"] });
    client.on("error", () => undefined);
    if (respond) return respond(client);
    const [host = "", port] = (incoming.url ?? "").split(":");
    const upstream = connect(Number(port), host === "zoho.test" ? "127.0.0.1" : host, () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      client.pipe(upstream).pipe(client);
    });
    upstream.on("error", () => client.destroy());
  });
  return { url: `http://127.0.0.1:${await listening(server)}`, requests };
}

const secureServer = () =>
  listening(createSecureServer({ cert, key }, (_, outgoing) => outgoing.end('{"secure":true}')));

describe("a proxy", () => {
  test("opens one tunnel for many calls, gets its user name and password, and cannot read the TLS traffic", async () => {
    const port = await secureServer();
    const { url, requests } = await startProxy();
    const proxy = resolveProxy(url.replace("//", "//ann:p%40ss@"), () => undefined);
    const { send } = openTransport({ proxy, ca: [cert] });
    for (let call = 0; call < 3; call += 1) {
      expect(await (await send(`https://localhost:${port}/`, request())).json()).toEqual({ secure: true });
    }
    expect(requests).toEqual([{ target: `localhost:${port}`, authorization: `Basic ${btoa("ann:p@ss")}` }]);
  });

  test("does not weaken TLS: a certificate of an unknown authority is rejected, and the call is not retried", async () => {
    const port = await secureServer();
    const { url } = await startProxy();
    const { send } = openTransport({ proxy: resolveProxy(url, () => undefined) });
    const error = await failureOf(send(`https://localhost:${port}/`, request()));
    expect(error).toMatchObject({ name: "NetworkError", mayHaveArrived: false, retryable: false });
    expect(String(error)).toContain('option "ca"');
  });

  test("is also used for loopback and without TLS", async () => {
    await using server = await serve((_, outgoing) => outgoing.end("{}"));
    const { url, requests } = await startProxy();
    expect(
      await (await openTransport({ proxy: resolveProxy(url, () => undefined) }).send(server.url, request())).text(),
    ).toBe("{}");
    expect(requests).toHaveLength(1);
  });

  test.each<[string, (client: Socket) => void, object]>([
    [
      "requires a password",
      (client) => client.end("HTTP/1.1 407 No\r\n\r\n"),
      { code: "PROXY_AUTHENTICATION", retryable: false },
    ],
    ["refuses the connection", (client) => client.end("HTTP/1.1 403 No\r\n\r\n"), { code: "PROXY_REFUSED" }],
    ["resets the connection", (client) => client.resetAndDestroy(), { code: "ECONNRESET" }],
    ["closes the connection without a response", (client) => client.end(), { code: expect.any(String) }],
    [
      "responds with something other than HTTP",
      (client) => client.end("SSH-2.0\r\n"),
      { code: "HPE_INVALID_CONSTANT" },
    ],
    ["closes the tunnel at once", (client) => client.end("HTTP/1.1 200 OK\r\n\r\n"), { code: expect.any(String) }],
    ["never responds", () => undefined, { code: "CONNECT_TIMEOUT" }],
    ["stalls after its response", (client) => client.write("HTTP/1.1 200 OK\r\n\r\n"), { code: "CONNECT_TIMEOUT" }],
  ])("that %s means that no connection was made", async (_, respond, want) => {
    const { url } = await startProxy(respond);
    const proxy = resolveProxy(url.replace("//", "//ann:secret@"), () => undefined);
    const { send } = openTransport({ proxy, connectTimeout: 100 });
    const error = await failureOf(send("https://zoho.test/", request()));
    expect(error).toMatchObject({ mayHaveArrived: false, ...want });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/secret|YW5uOnNlY3JldA/);
  });

  test("that never responds times out for every call", async () => {
    const { url } = await startProxy(() => undefined);
    const { send } = openTransport({ proxy: resolveProxy(url, () => undefined), connectTimeout: 60 });
    const calls = [1, 2, 3].map(() => failureOf(send("https://zoho.test/", request())));
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ code: "CONNECT_TIMEOUT" });
  });

  test("loses its connection when the call is aborted", async () => {
    const { promise, resolve } = deferred<Socket>();
    const { url } = await startProxy(resolve);
    const controller = new AbortController();
    const call = failureOf(
      openTransport({ proxy: resolveProxy(url, () => undefined) }).send(
        "https://zoho.test/",
        request({ signal: controller.signal }),
      ),
    );
    const client = await promise;
    const closed = new Promise((done) => client.resume().once("end", done));
    controller.abort("enough");
    expect(await call).toBe("enough");
    await closed;
  });
});

test("no environment variable can switch off the verification of certificates", async () => {
  const port = await secureServer();
  const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  try {
    const error = await failureOf(openTransport({}).send(`https://localhost:${port}/`, request()));
    expect(error).toMatchObject({ name: "NetworkError", mayHaveArrived: false, retryable: false });
    const { send } = openTransport({ ca: [cert] });
    expect(await (await send(`https://localhost:${port}/`, request())).json()).toEqual({ secure: true });
  } finally {
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
  }
});
