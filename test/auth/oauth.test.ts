import { describe, expect, test } from "vitest";
import { grantRequest, readTokenResponse, refreshRequest } from "../../src/auth/oauth.js";
import { isCrmError } from "../../src/core/errors.js";
import { BufferedResponse } from "../../src/core/response.js";

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
  const cases: [
    name: string,
    body: string,
    status: number,
    kind: "Auth" | "Response",
    code: string,
    retryable: boolean,
  ][] = [
    ["with HTTP 200", '{"error":"invalid_code"}', 200, "Auth", "invalid_code", false],
    [
      "with HTTP 400, for the time being",
      '{"error":"Access Denied","status":"failure"}',
      400,
      "Auth",
      "Access Denied",
      true,
    ],
    ["by a word of its own", '{"error":"something_new"}', 200, "Auth", "something_new", false],
    ["an empty access token", '{"access_token":"","error":"general_error"}', 200, "Auth", "general_error", true],
    ["neither token nor error", "{}", 200, "Response", "UNREADABLE_ANSWER", false],
    ["no object", "null", 200, "Response", "UNREADABLE_ANSWER", false],
    ["HTML", "<html>", 200, "Response", "UNREADABLE_ANSWER", false],
    ["nothing", "", 200, "Response", "UNREADABLE_ANSWER", false],
  ];
  for (const [name, body, status, kind, code, retryable] of cases) {
    test(name, async () => {
      const error: unknown = await read(body, status).catch((failure: unknown) => failure);
      expect(isCrmError(error, kind)).toBe(true);
      expect(error).toMatchObject({ code, retryable });
    });
  }
});

test("secrets travel in the body, and in nothing else", () => {
  const application = { clientId: "1000.ID", clientSecret: "s#cr=t&", redirectUrl: "https://example.com/?a=b" };
  for (const request of [
    refreshRequest(application, "1000.refresh", "u"),
    grantRequest(application, "1000.code", "u"),
  ]) {
    const { body, ...rest } = request;
    expect(JSON.stringify(rest)).not.toMatch(/1000|s#cr/);
    expect(new URLSearchParams(String(body)).get("client_secret")).toBe("s#cr=t&");
  }
  expect(String(grantRequest({ ...application, redirectUrl: undefined }, "c", "u").body)).not.toContain("redirect_uri");
});
