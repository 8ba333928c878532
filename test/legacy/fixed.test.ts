/** Habits of the old client that no program can rely on, one row each, with what happens instead. */
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLegacyClient, type LegacyClient } from "../../src/legacy/client.js";
import { callName, OLD_CALLS } from "../../src/legacy/old-calls.js";
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

const refusal = (statusCode: number, error: object) => ({
  statusCode,
  body: JSON.stringify({ ...error, status: "error" }),
  headers: { "content-type": "application/json;charset=UTF-8" },
});
const WRONG_ADDRESS = refusal(404, {
  code: "INVALID_URL_PATTERN",
  details: {},
  message: "Please check if the URL trying to access is a correct one",
});
/** By what is missing. */
const REFUSALS: Readonly<Record<string, object>> = {
  api_name: WRONG_ADDRESS,
  module: refusal(400, {
    code: "INVALID_MODULE",
    details: {},
    message: "the module name given seems to be invalid",
  }),
  relatedId: refusal(400, {
    code: "INVALID_DATA",
    details: {},
    message: "the related id given seems to be invalid",
  }),
  moduleInQuery: refusal(400, {
    code: "REQUIRED_PARAM_MISSING",
    details: { param: "module" },
    message: "One of the expected parameter is missing",
  }),
};

describe("addresses", () => {
  /** name, call, input, request line */
  const wire: readonly (readonly [string, string, unknown, string])[] = [
    [
      "non-ASCII in module and id is encoded",
      "MODULES.get",
      { module: "Größe", id: "ü" },
      "GET /Gr%C3%B6%C3%9Fe/%C3%BC",
    ],
    ["reserved characters in an id are encoded", "MODULES.get", { module, id: "a?b#c" }, "GET /Leads/a%3Fb%23c"],
    [
      "reserved characters in the query are encoded",
      "MODULES.get",
      { module, params: { "k y": "a&b=c#d%+é" } },
      "GET /Leads?k%20y=a%26b%3Dc%23d%25%2B%C3%A9",
    ],
    [
      "a line break in the query is encoded",
      "MODULES.search",
      { module, params: { word: "a\r\nb" } },
      "GET /Leads/search?word=a%0D%0Ab",
    ],
    [
      "an unpaired surrogate is replaced",
      "MODULES.search",
      { module, params: { word: "a\ud800" } },
      "GET /Leads/search?word=a%EF%BF%BD",
    ],
    ["$& in an id is literal", "MODULES.get", { module, id: "$&$1" }, "GET /Leads/%24%26%241"],
    [
      "getRecycleBinRecords sends its type with other parameters",
      "MODULES.getRecycleBinRecords",
      { module, params: { page: 2 } },
      "GET /Leads/deleted?page=2&type=recycle",
    ],
    [
      "getPermanentlyDeletedRecords sends its type instead of the caller's",
      "MODULES.getPermanentlyDeletedRecords",
      { module, params: { type: "all" } },
      "GET /Leads/deleted?type=permanent",
    ],
    [
      "undefined and null are left out of the query",
      "MODULES.get",
      { module, params: { a: undefined, b: null } },
      "GET /Leads",
    ],
    ["empty params leave no question mark", "MODULES.get", { module, params: {} }, "GET /Leads"],
    ["module=undefined is not sent", "USERS.get", { params: { type: "AllUsers" } }, "GET /users?type=AllUsers"],
    ["{id} is not sent without an input", "USERS.get", undefined, "GET /users"],
    ["the input may be null", "ORG.get", null, "GET /org"],
    [
      "params may lack a prototype",
      "MODULES.get",
      { module, params: Object.assign(Object.create(null), { page: 1 }) },
      "GET /Leads?page=1",
    ],
    [
      "params may have a hasOwnProperty member",
      "MODULES.get",
      { module, params: { hasOwnProperty: 1 } },
      "GET /Leads?hasOwnProperty=1",
    ],
  ];
  test.each(wire)("fixed: %s", async (_, call, input, line) => {
    await invoke(client, call, input);
    expect(server.requests.map(lineOf)).toEqual([line]);
  });

  test.each(["..", ".", "1/../../x", "%2E%2e"])("fixed: the id %s cannot climb out of the address", async (bad) => {
    expect(await invoke(client, "MODULES.get", { module, id: bad })).toEqual(WRONG_ADDRESS);
    expect(server.requests).toEqual([]);
  });
});

describe("without a part of its address, a call is not sent, and resolves to Zoho CRM's response", () => {
  const rows = OLD_CALLS.flatMap(({ group, name, request: { path, moduleInQuery } }) => [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(
      ([, missing = ""]) => [`${group}.${name}`, missing, REFUSALS[missing]] as const,
    ),
    ...(moduleInQuery === "required" ? [[`${group}.${name}`, "module", REFUSALS.moduleInQuery] as const] : []),
  ]);
  test.each(rows)("fixed: %s without %s", async (call, missing, refusal) => {
    const whole = { module, id, relatedId: "1", api_name: "f" };
    for (const nothing of [undefined, null, ""])
      expect(await invoke(client, call, { ...whole, [missing]: nothing })).toEqual(refusal);
    expect(server.requests).toEqual([]);
  });
});

describe("nothing is thrown outside the promise", () => {
  const inputs = [undefined, null, {}, 7, "Leads", [], { module: Symbol("m") }, { module, params: "a" }];
  for (const call of OLD_CALLS) {
    test(`fixed: ${callName(call)} returns a promise for any input`, async () => {
      for (const input of inputs) await failureOf(invoke(client, callName(call), input));
    });
  }

  test("fixed: before initialize, every call rejects", async () => {
    const own = createLegacyClient();
    const calls = [
      ...OLD_CALLS.map((call) => invoke(own, callName(call), { module })),
      own.generateAuthTokens("u", "code"),
      own.generateAuthTokenfromRefreshToken("u", "token"),
    ];
    for (const call of calls) expect(await failureOf(call)).toMatchObject({ code: "NOT_INITIALIZED" });
  });

  test("fixed: initialize without settings rejects and names everything that is missing", async () => {
    const failure = await failureOf(createLegacyClient().initialize());
    expect(failure).toMatchObject({
      code: "MISSING_CONFIGURATION",
      details: { missing: ["client_id", "client_secret", "redirect_url"] },
    });
  });
});

describe("failures reject and show no secret", () => {
  /** name, a call that fails, the error */
  const rows: readonly (readonly [string, () => Promise<unknown>, object])[] = [
    [
      "a connection that breaks",
      async () => {
        server.reply = () => ({ broken: true });
        return client.API.MODULES.post({ module, body });
      },
      { operation: "MODULES.post" },
    ],
    [
      "a host that does not respond",
      async () => (await server.start({ base_url: "http://127.0.0.1:1" })).API.ORG.get(),
      { operation: "ORG.get" },
    ],
    [
      "a rejected grant code",
      async () => {
        server.tokenReply = () => ({ body: '{"error":"invalid_code"}' });
        return (await server.start()).generateAuthTokens("u", "bad-grant");
      },
      { code: "invalid_code" },
    ],
    [
      "a rejected refresh token",
      async () => {
        server.tokenReply = () => ({ status: 400, body: '{"error":"invalid_client"}' });
        return (await server.start()).API.ORG.get();
      },
      { code: "invalid_client" },
    ],
    [
      "an accounts server that returns a page",
      async () => {
        server.tokenReply = () => ({ body: "<html>very-secret" });
        return (await server.start()).generateAuthTokenfromRefreshToken("u", "refresh");
      },
      { code: "UNREADABLE_ANSWER" },
    ],
    [
      "a missing grant code",
      async () => (await server.start()).generateAuthTokens("u", ""),
      { code: "MISSING_PARAMETER" },
    ],
    ["an illegal header value", () => client.API.MODULES.get({ module, headers: { a: "b\r\nc: very-secret" } }), {}],
    ["an illegal header name", () => client.API.MODULES.get({ module, headers: { "a b": "very-secret" } }), {}],
    [
      "a missing file",
      () => client.API.ATTACHMENTS.uploadFile({ module, id, x_file_content: createReadStream("no/such/file.pdf") }),
      { code: "UNREADABLE_FILE", message: expect.stringContaining("no/such/file.pdf") },
    ],
    [
      "a stream that has failed already",
      async () => {
        const x_file_content = createReadStream("no/such/file.pdf");
        await once(x_file_content, "error").catch(() => undefined);
        return client.API.ATTACHMENTS.uploadFile({ module, id, x_file_content });
      },
      { code: "UNREADABLE_FILE", message: expect.stringContaining("no/such/file.pdf") },
    ],
    [
      "a stream that fails while it is sent",
      async () => {
        async function* failing() {
          yield Buffer.from("first");
          throw new Error("disk gone");
        }
        return client.API.ATTACHMENTS.uploadPhoto({ module, id, x_file_content: Readable.from(failing()) });
      },
      { message: expect.stringContaining("disk gone") },
    ],
    [
      "a path instead of a file, as parsed JSON may have it",
      () => invoke(client, "ATTACHMENTS.uploadFile", { module, id, x_file_content: { path: "package.json" } }),
      { code: "INVALID_FILE", details: { parameter: "x_file_content" } },
    ],
    [
      "a path with a name instead of a file",
      () => invoke(client, "MODULES.post", { module, x_file_content: { name: "a", data: { path: "package.json" } } }),
      { code: "INVALID_FILE" },
    ],
    [
      "an array instead of a file",
      () => invoke(client, "ATTACHMENTS.uploadPhoto", { module, id, x_file_content: [1] }),
      { code: "INVALID_FILE" },
    ],
    [
      "a body that cannot be JSON",
      () => {
        const loop: Record<string, unknown> = {};
        loop.self = loop;
        return client.API.MODULES.post({ module, body: loop });
      },
      { message: expect.stringContaining("circular") },
    ],
  ];
  test.each(rows)("fixed: %s", async (_, fail, want) => {
    const failure = await failureOf(fail());
    expect(failure).toBeInstanceOf(Error);
    expect(failure).toMatchObject(want);
    expect(inspect(failure, { depth: 9 })).not.toMatch(/very-secret|bad-grant|token-\d/);
  });

  test.each([
    ["rejects", "async () => { throw new Error('disk full'); }"],
    ["throws", "() => { throw new Error('disk full'); }"],
  ])("fixed: a token module that %s", async (_, fail) => {
    const text = `exports.getOAuthTokens = exports.saveOAuthTokens = exports.updateOAuthTokens = ${fail};`;
    await withFiles({ "tokens.cjs": text }, async (folder) => {
      const own = await server.start({ mysql_module: join(folder, "tokens.cjs") });
      for (const call of [own.API.ORG.get(), own.generateAuthTokens("u", "code")]) {
        const failure = inspect(await failureOf(call), { depth: 9 });
        expect(failure).toContain("disk full");
        expect(failure).not.toMatch(/very-secret|token-\d/);
      }
    });
    expect(server.requests).toEqual([]);
  });

  test("fixed: no file of the server is sent that parsed JSON names", async () => {
    const parsed = {
      attachmentUrl: "https://example.com",
      file: { path: "package.json" },
      more: [{ path: "LICENSE" }],
    };
    await client.API.ATTACHMENTS.uploadLink({ module, id, body: parsed });
    const [sent] = server.requests;
    expect(sent?.body).toContain('name="file"\r\n\r\n{"path":"package.json"}\r\n');
    expect(sent?.body).toContain('name="more"\r\n\r\n[{"path":"LICENSE"}]\r\n');
  });

  test("fixed: headers that frame a request or name its server are not taken from the caller", async () => {
    const headers = {
      "Content-Length": "9999",
      "Transfer-Encoding": "chunked",
      Host: "evil.example",
      Expect: "100-continue",
      Upgrade: "websocket",
      "X-One": "1",
    };
    expect(await client.API.MODULES.post({ module, body, headers })).toMatchObject({ statusCode: 200 });
    const [sent] = server.requests;
    expect(sent?.body).toBe(JSON.stringify(body));
    expect(sent?.headers.host).toMatch(/^(127\.0\.0\.1|localhost):\d+$/);
    expect(sent?.headers).toMatchObject({ "x-one": "1", "content-length": String(JSON.stringify(body).length) });
    for (const name of ["expect", "upgrade", "transfer-encoding"]) expect(sent?.headers).not.toHaveProperty(name);
  });
});

describe("input and files", () => {
  test("fixed: the caller's input is never changed", async () => {
    const input = () => ({ module, id, relatedId: "1", api_name: "f", params: { page: 1 }, headers: { a: "b" }, body });
    const given = input();
    for (const value of Object.values(given)) Object.freeze(value);
    Object.freeze(given);
    for (const call of OLD_CALLS) await invoke(client, callName(call), given);
    expect(server.requests).toHaveLength(30);
    expect(given).toEqual(input());
  });

  test.each([
    ["attachment;filename*=UTF-8''price%20list.pdf", "price list.pdf"],
    ['attachment; filename="a;b.pdf"', "a;b.pdf"],
    ["attachment; filename=../../etc/passwd", "passwd"],
    ["attachment; filename=..", undefined],
    ["inline", undefined],
  ])("fixed: a download named by %s", async (header, filename) => {
    server.reply = () => ({ headers: { "content-disposition": header }, body: "x" });
    const response = await client.API.ATTACHMENTS.downloadFile({ module, id, relatedId: "1" });
    expect(Reflect.get(Object(response), "filename")).toBe(filename);
  });

  test.each([
    ["C:\\docs\\offer.pdf", "offer.pdf"],
    ['a"b.pdf', "a%22b.pdf"],
    ["", "file"],
  ])("fixed: an upload named %s", async (path, name) => {
    await client.API.ATTACHMENTS.uploadFile({
      module,
      id,
      x_file_content: Object.assign(Readable.from([Buffer.from("x")]), { path }),
    });
    expect(server.requests[0]?.body).toContain(`name="file"; filename="${name}"`);
  });
});
