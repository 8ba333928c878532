/** What the types of a large organization cost the compiler. Counts, because they are the same on every machine. */
import type ts from "typescript";
import { expect, test } from "vitest";
import type { Schema } from "../../../src/schema/schema.js";
import { typesOf } from "../../../src/schema/types/types-of.js";
import { LARGE_FIELDS, LARGE_MODULES, largeOrganization } from "../../support/organization/large-organization.js";
import { programOf } from "../support/compiled.js";
import { schemaOfOrganization } from "../support/schema-of.js";

const schema = schemaOfOrganization(largeOrganization());
const USED = ["Leads", "Deals", "Module_20"];

/** A program that uses three modules, of its organization's or of the package's. */
const program = (modules: string): string => `
  import { createClient, paginate } from "zcrm";
  ${modules === "" ? "" : 'import type { Org } from "./zoho/index.js";'}
  const crm = createClient${modules}();
  for await (const lead of paginate(crm.records.list, { module: "Leads" })) console.log(lead.id, lead.Owner);
  const deals = await crm.records.list({ module: "Deals", fields: ["Owner", "id"] });
  console.log(deals.data[0]?.Owner);
  await crm.records.update({ module: "Module_20", id: "1", body: { data: [{ Name: "New" }] } });
`;

const pulled = ({ modules, ...rest }: Schema, names: readonly string[]): (readonly [string, string])[] => {
  const chosen = Object.entries(modules).filter(([name]) => names.includes(name));
  const { files } = typesOf({ ...rest, modules: Object.fromEntries(chosen) });
  return Array.from(files, ([path, text]) => [`zoho/${path}`, text]);
};

/** The types and instantiations that a program needs. All files are roots, as in a project that includes its sources. */
function costOf(text: string, files: readonly (readonly [string, string])[] = []) {
  const compiled = programOf(new Map([["program.ts", text], ...files]));
  const own = compiled.getSourceFiles().filter(({ fileName }) => fileName.startsWith("/project/"));
  const errors = own.flatMap((file): readonly ts.Diagnostic[] => compiled.getSemanticDiagnostics(file));
  expect(errors.map(({ messageText }) => messageText)).toEqual([]);
  return { types: compiled.getTypeCount(), instantiations: compiled.getInstantiationCount() };
}

test("three of 75 modules cost little, and the other 72 no more than a line each", () => {
  const names = Object.keys(schema.modules);
  expect(names.length).toBe(LARGE_MODULES);
  expect(Object.values(schema.modules).flatMap(({ fields }) => Object.keys(fields)).length).toBe(LARGE_FIELDS);
  const standard = costOf(program(""));
  const three = costOf(program("<Org>"), pulled(schema, USED));
  const all = costOf(program("<Org>"), pulled(schema, names));
  expect(all.types - standard.types).toBeLessThan(2000);
  expect(all.instantiations - standard.instantiations).toBeLessThan(2000);
  expect(all.types - three.types).toBeLessThan(3 * (LARGE_MODULES - USED.length));
  expect(all.instantiations - three.instantiations).toBeLessThan(3 * (LARGE_MODULES - USED.length));
});
