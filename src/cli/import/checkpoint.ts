/** The files beside an imported one, from which the import can continue after whatever ended it. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { isPlainObject, messageOf } from "../../core/kind.js";
import { CommandError } from "../command.js";
import { isThere } from "./refused-file.js";

const FORMAT = 1;

/** What decides which rows are sent. To continue, it must be the same. */
export interface ImportOptions {
  readonly module: string;
  readonly mode: string;
  readonly key: string | null;
  readonly via: string | null;
  readonly empty: string;
  readonly format: string;
  readonly encoding: string | null;
  readonly map: readonly (readonly [column: string, field: string | null])[];
  readonly schema: string | null;
  /** The file that `map` is from, for messages only. */
  readonly mapFile: string | null;
}

export interface Checkpoint {
  readonly zcrm: "import";
  readonly version: number;
  readonly options: ImportOptions;
  /** SHA-256 of the file. */
  readonly sha256: string;
  /** The file of refused rows. */
  readonly refused: string;
}

/** Paths of the checkpoint of a file, and of the journal of what was sent. */
export const checkpointPath = (file: string): string => `${file}.zcrm-import`;
export const journalPath = (file: string): string => `${file}.zcrm-import.journal`;

/** @throws CommandError if there is one that cannot be read */
export async function readCheckpoint(file: string): Promise<Checkpoint | undefined> {
  const path = checkpointPath(file);
  if (!(await isThere(path))) return undefined;
  const content: unknown = await readFile(path, "utf8")
    .then(JSON.parse)
    .catch(() => undefined);
  if (isPlainObject(content) && content.zcrm === "import" && content.version === FORMAT)
    return content as unknown as Checkpoint;
  throw new CommandError(
    `${path} is damaged, or of another version of zcrm. Nothing tells which rows were sent: look at the records, then delete it and ${journalPath(file)}`,
  );
}

/** @throws CommandError if it cannot be written */
export async function writeCheckpoint(file: string, found: Omit<Checkpoint, "zcrm" | "version">): Promise<void> {
  const content: Checkpoint = { zcrm: "import", version: FORMAT, ...found };
  await writeFile(checkpointPath(file), `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 }).catch(
    (error: unknown) => {
      throw new CommandError(`the checkpoint cannot be written beside the file: ${messageOf(error)}`);
    },
  );
}

export async function removeCheckpoint(file: string): Promise<void> {
  await rm(journalPath(file), { force: true });
  await rm(checkpointPath(file), { force: true });
}

/** The option that differs from that of the checkpoint, if one does. */
export const differing = (found: ImportOptions, wanted: ImportOptions): keyof ImportOptions | undefined =>
  OPTION_NAMES.find((name) => JSON.stringify(found[name]) !== JSON.stringify(wanted[name]));

const OPTION_NAMES = ["module", "mode", "key", "via", "empty", "format", "encoding", "map", "schema"] as const;
