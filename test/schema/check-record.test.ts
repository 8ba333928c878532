/** What a record would be refused for, in words, before it is sent. */
import { describe, expect, test } from "vitest";
import { type CheckOptions, checkRecord } from "../../src/schema/check-record.js";
import { schemaOfOrganization } from "../emulator/support/schema-of.js";
import { smallOrganization } from "../support/organization/small-organization.js";

const schema = schemaOfOrganization(smallOrganization);

/** The problems of a record as lines: refused or dropped, the code, and the message. */
const linesFor = (module: string, values: unknown, options?: CheckOptions): string[] =>
  checkRecord(schema, module, values as object, options).map(
    ({ effect, code, message }) => `${effect} ${code} ${message}`,
  );

/** The same for a lead without other problems. */
const lead = (values: object): string[] => linesFor("Leads", { Last_Name: "Doe", ...values });

test("a record that Zoho accepts has no problems", () => {
  const values = {
    First_Name: "Ada",
    Email: "ada@example.com",
    Phone: "+1 555 0120",
    Lead_Source: "Invented",
    Languages: ["English", "Klingon"],
    "Revenue(First_Touch)": 1e15,
    Email_Opt_Out: false,
    External_Number: "123456789012345678",
    Birthday: "1990-02-28",
    Next_Call: "2026-05-14T12:54:51+03:00",
    Account: { id: "5100000000000000001" },
    Project: "5100000000000000001",
    Referred_By: { name: "Somebody" },
    Recruiter: null,
    Owner: { id: "5100000000000000001" },
    Layout: { id: "5100000000000000001" },
    Jobs: [{ Jobs: { id: "5100000000000000001" } }],
    Subform_2: [{ Score: 1, Interviewer: { id: "5100000000000000001" } }],
    Hologram: {},
    Aura: [1, { two: 2 }],
    Tag: "Pharma, New",
    Description: "",
    Remarks: undefined,
    constructor: "text",
  };
  expect(lead(values)).toEqual([]);
});

test("a value of the wrong type is refused, with the type that is wanted", () => {
  expect(lead({ Score_Raw: "5" })).toEqual(["refused INVALID_DATA Score_Raw: must be a number; it is a string"]);
  expect(lead({ No_of_Employees: 5.5 })).toEqual([
    "refused INVALID_DATA No_of_Employees: must be an integer; it is a number",
  ]);
  expect(lead({ First_Name: 5 })).toEqual(["refused INVALID_DATA First_Name: must be a string; it is an integer"]);
  expect(lead({ Email_Opt_Out: "true" })).toEqual([
    "refused INVALID_DATA Email_Opt_Out: must be true or false; it is a string",
  ]);
  expect(lead({ Languages: "English" })).toEqual([
    "refused INVALID_DATA Languages: must be an array of strings; it is a string",
  ]);
  expect(lead({ Email: "nobody" })).toEqual([
    "refused INVALID_DATA Email: must be an email address, such as ada@example.com",
  ]);
  expect(lead({ Birthday: new Date(0) })).toEqual([
    "refused INVALID_DATA Birthday: must be a date, such as 2026-05-14; it is a Date, which JSON writes as a time with milliseconds in UTC",
  ]);
});

test("a value that is too long is refused, with what fits", () => {
  expect(lead({ First_Name: "x".repeat(41) })).toEqual([
    "refused INVALID_DATA First_Name: must have at most 40 characters; it has 41",
  ]);
  expect(lead({ Discount: 100_000 })).toEqual([
    "refused INVALID_DATA Discount: must have at most 5 digits before the decimal point",
  ]);
  expect(lead({ External_Number: "1234567890123456789" })).toEqual([
    "refused INVALID_DATA External_Number: must have at most 18 digits",
  ]);
});

test("mandatory fields must be there in a create, and must not be emptied in an update", () => {
  expect(linesFor("Leads", {})).toEqual(["refused MANDATORY_NOT_FOUND Last_Name: is mandatory; it is missing"]);
  expect(linesFor("Leads", { Last_Name: "" })).toEqual([
    "refused MANDATORY_NOT_FOUND Last_Name: is mandatory; it is empty",
  ]);
  expect(linesFor("Leads", {}, { for: "update" })).toEqual([]);
  expect(linesFor("Leads", { Last_Name: null, id: "5" }, { for: "update" })).toEqual([
    "refused MANDATORY_NOT_FOUND Last_Name: is mandatory; it is empty",
  ]);
});

test("what Zoho drops silently is marked", () => {
  expect(lead({ Emial: "ada@example.com", Zyx: 1 })).toEqual([
    "dropped UNKNOWN_FIELD Emial: Leads has no such field, and Zoho drops it; did you mean Email?",
    "dropped UNKNOWN_FIELD Zyx: Leads has no such field, and Zoho drops it",
  ]);
  expect(lead({ Days_Open: 5, Created_Time: "x", Candidate_No: "1", id: "5", $approved: true })).toEqual(
    ["Days_Open", "Created_Time", "Candidate_No", "id", "$approved"].map(
      (name) => `dropped READ_ONLY_FIELD ${name}: is read-only, and Zoho ignores the value`,
    ),
  );
});

test("references must name an id, in a module that exists", () => {
  expect(lead({ Account: "Acme" })).toEqual([
    'refused INVALID_DATA Account: must be a record, such as { id: "5100000000000000001" }; it is a string',
  ]);
  expect(lead({ Account: { id: "Acme" } })).toEqual([
    "refused INVALID_DATA Account: must name an id, which is a string of digits",
  ]);
  expect(lead({ Recruiter: { name: "Ada" } })).toEqual([
    'refused INVALID_DATA Recruiter: must be a user, such as { id: "5100000000000000001" }; it is an object',
  ]);
  const note = (module: string) =>
    linesFor("Notes", { Note_Content: "N", Parent_Id: { id: "51" }, $se_module: module });
  expect(note("Accounts")).toEqual([]);
  expect(note("Vendors")).toEqual([
    "refused INVALID_DATA Parent_Id: names a record of $se_module, which is not a module of the schema",
  ]);
});

test("rows of subforms, of lookups with several values and of orders are checked at their place", () => {
  expect(lead({ Subform_2: [{ Score: 1 }, { Outcome: 5, Scor: 1 }, 7] })).toEqual([
    "refused MANDATORY_NOT_FOUND Subform_2[1].Score: is mandatory; it is missing",
    "refused INVALID_DATA Subform_2[1].Outcome: must be a string; it is an integer",
    "dropped UNKNOWN_FIELD Subform_2[1].Scor: Interviews_Held has no such field, and Zoho drops it; did you mean Score?",
    "refused INVALID_DATA Subform_2[2]: must be an object; it is an integer",
  ]);
  expect(lead({ Jobs: [{ Jobs: { id: "x" } }] })).toEqual([
    "refused INVALID_DATA Jobs[0].Jobs: must name an id, which is a string of digits",
  ]);
  const items = [
    { quantity: 1 },
    { product: { id: "51" } },
    { product: { id: "51" }, quantity: "1" },
    { product: "x", quantity: 1 },
  ];
  expect(linesFor("Invoices", { Subject: "S", Product_Details: items })).toEqual([
    "refused MANDATORY_NOT_FOUND Product_Details[0].product: is mandatory; it is missing",
    "refused MANDATORY_NOT_FOUND Product_Details[1].quantity: is mandatory; it is missing",
    "refused INVALID_DATA Product_Details[2].quantity: must be a number",
    "refused INVALID_DATA Product_Details[3].product: must name the id of a product",
  ]);
  const known = { Subform_2: [{ id: "51", Outcome: "Bad" }], Jobs: [{ id: "52", _delete: null }] };
  expect(linesFor("Leads", known, { for: "update" })).toEqual([]);
  expect(linesFor("Leads", { Subform_2: [{ Outcome: "Bad" }] }, { for: "update" })).toEqual([
    "refused MANDATORY_NOT_FOUND Subform_2[0].Score: is mandatory; it is missing",
  ]);
  expect(linesFor("Invoices", { Product_Details: [{ id: "53", quantity: 2 }] }, { for: "update" })).toEqual([]);
});

describe("values that JSON cannot express", () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  const cases: [value: unknown, reason: string][] = [
    [Number.NaN, "is NaN, which JSON cannot express: pass a number, or null to clear it"],
    [5n, "is a bigint: pass it as a string"],
    [new Map(), "is a Map, which JSON cannot express: pass an array or an object"],
    [Symbol("s"), "is a symbol, which JSON cannot express"],
    [() => 1, "is a function, which JSON cannot express"],
    [new Date(Number.NaN), "is an invalid date"],
    [new Uint8Array(3), "is binary: upload it as a file"],
    [
      {
        toJSON: () => {
          throw new Error("no");
        },
      },
      "cannot be read: reading it throws an error",
    ],
  ];
  for (const [value, reason] of cases) {
    test(reason, () => {
      expect(lead({ First_Name: value })).toEqual([`refused INVALID_BODY First_Name: ${reason}`]);
    });
  }

  test("are named at their place in a row", () => {
    expect(lead({ Subform_2: [{ Score: Number.POSITIVE_INFINITY }] })[0]).toMatch(
      /^refused INVALID_BODY Subform_2\[0\]\.Score: is Infinity/,
    );
    expect(lead({ Hologram: { deep: cycle } })[0]).toMatch(
      /^refused INVALID_BODY Hologram\.deep\[0\].*: contains itself/,
    );
  });

  test("make no record, and never an exception", () => {
    const trap = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("trap");
        },
      },
    );
    const getter = {
      Last_Name: "Doe",
      get First_Name() {
        throw new Error("trap");
      },
    };
    expect([null, 5, "text", [], new Date(0), new Map(), trap].map((value) => linesFor("Leads", value))).toEqual([
      ["refused INVALID_DATA the record must be an object; it is null"],
      ["refused INVALID_DATA the record must be an object; it is an integer"],
      ["refused INVALID_DATA the record must be an object; it is a string"],
      ["refused INVALID_DATA the record must be an object; it is an array"],
      ["refused INVALID_DATA the record must be an object; it is a string"],
      ["refused INVALID_DATA the record is a Map, which JSON cannot express: pass an array or an object"],
      ["refused INVALID_DATA the record cannot be read: reading it throws an error"],
    ]);
    expect(linesFor("Leads", getter)).toEqual([
      "refused INVALID_BODY First_Name: cannot be read: reading it throws an error",
    ]);
    expect(lead(JSON.parse('{ "__proto__": 1 }'))).toEqual([
      "dropped UNKNOWN_FIELD __proto__: Leads has no such field, and Zoho drops it",
    ]);
    expect(lead({ "\u001b[31m\n": 1 })).toEqual(["dropped UNKNOWN_FIELD : Leads has no such field, and Zoho drops it"]);
  });
});

test("a module that the schema does not have is an error", () => {
  const code = "INVALID_MODULE";
  expect(() => checkRecord(schema, "Leeds", {})).toThrowError(
    expect.objectContaining({ code, message: "the schema has no module Leeds; did you mean Leads?" }),
  );
  expect(() => checkRecord(schema, "Feeds", {})).toThrowError(
    expect.objectContaining({ code, message: "the schema has no module Feeds: not available in the API" }),
  );
  expect(() => checkRecord(schema, "__proto__", {})).toThrowError(expect.objectContaining({ code }));
  expect(() => checkRecord(schema, "Leads", {}, { for: "upsert" as "create" })).toThrowError(
    'for: expected "create" or "update"',
  );
});
