import fc from "fast-check";
import { expect, test } from "vitest";
import { queryStyles } from "../../../../src/core/request/parameters/query.js";
import type { PairStyle } from "../../../../src/core/request/parameters/styles.js";
import { createClient, isCrmError } from "../../../../src/index.js";
import { startRecordingServer } from "../../../support/servers/recording-server.js";

/** What a program gets that turns an id into a number. */
const ROUNDED_ID = Number("4100000000000680014");

const cases: [style: PairStyle | "json" | undefined, value: unknown, want: string][] = [
  ["form", [1, 2], "q=1&q=2"],
  ["form", { a: 1, b: 2 }, "a=1&b=2"],
  ["comma", [1, 2], "q=1,2"],
  ["comma", { a: 1, b: 2 }, "q=a,1,b,2"],
  ["space", [1, 2], "q=1%202"],
  ["pipe", [1, 2], "q=1|2"],
  ["deep", { a: 1, b: 2 }, "q[a]=1&q[b]=2"],
  ["deep", { a: { b: 1 }, c: [1, 2], d: [{ e: 1 }] }, "q[a][b]=1&q[c]=1&q[c]=2&q[d][0][e]=1"],
  ["deep", ["a", "b"], "q[0]=a&q[1]=b"],
  ["numbered", { c: [1, 2] }, "q[c][0]=1&q[c][1]=2"],
  ["json", { a: [1] }, "q=%7B%22a%22%3A%5B1%5D%7D"],
  ["json", undefined, ""],
  ["form", "a b&c", "q=a%20b%26c"],
  ["form", [], ""],
  ["form", null, ""],
  [undefined, [1, 2], "q=1,2"],
  [undefined, { a: 1 }, "q[a]=1"],
  [undefined, new Date("2026-05-01T10:00:00.987Z"), "q=2026-05-01T10%3A00%3A00%2B00%3A00"],
];
test.each(cases)("the style %s writes %j as %s", (style, value, want) => {
  expect(queryStyles(style ? { [style]: ["q"] } : {})({ q: value })).toBe(want);
});

test("each parameter is written in its own style, in the original order", () => {
  const write = queryStyles({ form: ["ids"], pipe: ["names"] });
  expect(write({ names: ["a", "b"], page: 2, ids: [1, 2], left: undefined })).toBe("names=a|b&page=2&ids=1&ids=2");
});

test("a parameter named like a member of Object.prototype has the default style", () => {
  expect(queryStyles({})({ constructor: [1, 2], toString: "x" })).toBe("constructor=1,2&toString=x");
});

test.each<[string, unknown, (PairStyle | "json")?]>([
  ["half a surrogate pair", "\ud83d"],
  ["half a surrogate pair in an array", ["a", "\ude00"], "pipe"],
  ["an object of objects", { a: { b: 1 } }, "form"],
  ["a value that JSON cannot express", { a: 1n }, "json"],
  ["NaN", Number.NaN],
  ["an id that was rounded", ROUNDED_ID],
  ["an id that was rounded, in an array", ["1", ROUNDED_ID], "comma"],
  ["undefined in an array", ["a", undefined]],
  ["null in an array", [null], "form"],
  ["a function", () => 1],
  ["a function in an object", { a: () => 1 }, "deep"],
  ["a symbol", Symbol("x")],
  ["a Map", new Map([["a", 1]])],
  ["a Set", new Set(["a"]), "form"],
  ["an invalid date", new Date("never")],
])("%s is rejected by name before anything is sent", (_, value, style) => {
  const write = queryStyles(style ? { [style]: ["q"] } : {});
  let error: unknown;
  try {
    write({ page: 1, q: value });
  } catch (caught) {
    error = caught;
  }
  expect(isCrmError(error)).toBe(true);
  expect(error).toMatchObject({ code: "INVALID_QUERY_VALUE", details: { parameter: "q" } });
  expect(String(error)).toContain('"q"');
});

test("a server receives exactly the values of a call, whatever they are, and no others", async () => {
  const server = await startRecordingServer();
  await using crm = createClient({
    ...{ clientId: "id", clientSecret: "secret", refreshToken: "refresh" },
    ...{ apiUrl: server.url, accountsUrl: server.url },
  });
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(...'&=#?+%/\\ ,;:@[]"<>\r\n\0ü😀', "&page=2", "%26", "../", " HTTP/1.1\r\n") }),
  );
  const query = fc.record({
    cvid: text,
    fields: fc.array(text, { minLength: 1 }),
    page: fc.nat(),
    include_child: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(query, async ({ cvid, fields, page, include_child }) => {
      server.reset();
      // To the compiler, field names are not arbitrary strings.
      await crm.records.list({ module: "Leads", cvid, fields: fields as never[], page, include_child });
      const [{ url = "" } = {}] = server.requests;
      const { pathname, searchParams, hash } = new URL(url, server.url);
      expect([pathname, hash]).toEqual(["/crm/v2/Leads", ""]);
      expect([...searchParams].sort()).toEqual([
        ["cvid", cvid],
        ["fields", fields.join()],
        ["include_child", String(include_child)],
        ["page", String(page)],
      ]);
      // A comma within a name is encoded, one between two names is not.
      const [, list = ""] = /[?&]fields=([^&]*)/.exec(url) ?? [];
      expect(list.split(",").map(decodeURIComponent)).toEqual(fields);
    }),
    { numRuns: 300 },
  );
  await server.close();
});
