/** A file that has its name once it is complete. Until then, an export can be resumed. */
import { type FileHandle, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { isPlainObject, messageOf } from "../../core/kind.js";
import type { ReadCheckpoint } from "../../data/read/checkpoint.js";
import { CommandError } from "../command.js";
import type { Format } from "../transfer/format.js";

/** What is exported. To continue, it must be the same. */
export interface ExportOptions {
  readonly module: string;
  readonly columns: readonly string[];
  readonly where: string | null;
  readonly format: Format;
  readonly via: string | null;
  readonly rows: number | null;
  readonly schema: string | null;
}

/** Where an export is. */
export interface ExportState {
  readonly zcrm: "export";
  readonly version: 1;
  readonly options: ExportOptions;
  /** Rows in the partial file. */
  readonly done: number;
  /** Bytes of these rows. What follows them was not finished. */
  readonly bytes: number;
  readonly checkpoint: ReadCheckpoint | null;
}

export const partialPath = (out: string): string => `${out}.partial`;
export const statePath = (out: string): string => `${out}.partial.json`;

/** @throws CommandError if there is a state that cannot be read */
export async function readState(out: string): Promise<ExportState | undefined> {
  const path = statePath(out);
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const { size } = await stat(partialPath(out)).catch(() => ({ size: -1 }));
  const state = parsed(text);
  if (state !== undefined && size >= state.bytes) return state;
  throw new CommandError(
    `${path} does not fit ${partialPath(out)}, or is of another version of zcrm: delete both to start again`,
  );
}

function parsed(text: string): ExportState | undefined {
  try {
    const state: unknown = JSON.parse(text);
    return isPlainObject(state) && state.zcrm === "export" && state.version === 1 && typeof state.bytes === "number"
      ? (state as unknown as ExportState)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Removes what a stopped export left. */
export async function discard(out: string): Promise<void> {
  await rm(statePath(out), { force: true });
  await rm(partialPath(out), { force: true });
}

/** The rows of an export on their way to a file. */
export interface PartialFile {
  write(text: string): Promise<void>;
  /** Puts on disk what was written, and where the export is. */
  save(done: number, checkpoint: ReadCheckpoint | null): Promise<void>;
  /** Gives the file its name. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** @throws CommandError if the file cannot be written */
export async function partialFile(
  out: string,
  options: ExportOptions,
  from: ExportState | undefined,
): Promise<PartialFile> {
  const path = partialPath(out);
  if (await isFolder(out)) throw new CommandError(`${out} cannot be written: it is a folder`);
  let bytes = from?.bytes ?? 0;
  const file = await opened(out, path, from === undefined ? "w" : "r+");
  if (from !== undefined) await file.truncate(bytes);
  const failure = (error: unknown) => new CommandError(`${path} cannot be written: ${messageOf(error)}`);
  const sync = () => file.datasync();
  return {
    async write(text) {
      const piece = Buffer.from(text);
      try {
        for (let at = 0; at < piece.length; ) {
          const { bytesWritten } = await file.write(piece, at, piece.length - at, bytes);
          at += bytesWritten;
          bytes += bytesWritten;
        }
      } catch (error) {
        throw failure(error);
      }
    },
    async save(done, checkpoint) {
      await sync();
      const state: ExportState = { zcrm: "export", version: 1, options, done, bytes, checkpoint };
      // The state never runs ahead of the rows, and is old or new.
      await writeFile(`${statePath(out)}.new`, JSON.stringify(state), { flush: true, mode: 0o600 });
      await rename(`${statePath(out)}.new`, statePath(out));
    },
    async finish() {
      await sync();
      await file.close();
      await rename(path, out).catch((error: unknown) => {
        throw new CommandError(`${out} cannot be written: ${messageOf(error)}; the records are in ${path}`);
      });
      await rm(statePath(out), { force: true });
    },
    close: () => file.close(),
  };
}

const opened = (out: string, path: string, flags: string): Promise<FileHandle> =>
  open(path, flags).catch((error: unknown) => {
    throw new CommandError(`${out} cannot be written: ${messageOf(error)}`);
  });

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
