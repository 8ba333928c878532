import { describe, expect, test } from "vitest";
import { isCrmError } from "../../src/core/errors/errors.js";
import {
  callInit,
  defined,
  unwrap,
  unwrapDownload,
  unwrapEmpty,
  unwrapList,
  unwrapOptional,
  unwrapOptionalDownload,
} from "../../src/core/operation.js";
import { FILE, failureOf, httpResponse, READ } from "../support/requests.js";

const failure = { code: "INVALID_DATA", message: "m", details: {}, status: "error" };
const good = (data: unknown, status = 200) => ({ data, response: httpResponse(status, data) });
const bad = (status: number, error?: unknown) => ({ error, response: httpResponse(status, error) });
const nothing = { data: undefined, response: httpResponse(204, "") };
const caught = (work: () => unknown) => failureOf(Promise.resolve().then(work));

describe("unwrap", () => {
  test.each([[{ data: [] }], [[]], [0], [false], [""]])("gives the answer's JSON unchanged: %j", (data) => {
    expect(unwrap(READ, good(data))).toBe(data);
  });

  test.each([200, 201, 202, 207])("rows that failed inside of %i are data", (status) => {
    const data = { data: [failure] };
    expect(unwrap(READ, good(data, status))).toBe(data);
  });

  test.each<[string, Parameters<typeof unwrap>[1], object]>([
    ["a refusal", bad(400, failure), { name: "ApiError", code: "INVALID_DATA", status: 400 }],
    ["a refusal whose body is empty", bad(500), { name: "ServerError", code: "HTTP_500", status: 500 }],
    ["a refusal in HTML", bad(502, "<html>"), { name: "ServerError", code: "HTTP_502", status: 502 }],
    ["304, whose error is falsy", bad(304, ""), { name: "NotModifiedError", code: "NOT_MODIFIED", status: 304 }],
    ["an error object inside of a 200", good(failure), { name: "ApiError", code: "INVALID_DATA", status: 200 }],
    ["an empty 200", good(undefined), { name: "ResponseError", code: "UNREADABLE_ANSWER", status: 200 }],
    ["a 204 that is not foreseen", nothing, { name: "ResponseError", code: "UNREADABLE_ANSWER", status: 204 }],
  ])("%s is an error of the operation", async (_, result, want) => {
    const error = await caught(() => unwrap(READ, result));
    expect(error).toMatchObject({ operation: "getThing", ...want });
    expect(isCrmError(error)).toBe(true);
  });
});

test("unwrapOptional: 204 is undefined, all else as unwrap", async () => {
  expect(unwrapOptional(READ, nothing)).toBeUndefined();
  expect(unwrapOptional(READ, good({ a: 1 }))).toEqual({ a: 1 });
  expect(await caught(() => unwrapOptional(READ, bad(404, failure)))).toMatchObject({ name: "NotFoundError" });
  expect(await caught(() => unwrapOptional(READ, good(undefined)))).toMatchObject({ name: "ResponseError" });
});

test("unwrapOptional: a status other than 200 may come without content, where an empty 200 is a failure", async () => {
  expect(unwrapOptional(READ, good(undefined, 202))).toBeUndefined();
  expect(unwrapOptional(READ, good({ a: 1 }, 202))).toEqual({ a: 1 });
});

test("unwrapEmpty: whatever comes with a success is none of the caller's, a refusal is", async () => {
  expect(unwrapEmpty(READ, nothing)).toBeUndefined();
  expect(unwrapEmpty(READ, good({ a: 1 }))).toBeUndefined();
  expect(await caught(() => unwrapEmpty(READ, bad(404, failure)))).toMatchObject({ name: "NotFoundError" });
});

test("unwrapList: 204 is the empty list, 304 is not", async () => {
  const empty = { data: [] };
  expect(unwrapList(READ, nothing, empty)).toBe(empty);
  expect(unwrapList(READ, good({ data: [1] }), empty)).toEqual({ data: [1] });
  expect(await caught(() => unwrapList(READ, bad(304, ""), empty))).toMatchObject({ name: "NotModifiedError" });
});

test("unwrapDownload and unwrapOptionalDownload: a file, nothing, or an error", async () => {
  const file = {
    data: undefined,
    response: httpResponse(200, "content", { "content-disposition": "x; filename=a.txt" }),
  };
  expect((await unwrapDownload(FILE, file)).filename).toBe("a.txt");
  expect((await unwrapOptionalDownload(FILE, file))?.filename).toBe("a.txt");
  expect(await unwrapOptionalDownload(FILE, nothing)).toBeUndefined();
  expect(await failureOf(unwrapDownload(FILE, bad(403, failure)))).toMatchObject({ name: "ForbiddenError" });
  expect(await failureOf(unwrapOptionalDownload(FILE, bad(500, failure)))).toMatchObject({ name: "ServerError" });
});

test("defined drops what is undefined and nothing else", () => {
  const members = { a: undefined, b: null, c: 0, d: false, e: "" };
  expect(Object.entries(defined(members))).toEqual([
    ["b", null],
    ["c", 0],
    ["d", false],
    ["e", ""],
  ]);
  expect(Object.keys(members)).toEqual(["a", "b", "c", "d", "e"]);
});

test("callInit: options beside the operation; only a file is taken as a stream", () => {
  const { signal } = new AbortController();
  expect(callInit(READ, { signal, user: "bob" })).toEqual({ signal, user: "bob", operation: READ });
  expect(callInit(READ)).toEqual({ operation: READ });
  expect(callInit(FILE)).toEqual({ operation: FILE, parseAs: "stream" });
});
