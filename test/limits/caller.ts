import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { EmulatorClientOptions } from "../../src/emulator/index.js";
import { bundled } from "../support/bundled.js";

export interface CallerSpec extends Omit<EmulatorClientOptions, "clock"> {
  /** Sent with each call. */
  readonly name: string;
  readonly calls: number;
  readonly parallel: number;
  readonly maxConcurrency: number;
  /** Where the limits are. */
  readonly folder: string;
  /** Whether the client is closed at the end. */
  readonly isClosed: boolean;
}

/** A process that makes calls. */
export interface Caller extends AsyncDisposable {
  /** The next line that it writes: `ready`, then `done`. */
  line(): Promise<string>;
  go(): void;
  signal(name: NodeJS.Signals): void;
  /** Resolves to what it wrote to stderr. Rejects if it ends with an error. */
  readonly ended: Promise<string>;
}

let program: Promise<string> | undefined;

export async function startCaller(spec: CallerSpec): Promise<Caller> {
  program ??= bundled("test/limits/caller-main.ts");
  const child = spawn(process.execPath, [await program, JSON.stringify(spec)], {
    env: { ...process.env, ZCRM_TOKEN_CACHE: "off" },
    timeout: 60_000,
    killSignal: "SIGKILL",
  });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ended = new Promise<string>((resolve, reject) => {
    child.once("close", (code) =>
      code === 0 ? resolve(errors) : reject(new Error(`${spec.name} ended with code ${code}: ${errors}`)),
    );
  });
  ended.catch(() => undefined);
  return {
    async line() {
      const next = await lines.next();
      if (next.done) throw new Error(`${spec.name} ended without another line: ${errors}`);
      return next.value;
    },
    go: () => void child.stdin.write("go\n"),
    signal: (name) => void child.kill(name),
    ended,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended.catch(() => undefined);
    },
  };
}
