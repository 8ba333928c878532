import { expect, test } from "vitest";
import type { ReferenceParameter } from "../../../../src/emulator/console/contract.js";
import { addressOf, formBody, headersOf, initialValue } from "../../../../src/emulator/console/page/reference/call.js";

const parameter = (name: string, some: Partial<ReferenceParameter> = {}): ReferenceParameter => ({
  name,
  codeName: name,
  type: "string",
  in: "query",
  required: false,
  description: "",
  example: "an example",
  choices: [],
  ...some,
});

const INITIAL_VALUES: readonly [what: string, given: ReferenceParameter, want: string][] = [
  ["an optional parameter is empty", parameter("page"), ""],
  ["a required parameter has its example", parameter("ids", { required: true }), "an example"],
  ["a search starts with criteria", parameter("criteria"), "an example"],
  ["the module is Leads", parameter("module", { in: "path", required: true }), "Leads"],
  ["the address of the view has priority", parameter("word", { required: true }), "from the address"],
  ["a required choice is the first one", parameter("type", { required: true, choices: ["a", "b"] }), "a"],
  ["an optional choice is empty", parameter("type", { choices: ["a", "b"] }), ""],
  ["a choice from the address must be one", parameter("word", { choices: ["a", "b"] }), ""],
];
for (const [what, given, want] of INITIAL_VALUES) {
  test(what, () => expect(initialValue(given, new URLSearchParams({ word: "from the address" }))).toBe(want));
}

test("a value is encoded where it belongs, and an empty one is left out", () => {
  const parameters = [
    parameter("module", { in: "path" }),
    parameter("word"),
    parameter("page"),
    parameter("If-Modified-Since", { in: "header" }),
    parameter("X-EXTERNAL", { in: "header" }),
  ];
  const values = { module: "$&/x", word: "a&b", page: "", "If-Modified-Since": "", "X-EXTERNAL": "Leads.External" };
  expect(addressOf("/crm/v2/{module}/search", parameters, values)).toBe("/crm/v2/%24%26%2Fx/search?word=a%26b");
  expect(headersOf(parameters, values)).toEqual({ "X-EXTERNAL": "Leads.External" });
});

test("a form has its files and the values that are filled in", () => {
  const fields = [
    { name: "file", isFile: true, example: "" },
    { name: "title", isFile: false, example: "" },
    { name: "note", isFile: false, example: "" },
  ];
  const values = { title: "A title", note: "" };
  const form = formBody({ type: "multipart/form-data", example: "", fields }, values, { file: [new File(["x"], "x")] });
  expect([...form.keys()]).toEqual(["file", "title"]);
  const encoded = formBody({ type: "application/x-www-form-urlencoded", example: "", fields }, values, {});
  expect(String(encoded)).toBe("title=A+title");
});
