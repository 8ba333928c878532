/** The lines of a journal: what they say, and how they are read. Rows are named by their place in the chunk. */
import { CrmError } from "../../../core/errors/errors.js";
import type { WriteMode } from "../options.js";
import type { Outcome } from "../outcome.js";

/** Where a writing keeps what was sent and what was settled. Each promise resolves when it is safe on disk. */
export interface Journal {
  readonly path: string;
  /** What is known of a chunk from before. */
  chunk(chunk: number): Promise<ChunkState | undefined>;
  /** The digest of the rows of a chunk; empty if nobody asks for it. */
  digestOf(rows: readonly unknown[]): string;
  note(line: ChunkLine): Promise<void>;
  /** The input ends after this number of rows. @throws CrmError `CHECKPOINT_MISMATCH` if it ended elsewhere before */
  end(rows: number): Promise<void>;
  close(): Promise<void>;
}

/** For a writing without a checkpoint. */
export const NO_JOURNAL: Journal = {
  path: "",
  chunk: async () => undefined,
  digestOf: () => "",
  note: async () => undefined,
  end: async () => undefined,
  close: async () => undefined,
};

/** The first line: what is written. Another writing cannot resume it. */
export interface Header {
  readonly zcrm: "write";
  readonly format: 1;
  readonly module: string;
  readonly mode: WriteMode;
  readonly key: string | null;
  readonly via: "calls" | "bulk";
  /** Rows in a chunk. */
  readonly size: number;
}

/** What happened to rows of one chunk. */
export interface ChunkLine {
  readonly chunk: number;
  /** Digest of all rows of the chunk. */
  readonly digest: string;
  /** These rows may have been written, since the time `at`, in epoch milliseconds. */
  readonly sent?: readonly number[];
  readonly at?: number;
  /** The ids of the rows in `sent` that were looked up by the key. */
  readonly ids?: readonly (string | null)[];
  /** These rows certainly were not written. */
  readonly freed?: readonly number[];
  /** The final outcomes of these rows, without their index. */
  readonly settled?: readonly (readonly [place: number, outcome: object])[];
  /** Whether these are all rows of the chunk. */
  readonly done?: true;
  /** A job may have been started with these rows, at this time; 0 if it certainly was not. */
  readonly startedAt?: number;
  /** The job that writes these rows. */
  readonly job?: object;
}

/** The last line: how many rows there were. */
export interface EndLine {
  readonly end: number;
}

/** What a journal says of a chunk. */
export interface ChunkState {
  readonly digest: string;
  /** By place. */
  readonly settled: ReadonlyMap<number, object>;
  readonly startedAt: number | undefined;
  readonly job: object | undefined;
  /** Rows that may have been written. */
  readonly sent: ReadonlyMap<number, { readonly at: number; readonly id: string | undefined }>;
}

/** The state of a chunk after its lines. */
export function stateAfter(lines: readonly ChunkLine[]): ChunkState | undefined {
  const [first] = lines;
  if (first === undefined) return undefined;
  const settled = new Map<number, object>();
  const sent = new Map<number, { at: number; id: string | undefined }>();
  for (const line of lines) {
    line.sent?.forEach((place, at) => {
      // The first time counts: since then, the row may have been written.
      sent.set(place, { at: sent.get(place)?.at ?? line.at ?? 0, id: line.ids?.[at] ?? undefined });
    });
    for (const place of line.freed ?? []) sent.delete(place);
    for (const [place, outcome] of line.settled ?? []) settled.set(place, outcome);
  }
  const { startedAt } = lines.findLast((line) => line.startedAt !== undefined) ?? {};
  const { job } = lines.findLast((line) => line.job !== undefined) ?? {};
  return { digest: first.digest, settled, sent, startedAt: startedAt === 0 ? undefined : startedAt, job };
}

/** An outcome as a journal keeps it: the index follows from its place. */
export function withoutIndex({ index: _, ...outcome }: Outcome): object {
  return outcome;
}

/** Reads a line. @throws CrmError `CHECKPOINT_DAMAGED` */
export function readLine(text: string, number: number, path: string): Header | ChunkLine | EndLine {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    throw damaged(path, number);
  }
  const isKnown =
    typeof line === "object" && line !== null && (number === 1 ? "zcrm" in line : "chunk" in line || "end" in line);
  if (!isKnown) throw damaged(path, number);
  return line as Header | ChunkLine | EndLine;
}

const damaged = (path: string, number: number): CrmError =>
  new CrmError(`the checkpoint ${path} is damaged or not a checkpoint: line ${number} cannot be read`, {
    code: "CHECKPOINT_DAMAGED",
    details: { path, line: number },
  });

/** Checks that a journal belongs to the writing. @throws CrmError `CHECKPOINT_MISMATCH` */
export function checkHeader(found: Header, wanted: Header, path: string): void {
  if (found.zcrm !== "write" || found.format !== wanted.format)
    throw mismatch(path, `it is of another kind or of a later version of zcrm`);
  for (const name of ["module", "mode", "key", "via"] as const) {
    if (found[name] !== wanted[name])
      throw mismatch(path, `it was begun with the ${name} ${found[name] ?? "none"}, not ${wanted[name] ?? "none"}`);
  }
}

/** The error of a journal that belongs to another writing. */
export const mismatch = (path: string, reason: string): CrmError =>
  new CrmError(
    `the checkpoint ${path} does not fit: ${reason}; resume it with the same rows and options, or choose another file`,
    { code: "CHECKPOINT_MISMATCH", details: { path } },
  );
