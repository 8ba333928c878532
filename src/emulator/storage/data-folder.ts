import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type HeldLock, tryFileLock } from "../../auth/stores/file-lock.js";
import { Autosave } from "./autosave.js";
import { readDataFile, writeDataFile } from "./data-file.js";

/** Milliseconds without a sign of life after which an emulator counts as gone. */
const SILENCE = 3_000;

const FILE = "state";

/** Something with a state that outlives the process. */
interface StateOwner<State> {
  persist(): State;
  /** Called after whatever may have changed the state. */
  onChange: () => void;
}

/** The folder that an emulator keeps its state in, and no other at the same time. */
export class DataFolder<State> {
  /** The state as it was saved last, or `undefined` where none was. */
  readonly persisted: State | undefined;
  readonly #path: string;
  readonly #lock: HeldLock;
  #autosave: Autosave | undefined;

  private constructor(path: string, lock: HeldLock, persisted: State | undefined) {
    this.#path = path;
    this.#lock = lock;
    this.persisted = persisted;
  }

  /** Opens a folder, and makes it where it is missing. @throws Error where it is in use, or what it holds is damaged */
  static async open<State>(folder: string): Promise<DataFolder<State>> {
    const path = resolve(folder);
    await mkdir(path, { recursive: true, mode: 0o700 });
    const lock = await tryFileLock(join(path, "lock"), SILENCE);
    if (lock === undefined) throw new Error(`${path} is in use by another emulator; end it, or choose another folder`);
    try {
      // Whole, by its checksums, and written by the same kind of owner.
      const persisted = (await readDataFile(join(path, FILE))) as State | undefined;
      return new DataFolder(path, lock, persisted);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Saves the state of an emulator from now on, whenever it has changed. */
  save(owner: StateOwner<State>): void {
    const autosave = new Autosave(() => this.#save(owner.persist()));
    this.#autosave = autosave;
    owner.onChange = () => autosave.changed();
    // A new client must outlive a crash as well as what it stores.
    if (this.persisted === undefined) autosave.changed();
  }

  /** Saves what is not saved yet, and lets others in. */
  async close(): Promise<void> {
    try {
      await this.#autosave?.close();
    } finally {
      await this.#lock.release();
    }
  }

  async #save(state: State): Promise<void> {
    if (!(await this.#lock.isHeld())) throw new Error(`another emulator has taken over ${this.#path}`);
    await writeDataFile(join(this.#path, FILE), state);
  }
}
