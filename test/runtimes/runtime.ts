/** One runtime: the tools that it needs, and how it runs the program in `smoke.mjs`. */
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build, type Format } from "esbuild";
import { startEmulator } from "../../src/emulator/index.js";
import { installedTools } from "../support/package/installed-packages.js";
import { packedPackage, run } from "../support/package/packed-package.js";
import { FILE_SIZE, startProbeServer } from "./probe-server.js";

/** A row of the matrix. */
export interface Runtime {
  readonly name: string;
  readonly version: string;
  /** How the program gets the package: as it is installed, or in a bundle for browsers. */
  readonly loads: "package, import" | "package, require" | "bundle";
  readonly transport: "sockets" | "fetch" | "fetch, passed";
  /** Whether the runtime itself takes more of a response than the program reads. */
  readonly readsAhead?: true;
  /** Packages from npm, with exact versions. */
  readonly tools: Readonly<Record<string, string>>;
  /** Whether it also runs with the other tests: it needs no tools of its own, and little time. */
  readonly isQuick?: true;
  /** Runs the program. @returns the line of JSON that it writes */
  run(at: Workplace): Promise<string>;
}

/** A folder with the package installed and the program beside it. */
export interface Workplace {
  readonly folder: string;
  /** What the program is started with. */
  readonly settings: Settings;
  /** The path of a file of one of the tools. */
  tool(path: string): string;
  /** Writes a file into the folder. */
  write(file: string, text: string): Promise<void>;
  /** Runs a program in the folder, with nothing in its environment that could set a client. @returns its last line */
  exec(program: string, ...args: readonly string[]): Promise<string>;
  /** Bundles an entry with the program and the package, for browsers. */
  bundled(entry: string, format: Format): Promise<string>;
}

/** What the program takes besides the package. */
export interface Settings {
  readonly options: Readonly<Record<string, unknown>>;
  /** Address of the probe server. */
  readonly probe: string;
  readonly isFetchGiven: boolean;
}

/** What the program returns. */
export interface Outcome {
  readonly results: unknown;
  readonly transport: "sockets" | "fetch";
  /** By how much the memory of the process grew while it streamed a file, where the program can see it. */
  readonly megabytes: number;
}

/** What the program sees. */
export const resultsIn = ({ readsAhead }: Runtime) => ({ ...RESULTS, isHeldBack: readsAhead === undefined });

/** The same wherever it runs. */
const RESULTS = {
  tokenRequests: 1,
  listed: ["Alder", "Birch", "Cedar", "Elm"],
  created: "SUCCESS",
  refused: "INVALID_MODULE",
  invalid: "INVALID_DATA",
  walked: [2, 2, 1],
  isEqual: true,
  streamed: FILE_SIZE,
  timedOut: "TIMEOUT",
  openAfterTimeout: 0,
  aborted: "stopped by the program",
  openAfterAbort: 0,
  closed: "CLIENT_CLOSED",
  openAfterClose: 0,
  lists: 3,
};

/** Runs the program in a runtime. */
export async function outcomeOf({ tools, transport, run: runProgram }: Runtime): Promise<Outcome> {
  const project = await packedPackage();
  const { folder } = project;
  await using emulator = await startEmulator({
    seed: { Leads: ["Alder", "Birch", "Cedar", "Elm"].map((Last_Name) => ({ Last_Name, Company: "Ltd" })) },
  });
  await using probe = await startProbeServer(
    () => emulator.requests.filter(({ path }) => path.startsWith("/oauth/v2/token")).length,
  );
  try {
    const modules = Object.keys(tools).length > 0 ? await installedTools(tools) : resolve("node_modules");
    const { clientId, clientSecret, refreshToken, apiUrl, accountsUrl } = emulator;
    await copyFile("test/runtimes/smoke.mjs", join(folder, "smoke.mjs"));
    await mkdir(join(folder, "home"));
    const text = await runProgram({
      folder,
      settings: {
        options: { clientId, clientSecret, refreshToken, user: "ada", apiUrl, accountsUrl },
        probe: probe.url,
        isFetchGiven: transport === "fetch, passed",
      },
      tool: (path) => join(modules, path),
      write: (file, text) => writeFile(join(folder, file), text),
      async exec(program, ...args) {
        const env = { PATH: process.env.PATH ?? "", HOME: join(folder, "home"), NO_COLOR: "1" };
        const { stdout } = await run(program, [...args], { cwd: folder, env, timeout: 60_000 });
        return stdout.trim().split("\n").at(-1) ?? "";
      },
      bundled: (entry, format) => bundle(folder, entry, format),
    });
    return JSON.parse(text) as Outcome;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bundle(folder: string, contents: string, format: Format): Promise<string> {
  const { outputFiles, warnings } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    format,
    platform: "browser",
    write: false,
    logLevel: "silent",
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join("\n"));
  return outputFiles.map(({ text }) => text).join("");
}
