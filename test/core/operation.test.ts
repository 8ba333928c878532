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
import type { HttpResponse } from "../../src/core/response/response.js";
import { FILE, failureOf, httpResponse, READ } from "../support/requests.js";

const failure = { code: "INVALID_DATA", message: "m", details: {}, status: "error" };
const success = (data: unknown, status = 200) => ({ data, response: httpResponse(status, data) });
const error = (status: number, body?: unknown) => ({ error: body, response: httpResponse(status, body) });
const noContent = { data: undefined, response: httpResponse(204, "") };
const thrownBy = (work: () => unknown) => failureOf(Promise.resolve().then(work));

describe("unwrap", () => {
  test.each([[{ data: [] }], [[]], [0], [false], [""]])("returns the JSON of the response unchanged: %j", (data) => {
    expect(unwrap(READ, success(data))).toBe(data);
  });

  test.each([200, 201, 202, 207])("failed rows of a %i are data", (status) => {
    const data = { data: [failure] };
    expect(unwrap(READ, success(data, status))).toBe(data);
  });

  test.each<[string, Parameters<typeof unwrap>[1], object]>([
    ["an error object", error(400, failure), { name: "ApiError", code: "INVALID_DATA", status: 400 }],
    ["an error with an empty body", error(500), { name: "ServerError", code: "HTTP_500", status: 500 }],
    ["an error in HTML", error(502, "<html>"), { name: "ServerError", code: "HTTP_502", status: 502 }],
    ["304, whose error is falsy", error(304, ""), { name: "NotModifiedError", code: "NOT_MODIFIED", status: 304 }],
    ["an error object in a 200", success(failure), { name: "ApiError", code: "INVALID_DATA", status: 200 }],
    ["an empty 200", success(undefined), { name: "ResponseError", code: "UNREADABLE_ANSWER", status: 200 }],
    ["an unexpected 204", noContent, { name: "ResponseError", code: "UNREADABLE_ANSWER", status: 204 }],
  ])("%s becomes an error of the operation", async (_, result, want) => {
    const thrown = await thrownBy(() => unwrap(READ, result));
    expect(thrown).toMatchObject({ operation: "getThing", ...want });
    expect(isCrmError(thrown)).toBe(true);
  });
});

test("unwrapOptional returns undefined for a 204, and is otherwise like unwrap", async () => {
  expect(unwrapOptional(READ, noContent)).toBeUndefined();
  expect(unwrapOptional(READ, success({ a: 1 }))).toEqual({ a: 1 });
  expect(await thrownBy(() => unwrapOptional(READ, error(404, failure)))).toMatchObject({ name: "NotFoundError" });
  expect(await thrownBy(() => unwrapOptional(READ, success(undefined)))).toMatchObject({ name: "ResponseError" });
});

test("unwrapOptional accepts a status other than 200 without content, but not an empty 200", async () => {
  expect(unwrapOptional(READ, success(undefined, 202))).toBeUndefined();
  expect(unwrapOptional(READ, success({ a: 1 }, 202))).toEqual({ a: 1 });
});

test("unwrapEmpty ignores the content of a success, but throws an error", async () => {
  expect(unwrapEmpty(READ, noContent)).toBeUndefined();
  expect(unwrapEmpty(READ, success({ a: 1 }))).toBeUndefined();
  expect(await thrownBy(() => unwrapEmpty(READ, error(404, failure)))).toMatchObject({ name: "NotFoundError" });
});

describe("unwrapList", () => {
  const empty = () => ({ data: [] as number[], info: { count: 0, more_records: false } });
  const list = (data: unknown) => unwrapList(READ, success(data) as { data: object; response: HttpResponse }, empty());

  test("returns the list as it is", () => {
    const data = { data: [1], info: { count: 1, more_records: true }, more: null };
    expect(list(data)).toBe(data);
  });

  test.each([
    ["nothing is there (204)", noContent],
    ["nothing is new (304)", { ...error(304, ""), data: undefined }],
  ])("returns the empty list if %s", (_, result) => {
    expect(unwrapList(READ, result, empty())).toEqual(empty());
  });

  test.each<[string, unknown, object]>([
    ["everything", {}, empty()],
    ["the rows", { info: { more_records: true } }, { data: [], info: { more_records: true } }],
    ["the rows, which are null", { data: null }, empty()],
    ["info", { data: [1] }, { ...empty(), data: [1] }],
    ["info, which is null", { data: [1], info: null }, { ...empty(), data: [1] }],
    ["info, which is a string", { data: [1], info: "none" }, { ...empty(), data: [1] }],
    ["a part of info", { data: [1], info: {} }, { data: [1], info: {} }],
  ])("takes what is missing from the empty list: %s", (_, data, want) => {
    expect(list(data)).toEqual(want);
  });

  test.each<[unknown, string]>([
    [{ code: 57, message: "You are not authorized" }, "57"],
    [{ error: "invalid_scope" }, "invalid_scope"],
    [{ message: "Service unavailable" }, "HTTP_200"],
    [{ data: null, errorCode: "BUSY" }, "BUSY"],
    [[{ code: "A", message: "b" }], "A"],
  ])("%j instead of a list is an error, not an empty list", async (data, code) => {
    expect(await thrownBy(() => list(data))).toMatchObject({ name: "ApiError", code, status: 200 });
  });

  test.each([[{ data: { id: "1" } }], [{ data: "rows" }], [[1]], [null], ["rows"], [7]])(
    "%j is not a list",
    async (data) => {
      expect(await thrownBy(() => list(data))).toMatchObject({ name: "ResponseError", code: "UNREADABLE_ANSWER" });
    },
  );
});

test("unwrapDownload and unwrapOptionalDownload return the file, return undefined, or throw an error", async () => {
  const file = {
    data: undefined,
    response: httpResponse(200, "content", { "content-disposition": "x; filename=a.txt" }),
  };
  expect((await unwrapDownload(FILE, file)).filename).toBe("a.txt");
  expect((await unwrapOptionalDownload(FILE, file))?.filename).toBe("a.txt");
  expect(await unwrapOptionalDownload(FILE, noContent)).toBeUndefined();
  expect(await failureOf(unwrapDownload(FILE, error(403, failure)))).toMatchObject({ name: "ForbiddenError" });
  expect(await failureOf(unwrapOptionalDownload(FILE, error(500, failure)))).toMatchObject({ name: "ServerError" });
});

test("defined removes undefined members and no others", () => {
  const members = { a: undefined, b: null, c: 0, d: false, e: "" };
  expect(Object.entries(defined(members))).toEqual([
    ["b", null],
    ["c", 0],
    ["d", false],
    ["e", ""],
  ]);
  expect(Object.keys(members)).toEqual(["a", "b", "c", "d", "e"]);
});

test("callInit combines options and operation, and requests a stream only for a file", () => {
  const { signal } = new AbortController();
  expect(callInit(READ, { signal, user: "bob" })).toEqual({ signal, user: "bob", operation: READ });
  expect(callInit(READ)).toEqual({ operation: READ });
  expect(callInit(FILE)).toEqual({ operation: FILE, parseAs: "stream" });
});
