/**
 * What changed from one schema of an organization to another, in words.
 *
 * A change is breaking if a program that was compiled against the first schema can send what Zoho now rejects, or read
 * what its types do not say:
 *
 * | What                                   | Breaking                                         | Not breaking                       |
 * | -------------------------------------- | ------------------------------------------------ | ---------------------------------- |
 * | module                                 | gone, no longer available in the API             | new                                |
 * | what a module lets its users do        | no longer: view, create, edit or delete records  | now                                |
 * | field                                  | gone, or new and mandatory                       | new                                |
 * | its type, in Zoho or in JSON           | any other; settings of the type need no line     |                                    |
 * | modules that it refers to              | one is gone                                      | one more                           |
 * | result of a formula                    | any other                                        |                                    |
 * | mandatory: always or in every layout   | now, or no longer always: it can be empty        | no longer in every layout          |
 * | read-only, unique, encrypted           | now                                              | no longer                          |
 * | maximum length, number of decimals     | less                                             | more                               |
 * | value of a picklist                    | gone, or sent under another value                | new; gone from one layout; display |
 * | related list                           | gone, other path, another module                 | new                                |
 * | labels, order, layouts, other settings |                                                  | any                                |
 * | profile, what was left out             |                                                  | any; they are the first lines      |
 *
 * Neither ids nor the order of members are compared. Of lists, the order counts only if it is given by positions.
 */
import { byText, canonical } from "../canonical.js";
import { isSelection } from "../module-choice.js";
import type { ModuleSchema, Schema } from "../schema.js";
import type { Difference } from "./difference.js";
import { changesInModules, modulePairs } from "./modules.js";
import { leftOutChanges, profileChange } from "./origin.js";
import type { Pair } from "./pair.js";
import { own } from "./settings/settings.js";
import { named, quoted } from "./words.js";

/**
 * Compares two schemas of an organization, or of two organizations such as a sandbox and its production. Each change is
 * one difference; those that say how much the others can be trusted come first, then the breaking ones.
 *
 * @param before The schema that programs were compiled against
 * @param after The schema of today
 * @returns The differences; an empty array if there are none
 * @example
 * const differences = compareSchemas(await readSchema("src/zoho/schema.json"), await pullSchema(crm));
 * for (const { text, breaking } of differences) console.log(breaking ? "breaking:" : "", text);
 */
export function compareSchemas(before: Schema, after: Schema): Difference[] {
  const schemas = { before: canonical(before) as Schema, after: canonical(after) as Schema };
  const profile = profileChange(schemas);
  const seenBy =
    profile.length === 0 ? "" : `, or hidden from the profile ${quoted(schemas.after.profile ?? "unknown")}`;
  const { pairs, changes } = moduleList(schemas, seenBy);
  const inDetail = [...changes, ...changesInModules(schemas, pairs, seenBy)];
  return [...profile, ...leftOutChanges(schemas), ...inDetail.toSorted(byImportance)].map(inOneOrder);
}

/** For those who print differences as JSON. */
const inOneOrder = ({ kind, module, field, text, breaking }: Difference): Difference => ({
  kind,
  ...(module !== undefined && { module }),
  ...(field !== undefined && { field }),
  text,
  breaking,
});

/** The modules that are in one schema only, and those to compare in detail. */
function moduleList(schemas: Pair<Schema>, seenBy: string) {
  const changes = [
    ...missing(schemas.before, schemas.after).map((module) => goneModule(module, schemas, seenBy)),
    ...missing(schemas.after, schemas.before).map(
      (module): Difference => ({
        ...{ kind: "module-new", module, breaking: false },
        text: `${introduced(module, schemas.after.modules[module])} is new`,
      }),
    ),
  ];
  const shared = modulePairs(schemas);
  const moved = shared.filter(({ before, after }) => isAvailable(before) !== isAvailable(after));
  return {
    changes: [...changes, ...moved.map(({ name, before, after }) => availability(name, before, after))],
    pairs: shared.filter((pair) => !moved.includes(pair)),
  };
}

/** The modules that only one schema has. What the other one was not asked for is not missing in it. */
const missing = (from: Schema, to: Schema): string[] =>
  isSelection(to) && !isSelection(from)
    ? []
    : Object.keys(from.modules).filter((module) => !Object.hasOwn(to.modules, module));

function goneModule(module: string, { before, after }: Pair<Schema>, seenBy: string): Difference {
  const subject = introduced(module, before.modules[module]);
  const reason = own(after.leftOut, module);
  return reason === undefined
    ? { kind: "module-gone", module, text: `${subject} is gone${seenBy}`, breaking: true }
    : {
        ...{ kind: "module-unavailable", module, breaking: true },
        text: `${subject} can no longer be read: ${named(String(reason))}`,
      };
}

const isAvailable = ({ module }: ModuleSchema): boolean => module.api_supported !== false;

function availability(module: string, before: ModuleSchema, after: ModuleSchema): Difference {
  return isAvailable(after)
    ? { kind: "module-new", module, text: `${introduced(module, after)} is now available in the API`, breaking: false }
    : {
        ...{ kind: "module-unavailable", module, breaking: true },
        text: `${introduced(module, before)} is no longer available in the API`,
      };
}

/** Such as `The module CustomModule5001 ("Invoices", 23 fields)`. */
function introduced(name: string, module: ModuleSchema | undefined): string {
  const count = Object.keys(module?.fields ?? {}).length;
  const label = module?.module.plural_label ?? "";
  return `The module ${named(name)} (${quoted(label)}, ${count} field${count === 1 ? "" : "s"})`;
}

/** Breaking changes first, then by module and field. Those of one field stay in the order of the rules. */
const byImportance = (a: Difference, b: Difference): number =>
  Number(b.breaking) - Number(a.breaking) ||
  byText(a.module ?? "", b.module ?? "") ||
  byText(a.field ?? "", b.field ?? "");
