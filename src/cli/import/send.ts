/** Writes the rows of a file. */
import { CrmError, isCrmError } from "../../core/errors/errors.js";
import { messageOf } from "../../core/kind.js";
import type { Outcome } from "../../data/write/outcome.js";
import { CommandError } from "../command.js";
import { count } from "../count.js";
import type { Result, Running } from "../definition.js";
import { Meter } from "../progress/meter.js";
import { duration } from "../progress/render.js";
import type { StopSignal } from "../signal.js";
import { commandLine } from "../transfer/command-line.js";
import { journalPath, removeCheckpoint } from "./checkpoint.js";
import { type FileRow, rowsOf } from "./file/input.js";
import type { Job } from "./job.js";
import { ignoredNotice, replacedNotice } from "./notices.js";
import { type Fate, isThere, RefusedFile } from "./refused-file.js";
import { rowReader } from "./row-reader.js";
import { untilStopped } from "./until-stopped.js";
import { write } from "./write.js";

/** Milliseconds that calls in flight have to end, once the user stops the import. */
const GRACE = 10_000;
/** Rows that may wait for the outcome of an earlier one. */
const MAX_WAITING = 10_000;

/** The user stopped the import. */
class Stopped extends Error {
  override name = "AbortError";
  override message = "the import was stopped";
}

type Counts = Record<Outcome["status"], number>;

/** A row that waits for its outcome, or for that of an earlier one. */
interface Waiting {
  readonly row: FileRow;
  readonly fate: Fate | undefined;
}

export async function* send(job: Job, refusedPath: string, stop: StopSignal): Running {
  const { input, columns, task } = job;
  for (const text of ignoredNotice(columns)) yield { type: "notice", text };
  const reader = rowReader(input.names, columns, job.empty);
  const counts: Counts = { created: 0, updated: 0, deleted: 0, skipped: 0, refused: 0, unknown: 0, notSent: 0 };
  const meter = new Meter();
  const waiting: Waiting[] = [];
  let credits = job.known.credits;
  await using refused = new RefusedFile(refusedPath, input);
  await refused.reset();

  const settle = async (row: FileRow, fate: Fate): Promise<void> => {
    counts.refused += 1;
    await refused.add(row, fate);
  };
  const settleWaiting = async (): Promise<void> => {
    for (let [head] = waiting; head?.fate !== undefined; [head] = waiting) {
      waiting.shift();
      await settle(head.row, head.fate);
    }
  };
  const records = async function* (): AsyncGenerator<object, void> {
    for await (const row of rowsOf(input)) {
      if (stop.signal.aborted) throw new Stopped();
      const read = reader.read(row);
      if ("record" in read) {
        waiting.push({ row, fate: undefined });
        yield read.record;
      } else {
        const fate = { status: "refused", ...read.problem };
        if (waiting.length === 0 || waiting.length > MAX_WAITING) await settle(row, fate);
        else waiting.push({ row, fate });
      }
    }
  };
  const halt = new AbortController();
  using _ = haltLater(stop.signal, halt);
  let failure: { readonly error: unknown } | undefined;
  try {
    const outcomes = write(await job.client(), records(), task, {
      checkpoint: journalPath(input.path),
      signal: halt.signal,
      onCost: (cost) => {
        credits = job.known.credits + cost.credits;
      },
    });
    for await (const outcome of untilStopped(outcomes, stop.signal)) {
      if (outcome === "stopping") {
        yield { type: "notice", text: "Stopping, once the calls in flight have ended. Stop again to end at once." };
        continue;
      }
      const next = waiting.shift();
      counts[outcome.status] += 1;
      const fate = fateOf(outcome);
      if (next !== undefined && fate !== undefined) await refused.add(next.row, fate);
      await settleWaiting();
      const event = meter.at({ done: sum(counts), total: input.rows, credits });
      if (event !== undefined) yield event;
    }
  } catch (error) {
    failure = { error };
  }
  await settleWaiting();
  await refused.flush();
  const spent = { credits, seconds: meter.seconds };
  const resume = commandLine(["import", task.module, input.path, "--resume"], job.tokens);
  if (stop.signal.aborted && failure !== undefined) return interrupted(job, counts, refused, spent, resume);
  if (failure !== undefined) {
    if (sum(counts) > 0 || (await isThere(journalPath(input.path))))
      throw withResume(failure.error, job, counts, resume);
    // Nothing was sent, so nothing is to be resumed.
    await removeCheckpoint(input.path);
    throw failure.error;
  }
  await removeCheckpoint(input.path);
  for (const text of replacedNotice(reader.replaced)) yield { type: "notice", text };
  return finished(job, counts, refused, spent);
}

/** Ends the calls in flight a while after the user has stopped. */
function haltLater(signal: AbortSignal, halt: AbortController): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    timer = setTimeout(() => halt.abort(new Stopped()), GRACE);
  };
  signal.addEventListener("abort", begin, { once: true });
  if (signal.aborted) begin();
  return {
    [Symbol.dispose]() {
      signal.removeEventListener("abort", begin);
      clearTimeout(timer);
    },
  };
}

/** What the file of refused rows says; `undefined` for a row that needs nothing more. */
function fateOf(outcome: Outcome): Fate | undefined {
  const { status } = outcome;
  if (status === "refused") return outcome;
  if (status === "notSent") return { ...outcome, field: undefined };
  if (status !== "unknown") return undefined;
  const where =
    outcome.lookUp === undefined ? "" : `; look for it in ${outcome.lookUp.module} by ${outcome.lookUp.field}`;
  return { status, code: "OUTCOME_UNKNOWN", field: outcome.lookUp?.field, message: `${outcome.message}${where}` };
}

interface Spent {
  readonly credits: number;
  readonly seconds: number;
}

const sum = (counts: Counts): number => Object.values(counts).reduce((all, one) => all + one, 0);

const WORDS: Readonly<Record<keyof Counts, string>> = {
  created: "created",
  updated: "updated",
  deleted: "deleted",
  skipped: "skipped",
  refused: "refused",
  unknown: "unknown",
  notSent: "not sent",
};

/** `9,950 created, 50 refused` */
function inWords(counts: Counts): string {
  const parts = (Object.keys(counts) as (keyof Counts)[]).filter((status) => counts[status] > 0);
  return parts.length === 0
    ? "no rows"
    : parts.map((status) => `${counts[status].toLocaleString("en-US")} ${WORDS[status]}`).join(", ");
}

const costLine = ({ credits, seconds }: Spent): string => `${count(credits, "API credit")}, ${duration(seconds)}`;

const dataOf = ({ task, input }: Job, counts: Counts, refused: RefusedFile, spent: Spent) => ({
  module: task.module,
  mode: task.mode,
  file: input.name,
  rows: sum(counts),
  about: input.rows,
  ...counts,
  refusedFile: refused.rows === 0 ? null : refused.path,
  credits: spent.credits,
  seconds: Math.round(spent.seconds * 10) / 10,
});

function finished(job: Job, counts: Counts, refused: RefusedFile, spent: Spent): Result {
  const isWhole = counts.refused + counts.unknown + counts.notSent === 0;
  const { module, mode, key } = job.task;
  const { empty, mapFile, schema } = job.options;
  const options = {
    mode: mode === "create" ? null : mode,
    key: key ?? null,
    map: mapFile,
    empty: empty === "ignore" ? null : empty,
    schema,
  };
  const again = Object.entries(options).flatMap(([name, value]) => (value === null ? [] : [`--${name}`, value]));
  const text = [
    `${module}: ${inWords(counts)} (${costLine(spent)})`,
    ...(refused.rows === 0
      ? []
      : [
          `${count(refused.rows, "row")} in ${refused.path}, each with the reason. Correct them, and import that file:`,
          `  ${commandLine(["import", module, refused.path, ...again], job.tokens)}`,
        ]),
    ...(counts.skipped === 0
      ? []
      : [
          `Skipped rows have ${key === undefined ? "a record" : `the same ${key} as another row, or as a record`} that is there already.`,
        ]),
    ...(counts.unknown === 0
      ? []
      : ["Rows that are unknown may have been written: look for their records before you import them again."]),
  ];
  return { text: text.join("\n"), data: dataOf(job, counts, refused, spent), exitCode: isWhole ? 0 : 1 };
}

function interrupted(job: Job, counts: Counts, refused: RefusedFile, spent: Spent, resume: string): Result {
  const text = `Stopped. ${job.task.module}: ${inWords(counts)} (${costLine(spent)}). To continue:\n  ${resume}`;
  return { text, data: { ...dataOf(job, counts, refused, spent), resume }, exitCode: 130 };
}

/** What ended the import, and how to continue. */
function withResume(error: unknown, { task }: Job, counts: Counts, resume: string): unknown {
  const message = `${messageOf(error)}\n${task.module}: ${inWords(counts)}. What was sent is on record. To continue:\n  ${resume}`;
  if (error instanceof CommandError) return new CommandError(message, error.exitCode);
  if (!isCrmError(error)) return error;
  const { code, operation, status, details } = error;
  return new CrmError(message, { code, operation, status, details, cause: error });
}
