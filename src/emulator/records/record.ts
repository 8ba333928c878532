import type { ModuleDefinition } from "../modules/modules.js";
import { fieldValue, type Values } from "../values/values.js";

/** A stored record. It is never changed in place, so snapshots may share it. */
export interface CrmRecord {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** The name of a record in lookups and lists. */
export function displayName({ nameField }: ModuleDefinition, record: CrmRecord): string | null {
  const name = fieldValue(record, nameField);
  return typeof name === "string" ? name : null;
}

/** Objects with the members of records and no values, by the names of their parts. */
const SHAPES = new Map<string, object>();
const MAX_SHAPES = 1000;

/**
 * Joins values into a record; later ones replace earlier ones. It copies an object that has the members already, which
 * is several times as fast as adding them one by one.
 */
export function joined<Last extends Values>(parts: readonly Values[], last: Last): Values & Last {
  const shape = shapeOf([...parts, last]);
  // Assigning this member would lose it.
  if (Object.hasOwn(shape, "__proto__")) return { ...Object.fromEntries(parts.flatMap(Object.entries)), ...last };
  return Object.assign({ ...shape }, ...parts, last);
}

function shapeOf(parts: readonly Values[]): object {
  let key = "";
  for (const part of parts) for (const name of Object.keys(part)) key += `${name.length} ${name}`;
  const known = SHAPES.get(key);
  if (known !== undefined) return known;
  if (SHAPES.size === MAX_SHAPES) SHAPES.clear();
  const names = parts.flatMap((part) => Object.keys(part).map((name) => [name, null] as const));
  const shape: object = JSON.parse(JSON.stringify(Object.fromEntries(names)));
  SHAPES.set(key, shape);
  return shape;
}
