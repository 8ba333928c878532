/** Every change is reported once, in words, and marked as breaking or not. */
import { describe, expect, test } from "vitest";
import { compareSchemas } from "../../../src/schema/compare/compare.js";
import { randomOf, shuffled } from "../../support/organization/random.js";
import { smallOrganization } from "../../support/organization/small-organization.js";
import {
  copiesOf,
  FIELD_MUTATIONS,
  MODULE_MUTATIONS,
  type OpenModule,
  opened,
  pulled,
  remaining,
} from "./mutations.js";

/** Schemas of one module, which are quick to compare, before and after a change. */
function changed(name: string, change: (module: OpenModule) => void) {
  const [before = [], after = []] = [0, 1].map(() => opened(smallOrganization, [name]));
  after.forEach(change);
  return { before: pulled(before), after: pulled(remaining(after)) };
}

const short = ({ kind, module, field, breaking }: ReturnType<typeof compareSchemas>[number]) => ({
  ...{ kind, module, field, breaking },
});

describe("nothing", () => {
  test("is reported for the same organization in another order, with other ids", () => {
    const whole = opened(smallOrganization);
    const others = JSON.parse(JSON.stringify(shuffled(whole, randomOf(7))).replaceAll('"5100000', '"7200000'));
    expect(compareSchemas(pulled(whole), pulled(others))).toEqual([]);
    const [one, other] = [shuffled(pulled(whole), randomOf(8)), shuffled(pulled(others), randomOf(9))];
    expect(compareSchemas(one, other)).toEqual([]);
  });

  test("is reported for positions that shift", () => {
    const { before, after } = changed("Leads", ({ module, fields, relatedLists }) => {
      module.sequence_number = 7;
      for (const field of fields) if (field.quick_sequence_number) field.quick_sequence_number += "0";
      for (const list of relatedLists) list.sequence_number += "0";
    });
    expect(compareSchemas(before, after)).toEqual([]);
  });

  test("is reported for positions that are no longer the same", () => {
    const { before, after } = changed("Leads", ({ relatedLists }) => {
      for (const [index, list] of relatedLists.entries()) list.sequence_number = String(9 - index);
    });
    const [leads] = opened(smallOrganization, ["Leads"]);
    for (const list of leads?.relatedLists ?? []) list.sequence_number = "1";
    expect(compareSchemas(leads ? pulled([leads]) : after, before)).toEqual([]);
    expect(compareSchemas(before, after).map(({ text }) => text)).toEqual([
      "Leads: the related lists are in another order",
    ]);
  });
});

describe("a field gets", () => {
  const fields = opened(smallOrganization).flatMap(({ module, fields: all }) =>
    all.map((field) => ({ module: module.api_name, field })),
  );
  for (const mutation of FIELD_MUTATIONS) {
    const { module = "", field } = fields.find(({ field: one }) => mutation.fits(one)) ?? {};
    const name = field?.api_name ?? "";
    test(`${mutation.name}: ${module}.${name}`, () => {
      const { before, after } = changed(module, (open) => copiesOf(open, name).forEach(mutation.change));
      const there = compareSchemas(before, after);
      expect(there.map(short)).toEqual([{ ...mutation.there, module, field: name }]);
      const back = compareSchemas(after, before);
      expect(back.map(short)).toEqual([{ ...mutation.back, module, field: name }]);
      expect(there[0]?.text).toBe(`${module}.${name} ${mutation.says}`);
    });
  }
});

describe("a module gets", () => {
  for (const mutation of MODULE_MUTATIONS) {
    test(mutation.name, () => {
      const { before, after } = changed("Jobs", mutation.change);
      const field = mutation.respect === "fields" ? "Added" : undefined;
      const there = compareSchemas(before, after);
      expect(there.map(short)).toEqual([{ ...mutation.there, module: "Jobs", field }]);
      const back = compareSchemas(after, before);
      expect(back.map(short)).toEqual([{ ...mutation.back, module: "Jobs", field }]);
      expect(there[0]?.text).toBe(mutation.says);
    });
  }
});
