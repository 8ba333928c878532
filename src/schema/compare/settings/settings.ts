/** Settings that Zoho adds every year, and that no rule knows. */
import { byText } from "../../canonical.js";
import { named, quoted } from "../words.js";

export type Members = Readonly<Record<string, unknown>>;

/** Both are canonical. */
export const isEqual = (a: unknown, b: unknown): boolean =>
  a === b || (isObject(a) && isObject(b) && JSON.stringify(a) === JSON.stringify(b));

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** The members that differ, with their values where these are short. Objects are compared member by member. */
export function changedSettings(before: Members, after: Members, isExplained: (name: string) => boolean): string[] {
  if (isEqual(before, after)) return [];
  return namesOf([before, after])
    .filter((name) => !isEqual(own(before, name), own(after, name)) && !isExplained(name))
    .flatMap((name) => changesAt(named(name), own(before, name), own(after, name)));
}

function changesAt(path: string, before: unknown, after: unknown): string[] {
  if (isEqual(before, after) || isNameOf(before, after) || isNameOf(after, before)) return [];
  if (isMembers(before) && isMembers(after)) {
    return namesOf([before, after]).flatMap((name) =>
      changesAt(`${path}.${named(name)}`, own(before, name), own(after, name)),
    );
  }
  const [was, now] = [shortText(before), shortText(after)];
  return [was === undefined || now === undefined ? path : `${path} (was ${was}, now ${now})`];
}

/** The names of the members that any of the items has, sorted. */
export const namesOf = (items: readonly object[]): string[] =>
  [...new Set(items.flatMap(Object.keys))].toSorted(byText);

/** The member itself, never one that all objects have. */
export const own = (members: object, name: string): unknown =>
  Object.hasOwn(members, name) ? Reflect.get(members, name) : undefined;

/** Versions of Zoho's API refer to a module by its name or by an object. */
const isNameOf = (name: unknown, value: unknown): boolean =>
  typeof name === "string" && isMembers(value) && own(value, "api_name") === name;

const isMembers = (value: unknown): value is Members => isObject(value) && !Array.isArray(value);

function shortText(value: unknown): string | undefined {
  if (value === undefined) return "not set";
  if (value === null) return "null";
  if (typeof value === "string") return value.length <= 60 ? quoted(value) : undefined;
  return typeof value === "object" ? undefined : String(value);
}
