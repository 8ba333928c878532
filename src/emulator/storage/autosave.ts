import { messageOf } from "../../core/kind.js";

/** Milliseconds from a change to its save. Changes made meanwhile are saved with it. */
const PAUSE = 250;
/** A save is followed by a pause this many times as long, so that saving takes at most a fifth of the time. */
const REST = 4;
/** Milliseconds until a failed save is retried. */
const RETRY = 5_000;

/** Saves a state soon after a change, one save at a time. */
export class Autosave {
  readonly #save: () => Promise<void>;
  #changed = false;
  #closed = false;
  /** Set from a change until its save has ended. */
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(save: () => Promise<void>) {
    this.#save = save;
  }

  /** Reports that there is something to save. */
  changed(): void {
    this.#changed = true;
    if (this.#timer === undefined) this.#later(PAUSE);
  }

  /** Saves pending changes immediately. @throws the error of the save */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#saving;
    if (this.#changed) await this.#save();
    this.#changed = false;
  }

  /** A program that ends by itself ends after the save, unless saving fails. */
  #later(pause: number, isRetry = false): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#saving = this.#saveChanges();
    }, pause);
    if (isRetry) this.#timer.unref();
  }

  async #saveChanges(): Promise<void> {
    this.#changed = false;
    const start = performance.now();
    let pause: number | undefined;
    try {
      await this.#save();
      pause = Math.max(PAUSE, REST * (performance.now() - start));
    } catch (error) {
      this.#changed = true;
      process.emitWarning(`the emulator's state was not saved: ${messageOf(error)}`);
    }
    this.#timer = undefined;
    if (this.#changed) this.#later(pause ?? RETRY, pause === undefined);
  }
}
