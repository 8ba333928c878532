/** The processes of an organization, and the steps that move a record from state to state. */

import type { BlueprintSetup } from "../setup/setup.js";
import { readDuration } from "../values/clock.js";
import { fieldValue, type Values } from "../values/values.js";
import type { CrmRecord } from "./record.js";

/** One step of a process. */
export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly from: readonly string[];
  readonly to: string;
  /** Mandatory fields, set on the record or by the call; `Notes` only by the call. */
  readonly mandatory: readonly string[];
}

/** A process, and the field that it changes. */
export interface Process {
  readonly id: string;
  readonly name: string;
  readonly field: string;
  readonly transitions: readonly Transition[];
  /** How long a record may stay in a state, in milliseconds. */
  readonly limits: ReadonlyMap<string, number>;
}

/** A small process: a deal moves from stage to stage, and closing it requires an amount. */
const EXAMPLE: BlueprintSetup = {
  name: "Example process",
  field: "Stage",
  transitions: [
    { name: "Qualify", from: "Qualification", to: "Needs Analysis" },
    { name: "Close", from: "Needs Analysis", to: "Closed Won", mandatory: ["Amount"] },
    { name: "Give up", from: "Needs Analysis", to: "Closed Lost" },
  ],
};

type Declared = Readonly<Record<string, BlueprintSetup>>;

export class Blueprints {
  readonly #processes: ReadonlyMap<string, Process>;
  /** Whether only a step may move a record. The example process does not enforce this. */
  readonly #strict: boolean;

  /** @throws TypeError if a process has no usable steps */
  constructor(declared: Declared | undefined) {
    this.#strict = declared !== undefined;
    const all = Object.entries<BlueprintSetup>(declared ?? { Deals: EXAMPLE });
    this.#processes = new Map(all.map(([module, setup], index) => [module, readProcess(module, setup, index)]));
  }

  /** The process that a record is in, and the steps from its present state. */
  of(
    module: string,
    record: CrmRecord,
  ): { readonly process: Process; readonly open: readonly Transition[] } | undefined {
    const process = this.#processes.get(module);
    if (process === undefined) return undefined;
    const state = fieldValue(record, process.field);
    const open = process.transitions.filter(({ from }) => from.some((one) => one === state));
    return open.length === 0 ? undefined : { process, open };
  }

  /** Whether a change would move a record that only a step of its process may move. */
  hold(module: string, record: CrmRecord, changes: Values): boolean {
    const field = this.#strict ? this.of(module, record)?.process.field : undefined;
    return field !== undefined && Object.hasOwn(changes, field) && changes[field] !== record[field];
  }
}

const FIRST_ID = 4100000000000750001n;
/** The number of ids reserved for each process. */
const IDS = 1000n;

function readProcess(module: string, setup: BlueprintSetup, index: number): Process {
  const { name = `${module} process`, field, transitions, limits = {} } = setup;
  const first = FIRST_ID + IDS * BigInt(index);
  if (typeof field !== "string" || !Array.isArray(transitions) || transitions.length === 0) {
    throw new TypeError(`blueprints: ${module}: a process needs a field and transitions`);
  }
  return {
    id: String(first),
    name,
    field,
    transitions: setup.transitions.map(({ name, from, to, mandatory = [] }, at) => {
      if (!name || !from || !to) {
        throw new TypeError(`blueprints: ${module}: transition ${at + 1} needs a name, a from state and a to state`);
      }
      return { id: String(first + 10n + BigInt(at)), name, from: [from].flat(), to, mandatory };
    }),
    limits: new Map(
      Object.entries(limits).map(([state, time]) => [state, readDuration(time, `blueprints: ${module}: ${state}`)]),
    ),
  };
}
