/** A database server as a process of its own, which ends with the tests. */
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What starts a server in a new folder, on a free port. */
export interface ServerProgram {
  readonly name: string;
  /** Prepares a new folder. */
  prepare?(folder: string): Promise<void>;
  command(folder: string, port: number): Promise<readonly string[]>;
  /** Resolves as soon as the server accepts a client; rejects while it does not. */
  connect(port: number): Promise<void>;
}

/** A server with its own port and folder. */
export interface ServerProcess {
  readonly port: number;
  readonly folder: string;
  /** Its process, for tests that stop it. */
  readonly pid: number;
  /** Kills it, and keeps its data. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** @param crashed A server that has crashed: it starts again with its port and data */
export async function startServer(program: ServerProgram, crashed?: ServerProcess): Promise<ServerProcess> {
  const folder = crashed?.folder ?? (await mkdtemp(join(tmpdir(), `zcrm-${program.name.toLowerCase()}-`)));
  const ownPort = crashed?.port ?? (await freePort());
  if (!crashed) await program.prepare?.(folder);
  const command = await program.command(folder, ownPort);
  // The shell stops the server when its input ends, which happens even if the tests are killed.
  const child = spawn(
    "sh",
    ["-c", '"$@" & server=$!; echo "pid $server"; read -r _; kill "$server"; wait "$server"', "sh", ...command],
    { stdio: ["pipe", "pipe", "pipe"] },
  );
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      log = `${log}${chunk}`.slice(-4_000);
    });
  }
  const pid = new Promise<number>((resolve) => {
    child.stdout.once("data", (chunk) => resolve(Number(/pid (\d+)/.exec(String(chunk))?.[1])));
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const crash = async (): Promise<void> => {
    process.kill(await pid, "SIGKILL");
    child.stdin.end();
    await ended;
  };
  try {
    await firstConnection(program, ownPort, () => log);
    return { port: ownPort, folder, pid: await pid, crash, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function firstConnection({ name, connect }: ServerProgram, port: number, log: () => string): Promise<void> {
  const last = Date.now() + 30_000;
  for (;;) {
    try {
      return await connect(port);
    } catch (cause) {
      if (Date.now() > last) throw new Error(`${name} did not start: ${log()}`, { cause });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Runs a program to its end, such as one that prepares a folder. */
export const runProgram = async (...[program = "", ...args]: readonly string[]): Promise<void> => {
  await run(program, args);
};
