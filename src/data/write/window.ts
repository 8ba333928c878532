/** Takes rows from the input in chunks, and settles several chunks at once. */
import { limits } from "../../../generated/limits.js";
import { identityOf, type Row, type RowRules, readRow } from "./rows.js";
import { type Chunk, settleChunk } from "./settle.js";
import type { Work } from "./work.js";

/** Chunks that are settled at once: as many calls as the smallest edition allows. */
const AT_ONCE = 5;
/** Chunks that may wait for an earlier one. */
const AHEAD = 20;

/** The rows of a program. */
export type Input = Iterable<unknown> | AsyncIterable<unknown>;

/** Rows in a chunk. */
export const CHUNK_ROWS: number = limits.records.rowsPerCall;

/**
 * Settles the rows of the input, and yields the chunks in their order.
 * @throws What stopped the writing, after every row that was taken has its outcome
 */
export async function* settleAll(work: Work, input: Input, rules: RowRules, size: number): AsyncGenerator<Chunk> {
  const source = new Source(work, input, rules, size);
  const changes = new Changes();
  const queue: Promise<Chunk>[] = [];
  const order = new Order();
  let running = 0;
  let isOver = false;

  const start = async (chunk: Chunk): Promise<Chunk> => {
    running += 1;
    await order.follow(chunk, (before) => settleChunk(work, chunk, before));
    running -= 1;
    changes.tell();
    return chunk;
  };
  const produce = async () => {
    for (;;) {
      while (running >= AT_ONCE || queue.length >= AHEAD) await changes.next();
      const chunk = await source.next();
      if (chunk === undefined) break;
      queue.push(start(chunk));
      changes.tell();
    }
    isOver = true;
    changes.tell();
  };
  const producing = produce();
  try {
    for (;;) {
      const [head] = queue;
      if (head !== undefined) {
        const chunk = await head;
        queue.shift();
        changes.tell();
        yield chunk;
      } else if (isOver) break;
      else await changes.next();
    }
    source.check();
    work.check();
    await work.journal.end(source.taken);
  } finally {
    // The program may leave early: then nothing more is sent, and what was sent is put on record.
    work.stop(new Error("the program stopped reading outcomes"));
    queue.length = 0;
    changes.tell();
    await producing;
    await order.idle();
  }
}

/** Lets the two sides of a queue wait for each other. */
class Changes {
  #waiting: (() => void)[] = [];

  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  tell(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** Keeps rows of one record in their order: a chunk waits for earlier ones with the same records. */
class Order {
  readonly #last = new Map<string, Promise<void>>();
  readonly #all = new Set<Promise<void>>();

  async follow(chunk: Chunk, settle: (before: Promise<unknown>) => Promise<void>): Promise<void> {
    const identities = chunk.rows.flatMap((row) => (row.outcome === undefined ? (identityOf(row) ?? []) : []));
    const before = Promise.all(new Set(identities.flatMap((identity) => this.#last.get(identity) ?? [])));
    const done = settle(before);
    for (const identity of identities) this.#last.set(identity, done);
    this.#all.add(done);
    await done;
    this.#all.delete(done);
    for (const identity of identities) if (this.#last.get(identity) === done) this.#last.delete(identity);
  }

  async idle(): Promise<void> {
    await Promise.all(this.#all);
  }
}

/** The input in chunks. */
class Source {
  /** Rows that were taken. */
  taken = 0;
  readonly #work: Work;
  readonly #rules: RowRules;
  readonly #size: number;
  readonly #iterator: Iterator<unknown> | AsyncIterator<unknown>;
  #number = 0;
  #isOver = false;
  #failure: { readonly error: unknown } | undefined;
  /** Ends the wait for a row. */
  #interrupt: (() => void) | undefined;

  constructor(work: Work, input: Input, rules: RowRules, size: number) {
    this.#work = work;
    this.#rules = rules;
    this.#size = size;
    this.#iterator = Symbol.asyncIterator in input ? input[Symbol.asyncIterator]() : input[Symbol.iterator]();
    work.ended.addEventListener("abort", () => this.#interrupt?.(), { once: true });
  }

  /** The next chunk, once it is full or the input has ended; `undefined` if there is none. It never rejects. */
  async next(): Promise<Chunk | undefined> {
    const inputs: unknown[] = [];
    const rows: Row[] = [];
    let isWhole = true;
    while (!this.#isOver && inputs.length < this.#size) {
      const step = this.#work.stopped === undefined ? await this.#pull() : "stopped";
      if (step === "stopped") this.#leave();
      isWhole = step !== "stopped" && step !== "failed";
      if (typeof step === "string") this.#isOver = true;
      else {
        inputs.push(step.value);
        rows.push(readRow(step.value, this.taken, this.#rules));
        this.taken += 1;
      }
    }
    if (rows.length === 0) return undefined;
    const number = this.#number;
    this.#number += 1;
    return { number, rows, digest: this.#work.journal.digestOf(inputs), isWhole };
  }

  /** @throws What the input threw */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  async #pull(): Promise<{ readonly value: unknown } | "end" | "failed" | "stopped"> {
    try {
      const step = this.#iterator.next();
      const result = isPromise(step) ? await this.#unlessStopped(step) : step;
      if (result !== undefined) return result.done === true ? "end" : result;
      return "stopped";
    } catch (error) {
      this.#failure = { error };
      return "failed";
    }
  }

  /** Lets the input clean up. One that waits for something may never return. */
  #leave(): void {
    try {
      Promise.resolve(this.#iterator.return?.()).catch(() => undefined);
    } catch {
      // The writing ends for another reason.
    }
  }

  #unlessStopped<T>(step: PromiseLike<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      this.#interrupt = () => resolve(undefined);
      step.then(resolve, reject);
    });
  }
}

const isPromise = (value: object): value is PromiseLike<IteratorResult<unknown>> => "then" in value;
