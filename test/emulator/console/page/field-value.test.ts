import { expect, test } from "vitest";
import type { FieldDefinition } from "../../../../src/emulator/console/contract.js";
import { inputText, sentValue } from "../../../../src/emulator/console/page/records/field-value.js";

const field = (type: FieldDefinition["type"]): FieldDefinition => ({
  apiName: "Field",
  type,
  dataType: undefined,
  systemValue: undefined,
  isNumbered: false,
  readOnly: false,
  mandatory: false,
  unique: false,
  custom: false,
  maxLength: undefined,
  pickList: [],
  lookup: undefined,
  unset: null,
});

const ROUND_TRIPS: readonly [type: FieldDefinition["type"], value: unknown, text: string, sent?: unknown][] = [
  ["text", "Acme", "Acme"],
  ["text", null, ""],
  ["integer", 7, "7"],
  ["boolean", false, "false"],
  ["multiselectpicklist", ["a", "b"], '["a","b"]'],
  ["jsonarray", [], "", null],
  ["lookup", { id: "41", name: "Acme" }, "41", { id: "41" }],
  ["ownerlookup", { id: "42", name: "Ada" }, "42", { id: "42" }],
];
for (const [type, value, text, sent = value] of ROUND_TRIPS) {
  test(`${type}: ${JSON.stringify(value)} is shown as "${text}", and sent as ${JSON.stringify(sent)}`, () => {
    expect(inputText(value, field(type))).toBe(text);
    expect(sentValue(text, field(type))).toEqual(sent);
  });
}

test("what a field cannot hold is sent as it is, for the emulator to reject", () => {
  expect(sentValue("seven", field("integer"))).toBe("seven");
  expect(sentValue("[1,", field("jsonarray"))).toBe("[1,");
});
