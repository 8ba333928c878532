import { describe, expect, test } from "vitest";
import { columnsOf, type Purpose } from "../../../src/cli/import/columns.js";
import { schemaOfOrganization } from "../../emulator/support/schema-of.js";
import { fieldOf, organizationOf, valuesOf } from "../../support/organization/organization.js";

const schema = schemaOfOrganization(
  organizationOf([
    {
      api_name: "Jobs",
      fields: [
        fieldOf("Name", "text", { field_label: "Job title" }),
        fieldOf("Alias", "text", { field_label: "name" }),
        fieldOf("Phone", "phone", { field_label: "Phone" }),
        fieldOf("Phone_1", "phone", { field_label: "Contact" }),
        fieldOf("Contact_1", "text", { field_label: "contact " }),
        fieldOf("Owner", "owner"),
        fieldOf("Number", "autonumber"),
        fieldOf("Rows", "subform", { subform: { module: "Others", id: "1" } }),
        fieldOf("Source", "picklist", valuesOf([["Cold Call", "Loxo"], ["Loxo 2", "Cold Call"], "Web"])),
        fieldOf("Account", "lookup"),
      ],
    },
  ]),
);

const { Jobs } = schema.modules;
if (Jobs === undefined) throw new Error("the schema lacks the module");

const PURPOSE: Purpose = { module: "Jobs", mode: "create", key: undefined, isCsv: true, source: "schema.json" };
const of = (
  names: readonly string[],
  purpose: Partial<Purpose> = {},
  map: Readonly<Record<string, string | null>> = {},
) => columnsOf(names, new Map(Object.entries(map)), Jobs, { ...PURPOSE, ...purpose });
const fieldsOf = (...args: Parameters<typeof of>) => [...of(...args).used.values()].map(({ field }) => field);

test("by API name, by label, without regard to case and blanks, and by the map", () => {
  expect(fieldsOf(["Name", "phone", " contact_1", "Boss"], {}, { Boss: "Owner" })).toEqual([
    "Name",
    "Phone",
    "Contact_1",
    "Owner",
  ]);
  expect(fieldsOf(["Job Title"])).toEqual(["Name"]);
  // An API name goes before the label of another field.
  expect(fieldsOf(["Name", "Alias"])).toEqual(["Name", "Alias"]);
});

test("what is not sent, and why", () => {
  const { used, ignored } = of(
    ["id", "Name", "Number", "Created_Time", "Account.Name", "Note", "zcrm_code"],
    {},
    { Note: null },
  );
  expect([...used.keys()]).toEqual(["Name"]);
  expect(Object.fromEntries(ignored)).toEqual({
    id: "Zoho gives new records their ids",
    Number: "read-only",
    Created_Time: "read-only",
    "Account.Name": "a field of another record",
    Note: "left out by --map",
  });
  expect(fieldsOf(["id", "Name"], { mode: "update" })).toEqual(["id", "Name"]);
  expect(fieldsOf(["id", "Name", "Phone"], { mode: "update", key: "Name" })).toEqual(["Name", "Phone"]);
  expect(fieldsOf(["id", "Name", "Phone"], { mode: "delete" })).toEqual(["id"]);
  expect(fieldsOf(["Rows"], { isCsv: false })).toEqual(["Rows"]);
});

describe("every problem is named at once", () => {
  test.each<[names: string[], map: Record<string, string | null>, want: string[]]>([
    [
      ["Nmae", "Phoen"],
      {},
      ['column "Nmae": Jobs has no such field in schema.json; did you mean Name?', 'column "Phoen"'],
    ],
    [["Contact"], {}, ['column "Contact" can be Contact_1 or Phone_1, which have the same label']],
    [["Name", "Job title"], {}, ['columns "Name" and "Job title" are both Name']],
    [["Name", "Name", " Name"], {}, ['columns 1, 2 and 3 have the same header "Name"']],
    [["Name", "", " "], {}, ["columns 2 and 3: the header is empty"]],
    [["Name", "Rows"], {}, ['column "Rows": a cell cannot hold Rows, which has parts; import it from NDJSON or JSON']],
    [["Name"], { Nam: "Phone" }, ['--map: the file has no column "Nam"; did you mean Name?']],
    [["Name"], { Name: "Phon" }, ['--map: Jobs has no field "Phon"; did you mean Phone?']],
    [["Number"], {}, ["the file has no column that can be written to Jobs"]],
    [["Wholly unknown"], {}, ["leave it out with --map if it is not one"]],
  ])("%j %j", (names, map, want) => {
    for (const message of want) expect(() => of(names, {}, map)).toThrowError(message);
  });
  test("rows that cannot be found", () => {
    expect(() => of(["Name"], { mode: "delete" })).toThrowError("no column id: rows to delete need the id");
    expect(() => of(["Name"], { mode: "upsert", key: "Phone" })).toThrowError(
      "--key Phone: the file has no column for it",
    );
  });
});

test("names of entries that no entry has as its value mean that value", () => {
  const [column] = of(["Source"]).used.values();
  // "Cold Call" is the value of one entry and the name of another: it stays what it is.
  expect(column?.renamed).toEqual(new Map([["Loxo", "Cold Call"]]));
});
