import { describe, expect, test } from "vitest";
import type { Operation } from "../../../../src/core/request/options.js";
import { checked } from "../../../../src/core/request/parameters/checked.js";

const LIST: Operation = {
  id: "getThings",
  idempotent: true,
  parameters: ["module", "id", "per_page", "since", "xExternal", "body"],
  path: ["module", "id"],
  noSlash: "xExternal",
  remedies: { INVALID_PATH_VALUE: "notes have calls of their own" },
};
const SEARCH: Operation = { id: "search", idempotent: true, parameters: ["word", "email"], anyOf: ["word", "email"] };
const CREATE: Operation = { id: "create", idempotent: false, parameters: ["body"], required: ["body"] };
const thrown = (operation: Operation, params: unknown): unknown => {
  try {
    return checked(operation, params as object);
  } catch (error) {
    return error;
  }
};

test("parameters that are as described stay as they are", () => {
  const params = { module: "Leads", id: "1", per_page: 5, since: undefined, body: [] };
  expect(checked(LIST, params)).toBe(params);
  expect(checked({ id: "x", idempotent: true }, {})).toEqual({});
  // A body may be the JSON value null.
  expect(checked(CREATE, { body: null })).toEqual({ body: null });
});

test("a date becomes text, and the caller's object stays as it is", () => {
  const params = Object.freeze({ module: "Leads", since: new Date("2026-05-01T10:00:00.500Z") });
  expect(checked(LIST, params)).toEqual({ module: "Leads", since: "2026-05-01T10:00:00+00:00" });
});

describe("what is wrong is named before anything is sent:", () => {
  test.each<[name: string, operation: Operation, params: unknown, message: string | RegExp]>([
    [
      "a misspelt name",
      LIST,
      { module: "Leads", perPage: 5 },
      /^getThings: there is no parameter "perPage"; did you mean "per_page"\?/,
    ],
    ["an invalid date", LIST, { since: new Date("never") }, 'getThings: the parameter "since" is an invalid date'],
    ["no parameters", LIST, undefined, "getThings: its parameters are missing: pass an object, { module, id }"],
    ["null", LIST, null, "getThings: its parameters are null: pass an object, { module, id }"],
    ["a string", LIST, "Leads", "getThings: its parameters are a string: pass an object, { module, id }"],
    ["an array", CREATE, [1], "create: its parameters are an array: pass an object, { body }"],
    ["no body", CREATE, {}, 'create: the parameter "body" is missing'],
    ["no condition", SEARCH, {}, "search: pass at least one of word, email"],
    ["an empty condition", SEARCH, { word: "", email: undefined }, "search: pass at least one of word, email"],
    ["a name for an operation without parameters", { id: "x", idempotent: true }, { a: 1 }, /it takes none$/],
  ])("%s", (_, operation, params, message) => {
    const error = thrown(operation, params);
    expect(error).toMatchObject({ code: "INVALID_PARAMETERS", operation: operation.id, retryable: false });
    expect((error as Error).message).toMatch(message);
  });

  test.each([
    ["leads", "Leads"],
    ["Lead", "Leads"],
    ["LEADS", "Leads"],
    ["sales orders", "Sales_Orders"],
    ["SalesOrders", "Sales_Orders"],
    ["sales-order", "Sales_Orders"],
  ])("a misspelt module: %s", (module, meant) => {
    const error = thrown({ ...LIST, module: "module", moduleNames: ["Leads", "Sales_Orders"] }, { module });
    expect(error).toMatchObject({ code: "INVALID_PARAMETERS", details: { parameter: "module" } });
    expect((error as Error).message).toBe(`getThings: there is no module "${module}"; did you mean "${meant}"?`);
  });

  test("a path that continues within an id", () => {
    expect(thrown(LIST, { module: "Leads", id: "1/Notes" })).toMatchObject({
      code: "INVALID_PATH_VALUE",
      message: 'getThings: the path value "id" contains a slash; notes have calls of their own',
      details: { parameter: "id" },
    });
    expect(thrown({ ...LIST, noSlash: true }, { module: "Leads/1", xExternal: "a" })).toMatchObject({
      details: { parameter: "module" },
    });
  });
});

test.each([
  [
    "a rounded id",
    Number("4100000000000680014"),
    "is an integer beyond 2^53, whose last digits are lost: pass it as a string",
  ],
  ["NaN", Number.NaN, "is NaN"],
])("%s in a path is rejected in the name of the call", (_, id, reason) => {
  expect(thrown({ ...LIST, name: "things.list" }, { module: "Leads", id })).toMatchObject({
    code: "INVALID_PATH_VALUE",
    operation: "getThings",
    message: `things.list (getThings): the path value "id" ${reason}`,
  });
});

test("a slash is fine in an external id, and where the description does not exclude it", () => {
  const params = { module: "Leads", id: "A/12", xExternal: "Leads.Ext" };
  expect(checked(LIST, params)).toBe(params);
  const { noSlash: _, ...other } = LIST;
  expect(checked(other, { id: "a/b" })).toEqual({ id: "a/b" });
});

test.each(["Leads", "Leeds", "Leads2", "Leads_Archive", "Projects", "", undefined])(
  "%s may be a module of the organization",
  (module) => {
    const operation = { ...LIST, module: "module", moduleNames: ["Leads", "Sales_Orders"] };
    expect(checked(operation, { module, xExternal: "a" })).toEqual({ module, xExternal: "a" });
  },
);

test("names from JSON that objects have anyway are not taken for parameters", () => {
  expect(thrown(LIST, JSON.parse('{"__proto__": 1}'))).toMatchObject({ code: "INVALID_PARAMETERS" });
  expect(thrown(LIST, { constructor: 1 })).toMatchObject({ code: "INVALID_PARAMETERS" });
});
