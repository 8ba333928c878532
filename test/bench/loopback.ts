import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { run } from "../support/packed-package.js";
import type { PeerName } from "./peers.js";
import type { Measured, Task } from "./task.js";

/** Peers run against the build, as users do, and take the server's certificate for good. */
const TSX = ["--import", "tsx"];
const ENVIRONMENT = {
  ...process.env,
  TSX_TSCONFIG_PATH: resolve("test/demo/tsconfig.json"),
  NODE_EXTRA_CA_CERTS: resolve("test/support/tls/server-cert.pem"),
};

/** The server that all peers are measured against, in a process of its own. */
export interface Loopback extends AsyncDisposable {
  /** `https://localhost:41234` */
  readonly url: string;
  /** Runs one task with one peer in a new process. */
  measure(peer: PeerName, task: Task): Promise<Measured>;
  /** Runs another program of this folder with the address of the server. */
  program(name: string, ...given: readonly string[]): Promise<string>;
}

export async function startLoopback(): Promise<Loopback> {
  const server: ChildProcess = spawn(process.execPath, [...TSX, "test/bench/server-main.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [port] = server.stdout ? await once(server.stdout, "data") : [];
  const url = `https://localhost:${Number(port)}`;
  const program = async (name: string, ...given: readonly string[]) => {
    const { stdout } = await run(process.execPath, [...TSX, `test/bench/${name}.ts`, ...given], { env: ENVIRONMENT });
    return stdout;
  };
  return {
    url,
    program,
    measure: async (peer, task) => JSON.parse(await program("client-main", peer, url, JSON.stringify(task))),
    async [Symbol.asyncDispose]() {
      server.stdin?.end();
      await once(server, "exit");
    },
  };
}
