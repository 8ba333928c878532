/** Some modules of a schema are refreshed, and the others stay as they are. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { merged, selected } from "../../src/schema/merge.js";
import { type ModuleMetadata, schemaOf } from "../../src/schema/metadata.js";
import { namedModules, presentModules } from "../../src/schema/module-choice.js";
import type { Schema } from "../../src/schema/schema.js";
import type { Organization } from "../support/organization/organization.js";
import { smallOrganization } from "../support/organization/small-organization.js";

const metadata = ({ modules, fields, layouts, relatedLists }: Organization): ModuleMetadata[] =>
  modules
    .filter(({ api_supported }) => api_supported)
    .map((module) => {
      const { api_name: name } = module;
      return {
        module,
        fields: fields[name] ?? [],
        layouts: layouts[name] ?? [],
        relatedLists: relatedLists[name] ?? [],
      };
    });

const LEFT_OUT = { Feeds: "not available in the API", "Leads/layouts": "the user may not see it" };
const whole = schemaOf(metadata(smallOrganization), { profile: "Administrator", leftOut: LEFT_OUT });
const names = Object.keys(whole.modules);

describe("some modules of a schema", () => {
  test("merged into the whole, change nothing", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }), (some) => {
        const part = selected(whole, namedModules(some));
        expect(Object.keys(part.modules)).toEqual(some.toSorted());
        expect(JSON.stringify(merged(whole, part))).toBe(JSON.stringify(whole));
      }),
      { numRuns: 5 },
    );
  });

  test("merged into some others, give the schema of both", () => {
    const [one, other, both] = [
      ["Leads", "Jobs"],
      ["Jobs", "Deals"],
      ["Leads", "Jobs", "Deals"],
    ].map((some) => selected(whole, namedModules(some)));
    expect(JSON.stringify(merged(one as Schema, other as Schema))).toBe(JSON.stringify(both));
  });

  test("keep what was left out of them, and say that there are others", () => {
    expect(selected(whole, namedModules(["Leads", "Deals"])).leftOut).toEqual({
      "*": "only these modules were asked for",
      "Leads/layouts": "the user may not see it",
    });
  });

  test("are those that are there, or an error", () => {
    expect(Object.keys(selected(whole, presentModules(["Leads", "Gone"])).modules)).toEqual(["Leads"]);
    expect(() => selected(whole, namedModules(["Leads", "Gone"]))).toThrow("the module Gone does not exist");
  });
});

test("a refreshed module has what is new, and nothing of what it had", () => {
  const { Leads: before = [] } = smallOrganization.fields;
  const [first, ...rest] = before;
  const now = { ...smallOrganization, fields: { ...smallOrganization.fields, Leads: rest } };
  const refreshed = merged(
    whole,
    selected(schemaOf(metadata(now), { profile: "Administrator", leftOut: {} }), namedModules(["Leads"])),
  );
  expect(Object.keys(refreshed.modules)).toEqual(names);
  expect(refreshed.modules.Leads?.fields).not.toHaveProperty(String(first?.api_name));
  expect(Object.keys(refreshed.modules.Leads?.fields ?? {})).toHaveLength(rest.length);
  expect(Object.keys(refreshed.ids).filter((place) => place.startsWith(`Leads/fields/${first?.api_name}/`))).toEqual(
    [],
  );
  expect(refreshed.modules.Deals).toEqual(whole.modules.Deals);
  expect(refreshed.leftOut).toEqual({ Feeds: LEFT_OUT.Feeds });
});

test("parts that different profiles see are those of no profile", () => {
  const part = selected({ ...whole, profile: "Standard" }, namedModules(["Leads"]));
  expect(merged(whole, part).profile).toBeNull();
});
