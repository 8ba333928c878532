import { messageOf } from "../core/kind.js";

/** The open trace. It is null if no trace was asked for, or if it cannot be written. */
let trace: { write(line: string): void } | undefined | null;

/**
 * Appends the name of a call to the file in `ZCRM_LEGACY_TRACE`, one line per call, and nothing about its input or
 * response. The line is written before the call continues, so none is lost if the program ends.
 */
export function traceCall(name: string): void {
  try {
    if (trace === undefined) trace = openTrace(process.env.ZCRM_LEGACY_TRACE);
    trace?.write(`${name}\n`);
  } catch (error) {
    trace = null;
    const reason = messageOf(error);
    process.emitWarning(`ZCRM_LEGACY_TRACE: cannot write the trace: ${reason}`, "ZcrmWarning");
  }
}

function openTrace(path: string | undefined): typeof trace {
  if (!path) return null;
  const fs = process.getBuiltinModule("node:fs");
  const { O_APPEND, O_CREAT, O_NONBLOCK, O_WRONLY } = fs.constants;
  // O_NONBLOCK: a pipe that nobody reads must not block the program.
  const file = fs.openSync(path, O_APPEND | O_CREAT | O_NONBLOCK | O_WRONLY, 0o600);
  return { write: (line) => fs.writeSync(file, line) };
}
