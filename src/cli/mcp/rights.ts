/** What the server may send. Every call of a tool passes here, so a mistake in a tool cannot write. */
import type { RequestOptions } from "../../core/request/options.js";
import { type Params, send } from "../call/send.js";
import type { DescribedOperation } from "../description/operations.js";
import type { Confirmations } from "./confirmation.js";
import { ToolProblem } from "./problem.js";

/** Whether tools know an operation. The responses of the accounts server contain tokens, so they know none of those. */
export const isOffered = ({ group }: DescribedOperation): boolean => group !== "oauth";

/** A call of an operation. */
export interface Call {
  readonly operation: DescribedOperation;
  readonly params: Params;
}

export class Rights {
  /** Whether writes may be sent, each after a confirmation. */
  readonly mayWrite: boolean;
  readonly #crm: object;
  readonly #confirmations: Confirmations;

  /** @param crm The client that makes the calls */
  constructor(crm: object, mayWrite: boolean, confirmations: Confirmations) {
    this.#crm = crm;
    this.mayWrite = mayWrite;
    this.#confirmations = confirmations;
  }

  /**
   * Sends a call that only reads.
   * @throws ToolProblem if it does not, and what the call throws
   */
  read(call: Call, options: RequestOptions): Promise<unknown> {
    checkOffered(call);
    if (!call.operation.isRead) throw new ToolProblem(`Nothing was sent: ${call.operation.name} is not a read.`);
    return this.#send(call, options);
  }

  /**
   * A code with which {@link write} sends this call.
   * @throws ToolProblem if writes are not allowed
   */
  codeFor(tool: string, call: Call): string {
    this.#checkWrite(call);
    return this.#confirmations.codeFor(wanted(tool, call));
  }

  /**
   * Sends a write that was previewed.
   * @param code That of the preview
   * @throws ToolProblem if writes are not allowed or the code is not one for this call, and what the call throws
   */
  write(tool: string, call: Call, code: string, options: RequestOptions): Promise<unknown> {
    this.#checkWrite(call);
    this.#confirmations.redeem(code, wanted(tool, call));
    return this.#send(call, options);
  }

  #checkWrite(call: Call): void {
    checkOffered(call);
    if (!this.mayWrite)
      throw new ToolProblem(
        `Nothing was sent: this server only reads, and ${call.operation.name} may change something. A person can allow writes by starting it as zcrm mcp --write.`,
      );
  }

  #send({ operation, params }: Call, options: RequestOptions): Promise<unknown> {
    return send(this.#crm, operation, params, options);
  }
}

function checkOffered({ operation }: Call): void {
  if (!isOffered(operation))
    throw new ToolProblem(`Nothing was sent: ${operation.name} is never called here, because it deals with tokens.`);
}

const wanted = (tool: string, { operation, params }: Call) => ({ tool, operation: operation.name, params });
