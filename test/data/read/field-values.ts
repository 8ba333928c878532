/** Values for fields of every type, as records have them. */
import fc from "fast-check";
import { type DataField, fieldsIn } from "../../../src/data/columns/module-fields.js";
import type { Schema } from "../../../src/schema/schema.js";

/** Text that means something to a CSV, a query or JSON. */
const TEXTS = [
  'a "quoted" word',
  "semi;colon",
  "comma, and more",
  "two\r\nlines",
  "one\nline",
  "old\rline",
  " blanks ",
  "\ttab",
  "🦊 emoji é́",
  "'",
  "=1+1",
  "null",
  "true",
  "007",
  "12345678901234567890",
  "\uFEFFmark",
];

const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }));
const digits = fc.bigInt({ min: 10n ** 17n, max: 9n * 10n ** 17n }).map(String);
const day = fc.constantFrom("2026-05-14", "1969-07-20", "2024-02-29");
const moment = fc.constantFrom("2026-05-14T10:00:00+00:00", "1999-12-31T23:59:59+00:00");

/** A value of a field; `undefined` for a field that no record of the test has. */
function valueFor(field: DataField, schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> | undefined {
  const choices = Object.values(schema.modules)
    .flatMap(({ fields }) => (fields[field.name]?.pick_list_values ?? []).map(({ actual_value }) => actual_value))
    .filter((value) => value !== "-None-");
  const { maxDigits = 9 } = field;
  const most = 10 ** Math.min(maxDigits, 9) - 1;
  switch (field.type) {
    case "text":
    case "textarea":
      return field.dataType === "picklist"
        ? fc.constantFrom(...choices)
        : text.map((one) => one.slice(0, field.maxLength));
    case "picklist":
      return fc.constantFrom(...choices);
    case "multiselectpicklist":
      return fc.subarray(choices.length === 0 ? ["One"] : choices);
    case "email":
      return fc.uuid().map((number) => `o'neil+${number}@example.com`);
    case "phone":
      return fc.constantFrom("+49 30 1234", "0301234");
    case "website":
      return fc.constantFrom("https://example.com/a?b=c;d,e", "example.com");
    case "integer":
      return fc.constantFrom(0, -5, Math.min(123_456_789, most));
    case "double":
      return fc.oneof(
        fc.constantFrom(0, -1.5, 0.1, 99.99).map((value) => Math.min(value, most)),
        fc.integer({ min: -most, max: most }),
      );
    case "bigint":
      return maxDigits < 18 ? fc.nat({ max: most }).map(String) : digits;
    case "autonumber":
      return fc.constantFrom("P-1", "000123");
    case "boolean":
      return fc.boolean();
    case "date":
      return day;
    case "datetime":
      return moment;
    case "lookup":
      return field.lookup === "users" || ids.length === 0 ? undefined : fc.constantFrom(...ids).map((id) => ({ id }));
    default:
      return undefined;
  }
}

/** Rows of a module with some of their values missing. */
export function valuesFor(
  schema: Schema,
  module: string,
  ids: readonly string[],
  { count, seed, without = [] }: { count: number; seed: number; without?: readonly string[] },
): Record<string, unknown>[] {
  const fields = [...fieldsIn(schema, module).values()].filter(({ name }) => !without.includes(name));
  const members = fields.flatMap((field) => {
    const value = valueFor(field, schema, ids);
    return value === undefined ? [] : [[field.name, field.mandatory ? value : fc.option(value)] as const];
  });
  return fc.sample(fc.record(Object.fromEntries(members)), { numRuns: count, seed });
}
