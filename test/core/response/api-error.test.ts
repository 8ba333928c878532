import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { remedies } from "../../../generated/errors.js";
import { apiError, failureIn, rejectsToken } from "../../../src/core/response/api-error.js";

const from = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  apiError({ id: "getThing", remedies }, status, new Headers({ "content-type": "application/json", ...headers }), body);
const zoho = (code: string, message = "said Zoho", details: object = {}) => ({
  code,
  message,
  details,
  status: "error",
});

describe("the class, the code, and whether the error is retryable", () => {
  const cases: readonly [status: number, body: unknown, name: string, code: string, retryable: boolean][] = [
    [304, undefined, "NotModifiedError", "NOT_MODIFIED", false],
    [400, zoho("INVALID_DATA"), "ApiError", "INVALID_DATA", false],
    [400, zoho("OAUTH_SCOPE_MISMATCH"), "ForbiddenError", "OAUTH_SCOPE_MISMATCH", false],
    [401, zoho("INVALID_TOKEN"), "InvalidTokenError", "INVALID_TOKEN", false],
    [401, zoho("OAUTH_SCOPE_MISMATCH"), "ForbiddenError", "OAUTH_SCOPE_MISMATCH", false],
    [401, "<html>", "InvalidTokenError", "HTTP_401", false],
    [403, zoho("NO_PERMISSION"), "ForbiddenError", "NO_PERMISSION", false],
    [404, zoho("INVALID_URL_PATTERN"), "NotFoundError", "INVALID_URL_PATTERN", false],
    [404, undefined, "NotFoundError", "HTTP_404", false],
    [405, zoho("INVALID_REQUEST_METHOD"), "ApiError", "INVALID_REQUEST_METHOD", false],
    [413, "<html>", "ApiError", "HTTP_413", false],
    [429, zoho("TOO_MANY_REQUESTS"), "RateLimitError", "TOO_MANY_REQUESTS", true],
    [429, null, "RateLimitError", "HTTP_429", true],
    [500, zoho("INTERNAL_ERROR"), "ServerError", "INTERNAL_ERROR", true],
    [502, "<html>bad gateway</html>", "ServerError", "HTTP_502", true],
    [503, ["x"], "ServerError", "HTTP_503", true],
    [503, zoho("TOO_MANY_REQUESTS"), "RateLimitError", "TOO_MANY_REQUESTS", true],
    [400, zoho("TOO_MANY_REQUESTS"), "RateLimitError", "TOO_MANY_REQUESTS", true],
    [400, { data: [zoho("DUPLICATE_DATA")] }, "ApiError", "DUPLICATE_DATA", false],
    [401, { code: 57, message: "You are not authorized" }, "InvalidTokenError", "57", false],
    [404, { code: 404, message: "Not Found" }, "NotFoundError", "HTTP_404", false],
    [302, undefined, "ApiError", "HTTP_302", false],
    [200, zoho("TOO_MANY_REQUESTS"), "RateLimitError", "TOO_MANY_REQUESTS", true],
    [200, zoho("INVALID_DATA"), "ApiError", "INVALID_DATA", false],
  ];
  test.each(cases)("%i %j is %s %s, retryable: %s", (status, body, name, code, retryable) => {
    const error = from(status, body);
    expect({ name: error.name, code: error.code, retryable: error.retryable }).toEqual({ name, code, retryable });
    expect(error).toMatchObject({ status, operation: "getThing" });
    expect(error.message).toMatch(new RegExp(`^getThing: ${status} ${code}: .`));
  });
});

describe("the message", () => {
  test.each([
    ["INVALID_TOKEN", 401, "data center"],
    ["AUTHENTICATION_FAILURE", 401, "access to the organization"],
    ["OAUTH_SCOPE_MISMATCH", 401, "consent again"],
    ["NO_PERMISSION", 403, "administrator"],
    ["INVALID_MODULE", 400, "API name"],
    ["INVALID_URL_PATTERN", 404, "check the address"],
    ["TOO_MANY_REQUESTS", 429, "maxConcurrency"],
    ["MANDATORY_NOT_FOUND", 400, "set the field"],
    ["REQUIRED_PARAM_MISSING", 400, "set the parameter"],
  ])("%s states its remedy", (code, status, remedy) => {
    expect(from(status, zoho(code)).message).toMatch(new RegExp(`said Zoho \\(.*${remedy}.*\\)$`));
  });

  test("a code without a known remedy ends with Zoho's message", () => {
    expect(from(400, zoho("SOMETHING_NEW")).message).toBe("getThing: 400 SOMETHING_NEW: said Zoho");
  });

  test("an HTML page is not quoted, only its type is stated", () => {
    expect(from(502, "<html>secret</html>", { "content-type": "text/html" }).message).toBe(
      "getThing: 502 HTTP_502: the response (text/html) is not an error object of the CRM",
    );
  });

  test("an error object without a message is still an error of the CRM", () => {
    expect(from(400, { code: "INVALID_DATA", details: {}, status: "error" }).message).not.toContain("not an error");
  });

  test("the details follow Zoho's sentence, and the remedy ends the message", () => {
    const body = zoho("MANDATORY_NOT_FOUND", "required field not found", { api_name: "Last_Name" });
    expect(from(400, body).message).toMatch(
      /^getThing: 400 MANDATORY_NOT_FOUND: required field not found: Last_Name \(set the field/,
    );
  });

  test("a missing scope is named with those that the operation takes, in the details too", () => {
    const operation = {
      id: "getThing",
      remedies,
      scopes: ["ZohoCRM.modules.ALL", "ZohoCRM.coql.READ,ZohoCRM.org.READ"],
    };
    const error = apiError(operation, 401, new Headers(), zoho("OAUTH_SCOPE_MISMATCH", "invalid oauth scope"));
    expect(error.message).toContain(
      "invalid oauth scope (it needs ZohoCRM.modules.ALL or ZohoCRM.coql.READ,ZohoCRM.org.READ; ask for consent again",
    );
    expect(error.details).toEqual({ scopes: { needed: operation.scopes } });
    expect(apiError(operation, 401, new Headers(), zoho("INVALID_TOKEN")).message).not.toContain("modules.ALL");
  });

  test("304 says that nothing has changed", () => {
    expect(from(304, undefined).message).toContain("nothing has changed");
  });
});

test("details are a copy of Zoho's, and empty if there are none", () => {
  const details = { api_name: "Email" };
  const error = from(400, zoho("INVALID_DATA", "m", details));
  expect(error.details).toEqual(details);
  expect(error.details).not.toBe(details);
  expect(from(400, { code: "X", details: "text" }).details).toEqual({});
  expect(from(400, "<html>").details).toEqual({});
});

test("retryAfter is in milliseconds", () => {
  expect(from(429, zoho("TOO_MANY_REQUESTS"), { "retry-after": "7" })).toMatchObject({ retryAfter: 7_000 });
  expect(from(429, zoho("TOO_MANY_REQUESTS"))).toMatchObject({ retryAfter: undefined });
});

test("the error contains no header of the response", () => {
  const error = from(401, zoho("INVALID_TOKEN"), { "set-cookie": "session=s3cret", "x-token": "s3cret" });
  expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toContain("s3cret");
});

describe("failureIn finds an error object instead of a result:", () => {
  test.each([
    ["an error object", zoho("INVALID_DATA"), "INVALID_DATA"],
    ["one without details", { status: "error", code: "X", message: "m" }, "X"],
    ["rows, some of which failed", { data: [zoho("INVALID_DATA")] }, undefined],
    ["a success", { status: "success", code: "SUCCESS", message: "m", details: {} }, undefined],
    ["a number as its code", { status: "error", code: 57 }, 57],
    ["no code", { status: "error" }, undefined],
    ["undefined", undefined, undefined],
    ["null", null, undefined],
    ["a string", "error", undefined],
  ])("%s", (_, data, want) => {
    expect(failureIn(data)?.code).toBe(want);
  });
});

describe("rejectsToken says whether another token may help:", () => {
  test.each([
    [zoho("INVALID_TOKEN"), true],
    [zoho("AUTHENTICATION_FAILURE"), true],
    [zoho("INVALID_OAUTHTOKEN"), true],
    [zoho("OAUTH_SCOPE_MISMATCH"), false],
    [zoho("NO_PERMISSION"), false],
    [undefined, true],
    ["<html>", true],
    [{}, true],
  ])("%j: %s", (body, want) => {
    expect(rejectsToken(body)).toBe(want);
  });
});
