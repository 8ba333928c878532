/** The fields of the standard modules, from the types of their records. */
import type { ModuleModel } from "../types/modules.js";
import type { Declaration, Member } from "./declarations.js";
import type { Reference } from "./reference.js";

export interface ModuleFields {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  readonly type: string;
  readonly doc: string;
  /** The values of a picklist; none for other fields. */
  readonly values: readonly string[];
  readonly write: "required" | "writable" | "read-only";
}

export const moduleFields = ({ modules, models }: Reference): readonly ModuleFields[] =>
  modules.map((module) => ({
    name: module.name,
    doc: models.get(module.read)?.doc ?? "",
    fields: fieldsOf(module, models),
  }));

function fieldsOf({ read, create, update }: ModuleModel, models: ReadonlyMap<string, Declaration>): Field[] {
  const created = new Map(membersOf(create, models).map((member) => [member.name, member]));
  const updated = new Set(membersOf(update, models).map(({ name }) => name));
  return membersOf(read, models).map(({ name, type, doc }) => {
    const write = created.get(name);
    return {
      name,
      type,
      doc,
      values: [...new Set((type.match(/\b[A-Z]\w*/g) ?? []).flatMap((alias) => models.get(alias)?.values ?? []))],
      write: write?.isOptional === false ? "required" : write || updated.has(name) ? "writable" : "read-only",
    };
  });
}

/** The members of a type with those that it inherits, its own first. */
function membersOf(name: string, models: ReadonlyMap<string, Declaration>): readonly Member[] {
  const found = models.get(name);
  if (found === undefined) return [];
  const all = [...found.members, ...found.bases.flatMap((base) => membersOf(base, models))];
  return [...new Map(all.toReversed().map((member) => [member.name, member])).values()].toReversed();
}
