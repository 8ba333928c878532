/** The trace that is written to: not yet opened, open, or none, as nobody asked for it or it cannot be written. */
let trace: { write(line: string): void } | undefined | null;

/**
 * Writes the name of a call to the file that `ZCRM_LEGACY_TRACE` names, a line for each; nothing that the call is given
 * or answers. A line is written before the call goes on, so none is lost where the program ends.
 */
export function traceCall(name: string): void {
  try {
    if (trace === undefined) trace = openTrace(process.env.ZCRM_LEGACY_TRACE);
    trace?.write(`${name}\n`);
  } catch (error) {
    trace = null;
    const reason = error instanceof Error ? error.message : String(error);
    process.emitWarning(`ZCRM_LEGACY_TRACE: the calls are not written down: ${reason}`, "ZcrmWarning");
  }
}

function openTrace(path: string | undefined): typeof trace {
  if (!path) return null;
  const fs = process.getBuiltinModule("node:fs");
  const { O_APPEND, O_CREAT, O_NONBLOCK, O_WRONLY } = fs.constants;
  // What is no file, such as a pipe that nobody reads, must not hold the program up.
  const file = fs.openSync(path, O_APPEND | O_CREAT | O_NONBLOCK | O_WRONLY, 0o600);
  return { write: (line) => fs.writeSync(file, line) };
}
