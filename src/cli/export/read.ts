/** The seam to reading records: what an export needs of it. */
import type { ApiClient } from "../../core/operation.js";
import type { ReadCheckpoint } from "../../data/read/checkpoint.js";
import type { Reading } from "../../data/read/read-records.js";
import { readRecords } from "../../data/read/read-records.js";
import type { Schema } from "../../schema/schema.js";

/** The ways to read. */
export const WAYS = ["list", "coql", "bulk"] as const;
export type Way = (typeof WAYS)[number];

/** What is read, and how. */
export interface ReadTask {
  readonly module: string;
  readonly fields: readonly string[];
  readonly where: string | undefined;
  readonly via: Way | undefined;
  readonly rows: number | undefined;
  readonly from: ReadCheckpoint | undefined;
  readonly schema: Schema;
  readonly signal: AbortSignal;
}

type AnyRow = Readonly<Record<string, unknown>>;

/** The names come from the command line, so the compiler knows none of them. */
export function read(crm: ApiClient, { where, via, rows, from, ...task }: ReadTask): Reading<AnyRow> {
  const params = {
    ...task,
    ...(where !== undefined && { where }),
    ...(via !== undefined && { via }),
    ...(rows !== undefined && { rows }),
    ...(from !== undefined && { from }),
  };
  return readRecords(crm, params as never) as Reading<AnyRow>;
}
