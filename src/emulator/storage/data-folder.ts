import { join, resolve } from "node:path";
import { type HeldLock, tryFileLock } from "../../auth/stores/file-lock.js";
import { makeFolder } from "../../core/make-folder.js";
import { Autosave } from "./autosave.js";
import { readDataFile, writeDataFile } from "./data-file.js";

/** Milliseconds without a sign of life after which an emulator counts as stopped. */
const SILENCE = 3_000;

const FILE = "state";

/** An object with a state that outlives the process. */
interface StateOwner<State> {
  persist(): State;
  /** Called after anything that may have changed the state. */
  onChange: () => void;
}

/** The folder that an emulator keeps its state in, exclusively. */
export class DataFolder<State> {
  /** The state as last saved, or `undefined` if none was. */
  readonly persisted: State | undefined;
  readonly #path: string;
  readonly #lock: HeldLock;
  #autosave: Autosave | undefined;

  private constructor(path: string, lock: HeldLock, persisted: State | undefined) {
    this.#path = path;
    this.#lock = lock;
    this.persisted = persisted;
  }

  /** Opens a folder, and creates it if it is missing. @throws Error if it is in use, or if its content is damaged */
  static async open<State>(folder: string): Promise<DataFolder<State>> {
    const path = resolve(folder);
    await makeFolder(path, 0o700);
    const lock = await tryFileLock(join(path, "lock"), SILENCE);
    if (lock === undefined) throw new Error(`${path} is in use by another emulator; end it, or choose another folder`);
    try {
      // The checksums show that it is complete, and the same kind of owner wrote it.
      const persisted = (await readDataFile(join(path, FILE))) as State | undefined;
      return new DataFolder(path, lock, persisted);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** From now on, saves the state of an emulator after every change. */
  save(owner: StateOwner<State>): void {
    const autosave = new Autosave(() => this.#save(owner.persist()));
    this.#autosave = autosave;
    owner.onChange = () => autosave.changed();
    // A new client must survive a crash, as must the state it stores.
    if (this.persisted === undefined) autosave.changed();
  }

  /** Saves pending changes, and releases the folder. */
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
