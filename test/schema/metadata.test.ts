/** A schema holds all that Zoho's metadata says, in one order. */
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Field, Layout, Module } from "../../generated/models.js";
import { canonical } from "../../src/schema/canonical.js";
import { separateIds, withIds } from "../../src/schema/ids.js";
import { type ModuleMetadata, memberOf, metadataOf, schemaOf } from "../../src/schema/metadata.js";

const recorded = async (name: string) => JSON.parse(await readFile(`test/spec/recorded/settings-${name}.json`, "utf8"));
const { modules }: { modules: Module[] } = await recorded("modules");
const { fields: deals }: { fields: Field[] } = await recorded("fields-deals");
const { fields: notes }: { fields: Field[] } = await recorded("fields-notes");
const fieldsOf: Readonly<Record<string, Field[]>> = { Deals: deals, Notes: notes };

const inLayout = (field: Field): Field => ({ ...field, required: field.api_name === "Stage", sequence_number: 1 });
const layout = (id: string, name: string, fields: Field[]): Layout => ({
  id,
  name,
  created_time: "2026-01-01T00:00:00+00:00",
  modified_by: { id: "5100001000000000001", name: "Ada Example" },
  profiles: [{ id: "5100001000000000002", name: "Administrator", default: true }],
  sections: [{ name: "Information", sequence_number: 1, fields }],
});

const recordedMetadata: readonly ModuleMetadata[] = modules.map((module) => {
  const fields = fieldsOf[module.api_name] ?? [];
  const list = { id: "5100001000000000003", api_name: "Notes", module: "Notes", href: "Deals/{ENTITYID}/Notes" };
  const layouts = [
    layout("5100001000000000004", "Standard", fields.map(inLayout)),
    layout("5100001000000000005", "Old", []),
  ];
  return { module, fields, layouts, relatedLists: [list] };
});
const origin = { profile: "Administrator", leftOut: { Feeds: "not available in the API" } };
const schema = schemaOf(recordedMetadata, origin);

/** Shuffles the lists and the members of JSON. */
function shuffled<T>(value: T, random: () => number): T {
  const mix = <Item>(items: Item[]): Item[] =>
    items
      .map((item) => ({ item, at: random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ item }) => item);
  if (Array.isArray(value)) return mix(value.map((item) => shuffled(item, random))) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(mix(Object.entries(value).map(([name, member]) => [name, shuffled(member, random)]))) as T;
}

/** Without what a schema leaves out on purpose. */
function withoutPeopleAndTimes(metadata: readonly ModuleMetadata[]): unknown {
  return metadata.map(({ module, fields, layouts, relatedLists }) => ({
    module: { ...module, modified_time: null, modified_by: null },
    fields,
    layouts: layouts.map((one) => ({
      ...one,
      ...{ created_time: null, modified_time: null, created_by: null, modified_by: null, created_for: null },
    })),
    relatedLists,
  }));
}

describe("a schema", () => {
  test("returns every member of the recorded responses but people and times", () => {
    expect(canonical(metadataOf(schema))).toEqual(canonical(withoutPeopleAndTimes(recordedMetadata)));
  });

  test("is the same whatever the order of the responses", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (numbers) => {
        const random = () => numbers.next().value as number;
        expect(JSON.stringify(schemaOf(shuffled(recordedMetadata, random), origin))).toBe(JSON.stringify(schema));
      }),
      { numRuns: 5 },
    );
  });

  test("has ids in one place, and neither people nor times", () => {
    const { ids, ...rest } = schema;
    expect(JSON.stringify(rest)).not.toMatch(/"\d{15,20}"|Ada Example|2026-01-01|2025-01-30/);
    expect(ids["Deals/fields/Account_Name/lookup/id"]).toBe("5100001000000003785");
  });

  test("leaves out what is empty, which can still be read", () => {
    const { Deal_Name, Account_Name } = schema.modules.Deals?.fields ?? {};
    expect(Deal_Name).not.toHaveProperty("lookup");
    expect(Deal_Name && memberOf(Deal_Name, "lookup")).toEqual({});
    expect(Account_Name && memberOf(Account_Name, "lookup")).toMatchObject({ module: "Accounts" });
    expect(Deal_Name && memberOf(Deal_Name, "system_mandatory")).toBe(true);
  });

  test("keeps only what a layout says beyond the field", () => {
    const [, standard] = schema.modules.Deals?.layouts ?? [];
    const stage = standard?.sections[0]?.fields.find(({ api_name }) => api_name === "Stage");
    expect(stage).toEqual({ api_name: "Stage", required: true, sequence_number: 1 });
  });
});

describe("ids", () => {
  const id = fc.stringMatching(/^\d{15,19}$/);
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.oneof(id, fc.string(), fc.boolean(), fc.constant(null)),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(
        fc.oneof(fc.constantFrom("id", "name", "api_name", "__proto__", "a/b", "~1"), fc.string()),
        tie("value"),
      ),
    ),
  }));

  test("come back to where they were", () => {
    fc.assert(
      fc.property(value, (given) => {
        const { value: rest, ids } = separateIds(canonical(given));
        expect(canonical(withIds(rest, ids))).toEqual(canonical(given));
      }),
      { numRuns: 500 },
    );
  });

  test("are not the values of a picklist, which may look the same", () => {
    const given = { pick_list_values: [{ display_value: "123456789012345678", actual_value: "123456789012345678" }] };
    expect(separateIds(given)).toEqual({ value: given, ids: {} });
  });
});
