/** What the old client did and nobody can rely on: a row for each, with what happens in its place. */
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

describe("what goes into the address", () => {
  /** name, call, input, request line */
  const wire: readonly (readonly [string, string, unknown, string])[] = [
    ["non-ASCII in module and id", "MODULES.get", { module: "Größe", id: "ü" }, "GET /Gr%C3%B6%C3%9Fe/%C3%BC"],
    ["reserved characters in an id", "MODULES.get", { module, id: "a?b#c" }, "GET /Leads/a%3Fb%23c"],
    [
      "reserved characters in the query",
      "MODULES.get",
      { module, params: { "k y": "a&b=c#d%+é" } },
      "GET /Leads?k%20y=a%26b%3Dc%23d%25%2B%C3%A9",
    ],
    [
      "a line break in the query",
      "MODULES.search",
      { module, params: { word: "a\r\nb" } },
      "GET /Leads/search?word=a%0D%0Ab",
    ],
    [
      "half a character",
      "MODULES.search",
      { module, params: { word: "a\ud800" } },
      "GET /Leads/search?word=a%EF%BF%BD",
    ],
    ["$& in an id is literal", "MODULES.get", { module, id: "$&$1" }, "GET /Leads/%24%26%241"],
    [
      "getRecycleBinRecords sends its type beside other parameters",
      "MODULES.getRecycleBinRecords",
      { module, params: { page: 2 } },
      "GET /Leads/deleted?page=2&type=recycle",
    ],
    [
      "getPermanentlyDeletedRecords sends its type, whatever else is given",
      "MODULES.getPermanentlyDeletedRecords",
      { module, params: { type: "all" } },
      "GET /Leads/deleted?type=permanent",
    ],
    [
      "no undefined and no null in the query",
      "MODULES.get",
      { module, params: { a: undefined, b: null } },
      "GET /Leads",
    ],
    ["empty params leave no question mark", "MODULES.get", { module, params: {} }, "GET /Leads"],
    ["no module=undefined", "USERS.get", { params: { type: "AllUsers" } }, "GET /users?type=AllUsers"],
    ["no {id} without an input", "USERS.get", undefined, "GET /users"],
    ["null for an input", "ORG.get", null, "GET /org"],
    [
      "params without a prototype",
      "MODULES.get",
      { module, params: Object.assign(Object.create(null), { page: 1 }) },
      "GET /Leads?page=1",
    ],
    [
      "params with a hasOwnProperty of their own",
      "MODULES.get",
      { module, params: { hasOwnProperty: 1 } },
      "GET /Leads?hasOwnProperty=1",
    ],
  ];
  test.each(wire)("mended: %s", async (_, call, input, line) => {
    await invoke(client, call, input);
    expect(server.requests.map(lineOf)).toEqual([line]);
  });

  test.each(["..", ".", "1/../../x", "%2E%2e"])("mended: the id %s does not leave the address", async (bad) => {
    expect(await failureOf(invoke(client, "MODULES.get", { module, id: bad }))).toMatchObject({
      code: "INVALID_PATH_VALUE",
    });
    expect(server.requests).toEqual([]);
  });
});

describe("what is missing is named", () => {
  const needs = (path: string, required: boolean): string[] => [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name),
    ...(required ? ["module"] : []),
  ];
  const rows = OLD_CALLS.flatMap((call) =>
    needs(call.request.path, call.request.moduleInQuery === "required").map(
      (missing) => [callName(call), missing] as const,
    ),
  );
  test.each(rows)("mended: %s without %s", async (call, missing) => {
    const whole = { module, id, relatedId: "1", api_name: "f" };
    const inputs = [
      { ...whole, [missing]: undefined },
      { ...whole, [missing]: null },
      { ...whole, [missing]: "" },
    ];
    for (const input of inputs) {
      expect(await failureOf(invoke(client, call, input))).toMatchObject({
        code: "MISSING_PARAMETER",
        message: `${call}: input.${missing} is missing`,
      });
    }
    expect(server.requests).toEqual([]);
  });
});

describe("never a throw outside the promise", () => {
  const inputs = [undefined, null, {}, 7, "Leads", [], { module: Symbol("m") }, { module, params: "a" }];
  for (const call of OLD_CALLS) {
    test(`mended: ${callName(call)} gives a promise for whatever input`, async () => {
      for (const input of inputs) await failureOf(invoke(client, callName(call), input));
    });
  }

  test("mended: before initialize every call rejects", async () => {
    const own = createLegacyClient();
    const calls = [
      ...OLD_CALLS.map((call) => invoke(own, callName(call), { module })),
      own.generateAuthTokens("u", "code"),
      own.generateAuthTokenfromRefreshToken("u", "token"),
    ];
    for (const call of calls) expect(await failureOf(call)).toMatchObject({ code: "NOT_INITIALIZED" });
  });

  test("mended: initialize without settings rejects, naming all that is missing", async () => {
    const failure = await failureOf(createLegacyClient().initialize());
    expect(failure).toMatchObject({
      code: "MISSING_CONFIGURATION",
      details: { missing: ["client_id", "client_secret", "redirect_url"] },
    });
  });
});

describe("failures reject, and show no secret", () => {
  /** name, how it fails, what the error has */
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
      "a host that does not answer",
      async () => (await server.start({ base_url: "http://127.0.0.1:1" })).API.ORG.get(),
      { operation: "ORG.get" },
    ],
    [
      "a grant code that is refused",
      async () => {
        server.tokenReply = () => ({ body: '{"error":"invalid_code"}' });
        return (await server.start()).generateAuthTokens("u", "bad-grant");
      },
      { code: "invalid_code" },
    ],
    [
      "a refresh token that is refused",
      async () => {
        server.tokenReply = () => ({ status: 400, body: '{"error":"invalid_client"}' });
        return (await server.start()).API.ORG.get();
      },
      { code: "invalid_client" },
    ],
    [
      "an accounts server that answers a page",
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
    [
      "an illegal value of a header",
      () => client.API.MODULES.get({ module, headers: { a: "b\r\nc: very-secret" } }),
      {},
    ],
    ["an illegal name of a header", () => client.API.MODULES.get({ module, headers: { "a b": "very-secret" } }), {}],
    [
      "a file that is missing",
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
      "a stream that fails on the way",
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
      "a text in the place of a file",
      () => invoke(client, "ATTACHMENTS.uploadFile", { module, id, x_file_content: "offer.pdf" }),
      { code: "INVALID_FILE" },
    ],
    [
      "a body that is no JSON",
      () => {
        const loop: Record<string, unknown> = {};
        loop.self = loop;
        return client.API.MODULES.post({ module, body: loop });
      },
      { message: expect.stringContaining("circular") },
    ],
  ];
  test.each(rows)("mended: %s", async (_, fail, want) => {
    const failure = await failureOf(fail());
    expect(failure).toBeInstanceOf(Error);
    expect(failure).toMatchObject(want);
    expect(inspect(failure, { depth: 9 })).not.toMatch(/very-secret|bad-grant|token-\d/);
  });

  test.each([
    ["rejects", "async () => { throw new Error('disk full'); }"],
    ["throws", "() => { throw new Error('disk full'); }"],
  ])("mended: a token module that %s", async (_, fail) => {
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

  test("mended: a caller's content-length does not let the server wait", async () => {
    const headers = { "Content-Length": "9999", "Transfer-Encoding": "chunked" };
    expect(await client.API.MODULES.post({ module, body, headers })).toMatchObject({ statusCode: 200 });
    expect(server.requests[0]?.body).toBe(JSON.stringify(body));
  });
});

describe("input and files", () => {
  test("mended: the caller's input is never changed", async () => {
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
  ])("mended: a download named by %s", async (header, filename) => {
    server.reply = () => ({ headers: { "content-disposition": header }, body: "x" });
    const answer = await client.API.ATTACHMENTS.downloadFile({ module, id, relatedId: "1" });
    expect(Reflect.get(Object(answer), "filename")).toBe(filename);
  });

  test.each([
    ["C:\\docs\\offer.pdf", "offer.pdf"],
    ['a"b.pdf', "a%22b.pdf"],
    ["", "file"],
  ])("mended: an upload named %s", async (path, name) => {
    await client.API.ATTACHMENTS.uploadFile({
      module,
      id,
      x_file_content: Object.assign(Readable.from([Buffer.from("x")]), { path }),
    });
    expect(server.requests[0]?.body).toContain(`name="file"; filename="${name}"`);
  });
});

describe("tokens", () => {
  test.each([
    ["seconds", { expires_in: 3600 }],
    ["milliseconds with seconds beside them", { expires_in: 3_600_000, expires_in_sec: 3600 }],
    ["milliseconds", { expires_in: 3_600_000 }],
  ])("mended: expires_in in %s", async (_, lifetime) => {
    server.tokenReply = () => ({ body: JSON.stringify({ access_token: "a", ...lifetime }) });
    const { expires_in } = await (await server.start()).generateAuthTokenfromRefreshToken("u", "r");
    expect(Math.abs(expires_in - Date.now() - 3_600_000)).toBeLessThan(60_000);
    const parsed = client.parseAndConstructObject({ body: JSON.stringify({ access_token: "a", ...lifetime }) });
    expect(Math.abs(Number(parsed.expires_in) - Date.now() - 3_600_000)).toBeLessThan(60_000);
  });

  test("mended: an expired token is refreshed once, and the module is told", async () => {
    const text = `let row = { useridentifier: "ada", accesstoken: "old", refreshtoken: "hers", expirytime: 1 };
      exports.getOAuthTokens = async () => [row];
      exports.saveOAuthTokens = exports.updateOAuthTokens = async (tokens) => {
        row = { ...row, accesstoken: tokens.access_token, expirytime: tokens.expires_in };
      };`;
    await withFiles({ "tokens.cjs": text }, async (folder) => {
      const settings = { mysql_module: join(folder, "tokens.cjs"), user_identifier: "ada" };
      const own = await server.start(settings);
      await Promise.all([own.API.ORG.get(), own.API.ORG.get()]);
      const { default: tokens } = await import(join(folder, "tokens.cjs"));
      expect(await tokens.getOAuthTokens()).toMatchObject([{ accesstoken: "token-1", refreshtoken: "hers" }]);
    });
    expect(server.form(0).refresh_token).toBe("hers");
    expect([server.tokenOf(0), server.tokenOf(1), server.tokenRequests.length]).toEqual(["token-1", "token-1", 1]);
  });

  test("mended: a refused token is refreshed once, with one refresh for 100 calls", async () => {
    const own = await server.start();
    await own.API.ORG.get();
    server.reply = ({ headers }) => ({ status: headers.authorization?.endsWith("token-1") ? 401 : 200 });
    const answers = await Promise.all(Array.from({ length: 100 }, () => own.API.MODULES.post({ module, body })));
    expect(answers.every((answer) => typeof answer === "object" && answer.statusCode === 200)).toBe(true);
    expect(server.tokenRequests).toHaveLength(2);
  });

  test("mended: a token that is refused again resolves with 401", async () => {
    const own = await server.start();
    server.reply = () => ({ status: 401, body: '{"code":"INVALID_TOKEN"}' });
    expect(await own.API.ORG.get()).toMatchObject({ statusCode: 401, body: '{"code":"INVALID_TOKEN"}' });
    expect(server.requests).toHaveLength(2);
  });

  test("mended: the user is bound when the call is made", async () => {
    const own = await server.start();
    await own.generateAuthTokenfromRefreshToken("one", "refresh-one");
    const switching = own.generateAuthTokenfromRefreshToken("two", "refresh-two");
    const early = own.API.ORG.get();
    own.setUserIdentifier("two");
    await Promise.all([switching, early]);
    await own.API.ORG.get();
    expect([server.tokenOf(0), server.tokenOf(1)]).toEqual(["token-1", "token-2"]);
  });

  test("mended: a user is not given another's refresh token, except by the store that always did so", async () => {
    const text =
      "exports.getOAuthTokens = async () => []; exports.saveOAuthTokens = exports.updateOAuthTokens = async () => {};";
    await withFiles({ "tokens.cjs": text }, async (folder) => {
      const own = await server.start({ mysql_module: join(folder, "tokens.cjs") });
      await own.API.ORG.get();
      own.setUserIdentifier("other");
      expect(await failureOf(own.API.ORG.get())).toMatchObject({ code: "NO_REFRESH_TOKEN" });
    });
  });

  test("mended: a refused grant leaves the user as before", async () => {
    const own = await server.start({ user_identifier: "me" });
    server.tokenReply = () => ({ body: '{"error":"invalid_code"}' });
    await failureOf(own.generateAuthTokens("other", "bad"));
    expect(own.getUserIdentifier()).toBe("me");
  });
});

describe("initialize and reset", () => {
  test("mended: an answer of the accounts server that is no JSON is not shown", () => {
    const parse = () => client.parseAndConstructObject({ body: "<html>very-secret" });
    expect(parse).toThrow("the accounts server's answer is not JSON");
  });

  test("mended: no global variable is created", async () => {
    const before = Object.getOwnPropertyNames(globalThis);
    const own = await server.start();
    await own.API.MODULES.get({ module, params: { a: 1 }, headers: { a: "b" } });
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
    expect(before).not.toContain("HTTP_METHODS");
  });

  test("kept: before every call, in parallel, it resolves to a client that works", async () => {
    const own = createLegacyClient();
    const calls = Array.from({ length: 20 }, async () => (await own.initialize(server.config())).API.ORG.get());
    expect((await Promise.all(calls)).map((answer) => Reflect.get(Object(answer), "statusCode"))).toEqual(
      Array.from({ length: 20 }, () => 200),
    );
    expect(server.tokenRequests).toHaveLength(1);
  });

  test("kept: again with what it has, or nothing, it keeps tokens and user", async () => {
    const own = await server.start();
    await own.generateAuthTokens("sales", "code");
    for (const again of [undefined, null, {}, { client_id: "id" }, server.config()]) {
      await own.initialize(again);
      await own.API.ORG.get();
    }
    expect(own.getUserIdentifier()).toBe("sales");
    expect(server.tokenRequests).toHaveLength(1);
  });

  test("kept: again with another user it keeps connections", async () => {
    const sockets = new Set<unknown>();
    const own = await server.start();
    for (const user_identifier of ["a", "b", "c", "a"]) {
      await own.initialize({ user_identifier });
      await own.API.ORG.get();
      sockets.add(server.requests.at(-1)?.port);
    }
    expect(sockets.size).toBe(1);
  });

  test("mended: it disturbs no call in flight", async () => {
    const own = await server.start();
    const call = own.API.ORG.get();
    await own.initialize({ client_id: "other", base_url: "www.zohoapis.eu" });
    expect(await call).toMatchObject({ statusCode: 200 });
  });

  test("mended: settings that are refused leave the client as it was", async () => {
    const own = await server.start();
    expect(await failureOf(own.initialize({ base_url: "evil.example.com" }))).toMatchObject({ name: "ConfigError" });
    expect(await own.API.ORG.get()).toMatchObject({ statusCode: 200 });
  });

  test("kept: reset resolves to the client and clears all, and calls under way end well", async () => {
    const own = await server.start();
    await own.API.ORG.get();
    const call = own.API.ORG.get();
    const switching = own.generateAuthTokens("sales", "code");
    expect(await own.reset()).toBe(own);
    expect(await call).toMatchObject({ statusCode: 200 });
    expect(await switching).toMatchObject({ user_identifier: "sales" });
    expect([own.getClientId(), own.getUserIdentifier()]).toEqual([null, null]);
    expect(await failureOf(own.API.ORG.get())).toMatchObject({ code: "NOT_INITIALIZED" });
    await own.initialize(server.config());
    await own.API.ORG.get();
    expect(server.tokenOf(2)).toBe("token-3");
  });
});

test("kept: log writes where verbose is set, and shows no token by itself", async () => {
  const lines: unknown[] = [];
  const { log } = console;
  console.log = (line: unknown) => lines.push(line);
  try {
    const own = await server.start();
    own.log("not this");
    own.setVerbose(true);
    await own.API.ORG.get();
    own.log("this");
  } finally {
    console.log = log;
  }
  expect(lines).toEqual(["this"]);
});
