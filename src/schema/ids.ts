/** Keeps ids apart from what they identify: they are all that differs between a sandbox and its organization. */
import { byText, nameOf } from "./canonical.js";

/** An id of Zoho's. A value that people choose may look the same, so members that hold values are left alone. */
const ID = /^\d{15,20}$/;
const VALUES = new Set(["actual_value", "display_value", "reference_value", "default_value", "api_name", "name"]);

type Ids = Record<string, string>;

/** A value without its ids, and the ids by their place. */
export function separateIds(value: unknown): { value: unknown; ids: Ids } {
  const found: [string, string][] = [];
  const rest = without(value, "", found);
  return { value: rest, ids: Object.fromEntries(found.toSorted(([a], [b]) => byText(a, b))) };
}

function without(value: unknown, place: string, found: [string, string][]): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const names = namesIn(value);
    return value.map((item, index) => without(item, `${place}${names[index]}/`, found));
  }
  const rest = Object.entries(value).flatMap(([name, member]) => {
    const isId = typeof member === "string" && ID.test(member) && !VALUES.has(name);
    if (!isId) return [[name, without(member, `${place}${segment(name)}/`, found)]];
    found.push([`${place}${segment(name)}`, member]);
    return [];
  });
  return Object.fromEntries(rest);
}

/** Puts ids back to where they were. */
export function withIds(value: unknown, ids: Readonly<Ids>): unknown {
  const byPlace = new Map<string, [string, string][]>();
  for (const [path, id] of Object.entries(ids)) {
    const at = path.lastIndexOf("/") + 1;
    const place = path.slice(0, at);
    const name = path.slice(at).replaceAll("~s", "/").replaceAll("~t", "~");
    byPlace.set(place, [...(byPlace.get(place) ?? []), [name, id]]);
  }
  return restored(value, "", byPlace);
}

function restored(value: unknown, place: string, byPlace: ReadonlyMap<string, [string, string][]>): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const names = namesIn(value);
    return value.map((item, index) => restored(item, `${place}${names[index]}/`, byPlace));
  }
  const members = Object.entries(value).map(([name, member]) => [
    name,
    restored(member, `${place}${segment(name)}/`, byPlace),
  ]);
  return Object.fromEntries([...members, ...(byPlace.get(place) ?? [])]);
}

/** What a path names the items of a list by: their names, or their positions where a name does not tell them apart. */
function namesIn(list: readonly unknown[]): string[] {
  const names = list.map(nameOf);
  const counts = new Map<string | undefined, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  // A name has no unescaped tilde.
  return names.map((name, index) => (name !== undefined && counts.get(name) === 1 ? segment(name) : `~${index}`));
}

/** A name as a part of a path. */
export const segment = (name: string): string => name.replaceAll("~", "~t").replaceAll("/", "~s");
