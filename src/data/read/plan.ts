/** What a reading costs, and which way it takes. */
import { credits, limits, notServed } from "../../../generated/limits.js";
import { CrmError } from "../../core/errors/errors.js";
import type { Node } from "../../query/condition.js";
import { countTests } from "../../query/where.js";
import { fitsQuery, type ReadColumn, splitColumns } from "../columns/columns.js";
import type { Cost } from "../cost.js";
import { conditionProblem } from "./bulk-problem.js";
import type { Order } from "./keyset.js";
import { callsToList } from "./list-window.js";
import type { Via } from "./page.js";

/** A way that a reading cannot take. */
export interface Impossible {
  /** Why, for a person. */
  readonly impossible: string;
}

/** How records will be read. If the number of rows is not known, costs are for 200,000 rows. */
export interface ReadPlan extends Cost {
  readonly via: Via;
  /** Why this way, for a person. */
  readonly reason: string;
  readonly rows: number | undefined;
  readonly ways: Readonly<Record<Via, Cost | Impossible>>;
}

/** What is known of a reading before it begins. */
export interface PlanInput {
  readonly module: string;
  readonly columns: readonly ReadColumn[];
  readonly where: Node | undefined;
  readonly order: Order | undefined;
  readonly rows: number | undefined;
  readonly via: Via | undefined;
  /** Whether the schema saves the calls that tell the fields. */
  readonly hasSchema: boolean;
}

/** Calls of a bulk read besides the start of a job: its states in about a minute, and the file. */
const [LOOKS, DOWNLOADS] = [8, 1];

/** A bulk read for one page. */
const JOB: Cost = { calls: 1 + LOOKS + DOWNLOADS, credits: credits.createBulkReadJob + LOOKS + DOWNLOADS };

/** The calls by COQL that cost as much as a bulk read. */
export const callsBeforeBulk = (input: PlanInput): number => {
  const { coql } = waysOf(input);
  const rows = input.rows ?? limits.bulkRead.rowsPerPage;
  const creditsPerCall = "impossible" in coql ? 1 : coql.credits / Math.max(1, Math.ceil(rows / limits.coql.rows));
  const expected = input.rows === undefined ? 0 : Math.ceil((1.25 * input.rows) / limits.coql.rows);
  return Math.max(Math.ceil(JOB.credits / creditsPerCall), expected);
};

/** The plan of a reading. @throws CrmError `NO_WAY` if it cannot be done, or not the way that was requested */
export function planOf(input: PlanInput): ReadPlan {
  const ways = waysOf(input);
  const { via, reason } = choose(input, ways);
  const cost = ways[via];
  if ("impossible" in cost) throw noWay(via, ways);
  return { via, reason, rows: input.rows, calls: cost.calls, credits: cost.credits, ways };
}

const NAMES: Readonly<Record<Via, string>> = { list: "the list of records", coql: "COQL", bulk: "a bulk read" };
/** Where two cost the same, the first is taken: COQL counts as a heavy call, and a bulk read takes longest. */
const VIAS: readonly Via[] = ["list", "coql", "bulk"];

type Ways = ReadPlan["ways"];

function choose({ via, rows }: PlanInput, ways: Ways): Pick<ReadPlan, "via" | "reason"> {
  if (via !== undefined) return { via, reason: `${NAMES[via]}, as requested` };
  const possible = VIAS.flatMap((way) => {
    const cost = ways[way];
    return "impossible" in cost ? [] : [{ way, cost }];
  });
  const [first, ...others] = possible;
  if (first === undefined) throw noWay(undefined, ways);
  if (others.length === 0) return { via: first.way, reason: `${NAMES[first.way]} is the only way` };
  if (rows === undefined && possible.some(({ way }) => way === "coql")) {
    const isSwitching = possible.some(({ way }) => way === "bulk");
    const reason = isSwitching
      ? `the number of rows is not known: COQL until it has cost as much as a bulk read (${JOB.credits} credits), then a bulk read of the rest`
      : "the number of rows is not known, and COQL reads any number";
    return { via: "coql", reason };
  }
  const best = others.reduce((least, other) => (other.cost.credits < least.cost.credits ? other : least), first);
  const rest = possible.filter((one) => one !== best).map(({ way, cost }) => `${NAMES[way]} ${cost.credits}`);
  return { via: best.way, reason: `${NAMES[best.way]} costs least: ${best.cost.credits} credits; ${rest.join(", ")}` };
}

function noWay(via: Via | undefined, ways: Ways): CrmError {
  const problems = VIAS.flatMap((way) => {
    const cost = ways[way];
    return "impossible" in cost && (via ?? way) === way ? [`by ${NAMES[way]}: ${cost.impossible}`] : [];
  });
  return new CrmError(`the records cannot be read ${problems.join("; ")}`, { code: "NO_WAY", details: { via } });
}

function waysOf(input: PlanInput): Ways {
  const { rows = limits.bulkRead.rowsPerPage, hasSchema, columns } = input;
  const fieldCalls = hasSchema ? 0 : 1;
  const ways = { coql: coqlProblem(input), bulk: bulkProblem(input) };
  const isOnlyList = ways.coql !== undefined && ways.bulk !== undefined;
  const list = listProblem(input, isOnlyList);
  const cost = (calls: number): Cost => ({ calls: calls + fieldCalls, credits: calls + fieldCalls });
  const jobs = Math.max(1, Math.ceil(rows / limits.bulkRead.rowsPerPage));
  const bulkFields = hasSchema ? 0 : 1 + lookupsIn(columns).size;
  return {
    list: list === undefined ? cost(callsToList(rows, listed(isOnlyList)) ?? 1) : { impossible: list },
    coql: ways.coql === undefined ? cost(queries(input, rows)) : { impossible: ways.coql },
    bulk:
      ways.bulk === undefined
        ? { calls: jobs * JOB.calls + bulkFields, credits: jobs * JOB.credits + bulkFields }
        : { impossible: ways.bulk },
  };
}

const listed = (isOnly: boolean): number => (isOnly ? Number.POSITIVE_INFINITY : limits.records.rowsInList);

function queries({ columns, order }: PlanInput, rows: number): number {
  const pages = Math.max(1, Math.ceil(rows / limits.coql.rows));
  const byId = splitColumns(columns).byId.length === 0 ? 0 : Math.ceil(rows / limits.records.idsPerCall);
  // Rows without a value, and those that changed meanwhile.
  const passes = order === undefined || order.column === "Created_Time" ? 0 : 2;
  return pages + byId + passes;
}

/** The lookups that columns follow: the fields of each of their modules must be known to read a CSV. */
const lookupsIn = (columns: readonly ReadColumn[]): ReadonlySet<string> =>
  new Set(
    columns.flatMap(({ name }) => {
      const steps = name.split(".").slice(0, -1);
      return steps.map((_, index) => steps.slice(0, index + 1).join("."));
    }),
  );

function listProblem({ where, order, columns, rows }: PlanInput, isOnly: boolean): string | undefined {
  const path = columns.find(({ from }) => from === "queries");
  if (where !== undefined) return "a list cannot select rows by a condition";
  if (order !== undefined) return "pages of a list that is sorted by a value shift while records change";
  if (path !== undefined) return `a list does not follow lookups, as ${path.name} does`;
  if (isOnly) return undefined;
  if (rows === undefined) return `the number of rows is not known, and Zoho lists only ${limits.records.rowsInList}`;
  return rows > limits.records.rowsInList ? `Zoho lists only ${limits.records.rowsInList} rows` : undefined;
}

/** Conditions of the reading itself: on the id, and on the value that rows are sorted by. */
const ownConditions = (order: Order | undefined): number => (order === undefined ? 1 : 3);

function coqlProblem({ module, columns, where, order }: PlanInput): string | undefined {
  if (notServed.coql.includes(module)) return `COQL does not serve ${module}`;
  const most = limits.coql.conditions - ownConditions(order);
  const count = where === undefined ? 0 : countTests(where);
  if (count > most) return `the condition has ${count} tests, and COQL accepts ${most} beside those of the reading`;
  const paths = columns.filter(({ from }) => from === "queries");
  return fitsQuery(paths)
    ? undefined
    : `${paths.length} columns follow lookups, and COQL selects ${limits.coql.columns}`;
}

function bulkProblem({ module, columns, where, order }: PlanInput): string | undefined {
  if (notServed.bulkRead.includes(module)) return `a bulk read does not serve ${module}`;
  if (order !== undefined) return "a bulk read does not sort rows by a value";
  const column = columns.find(({ reason }) => reason !== undefined);
  return column?.reason ?? (where && conditionProblem(where));
}
