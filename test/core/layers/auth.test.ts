import { describe, expect, test } from "vitest";
import { type TokenSource, withAuth } from "../../../src/core/layers/auth.js";
import { multipartBody } from "../../../src/core/request/multipart.js";
import type { PreparedRequest } from "../../../src/core/request/request.js";
import type { HttpResponse } from "../../../src/core/response/response.js";
import { failureOf, httpResponse, READ, request } from "../../support/requests.js";

const rejected = (code = "INVALID_TOKEN") => httpResponse(401, { code, message: "m", details: {}, status: "error" });

/** Sends through the layer, with the token `t1`, which is replaced by `t2`. */
async function sendThrough(original: PreparedRequest, ...responses: HttpResponse[]) {
  const sent: (string | undefined)[] = [];
  const tokenRequests: string[] = [];
  const tokens: TokenSource = {
    cached: () => undefined,
    async current(user) {
      tokenRequests.push(`current ${user}`);
      return { token: "t1" };
    },
    async replace(user, rejected) {
      tokenRequests.push(`replace ${rejected} of ${user}`);
      return { token: "t2" };
    },
  };
  const send = withAuth(tokens)(async (inner) => {
    sent.push(inner.headers.authorization);
    return responses[Math.min(sent.length, responses.length) - 1] ?? httpResponse(200);
  });
  const response = await send(original);
  return { response, sent, tokenRequests };
}

test("the user's token is added to the request, and nothing else changes", async () => {
  let seen: PreparedRequest | undefined;
  const original = request({ headers: { "x-mine": "1" }, body: "{}", method: "POST", user: "bob" });
  const tokens: TokenSource = {
    cached: () => undefined,
    current: async (user) => ({ token: `token-of-${user}` }),
    replace: async () => ({ token: "never" }),
  };
  await withAuth(tokens)(async (inner) => {
    seen = inner;
    return httpResponse(200);
  })(original);
  expect(seen).toEqual({ ...original, headers: { "x-mine": "1", authorization: "Zoho-oauthtoken token-of-bob" } });
  expect(original.headers).toEqual({ "x-mine": "1" });
});

test("a rejected token is replaced once", async () => {
  const { response, sent, tokenRequests } = await sendThrough(request(), rejected(), httpResponse(200));
  expect(response.status).toBe(200);
  expect(sent).toEqual(["Zoho-oauthtoken t1", "Zoho-oauthtoken t2"]);
  expect(tokenRequests).toEqual(["current ann", "replace t1 of ann"]);
});

test("if the second token is rejected too, the response is returned, and there is no loop", async () => {
  const { response, sent } = await sendThrough(request(), rejected());
  expect(sent.length).toBe(2);
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ code: "INVALID_TOKEN" });
});

describe("another token is requested", () => {
  test.each([
    ["INVALID_TOKEN", 2, rejected()],
    ["AUTHENTICATION_FAILURE", 2, rejected("AUTHENTICATION_FAILURE")],
    ["OAUTH_SCOPE_MISMATCH", 1, rejected("OAUTH_SCOPE_MISMATCH")],
    ["an HTML page", 2, httpResponse(401, "<html>")],
    ["an empty body", 2, httpResponse(401, "")],
  ])("after a 401 with %s, so that there are %i attempts", async (_, want, first) => {
    expect((await sendThrough(request(), first)).sent.length).toBe(want);
  });

  test.each([200, 204, 400, 403, 404, 429, 500])("but not after a %i", async (status) => {
    const body = { code: "INVALID_TOKEN", message: "m", details: {}, status: "error" };
    expect((await sendThrough(request(), httpResponse(status, body))).sent.length).toBe(1);
  });
});

test("the caller can still read the response that the layer has read", async () => {
  const { response } = await sendThrough(request(), rejected("OAUTH_SCOPE_MISMATCH"));
  expect(await response.json()).toMatchObject({ code: "OAUTH_SCOPE_MISMATCH" });
});

test("an operation without auth sends no Authorization header and requests no token", async () => {
  const { sent, tokenRequests } = await sendThrough(request({ operation: { ...READ, auth: false } }), rejected());
  expect(sent).toEqual([undefined]);
  expect(tokenRequests).toEqual([]);
});

test("a body that is a stream is not sent twice", async () => {
  const data = (async function* () {
    yield new Uint8Array([1]);
  })();
  const body = multipartBody({ file: { name: "a.txt", data } });
  const { response, sent, tokenRequests } = await sendThrough(request({ method: "POST", body }), rejected());
  expect([response.status, sent.length, tokenRequests]).toEqual([401, 1, ["current ann"]]);
});

test("a body of bytes is sent again", async () => {
  const body = multipartBody({ file: { name: "a.txt", data: new Uint8Array([1]) } });
  const { response } = await sendThrough(request({ method: "POST", body }), rejected(), httpResponse(200));
  expect(response.status).toBe(200);
});

test("each attempt is sent to the servers of its token", async () => {
  const at = (api: string) => ({ api, accounts: "", content: "", download: "" });
  const tokens: TokenSource = {
    cached: () => undefined,
    current: async () => ({ token: "t1", addresses: at("https://us.example") }),
    replace: async () => ({ token: "t2", addresses: at("https://eu.example") }),
  };
  const seen: unknown[] = [];
  await withAuth(tokens)(async ({ addresses }) => {
    seen.push(addresses?.api);
    return seen.length === 1 ? rejected() : httpResponse(200);
  })(request());
  expect(seen).toEqual(["https://us.example", "https://eu.example"]);
});

test("a token in memory is used at once, and replaced if it is rejected", async () => {
  const replaced: string[] = [];
  const tokens: TokenSource = {
    cached: (user) => ({ token: `cached of ${user}` }),
    current: () => Promise.reject(new Error("not needed")),
    async replace(_, rejectedToken) {
      replaced.push(rejectedToken);
      return { token: "t2" };
    },
  };
  const sent: unknown[] = [];
  const send = withAuth(tokens)(async ({ headers }) => {
    sent.push(headers.authorization);
    return sent.length === 1 ? rejected() : httpResponse(200);
  });
  const answer = send(request());
  expect(sent).toEqual(["Zoho-oauthtoken cached of ann"]);
  expect((await answer).status).toBe(200);
  expect(sent).toEqual(["Zoho-oauthtoken cached of ann", "Zoho-oauthtoken t2"]);
  expect(replaced).toEqual(["cached of ann"]);
});

test("the token source receives the signal and deadline of the call", async () => {
  const { signal } = new AbortController();
  const received: unknown[] = [];
  const source = async (patience: object) => {
    received.push(patience);
    return { token: "t" };
  };
  const tokens: TokenSource = {
    cached: () => undefined,
    current: (_, patience) => source(patience),
    replace: (_u, _r, patience) => source(patience),
  };
  await withAuth(tokens)(async () => rejected())(request({ signal, deadline: 5 }));
  expect(received).toMatchObject([
    { signal, deadline: 5 },
    { signal, deadline: 5 },
  ]);
});

test("without a token, nothing is sent", async () => {
  const failure = new Error("no token");
  let sent = 0;
  const fail = () => Promise.reject(failure);
  const tokens: TokenSource = { cached: () => undefined, current: fail, replace: fail };
  const send = withAuth(tokens)(async () => {
    sent += 1;
    return httpResponse(200);
  });
  expect(await failureOf(send(request()))).toBe(failure);
  expect(sent).toBe(0);
});
