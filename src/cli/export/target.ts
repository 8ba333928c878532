/** Where the rows of an export go. */
import { printableLines } from "../../core/errors/printable.js";
import type { ReadCheckpoint } from "../../data/read/checkpoint.js";
import { discard, type ExportOptions, type ExportState, partialFile } from "./partial-file.js";

/** Characters that are written at once. */
const PIECE = 64 * 1024;
/** Milliseconds between two notes of where the export is. */
const SAVE_INTERVAL = 1000;

export interface Target {
  /** Whether the rows are on a terminal. */
  readonly hasTerminal: boolean;
  /** Adds text. @param checkpoint Where the reading is after it, if it is a row */
  add(text: string, checkpoint?: () => ReadCheckpoint): Promise<void>;
  /** Ends the export. */
  finish(): Promise<void>;
  /** Ends it before its end. @returns whether it can continue */
  leave(checkpoint: ReadCheckpoint): Promise<boolean>;
}

/** A file, which has its name once it is complete. @param from Where the export was before */
export async function fileTarget(out: string, options: ExportOptions, from: ExportState | undefined): Promise<Target> {
  const file = await partialFile(out, options, from);
  let text = "";
  let done = from?.done ?? 0;
  let saved = performance.now();
  const flush = async (): Promise<void> => {
    const piece = text;
    text = "";
    await file.write(piece);
  };
  return {
    hasTerminal: false,
    async add(more, checkpoint) {
      text += more;
      if (checkpoint === undefined) return;
      done += 1;
      const isDue = done % 100 === 0 && performance.now() - saved > SAVE_INTERVAL;
      if (text.length >= PIECE || isDue) await flush();
      if (!isDue) return;
      await file.save(done, checkpoint());
      saved = performance.now();
    },
    async finish() {
      await flush();
      await file.finish();
    },
    async leave(checkpoint) {
      await flush();
      if (done > 0) await file.save(done, checkpoint);
      await file.close();
      if (done === 0) await discard(out);
      return done > 0;
    },
  };
}

/** Standard output. A terminal gets nothing that steers it. */
export function outputTarget(stream: NodeJS.WriteStream = process.stdout): Target {
  let text = "";
  const flush = (): Promise<void> => {
    const piece = stream.isTTY ? printableLines(text, Number.POSITIVE_INFINITY) : text;
    text = "";
    if (piece === "") return Promise.resolve();
    return new Promise((resolve) => stream.write(piece, () => resolve()));
  };
  return {
    hasTerminal: stream.isTTY,
    async add(more) {
      text += more;
      if (text.length >= PIECE || stream.isTTY) await flush();
    },
    finish: flush,
    async leave() {
      await flush();
      return false;
    },
  };
}
