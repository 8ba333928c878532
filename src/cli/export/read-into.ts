/** Reads records into a file, or onto standard output. */
import { CrmError, isCrmError } from "../../core/errors/errors.js";
import { messageOf } from "../../core/kind.js";
import type { Schema } from "../../schema/schema.js";
import { CommandError } from "../command.js";
import { count } from "../count.js";
import type { CommandEvent } from "../definition.js";
import { Meter } from "../progress/meter.js";
import { duration } from "../progress/render.js";
import type { LazyClient } from "../transfer/client.js";
import type { ExportOptions, ExportState } from "./partial-file.js";
import { read, WAYS } from "./read.js";
import { rowsText } from "./rows-text.js";
import type { Target } from "./target.js";

export interface ReadIntoTask {
  readonly options: ExportOptions;
  readonly from: ExportState | undefined;
  readonly schema: Schema;
  readonly client: LazyClient;
  readonly signal: AbortSignal;
  /** The command that continues, if a file is written. */
  readonly resume: string | undefined;
}

/** How it ended. */
export interface Ended {
  readonly isWhole: boolean;
  /** The command that continues. */
  readonly resume: string | undefined;
  readonly figures: { readonly rows: number; readonly via: string; readonly credits: number; readonly seconds: number };
  readonly time: string;
}

/** @throws What the reading throws, with the command that continues */
export async function* readInto(
  target: Target,
  { options, from, schema, client, signal, resume }: ReadIntoTask,
): AsyncGenerator<CommandEvent, Ended, undefined> {
  const { module, columns, where, format, via, rows } = options;
  const reading = read(await client.open(), {
    module,
    fields: columns.filter((name) => name !== "id"),
    where: where ?? undefined,
    via: WAYS.find((way) => way === via),
    rows: rows ?? undefined,
    from: from?.checkpoint ?? undefined,
    schema,
    signal,
  });
  const plan = reading.plan();
  const text = rowsText(format, columns);
  let done = from?.done ?? 0;
  const meter = new Meter(done);
  const ended = (isWhole: boolean, goesOn: boolean): Ended => ({
    isWhole,
    resume: goesOn ? resume : undefined,
    figures: { rows: done, via: plan.via, credits: client.credits, seconds: Math.round(meter.seconds * 10) / 10 },
    time: duration(meter.seconds),
  });
  try {
    if (done === 0) await target.add(text.head);
    for await (const row of reading) {
      await target.add(text.row(row, done === 0), reading.checkpoint);
      done += 1;
      const event = meter.at({ done, total: plan.rows, credits: client.credits });
      // Rows and a line about them do not share a terminal.
      if (event !== undefined && !target.hasTerminal) yield event;
      if (signal.aborted) break;
    }
    if (signal.aborted) return ended(false, await target.leave(reading.checkpoint()));
    await target.add(text.tail);
    await target.finish();
  } catch (error) {
    const goesOn = await target.leave(reading.checkpoint()).catch(() => false);
    if (signal.aborted) return ended(false, goesOn);
    throw goesOn && resume !== undefined
      ? withResume(error, `${module}: ${count(done, "record")} so far. To continue:\n  ${resume}`)
      : error;
  }
  return ended(true, false);
}

function withResume(error: unknown, remedy: string): unknown {
  const message = `${messageOf(error)}\n${remedy}`;
  if (error instanceof CommandError) return new CommandError(message, error.exitCode);
  if (!isCrmError(error)) return error;
  const { code, operation, status, details } = error;
  return new CrmError(message, { code, operation, status, details, cause: error });
}
