import { type ChildProcess, spawn } from "node:child_process";
import { built } from "../support/build.js";
import { bundled } from "../support/bundled.js";
import type { Call, ClientPlan, Way } from "./cell.js";

/** What the process is told. */
export type Task =
  | {
      readonly type: "run";
      readonly apiUrl: string;
      readonly accountsUrl: string;
      /** With a user and a password. */
      readonly proxy: string | undefined;
      readonly way: Way;
      readonly call: Call;
      readonly plan: ClientPlan;
    }
  /** The fault has struck. */
  | { readonly type: "struck" }
  /** The servers work again: make a good call, if need be, close, and look at what is left. */
  | { readonly type: "finish"; readonly recovers: boolean; readonly usesPool: boolean };

/** How a call ended, and the names of the secrets that can be seen in it or in the client. */
export type Outcome = { readonly shown: readonly string[] } & (
  | { readonly kind: "value" | "reason" }
  | { readonly kind: "foreign"; readonly message: string }
  | {
      readonly kind: "error";
      readonly name: string;
      readonly code: string;
      readonly message: string;
      readonly mayHaveArrived?: boolean;
    }
);

/** What it tells. */
export type Report =
  | { readonly type: "ready" }
  | { readonly type: "struck" }
  | { readonly type: "settled"; readonly outcome: Outcome; readonly took: number }
  | { readonly type: "recovered" }
  | { readonly type: "finished"; readonly problems: readonly string[] };

/** A process of its own that makes calls with the built package, one at a time. */
export interface ClientProcess {
  tell(task: Task): void;
  /** The next report of that kind; rejects where the process ends, or says nothing for so many milliseconds. */
  hear<Type extends Report["type"]>(type: Type, within: number): Promise<Extract<Report, { type: Type }>>;
  /** All that it printed since the last time. */
  output(): string;
  kill(): void;
}

/** A file may have a megabyte at the most, which stands for a full disk: 2048 blocks of 512 bytes. */
const LIMITED = 'ulimit -f 2048; exec "$0" "$1"';

let program: Promise<string> | undefined;

/** It uses the built package, which is made first if need be. */
const madeProgram = () =>
  (program ??= built("index.mjs").then(() => bundled("test/faults/client-process-main.ts", "test/demo/tsconfig.json")));

export async function startClientProcess(): Promise<ClientProcess> {
  const child: ChildProcess = spawn("sh", ["-c", LIMITED, process.execPath, await madeProgram()], {
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
  const made: ClientProcess = {
    tell: (task) => void child.send(task),
    hear: <Type extends Report["type"]>(type: Type, within: number) =>
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
        const timer = setTimeout(() => fail(`not ${type} within ${Math.round(within)} ms`), within);
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
  await made.hear("ready", 60_000);
  return made;
}
