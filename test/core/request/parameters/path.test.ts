import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCrmError } from "../../../../src/core/errors/errors.js";
import { fillPath, pathStyles } from "../../../../src/core/request/parameters/path.js";

/** What a program gets that turns an id into a number. */
const ROUNDED_ID = Number("4100000000000680014");

describe("fillPath", () => {
  test.each([
    ["/{module}/{id}", { module: "Leads", id: "410" }, "/Leads/410"],
    ["/{id}/a/{id}", { id: 7 }, "/7/a/7"],
    ["/settings/fields", {}, "/settings/fields"],
    ["/{id}", { id: 0 }, "/0"],
    ["/{id}", { id: false }, "/false"],
    ["/{id}", { id: 4100000000000688016n }, "/4100000000000688016"],
    ["/{name}", { name: "a/b" }, "/a%2Fb"],
    ["/{name}", { name: "a?b#c" }, "/a%3Fb%23c"],
    ["/{name}", { name: "../x" }, "/..%2Fx"],
    ["/{name}", { name: "%2e%2e" }, "/%252e%252e"],
    ["/{name}", { name: "Größe 漢 😀" }, `/${encodeURIComponent("Größe 漢 😀")}`],
    ["/{name}", { name: "$& $1 {id}" }, "/%24%26%20%241%20%7Bid%7D"],
    ["/{name}", { name: "..." }, "/..."],
  ])("%s with %o is %s", (template, values, want) => {
    expect(fillPath(template, values)).toBe(want);
  });

  test.each([
    ["missing", undefined, "missing"],
    ["null", null, "missing"],
    ["empty", "", '""'],
    ["a step to the same folder", ".", '"."'],
    ["a step up", "..", '".."'],
    ["an object", { id: 1 }, "type object"],
    ["an array", ["a"], "type object"],
    ["a function", () => 1, "type function"],
    ["a symbol", Symbol("x"), "type symbol"],
    ["NaN", Number.NaN, "is NaN"],
    ["an id that was rounded", ROUNDED_ID, "whose last digits are lost: pass it as a string"],
    ["half a surrogate pair", "a\ud83d", "a\ud83d"],
  ])("a value that is %s is rejected by name before anything is sent", (_, id, problem) => {
    let error: unknown;
    try {
      fillPath("/Leads/{id}", { id });
    } catch (caught) {
      error = caught;
    }
    expect(isCrmError(error)).toBe(true);
    expect(error).toMatchObject({
      code: "INVALID_PATH_VALUE",
      details: { parameter: "id", path: "/Leads/{id}" },
      retryable: false,
    });
    expect(String(error)).toContain('"id"');
    expect(String(error)).toContain(problem);
  });

  test("missing values are rejected as well", () => {
    expect(() => fillPath("/{id}")).toThrow('"id" is missing');
  });

  test("any string becomes exactly one path segment, which decodes to the same string", () => {
    const text = fc
      .oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(..."./\\%?#{}2eEfF:@ \r\n") }))
      .filter((value) => !["", ".", ".."].includes(value));
    fc.assert(
      fc.property(text, (value) => {
        const { pathname, search, hash, host } = new URL(`http://host${fillPath("/a/{value}/z", { value })}`);
        const [root, before, segment, after, ...rest] = pathname.split("/");
        expect([root, before, after, rest, search, hash, host]).toEqual(["", "a", "z", [], "", "", "host"]);
        expect(decodeURIComponent(segment ?? "")).toBe(value);
      }),
      { numRuns: 500 },
    );
  });
});

describe("pathStyles", () => {
  const { simple, label, matrix } = { simple: ["c"], label: ["c"], matrix: ["c"] };
  const exploded = ["c"];
  test.each([
    [{ simple }, ["a", "b,c"], "/a,b%2Cc"],
    [{ simple, exploded }, { a: 1, b: "=" }, "/a=1,b=%3D"],
    [{ label }, "a", "/.a"],
    [{ label, exploded }, ["a", "b"], "/.a.b"],
    [{ matrix }, { a: 1, b: 2 }, "/;c=a,1,b,2"],
    [{ matrix, exploded }, ["a", "b"], "/;c=a;c=b"],
    [{ json: ["c"] }, { a: [1] }, "/%7B%22a%22%3A%5B1%5D%7D"],
    [{}, new Date(0), "/1970-01-01T00%3A00%3A00%2B00%3A00"],
  ])("%j writes %j as %s", (styles, c, want) => expect(pathStyles(styles)("/{c}", { c })).toBe(want));

  test.each([
    [{ label }, "."],
    [{ label }, ""],
    [{ simple }, []],
    [{ simple }, ["a", ""]],
    [{ simple }, ["a", undefined]],
    [{ simple }, [["a"]]],
    [{ simple }, {}],
    [{ matrix }, [".."]],
    [{ simple }, Number.NaN],
    [{ json: ["c"] }, undefined],
    [{}, ["a"]],
  ])("%j rejects %j before anything is sent", (styles, c) =>
    expect(() => pathStyles(styles)("/{c}", { c })).toThrow(/the path value "c" (is|contains)/),
  );
});
