/** The file of rows that were not written: as they were, with what became of them. */
import { type FileHandle, open, rm, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { messageOf } from "../../core/kind.js";
import { writeCsv } from "../../data/files/csv.js";
import { CommandError } from "../command.js";
import type { FileRow, Input } from "./file/input.js";
import { isBookkeeping, REFUSED_COLUMNS } from "./refused-columns.js";

/** What became of a row. */
export interface Fate {
  readonly status: string;
  readonly code: string;
  readonly field: string | undefined;
  readonly message: string;
}

/** Characters that are written at once. */
const PIECE = 64 * 1024;

/** `leads.refused.csv` beside `leads.csv`, or the next name that is free. */
export async function refusedPath(file: string, format: string): Promise<string> {
  const stem = join(dirname(file), basename(file, extname(file)));
  const ending = format === "csv" ? "csv" : "ndjson";
  for (let number = 1; ; number += 1) {
    const path = `${stem}.refused${number === 1 ? "" : `-${number}`}.${ending}`;
    if (!(await isThere(path))) return path;
  }
}

export const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Begins when there is a row to write. */
export class RefusedFile implements AsyncDisposable {
  readonly path: string;
  rows = 0;
  readonly #input: Input;
  readonly #places: readonly number[];
  #text = "";
  #file: FileHandle | undefined;

  constructor(path: string, input: Input) {
    this.path = path;
    this.#input = input;
    this.#places = input.names.flatMap((name, index) => (isBookkeeping(name) ? [] : [index]));
  }

  async add(row: FileRow, { status, code, field = "", message }: Fate): Promise<void> {
    const fate = [String(row.number), status, code, field, message];
    if (this.rows === 0) this.#text += this.#head();
    this.rows += 1;
    this.#text += this.#line(row.content, fate);
    if (this.#text.length >= PIECE) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#text === "") return;
    const text = this.#text;
    this.#text = "";
    try {
      this.#file ??= await open(this.path, "w", 0o600);
      await this.#file.writeFile(text);
    } catch (error) {
      throw new CommandError(`${this.path} cannot be written: ${messageOf(error)}`);
    }
  }

  /** Removes what an earlier run of the same import wrote. */
  async reset(): Promise<void> {
    await rm(this.path, { force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.flush();
    await this.#file?.close();
  }

  #head(): string {
    if (this.#input.format !== "csv") return "";
    const { names, separator, hasMark } = this.#input;
    const header = [...this.#places.map((place) => names[place] ?? ""), ...REFUSED_COLUMNS];
    return `${hasMark ? "\ufeff" : ""}${writeCsv([header], separator)}`;
  }

  #line(content: FileRow["content"], fate: readonly string[]): string {
    if (isCells(content)) {
      // A row with too few or too many cells stays one, so that it is not imported by mistake.
      const isRagged = content.length !== this.#input.names.length;
      const cells = isRagged ? content : this.#places.map((place) => content[place] ?? "");
      return writeCsv([[...cells, ...fate]], this.#input.separator);
    }
    const own = Object.entries(content).filter(([name]) => !isBookkeeping(name));
    const members = [...own, ...REFUSED_COLUMNS.map((name, index) => [name, fate[index]] as const)];
    return `${JSON.stringify(Object.fromEntries(members))}\n`;
  }
}

const isCells = (content: FileRow["content"]): content is readonly string[] => Array.isArray(content);
