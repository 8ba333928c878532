import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { MysqlStoreOptions } from "../../../src/auth/stores/mysql.js";
import { bundled } from "../bundled.js";

/** The store that a process opens. */
export type StoreSpec = { readonly file: string } | { readonly mysql: MysqlStoreOptions };

/** What a process does with it; each says a word when it is ready, and goes on at the next word from here. */
export type StoreTask =
  /** Takes the user's lock, says `held`, and never lets go. */
  | { readonly task: "hold"; readonly user: string }
  /** Takes the user's lock so many times; fails where somebody who lives is inside at the same moment. */
  | { readonly task: "enter"; readonly user: string; readonly times: number; readonly marker: string }
  /** Keeps tokens for the user until it is killed. */
  | { readonly task: "write"; readonly user: string }
  /** Keeps a token for each of so many users. */
  | { readonly task: "users"; readonly prefix: string; readonly count: number }
  /** Makes so many calls at once. */
  | { readonly task: "call"; readonly url: string; readonly user: string; readonly count: number };

/** A process of its own that works on a store. */
export interface StoreProcess extends AsyncDisposable {
  /** The next line that it writes. */
  line(): Promise<string>;
  go(): void;
  kill(): Promise<void>;
  /** Rejects where it ended with an error. */
  readonly ended: Promise<void>;
}

const program = await bundled("test/support/stores/store-process-main.ts");

/** Milliseconds after which a process that does not end is a failure. */
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
  // Whoever kills one does not wait for its good end.
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
