/** Checkpoints: where a reading is, as JSON. */
import { CrmError } from "../../core/errors/errors.js";
import type { Place } from "./page.js";

/** Where a reading is. It is small and becomes JSON: keep it whole, and pass it as `from`. */
export interface ReadCheckpoint {
  readonly version: 1;
  readonly module: string;
}

/** What the JSON contains. */
export interface ReadPosition extends ReadCheckpoint {
  /** A mark of the condition and the order, which must be the same. */
  readonly reading: string;
  /** The last row that was returned; null before the first. */
  readonly after: Place | null;
}

/** A mark of text: two texts hardly ever have the same. */
export function markOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const character of text)
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  return hash.toString(16);
}

/**
 * The place of a checkpoint.
 * @param of What the reading is now
 * @throws CrmError `INVALID_CHECKPOINT` if it is not a checkpoint, or one of another reading
 */
export function placeOf(checkpoint: unknown, of: Pick<ReadPosition, "module" | "reading">): Place | undefined {
  const { version, module, reading, after } = isObject(checkpoint) ? checkpoint : {};
  if (version !== 1) throw invalid("it is not the checkpoint() of a reading by this version of the package");
  if (module !== of.module) throw invalid(`it belongs to a reading of ${String(module)}, not of ${of.module}`);
  if (reading !== of.reading) throw invalid("it belongs to a reading with another condition or order");
  if (after === null) return undefined;
  if (!isObject(after) || typeof after.id !== "string" || !/^\d{1,19}$/.test(after.id))
    throw invalid("it names no row");
  return after as object as Place;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const invalid = (reason: string): CrmError => new CrmError(`from: ${reason}`, { code: "INVALID_CHECKPOINT" });
