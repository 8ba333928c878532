/** What an import starts or continues with. */
import { resolve } from "node:path";
import { CommandError, UsageError } from "../command.js";
import type { Values } from "../definition.js";
import type { STORE_OPTIONS } from "../tokens/store.js";
import { commandLine } from "../transfer/command-line.js";
import { formatOf } from "../transfer/format.js";
import {
  type Checkpoint,
  checkpointPath,
  differing,
  type ImportOptions,
  journalPath,
  readCheckpoint,
} from "./checkpoint.js";
import { readMap } from "./map-file.js";
import { isThere, refusedPath } from "./refused-file.js";

/** The options of the command that say what is sent. */
export type Given = Values<typeof STORE_OPTIONS> & {
  readonly [Name in "mode" | "key" | "via" | "empty" | "format" | "encoding" | "schema" | "map" | "refused"]:
    | string
    | undefined;
} & { readonly resume: boolean | undefined };

/** @throws UsageError if the file is there: it may have been corrected */
export async function refusedOf(given: string | undefined, path: string, format: string): Promise<string> {
  if (given === undefined) return refusedPath(path, format);
  if (resolve(given) === resolve(path))
    throw new UsageError("--refused is the file that is imported: pass another one");
  if (await isThere(given)) throw new UsageError(`--refused ${given}: the file exists; move it, or pass another one`);
  return given;
}

/** The options of an import that begins. */
export async function optionsOf(module: string, path: string, given: Given): Promise<ImportOptions> {
  const format = formatOf(given.format, path, undefined);
  if (format === undefined)
    throw new UsageError(`${path}: its name does not tell the format; pass --format csv, ndjson or json`);
  return {
    module,
    mode: given.mode ?? "create",
    key: given.key ?? null,
    via: given.via ?? null,
    empty: given.empty ?? "ignore",
    format,
    encoding: given.encoding ?? null,
    map: [...(await readMap(given.map))],
    schema: given.schema ?? null,
    mapFile: given.map ?? null,
  };
}

/** The checkpoint to continue from. @throws CommandError if there is one, and the user did not say so, or none */
export async function checkpointOf(module: string, path: string, given: Given): Promise<Checkpoint | undefined> {
  const found = await readCheckpoint(path);
  if (!given.resume) {
    if (found === undefined) return undefined;
    throw new CommandError(
      `an import of ${path} was stopped, and can continue:\n  ${commandLine(["import", found.options.module, path, "--resume"], given)}\nTo start again, and write its rows again, delete ${checkpointPath(path)} and ${journalPath(path)}.`,
    );
  }
  if (found === undefined)
    throw new CommandError(`there is nothing to resume: no import of ${path} was stopped; leave --resume out`);
  const wanted: ImportOptions = {
    ...found.options,
    module,
    ...(given.mode !== undefined && { mode: given.mode }),
    ...(given.key !== undefined && { key: given.key }),
    ...(given.via !== undefined && { via: given.via }),
    ...(given.empty !== undefined && { empty: given.empty }),
    ...(given.format !== undefined && { format: given.format }),
    ...(given.encoding !== undefined && { encoding: given.encoding }),
    ...(given.schema !== undefined && { schema: given.schema }),
    ...(given.map !== undefined && { map: [...(await readMap(given.map))] }),
  };
  const different = differing(found.options, wanted);
  if (different !== undefined)
    throw new CommandError(
      `the import of ${path} was started with another ${different}${different === "map" ? "" : ` (${found.options[different] ?? "none"})`}: leave the option out to continue, or delete ${checkpointPath(path)} and ${journalPath(path)} to start again`,
    );
  return found;
}
