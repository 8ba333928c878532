import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { build } from "esbuild";
import { run } from "../support/package/packed-package.js";
import type { PeerName } from "./peers.js";
import type { Measured, Task } from "./task.js";

/** Where the programs of this folder are built: a TypeScript loader would be measured with them. */
export const PROGRAMS = ".cache/bench";

/** Peers use the build, as users do, and trust the certificate of the server. */
const ENVIRONMENT = { ...process.env, NODE_EXTRA_CA_CERTS: resolve("test/support/servers/tls/server-cert.pem") };

/** The server that all peers call, in its own process. */
export interface Loopback extends AsyncDisposable {
  /** `https://localhost:41234` */
  readonly url: string;
  /** Runs one task with one peer in a new process. `nodeOptions` are passed to Node. */
  measure(peer: PeerName, task: Task, nodeOptions?: readonly string[]): Promise<Measured>;
  /** Runs another program of this folder, which is passed the address of the server. */
  program(name: string, ...given: readonly string[]): Promise<string>;
}

export async function buildPrograms(): Promise<void> {
  await build({
    entryPoints: ["test/bench/processes/*-main.ts", "test/bench/peers.ts"],
    outdir: PROGRAMS,
    format: "esm",
    target: "node20",
  });
}

export async function startLoopback(): Promise<Loopback> {
  await buildPrograms();
  const server: ChildProcess = spawn(process.execPath, [`${PROGRAMS}/processes/server-main.js`], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [port] = server.stdout ? await once(server.stdout, "data") : [];
  const url = `https://localhost:${Number(port)}`;
  const runProgram = async (options: readonly string[], name: string, ...given: readonly string[]) => {
    const program = [...options, `${PROGRAMS}/processes/${name}.js`, ...given];
    return (await run(process.execPath, program, { env: ENVIRONMENT })).stdout;
  };
  return {
    url,
    program: (name, ...given) => runProgram([], name, ...given),
    measure: async (peer, task, options = []) =>
      JSON.parse(await runProgram(options, "client-main", peer, url, JSON.stringify(task))),
    async [Symbol.asyncDispose]() {
      server.stdin?.end();
      await once(server, "exit");
    },
  };
}
