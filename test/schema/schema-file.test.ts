/** Reads schema files, whole and broken. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSchema } from "../../src/schema/index.js";
import { schemaOf } from "../../src/schema/metadata.js";
import { smallOrganization } from "../support/organization/small-organization.js";
import { failureOf } from "../support/requests.js";
import { withFiles } from "../support/scratch.js";

const [leads] = smallOrganization.modules;
const { Leads: fields = [] } = smallOrganization.fields;
const { Leads: layouts = [] } = smallOrganization.layouts;
const schema = schemaOf(leads ? [{ module: leads, fields, layouts, relatedLists: [] }] : [], {
  profile: "Administrator",
  leftOut: { Feeds: "not available in the API" },
});

/** The schema with other members. */
const withMembers = (members: object): object => ({ ...schema, ...members });

const withModule = (members: object): object =>
  withMembers({ modules: { Leads: { ...schema.modules.Leads, ...members } } });

test("a schema file is read as it was written, also with a byte order mark", () =>
  withFiles({ "schema.json": schema, "marked.json": `\ufeff${JSON.stringify(schema)}` }, async (folder) => {
    for (const name of ["schema.json", "marked.json"]) expect(await readSchema(join(folder, name))).toEqual(schema);
  }));

describe("anything else is an error that names the file and what to do", () => {
  test.each<[what: string, content: unknown, code: string, message: RegExp]>([
    ["an empty file", "", "INVALID_SCHEMA", /is not JSON: /],
    ["conflict markers", `<<<<<<< HEAD\n${JSON.stringify(schema)}`, "INVALID_SCHEMA", /is not JSON: .*run zcrm pull/],
    ["a list", [], "INVALID_SCHEMA", /is not a schema/],
    ["another file", { name: "x", version: "1" }, "INVALID_SCHEMA", /is not a schema/],
    [
      "a later format",
      withMembers({ format: 2 }),
      "SCHEMA_FORMAT",
      /format 2.*reads the format 1: install a newer zcrm/,
    ],
    ["an earlier format", withMembers({ format: 0 }), "SCHEMA_FORMAT", /format 0.*: run zcrm pull again/],
    ["a profile that is a number", withMembers({ profile: 5 }), "INVALID_SCHEMA", /profile is neither/],
    ["no list of members", withMembers({ fieldMembers: [1] }), "INVALID_SCHEMA", /fieldMembers/],
    ["no ids", withMembers({ ids: undefined }), "INVALID_SCHEMA", /ids is not/],
    ["reasons that are numbers", withMembers({ leftOut: { Feeds: 1 } }), "INVALID_SCHEMA", /leftOut is not/],
    [
      "a module that is text",
      withMembers({ modules: { Leads: "x" } }),
      "INVALID_SCHEMA",
      /modules\.Leads has no module/,
    ],
    ["fields in a list", withModule({ fields: [] }), "INVALID_SCHEMA", /modules\.Leads has no fields/],
    [
      "a field without a type",
      withModule({ fields: { A: {} } }),
      "INVALID_SCHEMA",
      /Leads\.fields\.A has no data_type/,
    ],
    ["no layouts", withModule({ layouts: {} }), "INVALID_SCHEMA", /modules\.Leads has no layouts/],
    ["a layout without sections", withModule({ layouts: [{ name: "x" }] }), "INVALID_SCHEMA", /has no layouts/],
    ["no related lists", withModule({ related_lists: [{}] }), "INVALID_SCHEMA", /has no related_lists/],
  ])("%s", (_, content, code, message) =>
    withFiles({ "schema.json": content }, async (folder) => {
      const file = join(folder, "schema.json");
      const failure = await failureOf(readSchema(file));
      expect(failure).toMatchObject({ name: "CrmError", code, message: expect.stringMatching(message) });
      expect(failure).toMatchObject({ message: expect.stringContaining(file) });
    }),
  );

  test("a file that is not there, or a folder", () =>
    withFiles({ "zoho/schema.json": schema }, async (folder) => {
      expect(await failureOf(readSchema(join(folder, "schema.json")))).toMatchObject({
        code: "SCHEMA_NOT_READ",
        message: expect.stringContaining("the file does not exist; zcrm pull writes it"),
      });
      expect(await failureOf(readSchema(join(folder, "zoho")))).toMatchObject({
        code: "SCHEMA_NOT_READ",
        message: expect.stringContaining("this is a folder; pass the schema.json in it"),
      });
    }));
});
