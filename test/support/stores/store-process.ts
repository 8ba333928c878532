import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { bundled } from "../bundled.js";
import type { StoreSpec } from "./store-spec.js";

/** What a process does with its store. It writes a line when it is ready, and continues with the next call of `go`. */
export type StoreTask = {
  /** Milliseconds by which the clock of the process is fast. @default 0 */
  readonly skew?: number;
} /** Acquires the user's lock, writes `held`, and holds the lock until `go`. */ & (
  | { readonly task: "hold"; readonly user: string }
  /** Acquires the user's lock, writes `held`, and at `go` saves the token under the lock. Writes whether it was saved. */
  | { readonly task: "save"; readonly user: string; readonly accessToken: string }
  /** Takes `count` requests of the user's budget at once. Writes how many of them count. */
  | { readonly task: "take"; readonly user: string; readonly count: number }
  /** Acquires the user's lock `times` times. Fails if another living process holds it at the same time. */
  | { readonly task: "enter"; readonly user: string; readonly times: number; readonly marker: string }
  /** Saves tokens for the user until it is killed. */
  | { readonly task: "write"; readonly user: string }
  /** Saves a token for each of `count` users. */
  | { readonly task: "users"; readonly prefix: string; readonly count: number }
  /** Makes `count` calls at once. */
  | { readonly task: "call"; readonly url: string; readonly user: string; readonly count: number }
);

/** A process that works with a store. */
export interface StoreProcess extends AsyncDisposable {
  /** The next line that it writes. */
  line(): Promise<string>;
  go(): void;
  /** Stops the process where it is, until `resume`. */
  pause(): void;
  resume(): void;
  kill(): Promise<void>;
  /** Rejects if the process ends with an error. */
  readonly ended: Promise<void>;
}

/** Milliseconds after which a process that does not end has failed. */
const BOUND = 60_000;

let program: Promise<string> | undefined;

export async function startStoreProcess(store: StoreSpec, task: StoreTask): Promise<StoreProcess> {
  program ??= bundled("test/support/stores/store-process-main.ts");
  const child = spawn(process.execPath, [await program, JSON.stringify({ store, ...task })], {
    stdio: ["pipe", "pipe", "pipe"],
    timeout: BOUND,
    killSignal: "SIGKILL",
  });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve, reject) => {
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`a process ended with code ${code}: ${errors}`)),
    );
  });
  // A test that kills a process does not wait for it to end well.
  ended.catch(() => undefined);
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended.catch(() => undefined);
  };
  return {
    async line() {
      const next = await lines.next();
      if (next.done) throw new Error(`a process ended without another line: ${errors}`);
      return next.value;
    },
    go: () => void child.stdin.write("go\n"),
    pause: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
    kill,
    ended,
    [Symbol.asyncDispose]: kill,
  };
}

/** Starts several processes, waits until all are ready, lets them all go at once, and waits for their ends. */
export async function runTogether(store: StoreSpec, tasks: readonly StoreTask[]): Promise<void> {
  const processes = await Promise.all(tasks.map((task) => startStoreProcess(store, task)));
  await Promise.all(processes.map((each) => each.line()));
  for (const each of processes) each.go();
  await Promise.all(processes.map((each) => each.ended));
}
