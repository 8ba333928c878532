import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { EmulatorClientOptions } from "../../src/emulator/index.js";
import { bundled } from "../support/bundled.js";
import type { EnginePlace } from "./engine.js";

/** What a process of a fleet does. */
export interface MemberTask {
  readonly place: EnginePlace;
  readonly client: Omit<EmulatorClientOptions, "clock">;
  readonly calls: number;
  /** Milliseconds that its clock is ahead. */
  readonly clockAhead: number;
  /** The number of concurrent calls of the whole fleet. */
  readonly limit: number;
}

/** How many calls ended in which way: `ok`, or a code. */
export interface MemberReport {
  readonly ends: Readonly<Record<string, number>>;
}

/** A process of a fleet. */
export interface Member {
  /** Its calls begin. */
  go(): void;
  /** Stops the process where it is, until it is continued. */
  stop(): void;
  continue(): void;
  kill(): void;
  readonly report: Promise<MemberReport>;
}

let program: Promise<string> | undefined;

/** @param onHold Called whenever it has got the lock of the token */
export async function startMember(task: MemberTask, onHold: (member: Member) => void): Promise<Member> {
  program ??= bundled("test/fleet/member-main.ts");
  const child = spawn(process.execPath, [await program, JSON.stringify(task)], { stdio: ["pipe", "pipe", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors = `${errors}${chunk}`.slice(-4_000);
  });
  let ready: () => void = () => undefined;
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const report = new Promise<MemberReport>((resolve, reject) => {
    createInterface(child.stdout).on("line", (text) => {
      const line: object = JSON.parse(text);
      if ("ready" in line) ready();
      if ("holds" in line) onHold(member);
      if ("ends" in line) resolve(line as MemberReport);
    });
    child.once("close", (code) => reject(new Error(`a process ended with ${code}: ${errors}`)));
  });
  report.catch(() => undefined);
  const member: Member = {
    go: () => void child.stdin.write("go\n"),
    stop: () => void child.kill("SIGSTOP"),
    continue: () => void child.kill("SIGCONT"),
    kill: () => void child.kill("SIGKILL"),
    report,
  };
  await Promise.race([isReady, report]);
  return member;
}
