import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPrograms, PROGRAMS } from "./loopback.js";
import { alternating, least } from "./rounds.js";
import type { Row } from "./row.js";

const ROWS = 100_000;
const ROUNDS = 2;
/** Milliseconds that each response takes longer: far less than those of Zoho. */
const LATENCY = 20;

const MILLION = 1_000_000;
const MOST_MEGABYTES = 150;

const COLUMNS = "Last_Name,First_Name,Email,Company,Phone,City,Annual_Revenue,Description";
const COMMAND = "dist/cli.cjs";
const LOOP = `${PROGRAMS}/processes/loop-main.js`;

/** What a program took. */
interface Taken {
  readonly seconds: number;
  readonly peakMegabytes: number;
}

type Environment = Readonly<Record<string, string>>;

/** The time and the memory of `zcrm export` and `zcrm import` for 100,000 records, relative to a loop by hand. */
export const commands = (): Promise<Row[]> =>
  inFolder(async (folder) => [
    ...(await compared("export", ROWS, {
      zcrm: [COMMAND, "export", "Leads", "--fields", COLUMNS, "--out", join(folder, "zcrm.csv")],
      loop: [LOOP, "export", join(folder, "loop.csv"), COLUMNS],
    })),
    ...(await compared("import", 0, {
      zcrm: [COMMAND, "import", "Leads", join(folder, "zcrm.csv")],
      loop: [LOOP, "import", join(folder, "loop.csv")],
    })),
  ]);

/** The peak memory of `zcrm export` and `zcrm import` for a million records. */
export const million = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    const file = join(folder, "million.csv");
    return [
      await peakOf("export", MILLION, [COMMAND, "export", "Leads", "--fields", COLUMNS, "--out", file]),
      await peakOf("import", 0, [COMMAND, "import", "Leads", file]),
    ];
  });

async function inFolder(measure: (folder: string) => Promise<Row[]>): Promise<Row[]> {
  await buildPrograms();
  const folder = await mkdtemp(join(tmpdir(), "zcrm-bench-"));
  try {
    return await measure(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param seeded The number of records of the emulator that each program meets */
async function compared(
  task: string,
  seeded: number,
  programs: Readonly<Record<"zcrm" | "loop", readonly string[]>>,
): Promise<Row[]> {
  const taken: Record<"zcrm" | "loop", Taken[]> = { zcrm: [], loop: [] };
  const once = (name: "zcrm" | "loop") => async () => {
    const one = await withEmulator(seeded, LATENCY, (environment) => take(environment, programs[name]));
    taken[name].push(one);
    return one.seconds;
  };
  const seconds = await alternating({ loop: once("loop"), zcrm: once("zcrm") }, ROUNDS, least);
  const peak = (name: "zcrm" | "loop") => least(taken[name].map(({ peakMegabytes }) => peakMegabytes));
  const perSecond = (name: "zcrm" | "loop") => Math.round(ROWS / seconds[name]).toLocaleString("en");
  return [
    {
      name: `${task} of 100,000 records, time`,
      value: seconds.zcrm / seconds.loop,
      budget: { most: 1 },
      unit: "of a fetch loop's",
      detail: `${perSecond("zcrm")} against ${perSecond("loop")} rows a second`,
    },
    {
      name: `${task} of 100,000 records, peak memory`,
      value: peak("zcrm") / peak("loop"),
      budget: { most: 0.5 },
      unit: "of a fetch loop's",
      detail: `${peak("zcrm").toFixed(0)} MB against ${peak("loop").toFixed(0)} MB`,
    },
  ];
}

async function peakOf(task: string, seeded: number, program: readonly string[]): Promise<Row> {
  const { seconds, peakMegabytes } = await withEmulator(seeded, 0, (environment) => take(environment, program));
  return {
    name: `${task} of 1,000,000 records, peak memory`,
    value: peakMegabytes,
    budget: { most: MOST_MEGABYTES },
    unit: "MB",
    detail: `${Math.round(MILLION / seconds).toLocaleString("en")} rows a second`,
  };
}

async function withEmulator<Result>(
  rows: number,
  latency: number,
  work: (environment: Environment) => Promise<Result>,
): Promise<Result> {
  const program = [`${PROGRAMS}/processes/emulator-main.js`, String(rows), String(latency)];
  const emulator = spawn(process.execPath, program, { stdio: ["pipe", "pipe", "inherit"] });
  const [printed] = await once(emulator.stdout, "data");
  try {
    return await work(JSON.parse(String(printed)));
  } finally {
    emulator.stdin.end();
    await once(emulator, "exit");
  }
}

/** Prints the memory of the program on its last line. */
const REPORT =
  "data:text/javascript,process.on('exit', () => process.stderr.write('\\n' + process.resourceUsage().maxRSS + '\\n'))";

/** Runs a program. The time includes its start. */
async function take(environment: Environment, program: readonly string[]): Promise<Taken> {
  const start = performance.now();
  const child = spawn(process.execPath, ["--import", REPORT, ...program], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let printed = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  const [code] = await once(child, "close");
  const seconds = (performance.now() - start) / 1_000;
  if (code !== 0) throw new Error(`${program.join(" ")} ended with ${code}: ${printed}`);
  return { seconds, peakMegabytes: Number(printed.trim().split("\n").at(-1)) / 1_000 };
}
