import { readFile, realpath, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { Source } from "@redocly/openapi-core";
import { isInside, shownPath } from "../paths.js";
import { MAX_BYTES } from "./limits.js";

/**
 * Reads the files of a description: those in its folder, and those that are mapped. A reference must not bring anything
 * else into generated code.
 */
export class Reader {
  readonly #folders: readonly string[];
  readonly #onRead: (file: string) => void;
  readonly #texts = new Map<string, string>();
  #left = MAX_BYTES;

  /** @param folders The folder of the description, and the files and folders that are mapped. */
  constructor(folders: readonly string[], onRead: (file: string) => void = () => undefined) {
    this.#folders = folders.map((folder) => resolve(folder));
    this.#onRead = onRead;
  }

  /**
   * Reads a file that a reference names.
   * @throws Error with a message that names the file as well.
   */
  async readReferenced(file: string): Promise<Source> {
    // Looks at the path first: on Windows, even looking for a file can send a password to another machine.
    if (!this.#folders.some((folder) => isInside(file, folder))) throw new Error(outside(file, "is"));
    const [real, ...folders] = await Promise.all(
      [file, ...this.#folders].map((path) => realpath(path).catch(() => path)),
    );
    if (real !== undefined && !folders.some((folder) => isInside(real, folder)))
      throw new Error(outside(file, "leads"));
    return this.read(file);
  }

  /**
   * Reads a file that the user names.
   * @throws Error with a message that names the file as well.
   */
  async read(file: string): Promise<Source> {
    const path = resolve(file);
    this.#onRead(path);
    const known = this.#texts.get(path);
    if (known !== undefined) return new Source(path, known);
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) throw new Error(`there is no file ${shownPath(path)}`);
    this.#left -= found.size;
    if (this.#left < 0)
      throw new Error(`with ${shownPath(path)}, the files are larger than ${MAX_BYTES / 1_000_000} MB together`);
    const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      throw new Error(`${shownPath(path)} cannot be read (${error.code ?? error.message})`);
    });
    const plain = text.replace(/^\uFEFF/, "").replace(/\r\n/g, "\n");
    this.#texts.set(path, plain);
    return new Source(path, plain);
  }
}

const outside = (file: string, verb: string): string =>
  `${shownPath(file)} ${verb} outside the folder of the description; to read it, map it: --map ${shownPath(file)}=${shownPath(file)}`;
