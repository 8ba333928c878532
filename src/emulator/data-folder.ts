import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type HeldLock, tryFileLock } from "../auth/stores/file-lock.js";
import { readDataFile, writeDataFile } from "./data-file.js";

/** Milliseconds without a sign of life after which an emulator counts as gone. */
const SILENCE = 3_000;

/** The folder that an emulator keeps its state in, and no other at the same time. */
export class DataFolder {
  readonly #path: string;
  readonly #lock: HeldLock;

  private constructor(path: string, lock: HeldLock) {
    this.#path = path;
    this.#lock = lock;
  }

  /** Opens a folder, and makes it where it is missing. @throws Error where another emulator uses it */
  static async open(folder: string): Promise<DataFolder> {
    const path = resolve(folder);
    await mkdir(path, { recursive: true, mode: 0o700 });
    const lock = await tryFileLock(join(path, "lock"), SILENCE);
    if (lock === undefined) throw new Error(`${path} is in use by another emulator; end it, or choose another folder`);
    return new DataFolder(path, lock);
  }

  /** The state as it was saved last, or `undefined` where none was. @throws Error where it is damaged */
  load(): Promise<unknown> {
    return readDataFile(join(this.#path, "state"));
  }

  async save(state: unknown): Promise<void> {
    if (!(await this.#lock.isHeld())) throw new Error(`another emulator has taken over ${this.#path}`);
    await writeDataFile(join(this.#path, "state"), state);
  }

  close(): Promise<void> {
    return this.#lock.release();
  }
}
