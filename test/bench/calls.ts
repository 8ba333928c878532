import type { Loopback } from "./loopback.js";
import { PEER_NAMES, type PeerName } from "./peers.js";
import { alternating, least, most } from "./rounds.js";
import type { Row } from "./row.js";
import type { Measured, Task } from "./task.js";

const ROUNDS = 3;

/** The CPU time of a warm call, of a page of 200 records, and of calls in sequence, relative to bare `node:https`. */
export async function cpuOfCalls(loopback: Loopback): Promise<Row[]> {
  const row = async (name: string, task: Task, budget?: Row["budget"]) =>
    ratioRow(name, await compare(loopback, task, "cpuMicroseconds"), "node:https", "µs", budget);
  return [
    await row("CPU of a warm call, 100 at once", calls("Leads", 100, 6_000), { most: 1.3 }),
    await row("CPU of a page of 200 records", calls("Contacts", 10, 300), { most: 1.1 }),
    await row("CPU of a call, one after the other", calls("Leads", 1, 2_000)),
  ];
}

/** The number of concurrent small calls that complete in a second, relative to `fetch`, which most programs would use. */
export async function throughput(loopback: Loopback): Promise<Row[]> {
  const rows: Row[] = [];
  for (const atOnce of [10, 100, 1_000]) {
    const measured = await compare(loopback, calls("Leads", atOnce, Math.max(4_000, 4 * atOnce)), "perSecond");
    rows.push(ratioRow(`calls a second, ${atOnce} at once`, measured, "fetch", "/s"));
  }
  return rows;
}

const calls = (module: "Leads" | "Contacts", atOnce: number, total: number): Task => ({
  kind: "calls",
  module,
  atOnce,
  total,
});

type PerPeer = Record<PeerName, number>;

async function compare(loopback: Loopback, task: Task, figure: keyof Measured): Promise<PerPeer> {
  const measures = PEER_NAMES.map((peer) => [peer, async () => (await loopback.measure(peer, task))[figure]] as const);
  const choose = figure === "perSecond" ? most : least;
  return alternating(Object.fromEntries(measures) as Record<PeerName, () => Promise<number>>, ROUNDS, choose);
}

function ratioRow(name: string, measured: PerPeer, floor: PeerName, unit: string, budget?: Row["budget"]): Row {
  const share = (peer: PeerName) => (measured[peer] / measured[floor]).toFixed(2);
  return {
    name,
    value: measured.typed / measured[floor],
    budget,
    unit: `of ${floor}'s`,
    detail: `${measured.typed.toFixed(0)} ${unit} against ${measured[floor].toFixed(0)} ${unit}; ${PEER_NAMES.map((peer) => `${peer} ${share(peer)}`).join(", ")}`,
  };
}
