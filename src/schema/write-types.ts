import { needFiles } from "../core/platform.js";
import type { Schema } from "./schema.js";
import { schemaText } from "./schema-text.js";
import { changesOf } from "./types/changes.js";
import type { UnknownField } from "./types/module-file.js";
import { SCHEMA_FILE, typesOf } from "./types/types-of.js";

export interface WriteTypesOptions {
  /** The folder to write, such as `src/zoho`. It is created if it does not exist. */
  readonly out: string;
}

/** What `writeTypes` did. Files are named by their path in the folder. */
export interface WrittenTypes {
  /** The files that are new or have changed. */
  readonly written: readonly string[];
  /** The files that were up to date. */
  readonly unchanged: readonly string[];
  /** The files of modules that are gone. */
  readonly removed: readonly string[];
  /** The fields whose data type this version does not know. Their values are `unknown`. */
  readonly unknown: readonly UnknownField[];
}

/**
 * Writes a schema and its types: `schema.json`, a file with the types of each module, lists of large picklists, and
 * `index.ts`, which exports `Org`. Replaces and removes only files that it wrote. The folder compiles at every moment,
 * also if the program is interrupted.
 *
 * @throws CrmError `FILE_IN_THE_WAY` if a file of another origin has the name of one to write; nothing is written then.
 *   `FILE_NOT_READ` or `FILE_NOT_WRITTEN` if the file system refuses.
 * @example
 * const schema = await pullSchema(crm);
 * const { written, unknown } = await writeTypes(schema, { out: "src/zoho" });
 */
export async function writeTypes(schema: Schema, { out }: WriteTypesOptions): Promise<WrittenTypes> {
  needFiles("writeTypes()", "run it in Node.js");
  const { apply, filesIn, tidy } = await import("./types/folder.js");
  const { files, unknown } = typesOf(schema);
  // The schema comes last: until all types are written, a check finds the folder to differ.
  const all = new Map([...files, [SCHEMA_FILE, schemaText(schema)]]);
  const changes = changesOf(all, await filesIn(out, all.keys()));
  for (const change of changes) await apply(out, change);
  await tidy(out);
  const pathsOf = (kind: "write" | "remove") =>
    changes.filter((change) => change.kind === kind).map(({ path }) => path);
  const written = pathsOf("write");
  const unchanged = [...all.keys()].filter((path) => !written.includes(path));
  return { written, unchanged, removed: pathsOf("remove"), unknown };
}
