import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { isCrmError } from "../../../src/core/errors/errors.js";
import { BufferedResponse } from "../../../src/core/response/response.js";
import { failureOf } from "../../support/requests.js";

const response = (text: string, status = 200, headers: Record<string, string> = {}) =>
  new BufferedResponse({ id: "getThing" }, status, new Headers(headers), text);

test.each([
  ["an object", '{"a":[1,null,"ü"]}', { a: [1, null, "ü"] }],
  ["a number", "7", 7],
  ["JSON after a byte-order mark", '\ufeff{"a":1}', { a: 1 }],
])("%s can be read repeatedly", async (_, text, want) => {
  const received = response(text);
  expect(await received.json()).toEqual(want);
  expect(await received.json()).toEqual(want);
});

test("text, bytes and stream have the same content, without the byte-order mark", async () => {
  const received = response("\ufeffgrün");
  expect(await received.text()).toBe("grün");
  expect(new TextDecoder().decode(await received.arrayBuffer())).toBe("grün");
  expect(await new Response(received.body).text()).toBe("grün");
});

test.each([
  [199, false],
  [200, true],
  [299, true],
  [304, false],
  [500, false],
])("status %i is ok: %s", (status, ok) => {
  expect(response("", status).ok).toBe(ok);
});

describe("a response that is not JSON is a ResponseError:", () => {
  const page = `<!DOCTYPE html><html>${"x".repeat(1_000)}</html>`;
  test.each([
    ["an HTML page", page, "text/html", page.slice(0, 200)],
    ["truncated JSON", '{"data":[{"id":"1"},', "application/json", '{"data":[{"id":"1"},'],
    ["empty", "", "application/json", ""],
    ["only a byte-order mark", "\ufeff", "application/json", ""],
  ])("%s", async (_, text, type, excerpt) => {
    const error = await failureOf(response(text, 200, { "content-type": type }).json());
    expect(isCrmError(error, "Response")).toBe(true);
    expect(error).toMatchObject({
      code: "UNREADABLE_ANSWER",
      operation: "getThing",
      status: 200,
      retryable: false,
      details: { contentType: type, excerpt },
    });
    const message = String(error);
    expect(message).toContain(`getThing: the response (HTTP 200, ${type}) is`);
    expect(message).toContain(text.length > 1 ? JSON.stringify(excerpt) : "empty instead of JSON");
    expect(inspect(error).length).toBeLessThan(3_000);
  });

  test("an HTML page, even if its text is JSON; but plain text may be JSON", async () => {
    const html = response('{"a":1}', 200, { "content-type": "text/html" });
    expect(await failureOf(html.json())).toMatchObject({
      code: "UNREADABLE_ANSWER",
      details: { contentType: "text/html" },
    });
    for (const type of ["text/plain;charset=UTF-8", "application/vnd.zoho+json", "text/json", ""]) {
      expect(await response('{"a":1}', 200, { "content-type": type }).json()).toEqual({ a: 1 });
    }
  });

  test("whose beginning is shown without secrets and without control characters", async () => {
    const text =
      '\u0000\u001b[2J\ufffd{"access_token":"1000.aaaabbbbcccc.dddd","x":"Zoho-oauthtoken abc", 1000.0123456789ab';
    const error = await failureOf(response(text, 200).json());
    expect(error).toMatchObject({
      details: {
        excerpt: '\\u{0}\\u{1b}[2J\\u{fffd}{"access_token":"[removed]","x":"Zoho-oauthtoken [removed]", [removed]',
      },
    });
  });

  test("and a missing content type is stated", async () => {
    expect(String(await failureOf(response("x").json()))).toContain("no content type");
  });
});

describe("headers", () => {
  const received = response('{"a":"ü"}', 200, {
    "content-length": "999",
    "content-type": "application/json",
    "x-a": "1",
  });

  test("are those that were sent", () => {
    expect(received.headers.get("X-A")).toBe("1");
    expect(received.headers.get("nothing")).toBeNull();
    expect([received.headers.has("x-a"), received.headers.has("nothing")]).toEqual([true, false]);
    expect(Object.fromEntries(received.headers.entries())).toMatchObject({
      "x-a": "1",
      "content-type": "application/json",
    });
  });

  test("have the length 0 only if the body is empty", () => {
    expect(received.headers.get("Content-Length")).not.toBe("0");
    expect(response("").headers.get("content-length")).toBe("0");
  });
});
