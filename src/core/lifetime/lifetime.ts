import { TransportError } from "../errors/errors.js";
import { Roster, type Seat } from "./active-set.js";

/** Whether a client is open, and what ends the calls that are under way when it is closed. */
export class Lifetime {
  readonly #ends = new Roster<() => void>();
  #closed = false;

  get closed(): boolean {
    return this.#closed;
  }

  /** @param end Called once, when the client is closed. */
  add(end: () => void): Seat<() => void> {
    return this.#ends.enter(end);
  }

  /** For what is over by itself. */
  remove(seat: Seat<() => void>): void {
    this.#ends.leave(seat);
  }

  close(): void {
    this.#closed = true;
    for (const end of this.#ends.members) end();
  }
}

/**
 * @param mayHaveArrived Whether the call may have been carried out.
 * @param more What else is to be said, after the sentence.
 */
export const clientClosed = (operation: string | undefined, mayHaveArrived: boolean, more = ""): TransportError =>
  new TransportError(
    `${operation === undefined ? "" : `${operation}: `}the client is closed; make another one${more}`,
    {
      code: "CLIENT_CLOSED",
      operation,
      retryable: false,
      mayHaveArrived,
    },
  );
