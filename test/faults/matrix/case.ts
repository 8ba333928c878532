import type { Call, Cell, ClientPlan, Expected, Way } from "../cell.js";
import type { ServerPlan } from "../fault-server.js";
import type { Fault } from "../faults.js";
import type { Step } from "../steps.js";

/** What differs by call. One for all of them, or by name. */
type PerCall<T> = T | Readonly<Partial<Record<Call, T>>>;

/** A fault at a step, for several calls and ways at once. */
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
  /** @default not looked at */
  readonly requests?: PerCall<number>;
  /** Milliseconds. @default 2000 */
  readonly within?: number;
  /** @default true */
  readonly recovers?: boolean;
}

/** Why a pair means nothing. */
export type Rules = Readonly<Partial<Record<Fault, string>>>;

/** All that is tried at one step. */
export interface Trials {
  readonly step: Step;
  readonly cases: readonly Case[];
  readonly rules: Rules;
}

export const WAYS: readonly Way[] = ["http", "tls", "fetch"];

export function cellsOf({ step, cases }: Trials): Cell[] {
  return cases.flatMap((given) =>
    (given.calls ?? ["list" as const]).flatMap((call) =>
      (given.ways ?? WAYS).map((way) => ({
        step,
        fault: given.fault,
        variant: given.variant,
        way,
        call,
        server: given.server ?? {},
        client: given.client ?? {},
        expected: typeof given.expected === "function" ? given.expected(call, way) : given.expected,
        within: given.within ?? 2_000,
        requests: typeof given.requests === "object" ? given.requests[call] : given.requests,
        recovers: given.recovers ?? true,
      })),
    ),
  );
}
