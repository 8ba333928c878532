import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Field } from "../../../generated/models.js";
import { type TypeFiles, typesOf } from "../../../src/schema/types/types-of.js";
import { hostileName } from "../../support/hostile-names.js";
import { HOSTILE_LABEL } from "../../support/organization/common-fields.js";
import { KINDS, type Kind } from "../../support/organization/kinds.js";
import { fieldOf, type ModulePlan, organizationOf, valuesOf } from "../../support/organization/organization.js";
import { randomOf, shuffled } from "../../support/organization/random.js";
import { recordedOrganization } from "../../support/organization/recorded-organization.js";
import { smallOrganization } from "../../support/organization/small-organization.js";
import { checked, errorsOf } from "../support/compiled.js";
import { declarationsIn, membersIn } from "../support/declared.js";
import { schemaOfOrganization } from "../support/schema-of.js";

const textIn = ({ files }: TypeFiles, path: string): string => files.get(path) ?? expect.fail(`no ${path}`);
const typesOfPlans = (...plans: ModulePlan[]): TypeFiles => typesOf(schemaOfOrganization(organizationOf(plans)));

/** The types of a module `Things` with these fields. */
const things = (fields: readonly Field[], plan: Partial<ModulePlan> = {}): string =>
  textIn(typesOfPlans({ api_name: "Things", fields, ...plan }), "Things.ts");

const small = typesOf(schemaOfOrganization(smallOrganization));
const recorded = typesOf(schemaOfOrganization(await recordedOrganization()));
const leads = textIn(small, "Leads.ts");
const [read, update, create, columns] = ["Lead", "LeadUpdate", "NewLead", "LeadColumns"].map((name) =>
  membersIn(leads, name),
) as [
  ReturnType<typeof membersIn>,
  ReturnType<typeof membersIn>,
  ReturnType<typeof membersIn>,
  ReturnType<typeof membersIn>,
];

describe("a field", () => {
  // Read, updated (a dash: not at all), and what queries know about it.
  test.each<[field: string, read: string, update: string, column: string | undefined]>([
    ["First_Name", "string | null", "string | null", undefined],
    ["Last_Name", "string", "string", undefined],
    ["Email", "string | null", "string | null", undefined],
    ["Website_2", "string | null", "string | null", undefined],
    ["Description", "string | null", "string | null", '"textarea"'],
    ["Lead_Source", "LeadSource | null", "LeadSource | null", undefined],
    ["Languages", "LeadLanguages[] | null", "readonly LeadLanguages[] | null", undefined],
    ["Country_Code", "string | null", "string | null", undefined],
    ["Revenue(First_Touch)", "number | null", "number | null", undefined],
    ["Email_Opt_Out", "boolean", "boolean", undefined],
    ["No_of_Employees", "number | null", "number | null", undefined],
    ["External_Number", "string | null", "string | null", undefined],
    ["Candidate_No", "string | null", "-", undefined],
    ["Birthday", "string | null", "string | null", '"date"'],
    ["Next_Call", "string | null", "string | null", '"datetime"'],
    ["Account", "LookupRef | null", "LookupValue | null", '{ to: "Accounts" }'],
    ["Project", "LookupRef | null", "LookupValue | null", '{ to: "Projects" }'],
    ["Referred_By", "LookupRef | null", "LookupValue | null", undefined],
    ["Recruiter", "UserRef | null", "LookupValue | null", '{ to: "users" }'],
    [
      "Jobs",
      'Leads_X_Jobs["read"][]',
      'readonly (Leads_X_Jobs["update"] & { id?: string; _delete?: null })[]',
      '"none"',
    ],
    [
      "Subform_2",
      'Interviews_Held["read"][]',
      'readonly (Interviews_Held["update"] & { id?: string; _delete?: null })[]',
      '"none"',
    ],
    ["Days_Open", "number | null", "-", undefined],
    ["Is_Hot", "boolean | null", "-", undefined],
    ["Initials", "string | null", "-", undefined],
    ["Due_On", "string | null", "-", '"date"'],
    ["Due_At", "string | null", "-", '"datetime"'],
    ["Fee", "number | null", "-", undefined],
    ["Deal_Total", "number | null", "-", undefined],
    ["Territories", "(LookupRef | string)[] | null", "-", '"none"'],
    ["Data_Processing_Basis_Details", "LookupRef | null", "-", undefined],
    ["Hologram", "unknown", "unknown", '"none"'],
    ["Aura", "unknown", "unknown", '"none"'],
    ["constructor", "string | null", "unknown", undefined],
    ["Locked__s", "boolean", "-", undefined],
    ["Owner", "UserRef", "-", '{ to: "users" }'],
    ["Created_Time", "string", "-", '"datetime"'],
    ["Tag", "TagRef[]", "-", undefined],
    ["Layout", "LookupRef | null", "-", undefined],
  ])("%s", (field, asRead, asUpdate, column) => {
    expect(read.get(field)).toMatchObject({ type: asRead, optional: false });
    expect(update.get(field)?.type ?? "-").toBe(asUpdate);
    expect(update.get(field)?.optional ?? true).toBe(true);
    expect(columns.get(field)?.type).toBe(column);
  });

  test("of another form than usual has the type of its form", () => {
    const forms: readonly (readonly [json_type: string, type: string])[] = [
      ["jsonarray", "unknown[] | null"],
      ["jsonobject", "{ [key: string]: unknown } | null"],
      ["double", "number | null"],
      ["boolean", "boolean | null"],
    ];
    for (const [json_type, type] of forms) {
      const text = things([fieldOf("Text", "text", { json_type }), fieldOf("Choice", "picklist", { json_type })]);
      expect(membersIn(text, "Thing").get("Text")?.type).toBe(type);
      expect(membersIn(text, "Thing").get("Choice")?.type).toBe(type);
    }
  });

  test("has a type and a place, whatever its kind", () => {
    for (const kind of Object.keys(KINDS) as Kind[]) {
      const { unknown, files } = typesOfPlans({ api_name: "Things", fields: [fieldOf("It", kind)] });
      expect(membersIn(files.get("Things.ts") ?? "", "Thing").get("It")?.type).toBeTruthy();
      expect(unknown.length).toBe(kind.startsWith("unknown") ? 1 : 0);
    }
  });

  test("of an unknown kind is reported", () => {
    expect(small.unknown).toEqual([
      { module: "Leads", field: "Aura", dataType: "aura" },
      { module: "Leads", field: "Hologram", dataType: "hologram" },
      { module: "Leads", field: "Scent", dataType: "scent" },
    ]);
    expect(read.get("Aura")?.doc).toBe('Aura. The data type "aura" is not known to this version of zcrm.');
  });

  test("says in its comment what it is", () => {
    const text = things([
      fieldOf("Code", "text", {
        unique: { casesensitive: "false" },
        tooltip: { name: "Info", value: "Ask\n the [bank](x)" },
      }),
      fieldOf("Price", "currency", { length: 9, decimal_place: 2 }),
      fieldOf("Secret", "text", { crypt: { mode: "decryption" }, length: 100 }),
    ]);
    const docs = [...membersIn(text, "Thing").values()].map(({ doc }) => doc);
    expect(docs).toEqual([
      "Code. Ask the [bank]\\(x). At most 255 characters. Unique.",
      "Price. Amount of money. At most 9 digits, 2 decimal places.",
      "Secret. At most 100 characters. Encrypted.",
    ]);
    expect(membersIn(text, "ThingColumns").get("Secret")?.type).toBe('"encrypted"');
  });
});

describe("a new record", () => {
  test("needs what Zoho requires, and what every layout requires", () => {
    expect([...create.keys()]).toEqual(["Last_Name"]);
    expect(create.get("Last_Name")).toMatchObject({
      optional: false,
      doc: expect.stringMatching(/Required by Zoho\.$/),
    });
    const fields = [fieldOf("A", "text"), fieldOf("B", "text"), fieldOf("C", "autonumber"), fieldOf("Owner", "owner")];
    const layouts = [
      { name: "One", required: ["A", "C", "Owner"] },
      { name: "Two", required: ["A", "B", "C", "Owner"] },
    ];
    const text = things(fields, { layouts });
    expect([...membersIn(text, "NewThing")].map(([name, { type }]) => [name, type])).toEqual([["A", "string"]]);
    expect(membersIn(text, "NewThing").get("A")?.doc).toMatch(/Required by every layout\./);
    expect(membersIn(text, "ThingUpdate").get("A")).toMatchObject({ type: "string | null", optional: true });
    expect(membersIn(text, "Thing").get("A")?.type).toBe("string | null");
  });

  test("may lack what only some layouts require; the comment names them", () => {
    expect(update.get("Email")?.doc).toMatch(/Required by the layout "Standard"\.$/);
    expect(update.get("Phone")?.doc).toMatch(/Required by the layout "Partners"\.$/);
  });
});

describe("a picklist", () => {
  test("is an open union of its values, with a note on what else is displayed, and where", () => {
    expect(leads).toContain(`export type LeadSource =
  | "Cold Call" // shown as "Loxo"
  | "Advertisement" // only in the layout "Standard"
  | "Web Download" // shown as "It's \\"new\\" \\\\ */"; only in the layout "Standard"
  | "Employee"
  | (string & {});
`);
    expect(update.get("Lead_Source")?.doc).toContain('"Cold Call" is shown as "Loxo".');
  });

  test("that is large is a string, with a list for programs", () => {
    expect(leads).not.toContain('"Country 7"');
    expect(read.get("Country_Code")?.doc).toBe(
      "Country Code. Picklist of 250 values: `Country_Code` in `picklists/Leads.ts`.",
    );
    const lists = textIn(small, "picklists/Leads.ts");
    expect(lists).toContain('export const Country_Code: readonly string[] = [\n  "Country 0",\n');
    expect(declarationsIn(lists)).toEqual(["const Country_Code"]);
    expect(textIn(small, "index.ts")).not.toContain("picklists");
  });

  test("that is large has a name for code, whatever its field is called", () => {
    const many = valuesOf(Array.from({ length: 61 }, (_, index) => `${index}`));
    const fields = ["class", "Kind-2", "Kind_2", "Kind 2"].map((name) => fieldOf(name, "picklist", many));
    const lists = textIn(typesOfPlans({ api_name: "Things", fields }), "picklists/Things.ts");
    expect(declarationsIn(lists)).toEqual(["const Kind2", "const Kind22", "const Kind_2", "const Class"]);
  });
});

describe("records of standard modules", () => {
  test("keep what the metadata does not list", () => {
    expect(leads).toContain(
      'export interface Lead extends SystemFields, Pick<ModuleRegistry["Leads"]["read"], "$converted" | "$converted_detail"> {',
    );
    const notes = textIn(recorded, "Notes.ts");
    expect(membersIn(notes, "Note").get("$se_module")).toMatchObject({ type: "string | null" });
    expect(membersIn(notes, "NoteUpdate").get("$se_module")?.doc).toBe(
      "Module of the record in `Parent_Id`. Send the two together.",
    );
    expect([...membersIn(notes, "NewNote").keys()]).toEqual(["Parent_Id"]);
  });

  test("are what the metadata says where it contradicts the rest", () => {
    const text = things([fieldOf("Owner", "text"), fieldOf("Tag", "picklist", valuesOf(["A"]))]);
    expect(text).toContain('export interface Thing extends Omit<SystemFields, "Owner" | "Tag"> {');
    expect(membersIn(text, "Thing").get("Owner")?.type).toBe("string | null");
    expect(errorsOf(checked(new Map([["Things.ts", text]])))).toEqual([]);
  });

  test("are open if their fields were not read", () => {
    expect(textIn(small, "Payroll.ts")).toContain("export interface Payroll extends CrmRecord {}");
  });
});

test("rows of a module that was not pulled are open, and the comment says so", () => {
  const text = things([
    fieldOf("Rows", "subform", { subform: { module: "Others" } }),
    fieldOf("Own", "subform", { subform: { module: "Things" } }),
  ]);
  expect(membersIn(text, "Thing").get("Rows")).toMatchObject({
    type: "CrmRecord[]",
    doc: "Rows. Subform. Its rows are open, because the module Others was not pulled.",
  });
  expect(membersIn(text, "Thing").get("Own")?.type).toBe('Types["read"][]');
});

test("line items and other rows with the data type `text` have their own types", () => {
  const invoices = textIn(small, "Invoices.ts");
  expect(membersIn(invoices, "Invoice").get("Product_Details")?.type).toBe("LineItem[]");
  expect(membersIn(invoices, "InvoiceUpdate").get("Product_Details")?.type).toBe("readonly LineItemValue[]");
});

test("the index has one line for each module", () => {
  const index = textIn(small, "index.ts");
  for (const { api_name } of smallOrganization.modules) {
    expect(index).toMatch(new RegExp(`^ {2}${api_name}: import\\("\\./${api_name}2?\\.js"\\)\\.Types;$`, "m"));
  }
});

describe("the files", () => {
  const all = new Map([...checked(small.files, "small/"), ...checked(recorded.files, "recorded/")]);

  test("compile in a strict project", () => {
    expect(errorsOf(all)).toEqual([]);
  });

  test("have short lines, no ids and no times", () => {
    for (const [path, text] of all) {
      expect(
        text.split("\n").filter((line) => line.length > 120),
        path,
      ).toEqual([]);
      expect(text, path).not.toMatch(/\d{15}|20\d\d-\d\d-\d\d/);
      expect(text.endsWith("\n"), path).toBe(true);
    }
  });

  test("are the same whatever the order of the metadata", () => {
    for (const seed of [1, 2, 3]) {
      const other = typesOf(schemaOfOrganization(shuffled(smallOrganization, randomOf(seed))));
      expect([...other.files]).toEqual([...small.files]);
    }
  });

  test("contain no code, whatever an organization calls its fields, values and modules", () => {
    const text = fc.oneof(
      hostileName,
      fc.constantFrom(
        HOSTILE_LABEL,
        "__proto__",
        "*/ process.exit(1) /*",
        "\u2028}",
        "// @ts-nocheck",
        "{@link x}",
        "-None-",
      ),
    );
    const field = fc
      .record({
        name: text,
        label: text,
        tooltip: text,
        kind: fc.constantFrom(...(Object.keys(KINDS) as Kind[])),
        values: fc.array(fc.tuple(text, text)),
        module: text,
        many: fc.boolean(),
      })
      .map(({ name, label, tooltip, kind, values, module, many }) => {
        const more = many ? Array.from({ length: 61 }, (_, index) => `${name}${index}`) : [];
        return fieldOf(name, kind, {
          field_label: label,
          tooltip: { value: tooltip },
          ...valuesOf([...values, ...more]),
          lookup: { module },
          subform: { module },
          formula: { return_type: label },
        });
      });
    const plan = fc
      .record({
        api_name: text,
        label: text,
        fields: fc.uniqueArray(field, { maxLength: 4, selector: (one) => one.api_name }),
        layout: text,
      })
      .map(
        ({ api_name, label, fields, layout }): ModulePlan => ({
          api_name,
          fields,
          module: { singular_label: label },
          layouts: [
            { name: layout, required: fields.map((one) => one.api_name), offers: Object.create(null) },
            { name: label, offers: Object.create(null) },
          ],
        }),
      );
    const plans = fc.uniqueArray(plan, { maxLength: 3, selector: (one) => one.api_name });
    const all = new Map<string, string>();
    let count = 0;
    fc.assert(
      fc.property(plans, (given) => {
        const { files } = typesOfPlans(...given);
        count += 1;
        for (const [path, content] of checked(files, `${count}/`)) {
          const declared = declarationsIn(content);
          const isPlain = (one: string) => /^(?:interface|type|const|import|export) ["\w./]+$/.test(one);
          expect(declared.filter((one) => !isPlain(one), path)).toEqual([]);
          all.set(path, content);
        }
      }),
      { numRuns: 50 },
    );
    expect(errorsOf(all)).toEqual([]);
  });
});
