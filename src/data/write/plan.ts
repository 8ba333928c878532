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
  readonly hasTrigger: boolean;
}

/** What the ways cost. */
type Ways = WritePlan["ways"];

/** The cheaper way; calls if the number of rows is not known, or if jobs would not do. */
export function planOf(facts: PlanFacts): WritePlan {
  const { rows } = facts;
  const ways: Ways = { calls: rows === undefined ? undefined : costOfCalls(facts, rows), bulk: bulkOf(facts, rows) };
  const { via, reason } = chosen(facts, ways);
  const cost = via === "calls" ? ways.calls : bulkCost(ways);
  return { via, reason, rows, cost, ways };
}

function chosen(facts: PlanFacts, ways: Ways): Pick<WritePlan, "via" | "reason"> {
  const { via, mode, key } = facts;
  if (via !== undefined) return { via, reason: `"via" says so` };
  const calls = (reason: string) => ({ via: "calls", reason }) as const;
  const bulk = bulkCost(ways);
  if (ways.bulk !== undefined && "impossible" in ways.bulk) return calls(ways.bulk.impossible);
  if (bulk === undefined || ways.calls === undefined) return calls("the number of rows is not known");
  if (bulk.credits >= ways.calls.credits) return calls("calls cost fewer credits");
  // A lost response would leave thousands of rows unknown, and a cell cannot say that a field is to be cleared.
  if (mode !== "create" || key === undefined) return calls(`jobs cost fewer credits, but only "via" chooses them here`);
  return { via: "bulk", reason: "jobs cost fewer credits" };
}

const bulkCost = ({ bulk }: Ways): Cost | undefined => (bulk !== undefined && "calls" in bulk ? bulk : undefined);

function costOfCalls(facts: PlanFacts, rows: number): Cost {
  const { mode, key } = facts;
  const whole = Math.floor(rows / CHUNK_ROWS);
  const rest = rows % CHUNK_ROWS;
  const writes = whole * creditsOf(facts, CHUNK_ROWS) + (rest === 0 ? 0 : creditsOf(facts, rest));
  // Rows to update or delete are looked up by their key, and so are new ones where Zoho does not reject duplicates.
  const lookUps = key === undefined || mode === "upsert" ? 0 : Math.ceil(rows / limits.coql.values);
  const others = lookUps + metadataOf(facts);
  return { calls: whole + (rest === 0 ? 0 : 1) + others, credits: writes + others };
}

/** Calls that read the fields of the key. */
const metadataOf = ({ key, hasSchema }: PlanFacts): number => (key === undefined || hasSchema ? 0 : 1);

/** The upload, the start, one look at least, and the result. Only the start costs more than one credit. */
const CALLS_PER_JOB = 4;

function bulkOf(facts: PlanFacts, rows: number | undefined): Ways["bulk"] {
  const { mode, key, hasSchema, hasTrigger } = facts;
  if (mode === "delete") return { impossible: "jobs do not delete" };
  if (mode === "upsert" && key === undefined) return { impossible: "an upsert by jobs needs a key" };
  if (hasTrigger) return { impossible: "jobs take no triggers" };
  if (rows === undefined) return undefined;
  const jobs = Math.ceil(rows / limits.bulkWrite.rows);
  // The organization, and the fields.
  const others = metadataOf(facts) + (hasSchema ? 1 : 2);
  const perJob = CALLS_PER_JOB - 1 + credits.createBulkWriteJob;
  return { calls: jobs * CALLS_PER_JOB + others, credits: jobs * perJob + others };
}
