/** Sends rows in one call, and says what became of each. */
import { limits } from "../../../generated/limits.js";
import type { NewRecord } from "../../../generated/models.js";
import { createRecords, deleteRecords, updateRecords, upsertRecords } from "../../../generated/operations/records.js";
import { isCrmError } from "../../core/errors/errors.js";
import { type Answer, readAnswers } from "./answer.js";
import { failureOf, patiently } from "./patience.js";
import type { Row, Values } from "./rows.js";
import type { Work } from "./work.js";

/** Hears what becomes of rows that may be sent. */
export interface SendNotes {
  /** From now on, the rows may have been written. Nothing is sent before this is on record. */
  sent(rows: readonly Row[]): Promise<void>;
  /** The rows certainly were not written. */
  freed(rows: readonly Row[]): Promise<void>;
  /** What Zoho says of each row, in their order. */
  answered(rows: readonly Row[], answers: readonly Answer[]): Promise<void>;
}

/**
 * Sends rows. If Zoho rejects the whole call because of one row, it is found by halving, so that no other suffers for it.
 * @throws What stops the writing
 */
export async function sendRows(work: Work, rows: readonly Row[], notes: SendNotes): Promise<void> {
  const answers = await patiently(work, () => attempt(work, rows, notes), false).catch((error: unknown) => {
    if (work.stopped !== undefined) throw error;
    return answersIn(error, work, rows);
  });
  if (answers !== undefined) return await notes.answered(rows, answers);
  const middle = Math.ceil(rows.length / 2);
  await sendRows(work, rows.slice(0, middle), notes);
  await sendRows(work, rows.slice(middle), notes);
}

async function attempt(work: Work, rows: readonly Row[], notes: SendNotes): Promise<readonly Answer[]> {
  await notes.sent(rows);
  try {
    work.check();
  } catch (error) {
    await notes.freed(rows);
    throw error;
  }
  work.cost.calls += 1;
  work.cost.credits += creditsOf(work, rows.length);
  try {
    const { data } = await callOf(work, rows);
    return readAnswers(rows, Array.isArray(data) ? data : [], work.mode);
  } catch (error) {
    const failure = failureOf(error, work);
    if (failure !== "lost" && failure !== "cut" && rowsOf(error) === undefined) await notes.freed(rows);
    throw error;
  }
}

/** What a failed call says of each row; `undefined` if it was rejected because of one of them, and nobody knows which. */
function answersIn(error: unknown, work: Work, rows: readonly Row[]): readonly Answer[] | undefined {
  if (failureOf(error, work) === "lost") return rows.map(() => "lost");
  const each = rowsOf(error);
  // Rows were rejected, and others perhaps not.
  if (each !== undefined) return readAnswers(rows, each, work.mode);
  return rows.length > 1 ? undefined : rows.map(({ index }) => refusal(index, error));
}

/** The credits of a call that writes a number of rows. */
export const creditsOf = ({ mode }: Pick<Work, "mode">, rows: number): number =>
  mode === "delete" ? 1 : Math.ceil(rows / limits.records.rowsPerCredit);

/** The rows of the generated operations have types by module, which are checked where the rows come from. */
function callOf(work: Work, rows: readonly Row[]): Promise<{ readonly data: unknown }> {
  const { crm, module, mode, trigger, key, options } = work;
  const data = rows.map(({ values, id }): Values & NewRecord => (id === undefined ? values : { ...values, id }));
  const body = { data, ...(trigger !== undefined && { trigger }) };
  switch (mode) {
    case "create":
      return createRecords<string>(crm, { module, body }, options);
    case "update":
      return updateRecords<string>(crm, { module, body: body as typeof body & { data: { id: string }[] } }, options);
    case "upsert": {
      const checks = key === undefined ? {} : { duplicate_check_fields: [key.field] };
      return upsertRecords<string>(crm, { module, body: { ...body, ...checks } }, options);
    }
    default: {
      const ids = rows.flatMap(({ id }) => id ?? []);
      const quiet = trigger !== undefined && !trigger.includes("workflow");
      return deleteRecords(crm, { module, ids, ...(quiet && { wf_trigger: false }) }, options);
    }
  }
}

/** The rows of a rejected call, where Zoho says something of each. */
function rowsOf(error: unknown): readonly unknown[] | undefined {
  const rows = isCrmError(error) ? error.details.rows : undefined;
  return Array.isArray(rows) ? rows : undefined;
}

function refusal(index: number, error: unknown): Answer {
  if (!isCrmError(error)) return "lost";
  const { api_name: field } = error.details;
  return {
    index,
    status: "refused",
    code: error.code,
    field: typeof field === "string" ? field : undefined,
    message: error.message,
    id: undefined,
  };
}
