import { describe, expect, test } from "vitest";
import { type TokenSource, withAuth } from "../../../src/core/layers/auth.js";
import { multipartBody } from "../../../src/core/request/multipart.js";
import type { PreparedRequest } from "../../../src/core/request/request.js";
import type { HttpResponse } from "../../../src/core/response/response.js";
import { failureOf, httpResponse, READ, request } from "../../support/requests.js";

const refused = (code = "INVALID_TOKEN") => httpResponse(401, { code, message: "m", details: {}, status: "error" });

/** Sends through the layer, with a source of tokens that hands out `t1`, then `t2`. */
async function through(given: PreparedRequest, ...answers: HttpResponse[]) {
  const sent: (string | undefined)[] = [];
  const asked: string[] = [];
  const tokens: TokenSource = {
    async current(user) {
      asked.push(`current ${user}`);
      return { token: "t1" };
    },
    async replace(user, rejected) {
      asked.push(`replace ${rejected} of ${user}`);
      return { token: "t2" };
    },
  };
  const send = withAuth(tokens)(async (inner) => {
    sent.push(inner.headers.authorization);
    return answers[Math.min(sent.length, answers.length) - 1] ?? httpResponse(200);
  });
  const got = await send(given);
  return { status: got.status, sent, asked, got };
}

test("puts the user's token on the request, and touches nothing else of it", async () => {
  let seen: PreparedRequest | undefined;
  const given = request({ headers: { "x-mine": "1" }, body: "{}", method: "POST", user: "bob" });
  const tokens: TokenSource = {
    current: async (user) => ({ token: `token-of-${user}` }),
    replace: async () => ({ token: "never" }),
  };
  await withAuth(tokens)(async (inner) => {
    seen = inner;
    return httpResponse(200);
  })(given);
  expect(seen).toEqual({ ...given, headers: { "x-mine": "1", authorization: "Zoho-oauthtoken token-of-bob" } });
  expect(given.headers).toEqual({ "x-mine": "1" });
});

test("a refused token is replaced once", async () => {
  const { status, sent, asked } = await through(request(), refused(), httpResponse(200));
  expect(status).toBe(200);
  expect(sent).toEqual(["Zoho-oauthtoken t1", "Zoho-oauthtoken t2"]);
  expect(asked).toEqual(["current ann", "replace t1 of ann"]);
});

test("a token that is refused again is the end of it, never a loop", async () => {
  const { got, sent } = await through(request(), refused());
  expect(sent.length).toBe(2);
  expect(got.status).toBe(401);
  expect(await got.json()).toMatchObject({ code: "INVALID_TOKEN" });
});

describe("which 401 asks for another token", () => {
  test.each([
    ["INVALID_TOKEN", refused(), 2],
    ["AUTHENTICATION_FAILURE", refused("AUTHENTICATION_FAILURE"), 2],
    ["OAUTH_SCOPE_MISMATCH", refused("OAUTH_SCOPE_MISMATCH"), 1],
    ["an HTML page", httpResponse(401, "<html>"), 2],
    ["nothing", httpResponse(401, ""), 2],
  ])("%s: %#", async (_, first, want) => {
    expect((await through(request(), first)).sent.length).toBe(want);
  });

  test.each([200, 204, 400, 403, 404, 429, 500])("%i does not", async (status) => {
    const body = { code: "INVALID_TOKEN", message: "m", details: {}, status: "error" };
    expect((await through(request(), httpResponse(status, body))).sent.length).toBe(1);
  });
});

test("the answer that was looked at can still be read", async () => {
  const { got } = await through(request(), refused("OAUTH_SCOPE_MISMATCH"));
  expect(await got.json()).toMatchObject({ code: "OAUTH_SCOPE_MISMATCH" });
});

test("an operation without auth has no Authorization header and asks for no token", async () => {
  const { sent, asked } = await through(request({ operation: { ...READ, auth: false } }), refused());
  expect(sent).toEqual([undefined]);
  expect(asked).toEqual([]);
});

test("a body that is a stream is not sent twice", async () => {
  const data = (async function* () {
    yield new Uint8Array([1]);
  })();
  const body = multipartBody({ file: { name: "a.txt", data } });
  const { status, sent, asked } = await through(request({ method: "POST", body }), refused());
  expect([status, sent.length, asked]).toEqual([401, 1, ["current ann"]]);
});

test("a body of bytes is sent again", async () => {
  const body = multipartBody({ file: { name: "a.txt", data: new Uint8Array([1]) } });
  expect((await through(request({ method: "POST", body }), refused(), httpResponse(200))).status).toBe(200);
});

test("each attempt goes to the servers that its token is good for", async () => {
  const at = (api: string) => ({ api, accounts: "", content: "", download: "" });
  const tokens: TokenSource = {
    current: async () => ({ token: "t1", addresses: at("https://us.example") }),
    replace: async () => ({ token: "t2", addresses: at("https://eu.example") }),
  };
  const seen: unknown[] = [];
  await withAuth(tokens)(async ({ addresses }) => {
    seen.push(addresses?.api);
    return seen.length === 1 ? refused() : httpResponse(200);
  })(request());
  expect(seen).toEqual(["https://us.example", "https://eu.example"]);
});

test("how long the call may take is known to who brings the token", async () => {
  const { signal } = new AbortController();
  const told: unknown[] = [];
  const source = async (patience: object) => {
    told.push(patience);
    return { token: "t" };
  };
  const tokens: TokenSource = {
    current: (_, patience) => source(patience),
    replace: (_u, _r, patience) => source(patience),
  };
  await withAuth(tokens)(async () => refused())(request({ signal, deadline: 5 }));
  expect(told).toMatchObject([
    { signal, deadline: 5 },
    { signal, deadline: 5 },
  ]);
});

test("no token, nothing sent", async () => {
  const failure = new Error("no token");
  let sent = 0;
  const tokens: TokenSource = { current: () => Promise.reject(failure), replace: () => Promise.reject(failure) };
  const send = withAuth(tokens)(async () => {
    sent += 1;
    return httpResponse(200);
  });
  expect(await failureOf(send(request()))).toBe(failure);
  expect(sent).toBe(0);
});
