/** What a request looks like when it reaches the server. */
import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { FILE, failureOf, request } from "../../../support/requests.js";
import { bodyOf, serve } from "../../../support/servers/server.js";
import { TLS } from "../../../support/servers/tls.js";
import { openTransport } from "./open-transport.js";

test("a request arrives with its method, path, headers and body", async () => {
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
  const body = '{"a":"ü"}';

  const url = `${server.url}/x?a=b%20c`;
  const response = await openTransport().send(url, request({ method: "PUT", body, headers: { "x-mine": "1" } }));
  await response.text();

  expect(seen).toMatchObject({ method: "PUT", url: "/x?a=b%20c", body });
  expect(seen.headers).toMatchObject({ "x-mine": "1", "content-length": "10", "user-agent": "zcrm" });
});

test("a certificate is checked against the address, whatever the headers say", async () => {
  const server = createServer(TLS, (_, outgoing) => outgoing.end("{}"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const { send } = openTransport({ ca: [TLS.cert] });
  const named = request({ headers: { host: "localhost" } });
  const error = await failureOf(send(`https://127.0.0.1:${port}/`, named));
  expect(error).toMatchObject({ name: "NetworkError", code: "ERR_TLS_CERT_ALTNAME_INVALID", mayHaveArrived: false });
  expect(await (await send(`https://localhost:${port}/`, request({ headers: { host: "127.0.0.1" } }))).text()).toBe(
    "{}",
  );
});

test("a request without a body declares a length of 0", async () => {
  const lengths: (string | undefined)[] = [];
  await using server = await serve((incoming, outgoing) => {
    lengths.push(incoming.headers["content-length"], incoming.headers["transfer-encoding"]);
    outgoing.end();
  });

  await (await openTransport().send(server.url, request({ method: "POST" }))).text();

  expect(lengths).toEqual(["0", undefined]);
});

test("files are requested uncompressed, everything else compressed", async () => {
  const accepted: (string | undefined)[] = [];
  await using server = await serve((incoming, outgoing) => {
    accepted.push(incoming.headers["accept-encoding"] as string);
    outgoing.end();
  });
  const { send } = openTransport();

  for (const operation of [request().operation, FILE]) await (await send(server.url, request({ operation }))).text();

  expect(accepted).toEqual(["gzip, deflate, br", "identity"]);
});
