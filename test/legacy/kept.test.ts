/** Habits of the old client that programs rely on, one row each. `wire` rows show the request line of a call. */
import { createReadStream } from "node:fs";
import { createServer as createHttpServer, get } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Stream } from "node:stream";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LegacyClient } from "../../src/legacy/client.js";
import { withFiles } from "../support/scratch.js";
import { failureOf, invoke, type LegacyServer, lineOf, startLegacyServer } from "../support/servers/legacy-server.js";

let server: LegacyServer;
let client: LegacyClient;
beforeAll(async () => {
  server = await startLegacyServer();
  client = await server.start();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const module = "Leads";
const id = "3652397000000649013";
const body = { data: [{ Last_Name: "Doe" }] };

/** name, call, input, request line */
const wire: readonly (readonly [string, string, unknown, string])[] = [
  ["without an id, the call is for the collection", "MODULES.get", { module }, "GET /Leads"],
  ["with the id null, the call is for the collection", "MODULES.get", { module, id: null }, "GET /Leads"],
  ["with an empty id, the call is for the collection", "MODULES.get", { module, id: "" }, "GET /Leads"],
  ["with the id 0 or false, the call is for the collection", "MODULES.get", { module, id: 0 }, "GET /Leads"],
  ["an id may be a number", "MODULES.get", { module, id: 4150 }, "GET /Leads/4150"],
  ["a slash in id separates segments", "MODULES.get", { module, id: `${id}/Notes` }, `GET /Leads/${id}/Notes`],
  ["a slash in module separates segments", "MODULES.get", { module: "Leads/1/Notes" }, "GET /Leads/1/Notes"],
  ["search ignores id", "MODULES.search", { module, id, params: { word: "a" } }, "GET /Leads/search?word=a"],
  ["convert is always for Leads", "ACTIONS.convert", { module: "Deals", id }, `POST /Leads/${id}/actions/convert`],
  ["getModules puts module into the path", "SETTINGS.getModules", { module }, "GET /settings/modules/Leads"],
  [
    "module= with SETTINGS",
    "SETTINGS.getFields",
    { module, params: { a: 1 } },
    "GET /settings/fields?a=1&module=Leads",
  ],
  ["module= with USERS", "USERS.get", { module, id: 7 }, "GET /users/7?module=Leads"],
  ["module= with ORG", "ORG.get", { module }, "GET /org?module=Leads"],
  [
    "module= and auth_type=oauth with FUNCTIONS",
    "FUNCTIONS.executeFunctionsInGet",
    { api_name: "f", module, params: { a: 1 } },
    "GET /functions/f/actions/execute?a=1&auth_type=oauth&module=Leads",
  ],
  ["no module= with MODULES", "MODULES.get", { module, params: {} }, "GET /Leads"],
  ["arrays are joined with commas", "MODULES.get", { module, params: { fields: ["A", "B"] } }, "GET /Leads?fields=A,B"],
  ["commas in a string stay", "MODULES.get", { module, params: { fields: "A,B" } }, "GET /Leads?fields=A,B"],
  ["page: 0 is sent", "MODULES.get", { module, params: { page: 0 } }, "GET /Leads?page=0"],
  ["false is sent", "MODULES.get", { module, params: { a: false } }, "GET /Leads?a=false"],
  ["an empty string is sent", "MODULES.get", { module, params: { a: "" } }, "GET /Leads?a="],
  [
    "only own keys of params are sent",
    "MODULES.get",
    { module, params: Object.assign(Object.create({ inherited: 1 }), { own: 2 }) },
    "GET /Leads?own=2",
  ],
  ["an encoded id is not encoded again", "MODULES.get", { module, id: "a%20b" }, "GET /Leads/a%20b"],
  [
    "an encoded value is not encoded again",
    "MODULES.search",
    { module, params: { criteria: "(Company:equals:A%26B%20C)" } },
    "GET /Leads/search?criteria=(Company%3Aequals%3AA%26B%20C)",
  ],
  ["the id upsert means an upsert", "MODULES.post", { module, id: "upsert", body }, "POST /Leads/upsert"],
  [
    "null members are ignored",
    "MODULES.put",
    { module, id: 1, params: null, headers: null, body: null, x_file_content: null },
    "PUT /Leads/1",
  ],
  ["unknown members are ignored", "MODULES.get", { module, colour: "red" }, "GET /Leads"],
];

describe("addresses", () => {
  test.each(wire)("kept: %s", async (_, call, input, line) => {
    await invoke(client, call, input);
    expect(server.requests.map(lineOf)).toEqual([line]);
  });

  test("kept: hosts without a scheme, with a port, are called over HTTPS", async () => {
    // The first byte of each connection: 22 begins a TLS handshake.
    const first: number[] = [];
    const plain = createServer((socket) =>
      socket
        .on("error", () => undefined)
        .once("data", (data) => {
          first.push(data[0] ?? 0);
          socket.destroy();
        }),
    );
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    const address = plain.address();
    const host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    await failureOf((await server.start({ base_url: host })).API.ORG.get());
    expect(first.every((byte) => byte === 22)).toBe(true);
    expect(first.length).toBeGreaterThan(0);
    expect(server.tokenRequests.map(lineOf)).toEqual(["POST /oauth/v2/token"]);
    first.length = 0;
    await failureOf((await server.start({ iamurl: host })).API.ORG.get());
    expect(first[0]).toBe(22);
    plain.close();
  });

  test("kept: the default version is v2", async () => {
    await (await server.start({ version: "v2.1" })).API.ORG.get();
    await client.API.ORG.get();
    expect(server.requests.map(({ url }) => url)).toEqual(["/crm/v2.1/org", "/crm/v2/org"]);
  });
});

describe("headers and bodies", () => {
  test("kept: the caller's headers are sent, except Authorization and User-Agent", async () => {
    const headers = { "If-Modified-Since": "2026-01-01T00:00:00Z", authorization: "mine", "user-agent": "mine" };
    await client.API.MODULES.get({ module, headers });
    expect(server.requests[0]?.headers).toMatchObject({
      "if-modified-since": "2026-01-01T00:00:00Z",
      authorization: expect.stringMatching(/^Zoho-oauthtoken token-\d$/),
      "user-agent": "Zoho CRM Node SDK",
    });
  });

  test("kept: a body is sent only with POST and PUT", async () => {
    for (const call of ["get", "post", "put", "delete"]) await invoke(client, `MODULES.${call}`, { module, id, body });
    const json = JSON.stringify(body);
    expect(server.requests.map((request) => [request.method, request.body])).toEqual([
      ["GET", ""],
      ["POST", json],
      ["PUT", json],
      ["DELETE", ""],
    ]);
  });

  test("kept: any body is sent as JSON", async () => {
    const bodies = ["text", [1], { at: new Date(0) }, Buffer.from("a")];
    for (const one of bodies) await client.API.MODULES.post({ module, body: one });
    expect(server.requests.map((request) => request.body)).toEqual(bodies.map((one) => JSON.stringify(one)));
  });

  test("kept: the caller's content type is used for JSON, but not for a form, which needs its boundary", async () => {
    const headers = { "Content-Type": "text/plain" };
    await client.API.MODULES.post({ module, headers, body });
    await client.API.ATTACHMENTS.uploadFile({ module, id, headers, x_file_content: Buffer.from("x") });
    expect(server.requests.map((request) => request.headers["content-type"])).toEqual([
      "text/plain",
      expect.stringMatching(/^multipart\/form-data; boundary=/),
    ]);
  });

  test("kept: an upload has one part, named file, with the stream's own file name", async () => {
    await withFiles({ "my offer.pdf": "bytes" }, async (folder) => {
      const x_file_content = createReadStream(join(folder, "my offer.pdf"));
      await client.API.ATTACHMENTS.uploadFile({ module, id, x_file_content });
    });
    const [sent] = server.requests;
    const boundary = sent?.headers["content-type"]?.split("multipart/form-data; boundary=")[1];
    const head = 'Content-Disposition: form-data; name="file"; filename="my offer.pdf"\r\n';
    const type = "Content-Type: application/octet-stream\r\n\r\n";
    expect(sent?.body).toBe(`--${boundary}\r\n${head}${type}bytes\r\n--${boundary}--\r\n`);
  });
});

describe("a file may be", () => {
  const upload = async (x_file_content: unknown): Promise<string | undefined> => {
    await invoke(client, "ATTACHMENTS.uploadFile", { module, id, x_file_content });
    return server.requests.at(-1)?.body;
  };
  const part = (filename: string, content: string) =>
    expect.stringMatching(
      new RegExp(`name="file"; filename="${filename}"\r\nContent-Type: [^\r]+\r\n\r\n${content}\r\n--`),
    );

  /** A stream from before Node.js 0.10: events, and no way to iterate. It waits until it is resumed. */
  function oldStream(text: string): Stream {
    const stream = Object.assign(new Stream(), { path: "/export/old.csv", pause() {}, resume() {} });
    setImmediate(() => {
      for (const chunk of [text.slice(0, 2), text.slice(2)]) stream.emit("data", Buffer.from(chunk));
      stream.emit("end");
    });
    return stream;
  }

  test("kept: a Buffer, also of another realm", async () => {
    expect(await upload(Buffer.from("bytes"))).toEqual(part("file", "bytes"));
    expect(await upload(runInNewContext("new Uint8Array([104, 105])"))).toEqual(part("file", "hi"));
  });

  test("kept: any readable stream, with the last part of its path", async () => {
    const stream = Object.assign(Readable.from(["by", "tes"]), { path: join(tmpdir(), "a/offer.pdf") });
    expect(await upload(stream)).toEqual(part("offer.pdf", "bytes"));
  });

  test("kept: a stream in the old style", async () => {
    expect(await upload(oldStream("a;b;c"))).toEqual(part("old.csv", "a;b;c"));
  });

  test("kept: a response, with the last part of its request's path", async () => {
    const source = createHttpServer((_, response) => response.end("served"));
    await new Promise<void>((resolve) => source.listen(0, "127.0.0.1", resolve));
    const { port } = source.address() as AddressInfo;
    const response = await new Promise((resolve) => get(`http://127.0.0.1:${port}/files/offer.pdf?key=1`, resolve));
    expect(await upload(response)).toEqual(part("offer.pdf", "served"));
    source.close();
  });

  test("kept: text, which is sent as a field for Zoho CRM to judge", async () => {
    expect(await upload("text")).toMatch(/name="file"\r\n\r\ntext\r\n--/);
  });
});

describe("responses", () => {
  test.each([200, 201, 202, 207, 304, 400, 401, 403, 404, 429, 500])("kept: status %i resolves", async (status) => {
    const text = status === 304 ? "" : '{"code":"X", "n":1}';
    // A 429 is waited out, unless the time of the call is too short for that.
    const after = status === 429 ? "3600" : "0";
    server.reply = () => ({ status, headers: { "X-One": "1", "retry-after": after }, body: text });
    const response = await client.API.MODULES.post({ module, body });
    expect(response).toMatchObject({ statusCode: status, body: text, headers: { "x-one": "1" } });
    expect(Object.getPrototypeOf(Reflect.get(Object(response), "headers"))).toBe(Object.prototype);
  });

  test("kept: 204 resolves to a string", async () => {
    server.reply = () => ({ status: 204 });
    const want = '{"message":"no data","status_code":"204"}';
    expect(await client.API.MODULES.get({ module, id })).toBe(want);
    expect(await client.API.ATTACHMENTS.downloadFile({ module, id, relatedId: "1" })).toBe(want);
  });

  test("kept: a download has the exact bytes as a latin1 string, and the file's name", async () => {
    const bytes = Buffer.from(Uint8Array.from({ length: 256 }, (_, index) => index));
    server.reply = () => ({ headers: { "content-disposition": 'attachment;filename="a b.bin"' }, body: bytes });
    for (const call of ["downloadFile", "downloadPhoto"]) {
      const response = await invoke(client, `ATTACHMENTS.${call}`, { module, id, relatedId: 1 });
      expect(response).toMatchObject({ statusCode: 200, filename: "a b.bin", body: bytes.toString("latin1") });
    }
    expect(await client.API.MODULES.get({ module, id, download_file: true })).toHaveProperty("filename", "a b.bin");
  });
});
