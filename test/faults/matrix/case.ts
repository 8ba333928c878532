import type { Call, Cell, ClientPlan, Expected, Way } from "../cell.js";
import type { ServerPlan } from "../fault-server.js";
import type { Fault } from "../faults.js";
import type { Step } from "../steps.js";

/** One value for all calls, or one per call. */
type PerCall<T> = T | Readonly<Partial<Record<Call, T>>>;

/** A fault at a step, for several calls and connections. */
export interface Case {
  readonly fault: Fault;
  readonly variant?: string;
  /** @default all three */
  readonly ways?: readonly Way[];
  /** @default a list */
  readonly calls?: readonly Call[];
  readonly server?: ServerPlan;
  readonly client?: ClientPlan;
  readonly expected: Expected | ((call: Call, way: Way) => Expected);
  /** @default not checked */
  readonly requests?: PerCall<number>;
  /** Milliseconds. @default 2000 */
  readonly within?: number;
  /** @default true */
  readonly recovers?: boolean;
}

/** Why a pair of a step and a fault is meaningless. */
export type Rules = Readonly<Partial<Record<Fault, string>>>;

/** All cases of one step. */
export interface Trials {
  readonly step: Step;
  readonly cases: readonly Case[];
  readonly rules: Rules;
}

export const WAYS: readonly Way[] = ["http", "tls", "fetch"];

export function cellsOf({ step, cases }: Trials): Cell[] {
  return cases.flatMap((entry) =>
    (entry.calls ?? ["list" as const]).flatMap((call) =>
      (entry.ways ?? WAYS).map((way) => ({
        step,
        fault: entry.fault,
        variant: entry.variant,
        way,
        call,
        server: entry.server ?? {},
        client: entry.client ?? {},
        expected: typeof entry.expected === "function" ? entry.expected(call, way) : entry.expected,
        within: entry.within ?? 2_000,
        requests: typeof entry.requests === "object" ? entry.requests[call] : entry.requests,
        recovers: entry.recovers ?? true,
      })),
    ),
  );
}
