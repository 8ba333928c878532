import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Loopback, startLoopback } from "./loopback.js";
import type { Row } from "./row.js";

/** Counts token requests: for 100 concurrent calls, and for four processes that share a store and make 50 calls each. */
export async function tokenRequests(): Promise<Row[]> {
  return [
    await requests("token requests for 100 calls at once", 1, 100),
    await requests("token requests for 4 processes of 50 calls", 4, 50),
  ];
}

async function requests(name: string, processes: number, calls: number): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), "zcrm-bench-"));
  await using loopback: Loopback = await startLoopback();
  try {
    const one = () => loopback.program("tokens-main", loopback.url, join(folder, "tokens.json"), String(calls));
    await Promise.all(Array.from({ length: processes }, one));
    const value = Number(await loopback.program("count-main", loopback.url));
    return { name, value, budget: { most: 1 }, unit: "", detail: `${processes * calls} calls` };
  } finally {
    await rm(folder, { recursive: true });
  }
}
