import { CrmError } from "./errors.js";

/** Whether a client is open, and what ends the calls that are under way when it is closed. */
export class Lifetime {
  readonly #ends = new Set<() => void>();
  #closed = false;

  get closed(): boolean {
    return this.#closed;
  }

  /** @param end Called once, when the client is closed. */
  add(end: () => void): void {
    this.#ends.add(end);
  }

  /** For what is over by itself. */
  remove(end: () => void): void {
    this.#ends.delete(end);
  }

  close(): void {
    this.#closed = true;
    for (const end of [...this.#ends]) end();
    this.#ends.clear();
  }
}

/** @param more What else is to be said, after the sentence. */
export const clientClosed = (operation: string | undefined, more = ""): CrmError =>
  new CrmError(`${operation === undefined ? "" : `${operation}: `}the client is closed; make another one${more}`, {
    code: "CLIENT_CLOSED",
    operation,
  });
