/** Checks the rows of a file, and writes nothing. */
import { checkRecord, type RecordProblem } from "../../schema/check-record.js";
import { count } from "../count.js";
import type { Running } from "../definition.js";
import { Meter } from "../progress/meter.js";
import { type FileRow, rowsOf } from "./file/input.js";
import type { Job } from "./job.js";
import { ignoredNotice, replacedNotice } from "./notices.js";
import { rowReader } from "./row-reader.js";
import { costOf } from "./write.js";

/** The kinds of problems that people see. */
const MAX_SHOWN = 20;

interface FoundProblem {
  readonly column: string;
  readonly code: string;
  readonly message: string;
  readonly firstRow: number;
  rows: number;
}

export async function* dryRun(job: Job, signal: AbortSignal): Running {
  const { input, columns, known, task } = job;
  const reader = rowReader(input.names, columns, job.empty);
  const found = new Map<string, FoundProblem>();
  const meter = new Meter();
  let [rows, refused] = [0, 0];
  const note = (row: FileRow, column: string, code: string, message: string): void => {
    const key = JSON.stringify([column, code, message]);
    const known = found.get(key);
    if (known === undefined) found.set(key, { column, code, message, firstRow: row.number, rows: 1 });
    else known.rows += 1;
  };
  const columnOf = new Map([...columns.used.values()].map(({ field, column }) => [field, column]));
  for await (const row of rowsOf(input)) {
    if (signal.aborted) break;
    rows += 1;
    const read = reader.read(row);
    const problems = "problem" in read ? [] : problemsOf(job, read.record);
    if ("problem" in read || problems.length > 0) refused += 1;
    if ("problem" in read) note(row, read.problem.column ?? "", read.problem.code, read.problem.message);
    for (const { field, code, message } of problems) note(row, columnOf.get(field) ?? field, code, message);
    const event = meter.at({ done: rows, total: input.rows, credits: known.credits });
    if (event !== undefined) yield event;
  }
  const problems = [...found.values()].toSorted((a, b) => b.rows - a.rows);
  const cost = refused === rows ? undefined : costOf(await job.client(), { ...task, rows: rows - refused });
  const text = [
    `${input.name}, checked against ${known.source}: ${count(rows - refused, "row")} can be sent, ${count(refused, "row")} would be refused. Nothing was written.`,
    ...problems
      .slice(0, MAX_SHOWN)
      .map(
        ({ message, rows: many, firstRow }) =>
          `  ${many === 1 ? `row ${firstRow}` : `${count(many, "row")}, first row ${firstRow}`}: ${message}`,
      ),
    ...(problems.length > MAX_SHOWN ? [`  and ${count(problems.length - MAX_SHOWN, "other problem")}`] : []),
    ...ignoredNotice(columns),
    ...replacedNotice(reader.replaced),
    ...missingNotice(job),
    ...(cost === undefined
      ? []
      : [`Writing them takes about ${count(cost.calls, "call")}, ${count(cost.credits, "API credit")}.`]),
  ];
  const data = {
    dryRun: true,
    rows,
    sendable: rows - refused,
    refused,
    problems,
    ignored: Object.fromEntries(columns.ignored),
    replaced: Object.fromEntries(reader.replaced),
    cost: cost ?? null,
    schema: known.source,
  };
  if (signal.aborted) return { text: "stopped; nothing was written", data, exitCode: 130 };
  return { text: text.join("\n"), data, exitCode: refused === 0 ? 0 : 1 };
}

function problemsOf({ task, known, mode }: Job, record: Readonly<Record<string, unknown>>): RecordProblem[] {
  if (mode === "delete") return [];
  // A row to upsert may change a record, which has the mandatory fields already.
  const call = mode === "create" ? "create" : "update";
  return checkRecord(known.schema, task.module, record, { for: call }).filter(({ effect }) => effect === "refused");
}

/** The mandatory fields that new records would lack. */
function missingNotice({ mode, known, columns }: Job): string[] {
  if (mode !== "upsert") return [];
  const fields = new Set([...columns.used.values()].map(({ field }) => field));
  const missing = Object.entries(known.module.fields).flatMap(([name, { system_mandatory }]) =>
    system_mandatory === true && !fields.has(name) ? [name] : [],
  );
  return missing.length === 0 ? [] : [`New records need ${missing.join(", ")}, for which the file has no column.`];
}
