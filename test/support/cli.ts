import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../../src/emulator/index.js";
import { built } from "./build.js";

/** How a command ended. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running command. */
export interface RunningCli {
  readonly result: Promise<CliResult>;
  /** Resolves to what matches, once the command has printed it. */
  printed(pattern: RegExp): Promise<string>;
  type(text: string): void;
  endInput(): void;
  kill(signal: NodeJS.Signals): void;
}

/** Runs the built command in an empty folder, which is also the home folder, and with a minimal environment. */
export interface Desk extends AsyncDisposable {
  readonly folder: string;
  start(args: readonly string[], env?: Readonly<Record<string, string>>): RunningCli;
  /** Runs a command without input until it ends. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<CliResult>;
  /** Runs a program of the folder until it ends. */
  program(name: string, env: Readonly<Record<string, string>>): Promise<CliResult>;
}

/** @param emulator The emulator that the environment points to */
export async function desk(emulator?: Emulator): Promise<Desk> {
  const cli = await built("cli.cjs");
  const folder = await mkdtemp(join(tmpdir(), "zcrm-cli-"));
  const base = { PATH: process.env.PATH ?? "", HOME: folder, ...(emulator && environmentOf(emulator)) };
  const start: Desk["start"] = (args, env = {}) => startNode([cli, ...args], folder, { ...base, ...env });
  return {
    folder,
    start,
    run(args, env) {
      const command = start(args, env);
      command.endInput();
      return command.result;
    },
    program: (name, env) => startNode([name], folder, { ...base, ...env }).result,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

const environmentOf = ({ clientId, clientSecret, accountsUrl, apiUrl }: Emulator): Record<string, string> => ({
  ZCRM__client_id: clientId,
  ZCRM__client_secret: clientSecret,
  ZCRM__iamurl: accountsUrl,
  ZCRM__base_url: apiUrl,
});

function startNode(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): RunningCli {
  const child = spawn(process.execPath, args, { cwd, env });
  const output = { stdout: "", stderr: "" };
  let look = () => {};
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      output[stream] += text;
      look();
    });
  }
  const result = new Promise<CliResult>((done) => {
    child.on("close", (code) => done({ code, ...output }));
  });
  return {
    result,
    printed: (pattern) =>
      new Promise((found, fail) => {
        look = () => {
          const [match] = pattern.exec(output.stdout + output.stderr) ?? [];
          if (match !== undefined) found(match);
        };
        look();
        result.then(({ stderr }) => fail(new Error(`the command ended without printing ${pattern}: ${stderr}`)));
      }),
    type: (text) => child.stdin.write(text),
    endInput: () => child.stdin.end(),
    kill: (signal) => child.kill(signal),
  };
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}
