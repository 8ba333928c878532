/** Random values, right and wrong ones, for every field: the emulator does what `checkRecord` says beforehand. */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createEmulator } from "../../../src/emulator/index.js";
import { checkRecord } from "../../../src/schema/check-record.js";
import { type FieldRule, fieldRule } from "../../../src/schema/values/field-rule.js";
import type { ValueType } from "../../../src/schema/values/field-type.js";
import { smallOrganization } from "../../support/organization/small-organization.js";
import { accessToken } from "../support/caller.js";
import { schemaOfOrganization } from "../support/schema-of.js";

type Row = Record<string, unknown>;

/** Records sent with one call, and how often. */
const ROWS = 100;
const CALLS = 6;

const schema = schemaOfOrganization(smallOrganization);
const emulator = createEmulator({
  schema,
  seed: {
    Accounts: [{ id: "4100000000000900001", Account_Name: "Acme" }],
    Contacts: [{ id: "4100000000000900002", Last_Name: "Roe" }],
    Leads: [{ id: "4100000000000900003", Last_Name: "Roe" }],
    Projects: [{ id: "4100000000000900004", Name: "Garden" }],
    Jobs: [{ id: "4100000000000900005", Name: "Baker" }],
  },
});
const start = emulator.snapshot();
const TARGETS: Readonly<Record<string, string>> = {
  Accounts: "4100000000000900001",
  Contacts: "4100000000000900002",
  Leads: "4100000000000900003",
  Projects: "4100000000000900004",
  Jobs: "4100000000000900005",
  se_module: "4100000000000900001",
  layouts: "4100000000000900009",
  users: "4100000000000201001",
};

/** The modules whose records are sent, with what they need. */
const MODULES: Readonly<Record<string, Row>> = {
  Leads: { Last_Name: "Doe" },
  Events: { Event_Title: "Talk", Start_DateTime: "2026-05-14T12:00:00Z" },
  Invoices: { Subject: "Lamps" },
  Notes: { Note_Content: "Call back" },
  Projects: { Name: "Yard" },
};

const text = (length: number) => fc.integer({ min: 0, max: length + 2 }).map((size) => "x".repeat(size));
const digits = (most: number) => fc.integer({ min: 1, max: most + 2 }).map((size) => "9".repeat(size));
const day = fc.constantFrom("2026-05-14", "2026-02-30", "2026-13-01", "14.05.2026", "2026-5-14", "2024-02-29", "today");
const time = fc
  .tuple(
    day,
    fc.constantFrom("T12:54:51", "T12:54", "T25:00:00", " 12:54:51", ""),
    fc.constantFrom("Z", "+05:30", "-0800", ".000Z", ""),
  )
  .map((parts) => parts.join(""));

/** Values of any kind. */
const ANYTHING = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    true,
    false,
    0,
    -1,
    1.5,
    1e20,
    [],
    {},
    ["a"],
    [1],
    [null],
    [{}],
    { id: 1 },
    "text",
    "5",
    "2026-05-14",
  ),
  fc.jsonValue({ maxDepth: 2 }),
  // Names that objects have by themselves.
  fc.constantFrom("toString", "valueOf", "toJSON", "hasOwnProperty", "then", "length").map((name) => ({ [name]: "x" })),
  fc.constant(JSON.parse('{ "__proto__": 1 }')),
);

/** Values that nearly fit a type, or do. */
const NEAR: Partial<Record<ValueType, (rule: FieldRule) => fc.Arbitrary<unknown>>> = {
  text: ({ maxLength = 9 }) => text(maxLength),
  textarea: ({ maxLength = 9 }) => text(maxLength),
  website: ({ maxLength = 9 }) => text(maxLength),
  picklist: ({ maxLength = 9 }) => fc.oneof(text(maxLength), fc.constantFrom("Good", "Cold Call", "Loxo")),
  multiselectpicklist: () => fc.array(fc.constantFrom<unknown>("English", "Klingon", "English", 5), { maxLength: 3 }),
  email: () =>
    fc.constantFrom(
      "@example.com",
      "nobody",
      "a@b",
      "a b@example.com",
      "a@example.com.",
      `${"x".repeat(90)}@example.com`,
    ),
  phone: () => fc.oneof(fc.constantFrom("+1 (555) 0120", "call me", "555-0120;6", "()", "1#2"), digits(30)),
  integer: ({ maxDigits = 9 }) =>
    fc.oneof(digits(maxDigits).map(Number), digits(maxDigits), fc.double({ noNaN: true, noDefaultInfinity: true })),
  double: ({ maxDigits = 9 }) =>
    fc.oneof(digits(maxDigits).map(Number), digits(maxDigits), fc.double({ noNaN: true, noDefaultInfinity: true })),
  bigint: ({ maxDigits = 9 }) => fc.oneof(digits(maxDigits), fc.integer(), fc.constantFrom("-5", "5.5", "five")),
  date: () => fc.oneof(day, time),
  datetime: () => fc.oneof(time, day),
};

const referenceTo = (target: string): fc.Arbitrary<unknown> => {
  const id = TARGETS[target] ?? "";
  return fc.constantFrom<unknown>(
    { id },
    { id, name: "Other" },
    id,
    { name: "Somebody" },
    { id: "abc" },
    { id: null },
    {},
    "abc",
    [id],
    5.5,
    true,
  );
};

const itemsOf = fc.array(
  fc.record(
    {
      product: fc.constantFrom<unknown>({ id: "51" }, "51", { id: "x" }, { name: "Lamp" }, null),
      quantity: fc.constantFrom<unknown>(1, 2.5, "1", null),
      list_price: fc.constantFrom<unknown>(5, "5", null),
      Discount: fc.constantFrom<unknown>(1, "10%", "ten", null),
      _delete: fc.constant(null),
    },
    { requiredKeys: [] },
  ),
  { minLength: 1, maxLength: 2 },
);

/** A value for a field of a module. */
function valueFor(name: string, rule: FieldRule): fc.Arbitrary<unknown> {
  if (name === "Product_Details") return fc.oneof(itemsOf, ANYTHING);
  if (rule.rows !== undefined) {
    const rows = fc.array(fc.oneof({ weight: 9, arbitrary: rowFor(rule.rows) }, { weight: 1, arbitrary: ANYTHING }), {
      maxLength: 2,
    });
    return fc.oneof(
      rows,
      ANYTHING.filter((value) => !Array.isArray(value)),
    );
  }
  // Only Zoho knows which records and files exist.
  if (rule.lookup !== undefined) return fc.oneof(referenceTo(rule.lookup), fc.constantFrom<unknown>(null, "", [], {}));
  if (rule.type === "fileupload") return fc.constantFrom<unknown>([], null, "", "file", {}, 5);
  const near = NEAR[rule.type]?.(rule);
  return near === undefined ? ANYTHING : fc.oneof(near, ANYTHING);
}

const fieldsOf = (module: string): [name: string, rule: FieldRule][] =>
  Object.entries(schema.modules[module]?.fields ?? {}).map(([name, field]) => [name, fieldRule(name, field)]);

/** Some fields of a row. */
const rowFor = (module: string): fc.Arbitrary<Row> => {
  const members = fieldsOf(module).map(([name, rule]) => [name, valueFor(name, rule)] as const);
  return fc.record({ ...Object.fromEntries(members), Unknown: ANYTHING }, { requiredKeys: [] });
};

interface Case {
  readonly module: string;
  readonly row: Row;
}

/** A record with one or two random values, usually with what is mandatory. */
const caseFor = (module: string): fc.Arbitrary<Case> => {
  const one = fc
    .constantFrom<[string, FieldRule | undefined]>(
      ...fieldsOf(module).filter(([name]) => name !== "Tag"),
      ["Unknown", undefined],
      ["$editable", undefined],
    )
    .chain(([name, rule]) =>
      (rule === undefined ? ANYTHING : valueFor(name, rule)).map((value) => ({ [name]: value })),
    );
  const base = fc.oneof(
    { weight: 9, arbitrary: fc.constant(MODULES[module]) },
    { weight: 1, arbitrary: fc.constant({}) },
  );
  return fc.tuple(base, one, fc.option(one, { nil: {} })).map(([given, first, second]) => {
    const row: Row = { ...given, ...first, ...second };
    // Every record has an owner.
    if (row.Owner === null) delete row.Owner;
    if ("$se_module" in row) for (const name of ["What_Id", "Parent_Id"]) delete row[name];
    return { module, row };
  });
};

const batch = fc
  .constantFrom("Leads", "Leads", "Leads", ...Object.keys(MODULES))
  .chain((module) => fc.array(caseFor(module), { minLength: ROWS, maxLength: ROWS }));

/** Addresses are unique in this organization. */
const unique = ({ module, row }: Case, index: number): Case =>
  module === "Leads" && row.Email === undefined
    ? { module, row: { ...row, Email: `${index}@example.com` } }
    : { module, row };

/** Whether a value came through, in the form in which records show it. */
function isKept(sent: unknown, stored: unknown): boolean {
  if (isDeepStrictEqual(sent, stored)) return true;
  if (sent === null || sent === "") return stored === null || stored === undefined || stored === false;
  if (Array.isArray(sent))
    return (
      Array.isArray(stored) && sent.length === stored.length && sent.every((one, index) => isKept(one, stored[index]))
    );
  if (typeof sent === "object" && typeof stored === "object" && stored !== null)
    return Object.entries(sent).every(([name, one]) => name === "name" || isKept(one, Reflect.get(stored, name)));
  if (typeof stored === "object" && stored !== null) return isKept(sent, Reflect.get(stored, "id"));
  return (
    isDeepStrictEqual(sent, stored) ||
    String(sent) === String(stored) ||
    Date.parse(String(sent)) === Date.parse(String(stored))
  );
}

const isEmpty = (value: unknown): boolean => isDeepStrictEqual(value, {}) || isDeepStrictEqual(value, []);

/** A value and all members of its rows, by their paths. */
function placesIn(value: unknown, path: string, rows: boolean): [path: string, value: unknown][] {
  if (!rows || !Array.isArray(value)) return [[path, value]];
  return value.flatMap((row, index) =>
    Object.entries(row as Row).map(([name, member]): [string, unknown] => [`${path}[${index}].${name}`, member]),
  );
}

/** Sends a call. The description knows the fields of standard modules only, so that it is not asked. */
type Send = (method: string, path: string, body?: unknown) => Promise<{ data?: readonly Row[] }>;

async function sender(): Promise<Send> {
  const authorization = `Zoho-oauthtoken ${await accessToken(emulator)}`;
  return async (method, path, body) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await emulator.fetch(`${emulator.apiUrl}/crm/v2${path}`, {
      method,
      headers: { authorization },
      ...init,
    });
    return response.status === 204 ? {} : ((await response.json()) as { data?: readonly Row[] });
  };
}

async function expectSame(send: Send, cases: readonly Case[]): Promise<void> {
  const [{ module } = { module: "" }] = cases;
  const { data: answers = [] } = await send("POST", `/${module}`, { data: cases.map(({ row }) => row) });
  const { data: all = [] } = await send("GET", `/${module}?per_page=200`);
  const records = new Map(all.map((record) => [record.id, record]));
  for (const [index, { row }] of cases.entries()) {
    const { code, details } = (answers[index] ?? {}) as { code?: string; details?: Row };
    const problems = checkRecord(schema, module, row);
    const [refusal] = problems.filter(({ effect }) => effect === "refused");
    const shown = `${module} ${JSON.stringify(row).slice(0, 500)}`;
    const place = refusal?.field.replace(/\[\d+\]$/, "").replace(/^.*\./, "");
    expect(code === "SUCCESS" ? undefined : [code, details?.api_name], shown).toEqual(refusal && [refusal.code, place]);
    if (refusal !== undefined) continue;
    const record = records.get(details?.id) ?? {};
    const dropped = new Set(problems.map(({ field }) => field));
    for (const [name, value] of Object.entries(row)) {
      const isRows = fieldsOf(module).some(([field, { rows }]) => field === name && rows !== undefined);
      if (name === "Product_Details" && !dropped.has(name)) continue;
      const stored = new Map(placesIn(record[name], name, isRows));
      for (const [path, sent] of placesIn(value, name, isRows)) {
        if (sent === null || sent === "") continue;
        const shows = stored.get(path);
        const what = `${shown} at ${path}: ${JSON.stringify(shows)}`;
        if (!dropped.has(path)) expect(isKept(sent, shows), what).toBe(true);
        // An ignored value may be what the field shows anyway.
        else if (typeof sent !== "boolean" && !isEmpty(sent)) expect(shows, what).not.toEqual(sent);
      }
    }
  }
}

test(`the emulator refuses, drops and stores ${CALLS * ROWS} records as checkRecord says`, async () => {
  const send = await sender();
  await fc.assert(
    fc.asyncProperty(batch, async (cases) => {
      emulator.restore(start);
      await expectSame(send, cases.map(unique));
    }),
    // A record says more than a smaller batch.
    { numRuns: CALLS, endOnFailure: true },
  );
});
