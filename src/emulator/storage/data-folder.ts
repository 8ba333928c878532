import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type HeldLock, tryFileLock } from "../../auth/stores/file-lock.js";
import type { EmulatorCore, KeptState } from "../core.js";
import { Autosave } from "./autosave.js";
import { readDataFile, writeDataFile } from "./data-file.js";

/** Milliseconds without a sign of life after which an emulator counts as gone. */
const SILENCE = 3_000;

const FILE = "state";

/** The folder that an emulator keeps its state in, and no other at the same time. */
export class DataFolder {
  /** The state as it was saved last, or `undefined` where none was. */
  readonly kept: KeptState | undefined;
  readonly #path: string;
  readonly #lock: HeldLock;
  #autosave: Autosave | undefined;

  private constructor(path: string, lock: HeldLock, kept: KeptState | undefined) {
    this.#path = path;
    this.#lock = lock;
    this.kept = kept;
  }

  /** Opens a folder, and makes it where it is missing. @throws Error where it is in use, or what it holds is damaged */
  static async open(folder: string): Promise<DataFolder> {
    const path = resolve(folder);
    await mkdir(path, { recursive: true, mode: 0o700 });
    const lock = await tryFileLock(join(path, "lock"), SILENCE);
    if (lock === undefined) throw new Error(`${path} is in use by another emulator; end it, or choose another folder`);
    try {
      // Whole, by its checksums, and written by a core.
      const kept = (await readDataFile(join(path, FILE))) as KeptState | undefined;
      return new DataFolder(path, lock, kept);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Saves the state of an emulator from now on, whenever it has changed. */
  keep(core: EmulatorCore): void {
    const autosave = new Autosave(() => this.#save(core.keep()));
    this.#autosave = autosave;
    core.onChange = () => autosave.changed();
    // A new client must outlive a crash as well as what it stores.
    if (this.kept === undefined) autosave.changed();
  }

  /** Saves what is not saved yet, and lets others in. */
  async close(): Promise<void> {
    try {
      await this.#autosave?.close();
    } finally {
      await this.#lock.release();
    }
  }

  async #save(state: KeptState): Promise<void> {
    if (!(await this.#lock.isHeld())) throw new Error(`another emulator has taken over ${this.#path}`);
    await writeDataFile(join(this.#path, FILE), state);
  }
}
