import { expect, test } from "vitest";
import { multipartBody } from "../../../src/core/request/multipart.js";
import { fetchTransport } from "../../../src/core/transport/fetch-transport.js";
import { failureOf, request } from "../../support/requests.js";
import { bodyOf, serve } from "../../support/servers/server.js";

const send = fetchTransport(globalThis.fetch, { idleTimeout: 5_000, maxAnswerSize: 1_000_000 });

test("an upload whose stream throws rejects with that error", async () => {
  await using server = await serve((incoming) => void incoming.on("error", () => undefined).resume());
  const failure = new Error("the disk is gone");
  const data = (async function* () {
    yield new Uint8Array(10);
    throw failure;
  })();
  const body = multipartBody({ file: { name: "a", data } });
  const call = send(server.url, request({ method: "POST", body, headers: { "content-type": body.contentType } }));
  expect(await failureOf(call)).toBe(failure);
});

test("an upload arrives whole", async () => {
  let received = "";
  await using server = await serve(async (incoming, outgoing) => {
    received = (await bodyOf(incoming)).toString();
    outgoing.end("{}");
  });
  const body = multipartBody({ file: { name: "a", data: new Blob(["content"]).stream() } });
  await (await send(server.url, request({ method: "POST", body }))).text();
  expect(received).toContain("\r\n\r\ncontent\r\n");
});

test("content that is at hand is sent with its length, and not as a stream", async () => {
  let received = "";
  let length: string | undefined;
  await using server = await serve(async (incoming, outgoing) => {
    length = incoming.headers["content-length"];
    received = (await bodyOf(incoming)).toString();
    outgoing.end("{}");
  });
  const body = multipartBody({ file: { name: "a", data: new Blob(["con", "tent"]) }, note: "two" });
  await (await send(server.url, request({ method: "POST", body }))).text();
  expect(received).toMatch(/\r\n\r\ncontent\r\n--.*\r\n\r\ntwo\r\n--/s);
  expect(length).toBe(String(body.length));
});

test.each(["5", "9"])("a body of 7 bytes with a declared length of %s is a connection failure", async (length) => {
  const sendToLiar = fetchTransport(async () => new Response("content", { headers: { "content-length": length } }), {
    idleTimeout: 1_000,
    maxAnswerSize: 1_000,
  });
  const error = await failureOf((await sendToLiar("https://x.test/", request())).text());
  expect(error).toMatchObject({ name: "NetworkError", mayHaveArrived: true, retryable: true });
  expect(String(error)).toContain(`7 of ${length} bytes arrived`);
});

test("a refused connection is a NetworkError", async () => {
  const server = await serve(() => undefined);
  await server[Symbol.asyncDispose]();
  expect(await failureOf(send(server.url, request()))).toMatchObject({ name: "NetworkError", code: "ECONNREFUSED" });
});
