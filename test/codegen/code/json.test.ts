import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonText } from "../../../codegen/code/json.js";

test("what fits into a line is on one line", () => {
  const text = jsonText({ short: { a: [1, null, "b"] }, long: ["x".repeat(70), "y".repeat(70)] });
  expect(text).toBe(`{\n"short":{"a":[1,null,"b"]},\n"long":[\n"${"x".repeat(70)}",\n"${"y".repeat(70)}"\n]\n}`);
});

test("it is read as the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: "grapheme" }), (value) => {
      expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(JSON.parse(jsonText({ given: "x".repeat(200), left: undefined }))).toEqual({ given: "x".repeat(200) });
});
