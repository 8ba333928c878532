import { describe, expect, test } from "vitest";
import { readRefusal } from "../../../src/core/response/refusal.js";

const row = {
  code: "DUPLICATE_DATA",
  details: { api_name: "Email", duplicate_record: { id: "625014000001936001" } },
  message: "duplicate data",
  status: "error",
};
const done = { code: "SUCCESS", details: { id: "1" }, message: "record added", status: "success" };

describe("code and message are found in", () => {
  const cases: [form: string, body: unknown, code: string | undefined, message: string][] = [
    [
      "an error object",
      { code: "INVALID_DATA", details: {}, message: "body", status: "error" },
      "INVALID_DATA",
      "body",
    ],
    ["one whose code is a number", { code: 57, message: "You are not authorized" }, "57", "You are not authorized"],
    ["one with other names", { errorCode: "INVALID_TICKET", errorMessage: "no ticket" }, "INVALID_TICKET", "no ticket"],
    ["one in capitals", { ERROR_CODE: "BAD_REQUEST", ERROR_MESSAGE: "Bad Request" }, "BAD_REQUEST", "Bad Request"],
    [
      "the headers' complaint of uploads",
      { "x-error": "check the headers", info: "Forbidden" },
      undefined,
      "check the headers",
    ],
    ["OAuth's form", { error: "invalid_token", error_description: "it expired" }, "invalid_token", "it expired"],
    ["an error that is a sentence", { error: "Something went wrong" }, undefined, "Something went wrong"],
    ["an object in `error`", { error: { code: "QUOTA", message: "used up" } }, "QUOTA", "used up"],
    ["an object in `status`", { status: { code: 500, description: "Internal" } }, "500", "Internal"],
    [
      "an object in `status`, whose code is in `data`",
      { status: { code: 500, description: "Internal" }, data: { errorCode: "INTERNAL_ERROR" } },
      "INTERNAL_ERROR",
      "Internal",
    ],
    ["`response`, two levels deep", { response: { error: { code: "4834", message: "no" } } }, "4834", "no"],
    ["the first of several errors", { errors: [{ code: "A", message: "first" }, { code: "B" }] }, "A", "first"],
    ["sentences", { errors: ["first", "second"] }, undefined, "first"],
    ["an array", [row], "DUPLICATE_DATA", "duplicate data"],
    ["the rows of a write", { data: [row] }, "DUPLICATE_DATA", "duplicate data"],
    ["rows under another name", { tags: [done, row] }, "DUPLICATE_DATA", "duplicate data"],
    ["a single row", { share: row }, "DUPLICATE_DATA", "duplicate data"],
    ["plain text", "Rate limit exceeded\n", undefined, "Rate limit exceeded"],
    [
      "XML",
      '<?xml version="1.0"?><response uri="/crm"><error><code>4834</code><message>Invalid Ticket Id</message></error></response>',
      "4834",
      "Invalid Ticket Id",
    ],
    ["XML with character data", "<error><code>7</code><message><![CDATA[not <now>]]></message></error>", "7", "not"],
    ["the title of a page", "<html><head><title>502 Bad\n Gateway</title>", undefined, "502 Bad Gateway"],
    ["the heading of a page", "<html><h1 class='a'>Service down</h1>", undefined, "Service down"],
  ];
  test.each(cases)("%s", (_, body, code, message) => {
    expect(readRefusal(body)).toMatchObject({ code, message });
  });
});

test.each([
  [undefined],
  [null],
  [""],
  [" \n"],
  [42],
  [{}],
  [[]],
  [[null]],
  [{ data: null }],
  [{ data: [null] }],
  [{ code: null, message: null, details: null }],
  [{ code: "", message: "" }],
  ["<html><body>secret</body></html>"],
])("%j says nothing", (body) => {
  expect(readRefusal(body)).toBeUndefined();
});

test("the details are those of the first rejected row, with all rows as they were sent", () => {
  expect(readRefusal({ data: [done, row] })?.details).toEqual({ ...row.details, rows: [done, row] });
});

test("text of the server is short and has nothing that a terminal would obey", () => {
  const refusal = readRefusal({
    code: `A\u001b[31m${"B".repeat(500)}`,
    message: `\u001b]0;title\u0007bad\r\n${"x".repeat(9_999)}`,
  });
  expect(refusal?.code).toHaveLength(100);
  expect(refusal?.message).toMatch(/^bad x{290}/);
  expect(refusal?.message).toHaveLength(300);
});

test("a page of any size is read in no time", () => {
  const start = performance.now();
  for (const piece of ["<title", "<title ", "<message>", "<![CDATA["]) readRefusal(`<${piece.repeat(1_000_000)}`);
  expect(performance.now() - start).toBeLessThan(1_000);
});

test("an object that contains itself a thousand times over is read to a limit", () => {
  let body: object = { message: "deep" };
  for (let depth = 0; depth < 10_000; depth += 1) body = { error: body };
  expect(readRefusal(body)).toBeUndefined();
});
