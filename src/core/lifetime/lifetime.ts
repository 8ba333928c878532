import { TransportError } from "../errors/errors.js";
import { type NamedOperation, titleOf } from "../errors/operation-name.js";

/** Something under way that ends early when the client is closed. */
export interface Closable {
  close(): void;
}

/** The membership of one {@link Closable} in a {@link Lifetime}. */
export interface Entry {
  readonly member: Closable;
  /** Position in the list; -1 once removed. */
  index: number;
}

/**
 * Whether a client is open, and what is under way in it. The members are an array rather than a `Set`: a `Set` keeps the
 * memory of deleted entries until the next full garbage collection, and moving them about until then costs every call
 * more than its own work.
 */
export class Lifetime {
  readonly #entries: Entry[] = [];
  #isClosed = false;

  get isClosed(): boolean {
    return this.#isClosed;
  }

  add(member: Closable): Entry {
    const entry = { member, index: this.#entries.length };
    this.#entries.push(entry);
    return entry;
  }

  /** Removing an entry twice is safe. */
  remove(entry: Entry): void {
    const { index } = entry;
    if (index < 0) return;
    entry.index = -1;
    const last = this.#entries.pop();
    if (last === undefined || last === entry) return;
    last.index = index;
    this.#entries[index] = last;
  }

  /** Closes every member. */
  close(): void {
    this.#isClosed = true;
    for (const { member } of [...this.#entries]) member.close();
  }
}

/**
 * The error of a call on a closed client.
 * @param mayHaveArrived Whether the call may have been carried out.
 * @param advice Appended to the message.
 */
export const clientClosed = (
  operation: NamedOperation | undefined,
  mayHaveArrived: boolean,
  advice = "",
): TransportError =>
  new TransportError(
    `${operation === undefined ? "" : `${titleOf(operation)}: `}the client is closed; create a new one${advice}`,
    {
      code: "CLIENT_CLOSED",
      operation: operation?.id,
      retryable: false,
      mayHaveArrived,
    },
  );
