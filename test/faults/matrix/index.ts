import type { Cell } from "../cell.js";
import { FAULTS, type Fault } from "../faults.js";
import type { Step } from "../steps.js";
import { cellsOf, type Trials } from "./case.js";
import { connect, TLS } from "./connection.js";
import { BODY, DECODE, FILE_WRITE, HEADERS, SEND_BODY, STATUS_LINE } from "./exchange.js";
import { SLOT } from "./slot.js";
import { LOCK, STORE_READ, STORE_WRITE } from "./store.js";
import { TOKEN_REQUEST } from "./token-request.js";

/** Every step combined with every fault. */
export interface Matrix {
  readonly cells: readonly Cell[];
  /** Why a pair has no cell. */
  ruleFor(step: Step, fault: Fault): string | undefined;
}

/** @param stuck `host:port` of a server that neither accepts nor refuses connections. */
export function matrix(stuck: string): Matrix {
  const trials: readonly Trials[] = [
    SLOT,
    STORE_READ,
    LOCK,
    TOKEN_REQUEST,
    STORE_WRITE,
    connect(stuck),
    TLS,
    SEND_BODY,
    STATUS_LINE,
    HEADERS,
    BODY,
    DECODE,
    FILE_WRITE,
  ];
  for (const { step, cases, rules } of trials)
    for (const fault of FAULTS)
      if (cases.some((entry) => entry.fault === fault) === fault in rules)
        throw new Error(`${step} × ${fault} needs either a cell or a rule that says why it has none`);
  return {
    cells: trials.flatMap(cellsOf),
    ruleFor: (step, fault) => trials.find((entry) => entry.step === step)?.rules[fault],
  };
}
