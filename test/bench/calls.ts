import type { Loopback } from "./loopback.js";
import { PEER_NAMES, type PeerName } from "./peers.js";
import { alternating, least, most } from "./rounds.js";
import type { Row } from "./row.js";
import type { Measured, Task } from "./task.js";

const ROUNDS = 3;

/** The CPU time of small calls in sequence, and of a page of 200 records, relative to fetch. */
export async function cpuOfCalls(loopback: Loopback): Promise<Row[]> {
  const small = await compare(loopback, calls("Leads", 1, 2_000), "cpuMicroseconds");
  const page = await compare(loopback, calls("Contacts", 1, 300), "cpuMicroseconds");
  return [
    row("CPU of a small call", small, { most: 0.65 }, "µs"),
    row("CPU of a page of 200 records", page, { most: 0.8 }, "µs"),
  ];
}

/** The number of concurrent small calls that complete in a second, relative to fetch. */
export async function throughput(loopback: Loopback): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [atOnce, budget] of [
    [10, 1.6],
    [100, 2.8],
    [1_000, 6],
  ] as const) {
    const measured = await compare(loopback, calls("Leads", atOnce, Math.max(4_000, 4 * atOnce)), "perSecond");
    rows.push(row(`calls a second, ${atOnce} at once`, measured, { least: budget }, "/s"));
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

function row(name: string, measured: PerPeer, budget: Row["budget"], unit: string): Row {
  const others = PEER_NAMES.map((peer) => `${peer} ${ratio(measured, peer)}`).join(", ");
  return {
    name,
    value: measured.typed / measured.fetch,
    budget,
    unit: "of fetch's",
    detail: `${measured.typed.toFixed(0)} ${unit} against ${measured.fetch.toFixed(0)} ${unit}; ${others}`,
    peers: Object.fromEntries(PEER_NAMES.map((peer) => [peer, measured[peer] / measured.fetch])),
  };
}

const ratio = (measured: PerPeer, peer: PeerName): string => (measured[peer] / measured.fetch).toFixed(2);
