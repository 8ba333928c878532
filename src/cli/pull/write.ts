/** Writes what was read to the folder. */
import { merged } from "../../schema/merge.js";
import { allModules, type Choose, isSelection, namedModules, presentModules } from "../../schema/module-choice.js";
import type { Schema } from "../../schema/schema.js";
import { writeTypes } from "../../schema/write-types.js";
import { count } from "../count.js";
import type { Context, Result } from "../definition.js";
import { checkFolder, schemaBefore } from "./folder.js";
import {
  contentOf,
  differenceCount,
  differenceLines,
  differencesOf,
  leftOutLines,
  profileChange,
  profileWarning,
  summaryOf,
  unknownLines,
} from "./report.js";
import type { Source } from "./source.js";

/**
 * Reads modules and writes them to a folder.
 * @param names The modules; undefined for those that the folder has, or all
 */
export async function write(
  out: string,
  names: readonly string[] | "all" | undefined,
  read: Source,
  { warn }: Context,
): Promise<Result> {
  const isPart = names !== undefined && names !== "all";
  await checkFolder(out);
  const before = await schemaBefore(out, !isPart);
  const fresh = await read(isPart ? namedModules(names) : names === "all" ? allModules : modulesIn(before));
  const schema = isPart && before !== undefined ? merged(before, fresh) : fresh;
  const { unknown, ...files } = await writeTypes(schema, { out });
  for (const warning of [before && profileChange(before, fresh), profileWarning(schema)]) {
    if (warning !== undefined) warn(warning);
  }
  const differences = before === undefined ? [] : differencesOf(before, schema);
  const summary = summaryOf(schema);
  const text = [
    `${out}: ${contentOf(summary)}`,
    `${count(files.written.length, "file")} written, ${files.unchanged.length} unchanged, ${files.removed.length} removed`,
    ...leftOutLines(schema),
    ...unknownLines(unknown),
    ...(differences.length === 0 ? [] : [`Since the last pull, ${differenceCount(differences)}:`]),
    ...differenceLines(differences),
  ];
  return { text: text.join("\n"), data: { out, ...summary, unknown, ...files, differences } };
}

/** The modules that a schema has: all of the organization, unless it has only some. */
export const modulesIn = (schema: Schema | undefined): Choose =>
  schema !== undefined && isSelection(schema) ? presentModules(Object.keys(schema.modules)) : allModules;
