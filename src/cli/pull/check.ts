/** Compares the folder with the organization. */
import { selected } from "../../schema/merge.js";
import { presentModules } from "../../schema/module-choice.js";
import type { Schema } from "../../schema/schema.js";
import { readSchemaFile } from "../../schema/schema-file.js";
import { staleTypes } from "../../schema/stale-types.js";
import { CommandError, didYouMean } from "../command.js";
import { count } from "../count.js";
import type { Context, Result } from "../definition.js";
import { schemaFileOf } from "./folder.js";
import {
  contentOf,
  differenceCount,
  differenceLines,
  differencesOf,
  profileChange,
  profileWarning,
  summaryOf,
} from "./report.js";
import type { Source } from "./source.js";
import { modulesIn } from "./write.js";

/** The number of files that a message names. */
const MAX_NAMED = 5;

/**
 * Compares a folder's schema with what is read, and its types with its schema.
 * @param names The modules; undefined for those that the folder has
 */
export async function check(
  out: string,
  names: readonly string[] | undefined,
  read: Source,
  { warn }: Context,
): Promise<Result> {
  const file = schemaFileOf(out);
  const committed = await readSchemaFile(file);
  const before = names === undefined ? committed : part(committed, names, file);
  const stale = await staleTypes(committed, out);
  const after = await read(names === undefined ? modulesIn(committed) : presentModules(names));
  for (const warning of [profileChange(before, after), profileWarning(after)]) {
    if (warning !== undefined) warn(warning);
  }
  const differences = differencesOf(before, after);
  const isSame = differences.length === 0 && stale.length === 0;
  const text = [
    ...differenceLines(differences),
    ...(differences.length > 0 ? [`${file} differs from the organization: ${differenceCount(differences)}.`] : []),
    ...(stale.length > 0
      ? [`${count(stale.length, "file")} in ${out} and schema.json do not match: ${shortened(stale)}.`]
      : []),
    isSame
      ? `${out} is up to date: ${contentOf(summaryOf(before))}`
      : `Run: npx zcrm pull --out ${out}${differences.length === 0 ? ` --from ${file}` : ""}`,
  ];
  const profiles = { profile: before.profile, profileNow: after.profile };
  return { text: text.join("\n"), data: { out, isSame, ...profiles, differences, stale }, exitCode: isSame ? 0 : 1 };
}

/** @throws CommandError if the schema does not have one of the modules */
function part(schema: Schema, names: readonly string[], file: string): Schema {
  const known = Object.keys(schema.modules);
  const missing = names.find((name) => !known.includes(name));
  if (missing !== undefined) throw new CommandError(`${file} has no module ${missing}${didYouMean(missing, known)}`);
  return selected(schema, presentModules(names));
}

const shortened = (files: readonly string[]): string =>
  files.length <= MAX_NAMED
    ? files.join(", ")
    : `${files.slice(0, MAX_NAMED).join(", ")} and ${files.length - MAX_NAMED} more`;
