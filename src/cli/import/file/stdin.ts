/** Standard input, kept in a file: it is checked before anything is sent, and an import of it can be resumed. */
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { CommandError } from "../../command.js";
import type { Format } from "../../transfer/format.js";

export interface InputCopy {
  readonly path: string;
  remove(): Promise<void>;
}

/** Reads standard input to its end. Only the user can read the copy. */
export async function copyOfInput(format: Format, signal: AbortSignal): Promise<InputCopy> {
  const folder = await mkdtemp(join(tmpdir(), "zcrm-import-"));
  const path = join(folder, `rows.${format}`);
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }), { signal });
  } catch (error) {
    await remove();
    throw signal.aborted ? new CommandError("stopped; nothing was sent", 130) : error;
  }
  return { path, remove };
}
