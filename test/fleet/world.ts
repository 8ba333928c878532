/** A fleet of processes, their engine, and the emulator that they call. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { randomOf } from "../soak/random.js";
import { type Fate, startCuttingProxy } from "../support/servers/cutting-proxy.js";
import { startServer } from "../support/stores/server-process.js";
import { type EngineName, openEngine, SERVERS } from "./engine.js";
import { type Judge, startJudge } from "./judge.js";
import { type Member, startMember } from "./member.js";
import type { Scenario } from "./scenario.js";

/** What a scenario can see and do. */
export interface World {
  readonly emulator: Emulator;
  readonly judge: Judge;
  /** Stops the process that last got the lock of the token. @returns a function that continues it */
  stopHolder(): () => void;
  /** Resolves once this share of the calls has been responded to. */
  progress(share: number): Promise<void>;
  until(isSo: () => boolean): Promise<void>;
  /** Kills the engine's server, and starts it again. */
  restartEngine(): Promise<void>;
}

/** What a run showed. */
export interface Outcome {
  readonly ends: Readonly<Record<string, number>>;
  readonly tokenRequests: number;
  readonly issued: number;
  /** The most calls at the same moment, by the emulator's count, and those that it rejected as too many. */
  readonly most: number;
  readonly tooMany: number;
  readonly setBacks: number;
  readonly behind: number;
  /** Scripts or statements whose connection was cut. */
  readonly cut: number;
  /** How often a process was stopped, and the server killed. */
  readonly stops: number;
  readonly crashes: number;
  readonly seconds: number;
}

/** The concurrent calls that the emulator allows, and that the fleet keeps to. */
const LIMIT = 10;
/** Milliseconds that a call takes. */
const CALL = 20;

export interface FleetOptions {
  readonly processes: number;
  readonly calls: number;
  readonly seed: number;
}

/** Runs a fleet on an engine while a scenario disturbs it. */
export async function runFleet(engine: EngineName, scenario: Scenario, options: FleetOptions): Promise<Outcome> {
  const begin = performance.now();
  const cleanups: (() => unknown)[] = [];
  try {
    const outcome = await work(engine, scenario, options, (cleanup) => cleanups.push(cleanup));
    return { ...outcome, seconds: (performance.now() - begin) / 1_000 };
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}

async function work(
  engine: EngineName,
  scenario: Scenario,
  { processes, calls, seed }: FleetOptions,
  afterwards: (cleanup: () => unknown) => void,
): Promise<Omit<Outcome, "seconds">> {
  const folder = await mkdtemp(join(tmpdir(), "zcrm-fleet-"));
  afterwards(() => rm(folder, { recursive: true, force: true }));
  const program = SERVERS[engine];
  let server = program && (await startServer(program));
  afterwards(() => server?.stop());
  const port = server?.port ?? 0;
  const proxy =
    scenario.cut === undefined
      ? undefined
      : await startCuttingProxy(port, cutting(scenario.cut, randomOf(seed)), STATEMENTS[engine]);
  afterwards(() => proxy?.[Symbol.asyncDispose]());
  const place = { engine, port: proxy?.port ?? port, folder };

  // The edition that allows ten concurrent calls.
  const emulator = await startEmulator({ edition: "standard" });
  afterwards(() => emulator.close());
  emulator.faults.add({ operation: "records.list", delay: CALL, times: Number.POSITIVE_INFINITY });
  const judge = await startJudge(emulator.apiUrl);
  afterwards(() => judge[Symbol.asyncDispose]());
  const own = await openEngine({ ...place, port }, true);
  afterwards(() => own.close());

  let holder: Member | undefined;
  const { clock: _, ...options } = emulator.clientOptions();
  const client = { ...options, apiUrl: judge.url, accountsUrl: judge.url };
  const start = (index: number): Promise<Member> => {
    const clockAhead = scenario.clocks?.[index % scenario.clocks.length] ?? 0;
    return startMember({ place, client, calls, clockAhead, limit: LIMIT }, (member) => {
      holder = member;
    });
  };
  const members = await Promise.all(Array.from({ length: processes }, (__, index) => start(index)));
  afterwards(() => {
    for (const member of members) member.kill();
  });

  let isOver = false;
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo() && !isOver) await pause();
  };
  const done = () => emulator.requests.filter(({ name, status }) => name === "records.list" && status === 200).length;
  let stops = 0;
  let crashes = 0;
  const world: World = {
    emulator,
    judge,
    stopHolder() {
      const stopped = holder;
      stopped?.stop();
      stops += 1;
      return () => stopped?.continue();
    },
    progress: (share) => until(() => done() >= share * processes * calls),
    until,
    async restartEngine() {
      if (!program || !server) return;
      crashes += 1;
      await server.crash();
      server = await startServer(program, server);
    },
  };
  const watch = async (): Promise<void> => {
    while (!isOver) {
      const used = judge.newestUsed;
      const stored = await own.store.get(USER).catch(() => undefined);
      judge.noteStored(stored?.accessToken, used);
      await pause();
    }
  };

  const beside = [watch(), scenario.disturb?.(world)];
  for (const member of members) member.go();
  const reports = await Promise.all(members.map(({ report }) => report));
  isOver = true;
  await Promise.all(beside);

  const ends: Record<string, number> = {};
  for (const report of reports) {
    for (const [end, count] of Object.entries(report.ends)) ends[end] = (ends[end] ?? 0) + count;
  }
  const { issued, setBacks, behind } = judge;
  return {
    ends,
    tokenRequests: emulator.requests.filter(({ path }) => path.startsWith("/oauth/v2/token")).length,
    issued,
    most: emulator.concurrency().most,
    tooMany: emulator.requests.filter(({ status }) => status === 429).length,
    setBacks,
    behind,
    cut: (proxy?.counts.before ?? 0) + (proxy?.counts.after ?? 0),
    stops,
    crashes,
  };
}

/** Cuts this share of the scripts, half of them before they run. */
const cutting = (share: number, random: () => number) => (): Fate => {
  const choice = random();
  return choice >= share ? "passed" : choice < share / 2 ? "before" : "after";
};

/** What begins the requests of an engine that may be cut. */
const STATEMENTS: Readonly<Record<EngineName, RegExp | undefined>> = {
  redis: undefined,
  postgres: /zcrm_tokens/,
  file: undefined,
};

/** The user of a client whose options name none. */
const USER = "zcrm_default_user";

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 10));
