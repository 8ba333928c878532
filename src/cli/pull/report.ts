/** What a pull tells people about schemas. */
import { compareSchemas } from "../../schema/compare/compare.js";
import type { Difference } from "../../schema/compare/difference.js";
import type { Schema } from "../../schema/schema.js";
import type { UnknownField } from "../../schema/types/module-file.js";
import { count } from "../count.js";

/** What a schema contains. */
export interface Summary {
  readonly profile: string | null;
  readonly modules: number;
  readonly fields: number;
  readonly leftOut: Schema["leftOut"];
}

export function summaryOf({ profile, modules, leftOut }: Schema): Summary {
  const all = Object.values(modules);
  const fields = all.reduce((sum, module) => sum + Object.keys(module.fields).length, 0);
  return { profile, modules: all.length, fields, leftOut };
}

/** `73 modules, 2,340 fields, pulled under the profile Administrator` */
export const contentOf = ({ profile, modules, fields }: Summary): string =>
  `${count(modules, "module")}, ${count(fields, "field")}` +
  (profile === null ? "" : `, pulled under the profile ${profile}`);

/** Warns of a profile that may hide modules and fields. */
export function profileWarning({ profile }: Pick<Schema, "profile">): string | undefined {
  if (profile === "Administrator") return undefined;
  const remedy = "pull with an administrator's token to have all of them";
  return profile === null
    ? `warning: the profile is unknown (the token lacks the scope ZohoCRM.users.READ, or the modules were pulled under different profiles). Fields that it hides are missing; ${remedy}`
    : `warning: the fields that the profile ${profile} hides are missing; ${remedy}`;
}

/** Says that two schemas show what different profiles may see; `undefined` if the profile is the same. */
export function profileChange(before: Schema, after: Schema): string | undefined {
  if (before.profile === after.profile) return undefined;
  const words = ({ profile }: Schema) => (profile === null ? "an unknown profile" : `the profile ${profile}`);
  return `warning: schema.json was pulled under ${words(before)}, and the token has ${words(after)}: what seems to be new or gone may be hidden from one of them`;
}

/** The modules and parts that were left out, one reason on a line. */
export const leftOutLines = ({ leftOut }: Pick<Schema, "leftOut">): string[] =>
  grouped(
    "Left out:",
    Object.entries(leftOut).filter(([place]) => place !== "*"),
  );

/** The fields whose types are not known, one data type on a line. */
export const unknownLines = (fields: readonly UnknownField[]): string[] =>
  grouped(
    "Of a data type that this version of zcrm does not know, so their values are `unknown`:",
    fields.map(({ module, field, dataType }) => [`${module}.${field}`, dataType]),
  );

function grouped(title: string, entries: readonly (readonly [name: string, group: string])[]): string[] {
  const groups = new Map<string, string[]>();
  for (const [name, group] of entries) groups.set(group, [...(groups.get(group) ?? []), name]);
  if (groups.size === 0) return [];
  return [title, ...Array.from(groups, ([group, names]) => `  ${names.join(", ")}: ${group}`)];
}

/** What differs in the organization, without who looked at it. */
export const differencesOf = (before: Schema, after: Schema): readonly Difference[] =>
  compareSchemas(before, after).filter(({ kind }) => kind !== "profile-changed");

/** The differences, one on a line. */
export const differenceLines = (differences: readonly Difference[]): string[] =>
  differences.map(({ breaking, text }) => `  ${breaking ? "breaking: " : ""}${text}`);

/** `3 differences, 1 of them breaking` */
export function differenceCount(differences: readonly Difference[]): string {
  const breaking = differences.filter((difference) => difference.breaking).length;
  return `${count(differences.length, "difference")}, ${breaking === 0 ? "none" : breaking} of them breaking`;
}
