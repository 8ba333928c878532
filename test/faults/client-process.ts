import { type ChildProcess, spawn } from "node:child_process";
import { built } from "../support/build.js";
import { bundled } from "../support/bundled.js";
import type { Call, ClientPlan, Way } from "./cell.js";

/** Messages to the process. */
export type Task =
  | {
      readonly type: "run";
      readonly apiUrl: string;
      readonly accountsUrl: string;
      /** The address of a proxy, with a user name and a password. */
      readonly proxy: string | undefined;
      readonly way: Way;
      readonly call: Call;
      readonly plan: ClientPlan;
    }
  /** The fault has struck. */
  | { readonly type: "struck" }
  /** The servers work again: make a successful call, if required, close the client, and look for leftovers. */
  | { readonly type: "finish"; readonly recovers: boolean; readonly usesPool: boolean };

/** How a call ended, and the names of the secrets that the outcome or the client reveals. */
export type Outcome = { readonly shown: readonly string[] } & (
  | { readonly kind: "value" | "reason" }
  | { readonly kind: "other"; readonly message: string }
  | {
      readonly kind: "error";
      readonly name: string;
      readonly code: string;
      readonly message: string;
      readonly mayHaveArrived?: boolean;
    }
);

/** Messages from the process. */
export type Report =
  | { readonly type: "ready" }
  | { readonly type: "struck" }
  | { readonly type: "settled"; readonly outcome: Outcome; readonly took: number }
  | { readonly type: "recovered" }
  | { readonly type: "finished"; readonly problems: readonly string[] };

/** A separate process that makes calls with the built package, one at a time. */
export interface ClientProcess {
  send(task: Task): void;
  /** The next report of a type. Rejects if the process ends, or if the report does not arrive within the given milliseconds. */
  receive<Type extends Report["type"]>(type: Type, within: number): Promise<Extract<Report, { type: Type }>>;
  /** Everything printed since the last call. */
  output(): string;
  kill(): void;
}

/** Limits files to one megabyte (2048 blocks of 512 bytes), which simulates a full disk. */
const LIMITED = 'ulimit -f 2048; exec "$0" "$1"';

let program: Promise<string> | undefined;

/** The program uses the built package, which is built first if necessary. */
const bundledProgram = () =>
  (program ??= built("index.mjs").then(() => bundled("test/faults/client-process-main.ts", "test/demo/tsconfig.json")));

export async function startClientProcess(): Promise<ClientProcess> {
  const child: ChildProcess = spawn("sh", ["-c", LIMITED, process.execPath, await bundledProgram()], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      ZCRM_DEBUG: "1",
      NODE_OPTIONS: "",
      NODE_EXTRA_CA_CERTS: "test/support/servers/tls/server-cert.pem",
    },
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => {
      printed += chunk;
    });
  const early: Report[] = [];
  const waiting = new Map<string, (report: Report) => void>();
  child.on("message", (report: Report) => {
    const listener = waiting.get(report.type);
    if (listener) listener(report);
    else early.push(report);
  });
  const client: ClientProcess = {
    send: (task) => void child.send(task),
    receive: <Type extends Report["type"]>(type: Type, within: number) =>
      new Promise<Extract<Report, { type: Type }>>((resolve, reject) => {
        const done = (report: Report) => {
          waiting.delete(type);
          clearTimeout(timer);
          child.off("exit", onExit);
          resolve(report as Extract<Report, { type: Type }>);
        };
        const fail = (why: string) => {
          waiting.delete(type);
          clearTimeout(timer);
          child.off("exit", onExit);
          reject(new Error(why));
        };
        const onExit = (code: number | null) => fail(`the process ended with ${code}: ${printed.slice(-2_000)}`);
        const timer = setTimeout(() => fail(`no report "${type}" within ${Math.round(within)} ms`), within);
        child.once("exit", onExit);
        waiting.set(type, done);
        const index = early.findIndex((report) => report.type === type);
        const [report] = index < 0 ? [] : early.splice(index, 1);
        if (report) done(report);
      }),
    output() {
      const text = printed;
      printed = "";
      return text;
    },
    kill: () => void child.kill("SIGKILL"),
  };
  await client.receive("ready", 60_000);
  return client;
}
