/** Kills processes that write, at random moments, and lets others go on. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outcome } from "../../../src/data/index.js";
import { createClient, fileStore } from "../../../src/index.js";
import { bundled } from "../../support/bundled.js";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.js";
import type { Order } from "./kill-main.js";
import { HASTY } from "./leads.js";
import { checkpointFor, lies, SCENARIOS, type Scenario, seedFor } from "./scenarios.js";
import { recordsOf, startWorld } from "./world.js";

/** What came of it. */
export interface KillReport {
  writings: number;
  rows: number;
  /** By the number of kills that a writing survived. */
  kills: number;
  outcomes: Record<string, number>;
  /** What is wrong, by writing. */
  readonly wrong: string[];
}

const ROWS = 60;
const CHUNK = 6;
/** Kills in one writing. */
const MOST_KILLS = 6;

/** @param random A number in [0, 1) */
export async function killAndResume(
  kills: number,
  random: () => number,
  log: (line: string) => void,
): Promise<KillReport> {
  const program = await bundled("test/data/write/kill-main.ts");
  await using emulator = await startWorld();
  const proxy = await startFaultProxy(emulator.apiUrl);
  const folder = await mkdtemp(join(tmpdir(), "zcrm-kill-"));
  const report: KillReport = { writings: 0, rows: 0, kills: 0, outcomes: {}, wrong: [] };
  const { apiUrl: _, clock: __, ...settings } = emulator.clientOptions();
  const client = { ...settings, apiUrl: proxy.url };
  // All processes share its token.
  const first = createClient({ ...client, clock: HASTY, store: fileStore(join(folder, "tokens")) });
  await first.records.list({ module: "Leads" });
  first.close();
  try {
    while (report.kills < kills) {
      const scenario = SCENARIOS[report.writings % SCENARIOS.length] as Scenario;
      const start = emulator.snapshot();
      const ids = seedFor(scenario, emulator, ROWS);
      const before = await recordsOf(emulator);
      await using checkpoint = await checkpointFor(scenario, CHUNK);
      const order: Order = {
        scenario: scenario.name,
        rows: ROWS,
        ids,
        checkpoint: checkpoint.path,
        store: join(folder, "tokens"),
        client,
      };
      let outcomes: readonly Outcome[] | undefined;
      let killed = 0;
      while (outcomes === undefined) {
        const isLast = killed === MOST_KILLS || report.kills + killed === kills;
        outcomes = await runOnce(program, order, proxy, isLast ? undefined : random);
        if (outcomes === undefined) killed += 1;
      }
      const wrong = lies(scenario, outcomes, ids, before, await recordsOf(emulator));
      if (outcomes.length !== ROWS) wrong.push(`there are ${outcomes.length} outcomes`);
      report.writings += 1;
      report.rows += outcomes.length;
      report.kills += killed;
      for (const { status } of outcomes) report.outcomes[status] = (report.outcomes[status] ?? 0) + 1;
      report.wrong.push(...wrong.map((text) => `${scenario.name}, ${killed} kills: ${text}`));
      log(`${scenario.name}: ${killed} kills, ${wrong.length} wrong outcomes`);
      for (const text of wrong) log(`  ${text}`);
      emulator.restore(start);
    }
  } finally {
    await proxy.close();
    await rm(folder, { recursive: true });
  }
  return report;
}

/** Runs the process, and kills it if it gets that far. @returns the outcomes; `undefined` if it was killed */
async function runOnce(
  program: string,
  order: Order,
  proxy: FaultProxy,
  random: (() => number) | undefined,
): Promise<readonly Outcome[] | undefined> {
  const child = spawn(process.execPath, [program, JSON.stringify(order)], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const end = () => child.kill("SIGKILL");
  proxy.count = 0;
  // When a request comes, a little later, or some milliseconds after the process has been started.
  const at = random === undefined ? 0 : 1 + Math.floor(random() * 8);
  const later = random === undefined || random() < 0.5 ? 0 : random() * 8;
  proxy.plan = (number) => {
    if (number === at) {
      if (later === 0) end();
      else setTimeout(end, later);
    }
    return undefined;
  };
  const timer = random !== undefined && random() < 0.1 ? setTimeout(end, random() * 300) : undefined;
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once("close", (...result) => resolve(result)),
  );
  clearTimeout(timer);
  proxy.plan = () => undefined;
  // The pauses of the next process take no time, so what the last one sent must have been seen.
  await proxy.idle();
  if (signal === "SIGKILL") return undefined;
  if (code !== 0) throw new Error(`the process ended with ${code}`);
  return JSON.parse(output) as readonly Outcome[];
}
