import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { cooldownOf, readRevokeResponse, readTokenResponse } from "../../src/auth/token-response.js";
import { isCrmError } from "../../src/core/errors/errors.js";
import { BufferedResponse } from "../../src/core/response/response.js";
import { failureOf } from "../support/requests.js";

const NOW = 1_000_000;
const HOUR = 3_600_000;

const read = (body: string, status = 200) =>
  readTokenResponse(
    new BufferedResponse({ id: "refreshToken" }, status, new Headers({ "content-type": "application/json" }), body),
    NOW,
  );

describe("a token response with", () => {
  test.each<[name: string, body: object, want: object]>([
    ["a lifetime in seconds, as Zoho sends it today", { expires_in: 3600 }, { expiresAt: NOW + HOUR }],
    [
      "milliseconds, and the seconds beside them",
      { expires_in: 3600000, expires_in_sec: 3600 },
      { expiresAt: NOW + HOUR },
    ],
    ["a number too large for seconds", { expires_in: 3600000 }, { expiresAt: NOW + HOUR }],
    ["a number in a string", { expires_in: "3600" }, { expiresAt: NOW + HOUR }],
    ["no lifetime", {}, { expiresAt: NOW + HOUR }],
    ["a lifetime that is not a number", { expires_in: "soon" }, { expiresAt: NOW + HOUR }],
    ["an unusable refresh token and host", { refresh_token: "", api_domain: "a\n" }, { expiresAt: NOW + HOUR }],
    [
      "a refresh token and a host",
      { expires_in: 3600, refresh_token: "r", api_domain: "https://www.zohoapis.eu" },
      { expiresAt: NOW + HOUR, refreshToken: "r", apiDomain: "https://www.zohoapis.eu" },
    ],
  ])("%s", async (_, body, want) => {
    expect(await read(JSON.stringify({ access_token: "a", ...body }))).toEqual({ accessToken: "a", ...want });
  });
});

describe("an error, without showing a token, for", () => {
  test.each<[name: string, body: string, status: number, code: string, retryable: boolean]>([
    ["an error code with HTTP 200", '{"error":"invalid_code"}', 200, "invalid_code", false],
    ["a temporary error", '{"error":"Access Denied","status":"failure"}', 400, "Access Denied", true],
    ["an unknown code", '{"error":"something_new"}', 200, "something_new", true],
    ["a known code of a server in trouble", '{"error":"invalid_client"}', 503, "invalid_client", true],
    ["an empty access token", '{"access_token":"","error":"general_error"}', 200, "general_error", true],
    ["neither a token nor an error", "{}", 200, "UNREADABLE_ANSWER", true],
    ["JSON that is not an object", "null", 200, "UNREADABLE_ANSWER", true],
    ["a body that breaks off", '{"access_token":"1000.se', 200, "UNREADABLE_ANSWER", true],
    ["an error that is not a code", '{"error":"<b>1000.secret</b>"}', 200, "UNREADABLE_ANSWER", true],
    ["HTML", "<html>", 200, "UNREADABLE_ANSWER", true],
    ["an empty body", "", 200, "UNREADABLE_ANSWER", true],
  ])("%s", async (_, body, status, code, retryable) => {
    const error = await failureOf(read(body, status));
    expect(isCrmError(error, "Auth")).toBe(true);
    expect(error).toMatchObject({ code, retryable });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("1000.se");
  });
});

describe("the remedy and the cooldown for", () => {
  test.each<[code: string, message: RegExp, cooldown: object | undefined, status?: number]>([
    ["invalid_code", /grant consent again/, { duration: 60_000, permanent: true }],
    ["invalid_client", /client ID and the data center/, { duration: 60_000, permanent: true }],
    ["invalid_client_secret", /API console/, { duration: 60_000, permanent: true }],
    ["invalid_redirect_uri", /set redirectUrl/, { duration: 60_000, permanent: true }],
    ["access_denied", /wait a few minutes/, { duration: 300_000, permanent: false }],
    ["Access Denied", /wait a few minutes/, { duration: 300_000, permanent: false }],
    ["general_error", /try again later/, undefined],
    ["server_error", /try again later/, undefined],
    ["temporarily_unavailable", /try again later/, undefined],
    ["unauthorized_client", /the client's type/, { duration: 60_000, permanent: true }],
    ["something_new", /try again later, or look it up/, undefined],
    ["SOMETHING_NEW", /look it up/, undefined],
    ["toString", /look it up/, undefined],
    ["slow_down", /wait a few minutes/, { duration: 300_000, permanent: false }, 429],
    ["invalid_code", /the accounts server has a problem/, undefined, 502],
  ])("%s", async (code, message, cooldown, status = 200) => {
    const error = await failureOf(read(JSON.stringify({ error: code }), status));
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(cooldownOf({ code, status })).toEqual(cooldown);
  });

  test.each([
    ["<html>", /an HTML page/],
    [" ", /is empty/],
    ['{"access_token":', /breaks off/],
    ["{}", /neither access_token nor error/],
  ])("%s", async (body, message) => {
    expect(await failureOf(read(body))).toMatchObject({ message: expect.stringMatching(message) });
    expect(cooldownOf({ code: "UNREADABLE_ANSWER", status: 200 })).toBeUndefined();
  });
});

describe("a revocation whose response is", () => {
  const revoke = async (body: string, status: number) => {
    const response = new BufferedResponse({ id: "revokeToken" }, status, new Headers(), body);
    return Reflect.get(Object(await readRevokeResponse(response, NOW).catch((error: unknown) => error)), "code");
  };
  test.each([
    ["success", '{"status":"success"}', 200, undefined],
    ["a token that Zoho no longer knows", '{"error":"invalid_token"}', 200, undefined],
    ["the same, in the newer form", '{"status":"failure"}', 400, undefined],
    ["a failure with HTTP 500", '{"status":"failure"}', 500, "UNREADABLE_ANSWER"],
    ["another error code", '{"error":"general_error"}', 200, "general_error"],
    ["HTML", "<html>", 200, "UNREADABLE_ANSWER"],
    ["an empty body", "", 200, "UNREADABLE_ANSWER"],
  ])("%s", async (_, body, status, want) => expect(await revoke(body, status)).toBe(want));
});
