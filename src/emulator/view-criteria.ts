// The criteria of custom views and of mass updates: conditions on fields, and groups of them.
import type { Predicate } from "./criteria.js";
import { invalidValue } from "./errors.js";
import { compareTexts, fieldValue, isObject, textsOf } from "./values.js";

type Test = (texts: readonly string[], wanted: readonly string[]) => boolean;

/** Whether some text of the record and some wanted text are as the comparison wants. */
const some =
  (compare: (text: string, wanted: string) => boolean): Test =>
  (texts, wanted) =>
    texts.some((text) => wanted.some((one) => compare(text, one)));

const equal = some((text, wanted) => compareTexts(text, wanted) === 0);
const contains = some((text, wanted) => text.toLowerCase().includes(wanted.toLowerCase()));

const COMPARATORS: ReadonlyMap<unknown, Test> = new Map<string, Test>([
  ["equal", (texts, wanted) => (wanted.length === 0 ? texts.length === 0 : equal(texts, wanted))],
  ["not_equal", (texts, wanted) => !equal(texts, wanted)],
  ["in", equal],
  ["contains", contains],
  ["not_contains", (texts, wanted) => !contains(texts, wanted)],
  ["starts_with", some((text, wanted) => text.toLowerCase().startsWith(wanted.toLowerCase()))],
  ["ends_with", some((text, wanted) => text.toLowerCase().endsWith(wanted.toLowerCase()))],
  ["greater_than", some((text, wanted) => compareTexts(text, wanted) > 0)],
  ["greater_equal", some((text, wanted) => compareTexts(text, wanted) >= 0)],
  ["less_than", some((text, wanted) => compareTexts(text, wanted) < 0)],
  ["less_equal", some((text, wanted) => compareTexts(text, wanted) <= 0)],
]);

/** In the place of a value: the user whose call it is. */
const CURRENT_USER = "current_user";

/** @param actingUser - id of the user who asks @throws HttpError 400 for criteria that cannot be read */
export function readViewCriteria(criteria: unknown, actingUser: string): Predicate {
  if (criteria === null || criteria === undefined) return () => true;
  if (!isObject(criteria)) throw invalidValue({ expected_data_type: "jsonobject", api_name: "criteria" });
  const { field, comparator, value, group, group_operator: operator } = criteria;
  if (Array.isArray(group)) {
    const parts = group.map((part) => readViewCriteria(part, actingUser));
    return (record) => (operator === "or" ? parts.some((part) => part(record)) : parts.every((part) => part(record)));
  }
  const test = COMPARATORS.get(comparator);
  if (typeof field !== "string") throw invalidValue({ expected_data_type: "text", api_name: "field" });
  if (test === undefined) throw invalidValue({ api_name: "comparator" });
  const wanted = textsOf(value === CURRENT_USER ? actingUser : value);
  return (record) => test(textsOf(fieldValue(record, field)), wanted);
}
