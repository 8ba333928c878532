/** Chooses how rows are written, and says what that costs. It sends nothing. */
import { credits, limits } from "../../../generated/limits.js";
import type { Cost } from "../cost.js";
import type { WriteMode, WritePlan, WriteWay } from "./options.js";
import { creditsOf } from "./send.js";
import { CHUNK_ROWS } from "./window.js";

/** What a plan depends on. */
export interface PlanFacts {
  readonly mode: WriteMode;
  readonly key: string | undefined;
  readonly rows: number | undefined;
  readonly via: WriteWay | undefined;
  readonly hasSchema: boolean;
}

/** The cheaper way; calls if nothing is known of the number of rows. */
export function planOf(facts: PlanFacts): WritePlan {
  const { rows, via } = facts;
  const ways = { calls: rows === undefined ? undefined : costOfCalls(facts, rows), bulk: bulkOf(facts, rows) };
  const chosen = via ?? "calls";
  const cost = chosen === "calls" ? ways.calls : ways.bulk && "calls" in ways.bulk ? ways.bulk : undefined;
  return { via: chosen, reason: reasonOf(facts), rows, cost, ways };
}

function reasonOf({ via, rows }: PlanFacts): string {
  if (via !== undefined) return `"via" says so`;
  if (rows === undefined) return "the number of rows is not known";
  return "calls report each row at once";
}

function costOfCalls(facts: PlanFacts, rows: number): Cost {
  const { mode, key, hasSchema } = facts;
  const whole = Math.floor(rows / CHUNK_ROWS);
  const rest = rows % CHUNK_ROWS;
  const writes = whole * creditsOf(facts, CHUNK_ROWS) + (rest === 0 ? 0 : creditsOf(facts, rest));
  // Rows to update or delete are looked up by their key, and so are new ones where Zoho does not reject duplicates.
  const lookUps = key === undefined || mode === "upsert" ? 0 : Math.ceil(rows / limits.coql.values);
  const metadata = key === undefined || hasSchema ? 0 : 1;
  const calls = whole + (rest === 0 ? 0 : 1);
  return { calls: calls + lookUps + metadata, credits: writes + lookUps + metadata };
}

/** Uploads, results and looks at jobs cost a credit each; at least one look is needed. */
const CALLS_PER_JOB = 4;

function bulkOf({ mode }: PlanFacts, rows: number | undefined): Cost | undefined | { readonly impossible: string } {
  if (mode === "delete") return { impossible: "bulk jobs do not delete" };
  if (rows === undefined) return undefined;
  const jobs = Math.ceil(rows / limits.bulkWrite.rows);
  return { calls: jobs * CALLS_PER_JOB, credits: jobs * (credits.createBulkWriteJob + CALLS_PER_JOB - 1) };
}
