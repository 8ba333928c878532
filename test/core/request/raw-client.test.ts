import { describe, expect, test } from "vitest";
import { callInit, multipartBody } from "../../../src/core/operation.js";
import { createRawClient } from "../../../src/core/request/raw-client.js";
import type { EncodedBody, PreparedRequest, Send } from "../../../src/core/request/request.js";
import { failureOf, httpResponse, READ } from "../../support/requests.js";

/** Any path and any method: these tests are about the values. */
// biome-ignore lint/suspicious/noExplicitAny: a description that allows everything
type Anything = Record<string, Record<string, any>>;

function recording(send: Send = async () => httpResponse(200, { fine: true })) {
  const sent: PreparedRequest[] = [];
  const raw = createRawClient<Anything>((prepared) => {
    sent.push(prepared);
    return send(prepared);
  }, "ann");
  // The types of openapi-fetch follow a description, and here is none.
  const call = (method: string, path: string, init: object = {}) =>
    (raw.request as unknown as (method: string, path: string, init: object) => Promise<{ data?: unknown }>)(
      method,
      path,
      init,
    );
  const only = async (method: string, path: string, init: object = {}) => {
    await call(method, path, init);
    const [first] = sent;
    if (first === undefined || sent.length !== 1) throw new Error("expected one request");
    return first;
  };
  const get = raw.GET as unknown as (path: string, init: object) => Promise<unknown>;
  return { sent, get, call, only };
}

const readAll = async (body: PreparedRequest["body"]): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (body as EncodedBody).chunks()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

describe("the address", () => {
  test.each<[object, string]>([
    [{}, "/Leads"],
    [{ page: 1, per_page: 5 }, "/Leads?page=1&per_page=5"],
    [{ fields: ["Last_Name", "Email"] }, "/Leads?fields=Last_Name,Email"],
    [{ fields: ["a b", "c,d", "ü&"] }, "/Leads?fields=a%20b,c%2Cd,%C3%BC%26"],
    [{ fields: [] }, "/Leads"],
    [{ page: undefined, sort_by: null }, "/Leads"],
    [{ page: 0, approved: false, word: "" }, "/Leads?page=0&approved=false&word="],
    [{ word: "a&b=c#d?e+f" }, "/Leads?word=a%26b%3Dc%23d%3Fe%2Bf"],
  ])("query %j is sent as %s", async (query, want) => {
    expect((await recording().only("GET", "/Leads", { params: { query } })).path).toBe(want);
  });

  test("path values are filled in and encoded", async () => {
    const init = { params: { path: { module: "Leads", id: "a/b" } } };
    expect((await recording().only("GET", "/{module}/{id}", init)).path).toBe("/Leads/a%2Fb");
  });

  test("is also known before its values are filled in, for each of several calls", async () => {
    const { sent, get } = recording();
    const init = (id: string) => ({ params: { path: { module: "Leads", id } } });
    const failing = failureOf(get("/{module}/{missing}", init("0")));
    await Promise.all([get("/{module}/{id}", init("1")), get("/users", {}), get("/{module}/{id}/photo", init("2"))]);
    await failing;
    expect(sent.map(({ path, template }) => [path, template])).toEqual([
      ["/Leads/1", "/{module}/{id}"],
      ["/users", "/users"],
      ["/Leads/2/photo", "/{module}/{id}/photo"],
    ]);
  });

  test("if a path value is missing, nothing is sent", async () => {
    const { sent, call } = recording();
    expect(await failureOf(call("GET", "/{module}"))).toMatchObject({ code: "INVALID_PATH_VALUE" });
    expect(sent).toEqual([]);
  });
});

describe("the body", () => {
  test.each<[string, unknown, string]>([
    ["an object", { data: [{ Last_Name: "Doe" }] }, '{"data":[{"Last_Name":"Doe"}]}'],
    ["an array", [], "[]"],
    ["null", null, "null"],
    ["zero", 0, "0"],
    ["false", false, "false"],
    ["a string that is already JSON", '{"a":1}', '{"a":1}'],
  ])("%s is sent as JSON", async (_, body, want) => {
    const sent = await recording().only("POST", "/Leads", { body });
    expect(sent.body).toBe(want);
    expect(sent.headers["content-type"]).toBe("application/json");
  });

  test("without a body there is no content type", async () => {
    const sent = await recording().only("POST", "/Leads");
    expect(sent.body).toBeUndefined();
    expect(sent.headers).toEqual({});
  });

  test("URLSearchParams", async () => {
    const sent = await recording().only("POST", "/token", { body: new URLSearchParams({ a: "x y" }) });
    expect(sent.body).toBe("a=x+y");
    expect(sent.headers["content-type"]).toBe("application/x-www-form-urlencoded");
  });

  test("FormData", async () => {
    const form = new FormData();
    form.append("file", new File(["content"], "a.txt"));
    const sent = await recording().only("POST", "/files", { body: form });
    expect(sent.headers["content-type"]).toBe((sent.body as EncodedBody).contentType);
    expect(await readAll(sent.body)).toContain('name="file"; filename="a.txt"');
  });

  test("multipart, as generated operations send it: readable by a server, with its own boundary", async () => {
    const init = { body: { file: new File(["content"], "a.txt") }, bodySerializer: multipartBody };
    const sent = await recording().only("POST", "/files", init);
    const type = sent.headers["content-type"] ?? "";
    expect(type).toMatch(/^multipart\/form-data; boundary=[\w-]{1,70}$/);
    const form = await new Response(await readAll(sent.body), { headers: { "content-type": type } }).formData();
    expect(await (form.get("file") as File).text()).toBe("content");
    const again = await recording().only("POST", "/files", init);
    expect(again.headers["content-type"]).not.toBe(type);
  });

  test.each<[string, unknown]>([
    ["a Blob", new Blob(["x"])],
    ["bytes", new Uint8Array([1])],
    ["an ArrayBuffer", new ArrayBuffer(1)],
    ["a stream", new Blob(["x"]).stream()],
  ])("%s is rejected, because its content would be lost in JSON", async (_, body) => {
    const { sent, call } = recording();
    expect(await failureOf(call("POST", "/x", { body }))).toMatchObject({ code: "INVALID_BODY" });
    expect(sent).toEqual([]);
  });
});

describe("the request has", () => {
  test("the operation and options of the call", async () => {
    const { signal } = new AbortController();
    const options = { signal, timeout: 5, retry: { maxRetries: 0 }, headers: { "X-Mine": "1" }, user: "bob" };
    const sent = await recording().only("GET", "/Leads", callInit(READ, options));
    expect(sent).toMatchObject({
      operation: READ,
      method: "GET",
      options: { timeout: 5, retry: { maxRetries: 0 } },
      headers: { "x-mine": "1" },
      user: "bob",
      body: undefined,
    });
    expect(sent.signal).toBe(signal);
  });

  test("the client's user and no options, if the call sets none", async () => {
    const sent = await recording().only("GET", "/Leads", callInit(READ));
    expect(sent).toMatchObject({ user: "ann", signal: undefined, headers: {} });
    for (const name of ["timeout", "connectTimeout", "idleTimeout", "retry"])
      expect(sent.options).not.toHaveProperty(name);
  });

  test("the headers of the operation and those of the call", async () => {
    const init = {
      ...callInit(READ, { headers: { "x-mine": "1" } }),
      params: { header: { "If-Modified-Since": "x" } },
    };
    expect((await recording().only("GET", "/Leads", init)).headers).toEqual({
      "x-mine": "1",
      "if-modified-since": "x",
    });
  });

  test.each([
    ["GET", "/Leads?page=1", "GET /Leads", true],
    ["HEAD", "/Leads", "HEAD /Leads", true],
    ["POST", "/Leads/upsert", "POST /Leads/upsert", false],
    ["PUT", "/Leads", "PUT /Leads", false],
    ["DELETE", "/Leads", "DELETE /Leads", false],
  ])("for a raw %s call to %s the name %s; idempotent: %s", async (method, path, id, idempotent) => {
    expect((await recording().only(method, path)).operation).toEqual({ id, idempotent });
  });
});

test("a call resolves to the JSON of the response", async () => {
  expect((await recording().call("GET", "/x")).data).toEqual({ fine: true });
});

test("a rejection of send is passed on unchanged", async () => {
  const failure = { mine: true };
  const { call } = recording(() => Promise.reject(failure));
  expect(await failureOf(call("GET", "/x"))).toBe(failure);
});

describe("headers that only the client sets are rejected by name, and nothing is sent", () => {
  const names = [
    ..."Host host Content-Length Transfer-Encoding Connection Authorization AUTHORIZATION".split(" "),
    ..."Proxy-Authorization Proxy-Connection Keep-Alive TE Trailer Upgrade Expect HTTP2-Settings".split(" "),
  ];
  test.each(names)("%s", async (header) => {
    const { sent, call } = recording();
    const ways = [
      { ...callInit(READ, { headers: { [header]: "x" } }) },
      { headers: { [header]: "x" } },
      { headers: new Headers({ [header]: "x" }) },
      { params: { header: { [header]: "x" } } },
    ];
    for (const way of ways) {
      const error = await failureOf(call("POST", "/Leads", { body: {}, ...way }));
      expect(error).toMatchObject({ name: "CrmError", code: "INVALID_HEADER" });
      expect(String(error)).toContain(`"${header.toLowerCase()}"`);
    }
    expect(sent).toEqual([]);
  });
});

describe("a header that cannot be sent is named, and its value is not", () => {
  test.each<[string, unknown]>([
    ["x-mine", "secret\r\nx-evil: 1"],
    ["x-mine", "secret\0"],
    ["x-mine", "secret \u0100"],
    ["x-mine", ["fine", "secret\n"].map((text) => `${text}x`)],
    ["x-mine", Symbol("secret")],
    ["x-mine", { toString: () => "secret" }],
    ["x mine", "secret"],
    ["x-mine\r\nx-evil", "secret"],
    ["", "secret"],
  ])("%j with the value %j", async (name, value) => {
    const { sent, get } = recording();
    for (const way of [{ headers: { [name]: value } }, { params: { header: { [name]: value } } }]) {
      for (const init of [way, { ...callInit(READ), ...way }]) {
        const error = await failureOf(get("/Leads", init));
        expect(error).toMatchObject({ name: "CrmError", code: "INVALID_HEADER", details: { header: name } });
        expect(String(error)).toContain(JSON.stringify(name));
        expect(String(error)).not.toContain("secret");
      }
    }
    expect(sent).toEqual([]);
  });

  test("any other is sent, as it always was", async () => {
    const { sent, get } = recording();
    const headers = { "X-Text": " a\tb\n", "x-number": 1, "x-latin": "é", "x-none": undefined, "x-null": null };
    await get("/Leads", { headers, params: { header: { "x-two": ["a", "b"] } } });
    await get("/Leads", { headers: new Headers({ "x-web": "1" }) });
    expect(sent.map((request) => request.headers)).toEqual([
      { "x-text": "a\tb", "x-number": "1", "x-latin": "é", "x-two": "a, b" },
      { "x-web": "1" },
    ]);
  });
});
