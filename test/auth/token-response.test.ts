import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { memoryOf, readRevokeResponse, readTokenResponse } from "../../src/auth/token-response.js";
import { isCrmError } from "../../src/core/errors/errors.js";
import { BufferedResponse } from "../../src/core/response/response.js";

const NOW = 1_000_000;
const HOUR = 3_600_000;
const read = (body: string, status = 200, type = "application/json") =>
  readTokenResponse(new BufferedResponse("refreshToken", status, new Headers({ "content-type": type }), body), NOW);

describe("a token answer", () => {
  const cases: [name: string, body: object, want: object][] = [
    ["seconds, as of today", { expires_in: 3600 }, { expiresAt: NOW + HOUR }],
    [
      "milliseconds with the seconds beside them",
      { expires_in: 3600000, expires_in_sec: 3600 },
      { expiresAt: NOW + HOUR },
    ],
    ["an implausibly large number is milliseconds", { expires_in: 3600000 }, { expiresAt: NOW + HOUR }],
    ["a number in a text", { expires_in: "3600" }, { expiresAt: NOW + HOUR }],
    ["no lifetime", {}, { expiresAt: NOW + HOUR }],
    ["a refresh token and a host that are none", { refresh_token: "", api_domain: "a\n" }, { expiresAt: NOW + HOUR }],
    ["nonsense", { expires_in: "soon" }, { expiresAt: NOW + HOUR }],
    [
      "a refresh token and a host",
      { expires_in: 3600, refresh_token: "r", api_domain: "https://www.zohoapis.eu" },
      { expiresAt: NOW + HOUR, refreshToken: "r", apiDomain: "https://www.zohoapis.eu" },
    ],
  ];
  for (const [name, body, want] of cases) {
    test(name, async () =>
      expect(await read(JSON.stringify({ access_token: "a", ...body }))).toEqual({ accessToken: "a", ...want }),
    );
  }
});

describe("a refusal", () => {
  const cases: [name: string, body: string, status: number, code: string, retryable: boolean][] = [
    ["with HTTP 200", '{"error":"invalid_code"}', 200, "invalid_code", false],
    ["with HTTP 400, for the time being", '{"error":"Access Denied","status":"failure"}', 400, "Access Denied", true],
    ["by a word of its own", '{"error":"something_new"}', 200, "something_new", false],
    ["an empty access token", '{"access_token":"","error":"general_error"}', 200, "general_error", true],
    ["neither token nor error", "{}", 200, "UNREADABLE_ANSWER", true],
    ["no object", "null", 200, "UNREADABLE_ANSWER", true],
    ["an answer that breaks off", '{"access_token":"1000.se', 200, "UNREADABLE_ANSWER", true],
    ["an error that is no word", '{"error":"<b>1000.secret</b>"}', 200, "UNREADABLE_ANSWER", true],
    ["HTML", "<html>", 200, "UNREADABLE_ANSWER", true],
    ["nothing", "", 200, "UNREADABLE_ANSWER", true],
  ];
  for (const [name, body, status, code, retryable] of cases) {
    test(name, async () => {
      const error: unknown = await read(body, status).catch((failure: unknown) => failure);
      expect(isCrmError(error, "Auth")).toBe(true);
      expect(error).toMatchObject({ code, retryable });
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("1000.se");
    });
  }
});

describe("a refusal says what to do", () => {
  test.each([
    ["invalid_code", /grant consent again/, { pause: 60_000, final: true }],
    ["invalid_client", /client id and the data centre/, { pause: 60_000, final: true }],
    ["invalid_client_secret", /API console/, { pause: 60_000, final: true }],
    ["invalid_redirect_uri", /set redirectUrl/, { pause: 60_000, final: true }],
    ["access_denied", /wait some minutes/, { pause: 300_000, final: false }],
    ["Access Denied", /wait some minutes/, { pause: 300_000, final: false }],
    ["general_error", /try again later/, undefined],
    ["toString", /look it up/, { pause: 60_000, final: true }],
  ])("%s", async (error, message, memory) => {
    const failure = await read(JSON.stringify({ error })).catch((cause: unknown) => cause);
    expect(failure).toMatchObject({ code: error, message: expect.stringMatching(message) });
    expect(memoryOf({ code: error })).toEqual(memory);
  });

  test.each([
    ["<html>", /page of HTML/],
    [" ", /is empty/],
    ['{"access_token":', /breaks off/],
    ["{}", /neither access_token nor error/],
  ])("%s", async (body, message) => {
    expect(await read(body).catch((cause: unknown) => cause)).toMatchObject({
      message: expect.stringMatching(message),
    });
    expect(memoryOf({ code: "UNREADABLE_ANSWER" })).toBeUndefined();
  });
});

describe("the answer to a revocation", () => {
  const revoke = (body: string, status = 200) =>
    readRevokeResponse(new BufferedResponse("revokeToken", status, new Headers(), body), NOW).catch((error: unknown) =>
      Reflect.get(Object(error), "code"),
    );
  test.each([
    ["success", '{"status":"success"}', 200, undefined],
    ["a token that is not known any more", '{"error":"invalid_token"}', 200, undefined],
    ["the same, in the newer form", '{"status":"failure"}', 400, undefined],
    ["a failure with HTTP 500", '{"status":"failure"}', 500, "UNREADABLE_ANSWER"],
    ["another word", '{"error":"general_error"}', 200, "general_error"],
    ["HTML", "<html>", 200, "UNREADABLE_ANSWER"],
    ["nothing", "", 200, "UNREADABLE_ANSWER"],
  ])("%s", async (_, body, status, want) => expect(await revoke(body, status)).toBe(want));
});
