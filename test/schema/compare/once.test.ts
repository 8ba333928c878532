/** Changes that show in many places, or that follow from another one, are one line. */
import { describe, expect, test } from "vitest";
import type { Field } from "../../../generated/models.js";
import { compareSchemas } from "../../../src/schema/compare/compare.js";
import type { Schema } from "../../../src/schema/schema.js";
import { recordedOrganization } from "../../support/organization/recorded-organization.js";
import { smallOrganization } from "../../support/organization/small-organization.js";
import { copiesOf, type Open, type OpenModule, opened, pulled } from "./mutations.js";

const lines = (before: Schema, after: Schema) =>
  compareSchemas(before, after).map(({ text, breaking }) => `${breaking ? "breaking: " : ""}${text}`);

/** The lines for a change of Leads, which has two layouts: Standard, and Partners with less in it. */
function changesOfLeads(change: (leads: OpenModule) => void): string[] {
  const [before = [], after = []] = [0, 1].map(() => opened(smallOrganization, ["Leads"]));
  after.forEach(change);
  return lines(pulled(before), pulled(after));
}

/** A field in one layout. */
const inLayout = ({ layouts }: OpenModule, layout: string, name: string): Open<Field> =>
  layouts
    .filter((one) => one.name === layout)
    .flatMap(({ sections }) => sections.flatMap(({ fields }) => fields))
    .find(({ api_name }) => api_name === name) as Open<Field>;

function removeField(leads: OpenModule, name: string, fromLayouts = leads.layouts): void {
  for (const { sections } of fromLayouts)
    for (const section of sections) section.fields = section.fields.filter(({ api_name }) => api_name !== name);
}

describe("one line", () => {
  test("for a field that is gone from its module and all layouts", () => {
    const found = changesOfLeads((leads) => {
      leads.fields = leads.fields.filter(({ api_name }) => api_name !== "Discount");
      removeField(leads, "Discount");
    });
    expect(found).toEqual(['breaking: Leads.Discount (percent, "Discount") is gone']);
  });

  test("for a value that layouts no longer offer because it is gone", () => {
    const found = changesOfLeads((leads) => {
      for (const field of copiesOf(leads, "Lead_Source"))
        field.pick_list_values = (field.pick_list_values ?? []).filter(
          ({ actual_value }) => actual_value !== "Cold Call",
        );
    });
    expect(found).toEqual(['breaking: Leads.Lead_Source no longer has the value "Cold Call" (shown as "Loxo")']);
  });

  test("for each value that is gone, even if one that is new has the text of two of them", () => {
    const [before = [], after = []] = [0, 1].map(() => opened(smallOrganization, ["Deals"]));
    const value = (actual_value: string) => ({ actual_value, display_value: "Won", sequence_number: 1 });
    for (const deals of before)
      for (const field of copiesOf(deals, "Stage")) field.pick_list_values = [value("Won 1"), value("Won 2")];
    for (const deals of after) for (const field of copiesOf(deals, "Stage")) field.pick_list_values = [value("Won")];
    expect(lines(pulled(before), pulled(after))).toEqual([
      'breaking: Deals.Stage no longer has the value "Won 2" (shown as "Won")',
      'breaking: Deals.Stage now has the value "Won" instead of "Won 1"',
    ]);
  });

  test("for a type and all that follows from it, but not for what does not", () => {
    const found = changesOfLeads((leads) => {
      for (const field of copiesOf(leads, "Lead_Source"))
        Object.assign(field, {
          ...{ data_type: "text", pick_list_values: [], length: 5, ui_type: 1, something: "new", read_only: true },
        });
    });
    expect(found).toEqual([
      "breaking: Leads.Lead_Source is now of the type text (was picklist)",
      "breaking: Leads.Lead_Source is now read-only",
    ]);
  });

  test("for what changes in several layouts", () => {
    const found = changesOfLeads((leads) => {
      for (const layout of ["Standard", "Partners"]) {
        inLayout(leads, layout, "Languages").pick_list_values = [];
        inLayout(leads, layout, "Phone").required = layout === "Standard";
      }
      removeField(leads, "Email");
    });
    expect(found).toEqual([
      'Leads.Email is no longer in the layouts "Partners", "Standard"',
      'Leads.Languages no longer offers "English" in the layout "Partners"',
      'Leads.Languages no longer offers "English", "Français", "日本語" in the layout "Standard"',
      'Leads.Phone is no longer required in the layout "Partners"',
      'Leads.Phone is now required in the layout "Standard"',
    ]);
  });

  test("for a field that becomes mandatory because the last layout requires it, or because the others are gone", () => {
    const line = "breaking: Leads.Email is now mandatory: every layout requires it";
    expect(changesOfLeads((leads) => Object.assign(inLayout(leads, "Partners", "Email"), { required: true }))).toEqual([
      line,
    ]);
    expect(
      changesOfLeads((leads) => {
        leads.layouts = leads.layouts.filter(({ name }) => name === "Standard");
      }),
    ).toEqual([line, 'Leads: the layout "Partners" is gone']);
    expect(
      changesOfLeads((leads) => {
        for (const layout of leads.layouts) layout.visible = layout.name === "Standard";
      }),
    ).toEqual([line, 'Leads: the layout "Partners" has changed in other ways: visible (was true, now false)']);
  });

  test("for settings that a layout has of its own", () => {
    const found = changesOfLeads((leads) => {
      Object.assign(inLayout(leads, "Standard", "Phone"), { tooltip: { value: "Help" }, mass_update: false });
      for (const value of inLayout(leads, "Standard", "Hostile_Choice").pick_list_values ?? [])
        value.sequence_number = 50 - (value.sequence_number ?? 0);
      Object.assign(inLayout(leads, "Standard", "Lead_Source").pick_list_values?.[1] ?? {}, { colour_code: "#123456" });
    });
    expect(found).toEqual([
      'Leads: the layout "Standard" has changed in other ways: ' +
        "Phone mass_update (was true, now false), Phone tooltip, Lead_Source values, Hostile_Choice values",
    ]);
  });

  test("for a setting that changes in a field and, in another way, in its layouts", () => {
    const tooltip = (value: string) => ({ tooltip: { name: "info_icon", value } });
    const [before = [], after = []] = [0, 1].map(() => opened(smallOrganization, ["Jobs"]));
    for (const [field, ...inLayouts] of before.map((jobs) => copiesOf(jobs, "Name"))) {
      Object.assign(field ?? {}, tooltip("before"));
      for (const copy of inLayouts) Object.assign(copy, tooltip("before, in a layout"));
    }
    for (const jobs of after) for (const copy of copiesOf(jobs, "Name")) Object.assign(copy, tooltip("after"));
    expect(lines(pulled(before), pulled(after))).toEqual([
      'Jobs.Name has changed in other ways: tooltip.value (was "before", now "after")',
    ]);
  });

  test("for a setting that Zoho adds to every field, value, layout, section, related list and module", () => {
    const found = changesOfLeads((leads) => {
      const fields = [
        leads.fields,
        ...leads.layouts.flatMap(({ sections }) => sections.map((one) => one.fields)),
      ].flat();
      const values = fields.flatMap(({ pick_list_values = [] }) => pick_list_values);
      const sections = leads.layouts.flatMap((layout) => layout.sections);
      const all = [leads.module, ...fields, ...values, ...leads.layouts, ...sections, ...leads.relatedLists];
      for (const [index, item] of all.entries()) Object.assign(item, { added_in_2027: { index } });
    });
    expect(found).toEqual([
      "Zoho now sends more settings of modules: added_in_2027 (Leads)",
      "Zoho now sends more settings of fields: added_in_2027 (in 49 places)",
      "Zoho now sends more settings of picklist values: added_in_2027 (in 16 places)",
      "Zoho now sends more settings of layouts: added_in_2027 (in 2 places)",
      "Zoho now sends more settings of sections: added_in_2027 (in 3 places)",
      "Zoho now sends more settings of related lists: added_in_2027 (in 3 places)",
    ]);
  });

  test("for a JSON type that Zoho did not say before, which is not another type", () => {
    const found = changesOfLeads((leads) => {
      for (const field of copiesOf(leads, "Jobs")) Object.assign(field, { json_type: "jsonarray" });
    });
    expect(found).toEqual(['Leads.Jobs has changed in other ways: json_type (was not set, now "jsonarray")']);
  });

  test("for other settings that only some fields have", () => {
    const found = changesOfLeads((leads) => {
      for (const field of copiesOf(leads, "First_Name")) Object.assign(field, { quick_sequence_number: undefined });
    });
    expect(found).toEqual(['Leads.First_Name has changed in other ways: quick_sequence_number (was "1", now not set)']);
  });
});

describe("how far the lines can be trusted comes first", () => {
  const leads = opened(smallOrganization, ["Leads"]);

  test("if the user of the second schema may see less", () => {
    const less = opened(smallOrganization, ["Leads", "Jobs"]);
    for (const module of less) module.fields = module.fields.filter(({ api_name }) => api_name !== "Created_By");
    const before = pulled(opened(smallOrganization, ["Leads", "Jobs", "Deals"]));
    const [first, ...others] = lines(before, pulled(less, { profile: "Standard" }));
    expect(first).toBe(
      'The first schema was pulled by a user with the profile "Administrator", the second by a user with the profile ' +
        '"Standard": what one of them may not see is missing from its schema, and is not necessarily gone',
    );
    expect(others.filter((line) => line.startsWith("breaking"))).toEqual([
      'breaking: The module Deals ("Opportunités", 12 fields) is gone, or hidden from the profile "Standard"',
      'breaking: Jobs.Created_By (ownerlookup, "Created By") is gone, or hidden from the profile "Standard"',
      'breaking: Leads.Created_By (ownerlookup, "Created By") is gone, or hidden from the profile "Standard"',
    ]);
    const [unknown] = lines(before, pulled(less, { profile: null }));
    expect(unknown).toContain("the second by a user whose profile is unknown");
  });

  test("if a part could not be read: it is not compared", () => {
    const [part] = opened(smallOrganization, ["Leads"]).map((module) => ({ ...module, layouts: [], relatedLists: [] }));
    const leftOut = { "Leads/layouts": "no permission", "Leads/related_lists": "no permission", Feeds: "web tab" };
    expect(lines(pulled(leads), pulled(part ? [part] : [], { leftOut }))).toEqual([
      "Feeds is left out, so it is not compared: web tab",
      "Leads/layouts is left out, so it is not compared: no permission",
      "Leads/related_lists is left out, so it is not compared: no permission",
    ]);
    expect(lines(pulled(leads, { leftOut }), pulled(leads, { leftOut: { Feeds: "gone to the web" } }))).toEqual([
      "Feeds is left out for another reason: gone to the web (was: web tab)",
      "Leads/layouts is no longer left out",
      "Leads/related_lists is no longer left out",
    ]);
    const noFields = { leftOut: { "Leads/fields": "no permission" } };
    const [bare] = opened(smallOrganization, ["Leads"]).map((module) => ({ ...module, fields: [] }));
    expect(lines(pulled(leads), pulled(bare ? [bare] : [], noFields))).toEqual([
      "Leads/fields is left out, so it is not compared: no permission",
    ]);
  });

  test("a module that cannot be read any more is one line, and so is one that can be read again", () => {
    const both = pulled(opened(smallOrganization, ["Leads", "Jobs"]));
    const one = pulled(leads, { leftOut: { Jobs: "no permission" } });
    expect(lines(both, one)).toEqual([
      'breaking: The module Jobs ("Jobs", 8 fields) can no longer be read: no permission',
    ]);
    expect(lines(one, both)).toEqual(['The module Jobs ("Jobs", 8 fields) is new']);
  });
});

test("what was not asked for is neither gone nor new", () => {
  const all = pulled(opened(smallOrganization, ["Leads", "Jobs"]));
  const some = pulled(opened(smallOrganization, ["Jobs"]), { leftOut: { "*": "only these modules were asked for" } });
  const none = pulled([], { leftOut: some.leftOut });
  expect(lines(all, some)).toEqual(["The second schema has only some of the modules; the others are not compared"]);
  expect(lines(some, all)).toEqual(["The first schema has only some of the modules; the others are not compared"]);
  expect(lines(some, none)).toEqual(['breaking: The module Jobs ("Jobs", 8 fields) is gone']);
});

test("text of an organization cannot steer a terminal or begin a line", () => {
  const found = changesOfLeads((leads) => {
    for (const field of copiesOf(leads, "Phone")) Object.assign(field, { field_label: "\u001b[2J\nbreaking: x\u202e" });
  });
  expect(found).toEqual(['Leads.Phone is now labeled "breaking: x" (was "Phone")']);
});

test("names of members that all objects have are names like others", () => {
  const before = pulled(opened(smallOrganization, ["Jobs"]));
  const [jobs] = opened(smallOrganization, ["Jobs"]);
  const field = { ...jobs?.fields[0], api_name: "toString", field_label: "To string" } as Open<Field>;
  const after = pulled(jobs ? [{ ...jobs, fields: [...jobs.fields, field] }] : []);
  expect(lines(before, after)).toEqual(['Jobs.toString (ownerlookup, "To string") is new']);
  expect(lines(after, before)).toEqual(['breaking: Jobs.toString (ownerlookup, "To string") is gone']);
});

test("an organization read by a later version of Zoho's API: 12 fields more, none gone, and 24 more settings", async () => {
  const [deals] = opened(await recordedOrganization(), ["Deals"]);
  const later = structuredClone(deals) as OpenModule;
  const added = Array.from({ length: 12 }, (_, index) => ({
    ...(later.fields[5] as Open<Field>),
    ...{ api_name: `Added_${index}`, field_label: `Added ${index}`, id: "" },
  }));
  later.fields.push(...added);
  for (const field of later.fields) {
    for (let index = 0; index < 24; index++) field[`setting_${index}`] = index % 2 ? null : { of: index };
    // Later versions have objects instead of names, and types that v2 lacks.
    const target = field.lookup?.module;
    if (typeof target === "string") Object.assign(field.lookup ?? {}, { module: { api_name: target, id: "1" } });
  }
  const found = compareSchemas(pulled(deals ? [deals] : []), pulled([later]));
  expect(found.filter(({ kind }) => kind === "field-new").map(({ field }) => field)).toEqual(
    added.map(({ api_name }) => api_name).toSorted(),
  );
  const rest = found.filter(({ kind }) => kind !== "field-new");
  expect(rest.map(({ breaking }) => breaking)).not.toContain(true);
  const [line, ...others] = rest.map(({ text }) => text);
  expect(line).toMatch(/^Zoho now sends more settings of fields: setting_0 \(in \d+ places\), .*setting_9/);
  expect(others).toEqual([]);
});
