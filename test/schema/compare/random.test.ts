/** Whatever changes at once, and in whatever order, is reported exactly as it was made. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compareSchemas } from "../../../src/schema/compare/compare.js";
import type { Difference } from "../../../src/schema/compare/difference.js";
import { smallOrganization } from "../../support/organization/small-organization.js";
import { copiesOf, FIELD_MUTATIONS, MODULE_MUTATIONS, opened, pulled, remaining, type Said } from "./mutations.js";

/** Modules with one layout take every change of a module; those of Leads would change what its fields require. */
const NAMES = ["Leads", "Deals", "Jobs"];
const pattern = opened(smallOrganization, NAMES);
const before = pulled(pattern);

interface Change {
  readonly module: string;
  readonly field?: string;
  readonly respect: string;
  readonly countsLayouts: boolean;
  readonly there: Said;
  readonly back: Said;
  readonly make: (modules: typeof pattern) => void;
}

const named = (modules: typeof pattern, name: string) => modules.filter(({ module }) => module.api_name === name);

const isInAll = (name: string, layouts: (typeof pattern)[number]["layouts"]) =>
  layouts.every(({ sections }) => sections.some(({ fields }) => fields.some(({ api_name }) => api_name === name)));

/** Every change that can be made. A module's last field is the pattern for a new one, so it stays. */
const everyChange: readonly Change[] = pattern.flatMap(({ module: { api_name: module }, fields, layouts }) => [
  ...fields.slice(0, -1).flatMap((field) =>
    FIELD_MUTATIONS.filter(
      ({ fits, needsAllLayouts }) => fits(field) && (!needsAllLayouts || isInAll(field.api_name, layouts)),
    ).map(
      ({ change, respect, needsAllLayouts = false, there, back }): Change => ({
        ...{ module, field: field.api_name, respect, countsLayouts: needsAllLayouts, there, back },
        make: (modules) => {
          for (const one of named(modules, module)) copiesOf(one, field.api_name).forEach(change);
        },
      }),
    ),
  ),
  ...(layouts.length === 1 ? MODULE_MUTATIONS : []).map(
    ({ change, respect, countsLayouts = false, there, back }): Change => ({
      ...{ module, respect, countsLayouts, there, back },
      ...(respect === "fields" && { field: "Added" }),
      make: (modules) => named(modules, module).forEach(change),
    }),
  ),
]);

/** Changes that do not concern the same respect of the same thing. */
function independent(changes: readonly Change[]): Change[] {
  const kept: Change[] = [];
  for (const change of changes) {
    const clash = kept.some(
      (other) =>
        other.module === change.module &&
        (isWhole(other) ||
          isWhole(change) ||
          (other.field === change.field && isSame(other.respect, change.respect)) ||
          counts(other, change) ||
          counts(change, other)),
    );
    if (!clash) kept.push(change);
  }
  return kept;
}
const counts = (one: Change, other: Change) => one.countsLayouts && other.respect === "layouts";
const isWhole = ({ field, respect }: Change) => field === undefined && respect === "all";
const isSame = (a: string, b: string) => a === b || a === "all" || b === "all";

const reported = (differences: readonly Difference[]) =>
  differences.map(({ module, field, kind, breaking }) => JSON.stringify([module, field, kind, breaking])).toSorted();
const expected = (changes: readonly Change[], way: "there" | "back") =>
  changes
    .map(({ module, field, [way]: { kind, breaking } }) => JSON.stringify([module, field, kind, breaking]))
    .toSorted();

test("changes at once are reported exactly, there and back", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...everyChange), { minLength: 2, maxLength: 12 }), (drawn) => {
      const changes = independent(drawn);
      const modules = structuredClone(pattern);
      for (const { make } of changes) make(modules);
      const after = pulled(remaining(modules));
      expect(reported(compareSchemas(before, after))).toEqual(expected(changes, "there"));
      expect(reported(compareSchemas(after, before))).toEqual(expected(changes, "back"));
    }),
    { numRuns: 25 },
  );
});
