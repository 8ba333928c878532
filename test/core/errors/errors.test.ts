import { inspect } from "node:util";
import { expect, test } from "vitest";
import * as errors from "../../../src/core/errors/errors.js";
import { type CrmErrorKind, isCrmError } from "../../../src/core/errors/errors.js";

const facts = { code: "X", operation: "getThing", status: 400 };
const errorsByKind: readonly [error: errors.CrmError, kinds: readonly CrmErrorKind[]][] = [
  [new errors.CrmError("m", facts), ["Crm"]],
  [new errors.ConfigError("m", facts), ["Config", "Crm"]],
  [new errors.AuthError("m", facts), ["Auth", "Crm"]],
  [new errors.TransportError("m", facts), ["Transport", "Crm"]],
  [new errors.NetworkError("m", { ...facts, mayHaveArrived: true }), ["Network", "Transport", "Crm"]],
  [new errors.TimeoutError("m", facts), ["Timeout", "Transport", "Crm"]],
  [new errors.ResponseError("m", facts), ["Response", "Crm"]],
  [new errors.ApiError("m", facts), ["Api", "Crm"]],
  [new errors.InvalidTokenError("m", facts), ["InvalidToken", "Api", "Crm"]],
  [new errors.ForbiddenError("m", facts), ["Forbidden", "Api", "Crm"]],
  [new errors.NotFoundError("m", facts), ["NotFound", "Api", "Crm"]],
  [new errors.RateLimitError("m", { ...facts, retryAfter: 5 }), ["RateLimit", "Api", "Crm"]],
  [new errors.ServerError("m", facts), ["Server", "Api", "Crm"]],
  [new errors.NotModifiedError("m", facts), ["NotModified", "Api", "Crm"]],
];
const all = errorsByKind.map(([, kinds]) => kinds[0] as CrmErrorKind);

for (const [error, kinds] of errorsByKind) {
  test(`${error.name} is of the kinds ${kinds.join(", ")} and of no other`, () => {
    expect(all.filter((kind) => isCrmError(error, kind)).sort()).toEqual([...kinds].sort());
    expect(isCrmError(error)).toBe(true);
    expect(error.name).toBe(`${kinds[0]}Error`);
    expect(error).toBeInstanceOf(Error);
    expect(`${error.stack}`).toContain("errors.test.ts");
  });
}

test("an error of a second copy of the package is recognized, although instanceof fails", async () => {
  const again = "../../../src/core/errors/errors.js?copy=2";
  const copy = (await import(again)) as typeof errors;
  const error = new copy.RateLimitError("m", { ...facts, retryAfter: 5 });
  expect(error).not.toBeInstanceOf(errors.CrmError);
  expect(isCrmError(error, "RateLimit")).toBe(true);
  expect(isCrmError(error, "Api")).toBe(true);
  expect(isCrmError(error, "Network")).toBe(false);
});

test.each([
  ["undefined", undefined],
  ["null", null],
  ["a string", "CrmError"],
  ["another error", new TypeError("x")],
  ["an object of the same shape", { name: "CrmError", code: "X" }],
  ["a function", () => 1],
])("%s is not an error of the package", (_, value) => {
  expect(isCrmError(value)).toBe(false);
});

test("a class derived outside the package is of the kind of its parent", () => {
  class MyError extends errors.ForbiddenError {}
  expect(isCrmError(new MyError("m", facts), "Forbidden")).toBe(true);
});

test("missing facts have neutral values, and the cause is kept", () => {
  const cause = new Error("below");
  const error = new errors.CrmError("m", { code: "X", cause });
  expect(error).toMatchObject({ code: "X", operation: undefined, status: undefined, details: {}, retryable: false });
  expect(error.cause).toBe(cause);
  expect("cause" in new errors.CrmError("m", { code: "X" })).toBe(false);
});

test("JSON and inspect() show the facts and nothing else", () => {
  const error = new errors.RateLimitError("slow down", {
    ...facts,
    status: 429,
    details: { limit: 10 },
    retryable: true,
    retryAfter: 2_000,
  });
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: "RateLimitError",
    code: "X",
    operation: "getThing",
    status: 429,
    details: { limit: 10 },
    retryable: true,
    retryAfter: 2_000,
  });
  expect(inspect(error)).toContain("slow down");
  expect(inspect(error)).not.toContain("zcrm.error");
});
