import { describe, expect, test } from "vitest";
import { camelCase, checkedName, isIdentifier, kebabCase, pascalCase } from "../../../codegen/code/names.js";

describe("camelCase names groups and parameters", () => {
  const cases: [given: string, want: string][] = [
    ["Records", "records"],
    ["Custom views", "customViews"],
    ["OAuth", "oauth"],
    ["COQL", "coql"],
    ["If-Modified-Since", "ifModifiedSince"],
    ["X-EXTERNAL", "xExternal"],
    ["X-CRM-ORG", "xCrmOrg"],
    ["petStore", "petStore"],
  ];
  for (const [given, want] of cases) test(given, () => expect(camelCase(given)).toBe(want));
});

test("pascalCase names types, kebabCase names files", () => {
  expect(pascalCase("getRecords")).toBe("GetRecords");
  expect(pascalCase("Related lists")).toBe("RelatedLists");
  expect(kebabCase("Related lists")).toBe("related-lists");
});

test("a reserved word is not an identifier, unless it may name a variable", () => {
  expect(["delete", "class", "arguments", "a b", "", "1st"].filter(isIdentifier)).toEqual([]);
  expect(["module", "type", "getRecords", "$x"].filter((name) => !isIdentifier(name))).toEqual([]);
});

test("only an identifier passes as a name in code", () => {
  expect(checkedName("getRecords")).toBe("getRecords");
  for (const name of ["", "a b", "a;b()", "a\u2028b", "class", "é", "a-b"]) {
    expect(() => checkedName(name), name).toThrow("cannot be a name in code");
  }
});
