/** What the metadata of a field says about its values. */
import { describe, expect, test } from "vitest";
import type { FieldSchema } from "../../../src/schema/schema.js";
import { fieldRule, isReadOnlyField } from "../../../src/schema/values/field-rule.js";
import { fieldTypeOf } from "../../../src/schema/values/field-type.js";
import { fieldOf } from "../../support/organization/organization.js";
import { recordedOrganization } from "../../support/organization/recorded-organization.js";

const TYPES: Readonly<Record<string, string>> = {
  "text string": "text",
  "text jsonarray": "jsonarray",
  "textarea string": "textarea",
  "email string": "email",
  "phone string": "phone",
  "website string": "website",
  "picklist string": "picklist",
  "multiselectpicklist jsonarray": "multiselectpicklist",
  "boolean boolean": "boolean",
  "integer integer": "integer",
  "double double": "double",
  "percent double": "double",
  "currency double": "double",
  "bigint string": "bigint",
  "bigint jsonobject": "jsonobject",
  "layout jsonobject": "jsonobject",
  "autonumber string": "autonumber",
  "date string": "date",
  "datetime string": "datetime",
  "lookup jsonobject": "lookup",
  "ownerlookup jsonobject": "ownerlookup",
  "userlookup jsonobject": "ownerlookup",
  multiselectlookup: "jsonarray",
  "subform jsonarray": "jsonarray",
  "fileupload jsonarray": "fileupload",
  "imageupload jsonarray": "jsonarray",
  "profileimage string": "text",
  "rollup_summary double": "double",
  "RRULE jsonobject": "jsonobject",
  "ALARM jsonarray": "jsonarray",
  "hologram integer": "integer",
  hologram: "unknown",
};

describe("the type of values", () => {
  test.each(Object.entries(TYPES))("%s is %s", (kind, type) => {
    const [data_type = "", json_type] = kind.split(" ");
    expect(fieldTypeOf({ data_type, ...(json_type !== undefined && { json_type }) })).toBe(type);
  });

  test("of a formula is that of its result", () => {
    const formula = (return_type: string, json_type: string): FieldSchema => ({
      data_type: "formula",
      json_type,
      formula: { return_type },
    });
    const given = [
      ["double", "double"],
      ["currency", "double"],
      ["string", "string"],
      ["date", "string"],
      ["boolean", "boolean"],
      ["new", "string"],
    ];
    expect(given.map(([type = "", json = ""]) => fieldTypeOf(formula(type, json)))).toEqual([
      "double",
      "double",
      "text",
      "date",
      "boolean",
      "text",
    ]);
  });
});

test("the recorded fields that Zoho sets are read-only, whatever read_only says", async () => {
  const { Deals: fields = [] } = (await recordedOrganization()).fields;
  const readOnly = fields.filter((field) => isReadOnlyField(field.api_name, field)).map(({ api_name }) => api_name);
  expect(readOnly).toEqual([
    "Created_By",
    "Created_Time",
    "Last_Activity_Time",
    "Lead_Conversion_Time",
    "Sales_Cycle_Duration",
    "Overall_Sales_Duration",
    "Change_Log_Time__s",
    "Locked__s",
  ]);
  const mandatory = fields
    .filter((field) => fieldRule(field.api_name, field).mandatory)
    .map(({ api_name }) => api_name);
  expect(mandatory).toEqual(["Deal_Name", "Stage"]);
});

test("a field that Zoho computes is never mandatory", () => {
  expect(fieldRule("No", fieldOf("No", "autonumber", { system_mandatory: true }))).toMatchObject({
    mandatory: false,
    readOnly: true,
  });
});

test("limits are characters of strings, and digits of numbers", () => {
  const small = fieldOf("Small", "integer", { length: 3 });
  expect(fieldRule("Small", small)).toMatchObject({ type: "integer", maxDigits: 3 });
  expect(fieldRule("Any", { data_type: "integer" }).maxDigits).toBe(Number.POSITIVE_INFINITY);
});

test("references name their module in the form of any version", () => {
  const target = (lookup: object) => fieldRule("F", fieldOf("F", "lookup", { lookup })).lookup;
  expect(target({ module: "Deals" })).toBe("Deals");
  expect(target({ module: { api_name: "Deals", id: "1" } })).toBe("Deals");
  expect(target({ module: null })).toBe("se_module");
  expect(fieldRule("Layout", fieldOf("Layout", "layout")).lookup).toBe("layouts");
  expect(fieldRule("F", fieldOf("F", "userlookup")).lookup).toBe("users");
  expect(fieldRule("S", fieldOf("S", "subform", { subform: { module: "Rows" } })).rows).toBe("Rows");
  expect(
    fieldRule("M", fieldOf("M", "multiselectlookup", { multiselectlookup: { linking_module: "A_X_B" } })).rows,
  ).toBe("A_X_B");
});
