import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { MysqlStoreOptions } from "../../../src/auth/stores/mysql.js";
import { bundled } from "../bundled.js";

/** The store that a process opens. */
export type StoreSpec = { readonly file: string } | { readonly mysql: MysqlStoreOptions };

/** What a process does with the store. It prints a word when it is ready, and continues at the next word that it reads. */
export type StoreTask =
  /** Takes the lock of the user, prints `held`, and never releases it. */
  | { readonly task: "hold"; readonly user: string }
  /** Takes the lock of the user `times` times. Fails if a running process holds it at the same time. */
  | { readonly task: "enter"; readonly user: string; readonly times: number; readonly marker: string }
  /** Stores tokens for the user until it is killed. */
  | { readonly task: "write"; readonly user: string }
  /** Stores a token for each of `count` users. */
  | { readonly task: "users"; readonly prefix: string; readonly count: number }
  /** Makes `count` concurrent calls. */
  | { readonly task: "call"; readonly url: string; readonly user: string; readonly count: number };

/** A process that works on a store. */
export interface StoreProcess extends AsyncDisposable {
  /** The next line that the process prints. */
  line(): Promise<string>;
  go(): void;
  kill(): Promise<void>;
  /** Rejects if the process ended with an error. */
  readonly ended: Promise<void>;
}

const program = await bundled("test/support/stores/store-process-main.ts");

/** The time after which a process is killed and fails, in milliseconds. */
const BOUND = 60_000;

export function startStoreProcess(store: StoreSpec, task: StoreTask): StoreProcess {
  const spec = JSON.stringify({ store, ...task });
  const child = spawn(process.execPath, [program, spec], {
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
      code === 0 ? resolve() : reject(new Error(`a process ended by ${code}: ${errors}`)),
    );
  });
  // A test that kills the process does not await this.
  ended.catch(() => undefined);
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended.catch(() => undefined);
  };
  return {
    async line() {
      const next = await lines.next();
      if (next.done) throw new Error(`a process said nothing more: ${errors}`);
      return next.value;
    },
    go: () => void child.stdin.write("go\n"),
    kill,
    ended,
    [Symbol.asyncDispose]: kill,
  };
}
