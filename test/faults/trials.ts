import type { Cell } from "./cell.js";
import { type ClientProcess, startClientProcess } from "./client-process.js";
import { tryCell, type Verdict } from "./trial.js";

/**
 * Runs cells in several processes; each process runs one at a time, so that leftovers have one cause.
 * @param slack The factor by which a cell may exceed its time limit, for machines that do other work.
 */
export async function tryCells(cells: readonly Cell[], processes: number, slack = 1): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const waiting = [...cells.entries()];
  const work = async (): Promise<void> => {
    let client: ClientProcess | undefined;
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [index, cell] = next;
        client ??= await startClientProcess();
        const { verdict, isUsable } = await tryCell(cell, client, slack);
        verdicts[index] = verdict;
        if (isUsable) continue;
        client.kill();
        client = undefined;
      }
    } finally {
      client?.kill();
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  return verdicts;
}
