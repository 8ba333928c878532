/** Fills a file with rows, as many as Zoho accepts in one. */
import { limits } from "../../../../generated/limits.js";
import type { DataField, ModuleFields } from "../../columns/module-fields.js";
import { writeCsv } from "../../files/csv.js";
import { ZipWriter } from "../../files/zip.js";
import type { Refused } from "../../write/outcome.js";
import { cellFor, fitsCsv, isEmpty } from "./cells.js";
import type { IndexedRow, RowSource } from "./source.js";
import {
  type BulkWriteTarget,
  comparedColumns,
  Digest,
  headerOf,
  signatureOf,
  type UploadedFile,
  type WrittenColumn,
} from "./state.js";

/** Rows, ready to be uploaded. */
export interface FilledFile {
  readonly target: BulkWriteTarget & { readonly ignoreEmpty: boolean };
  readonly columns: readonly WrittenColumn[];
  readonly runs: UploadedFile["runs"];
  readonly digest: string;
  readonly zip: Blob;
  /** What is compared of each row with the result, in the order of the file. */
  readonly signatures: readonly string[];
}

/** A file and what became of the rows that are not in it. The file is missing if no row fits. */
export interface Filling {
  readonly file: FilledFile | undefined;
  /** In the order of their indexes. */
  readonly refused: readonly Refused[];
  /** Why the rows cannot be read any further. */
  readonly failure?: { readonly error: unknown };
}

/** The name of the CSV in the archive. */
export const CSV_NAME = "rows.csv";

/** The bytes of an archive that are joined to one part of it. */
const PART = 1024 * 1024;

/** What a file can hold. */
type FileLimits = Readonly<Record<"rows" | "columns" | "fileBytes", number>>;

/** Takes rows until the file is full or the rows end. It sends nothing. */
export async function fillFile(
  source: RowSource,
  fields: ModuleFields,
  target: BulkWriteTarget,
  signal?: AbortSignal,
  most: FileLimits = limits.bulkWrite,
): Promise<Filling> {
  const filler = new Filler(fields, target, most);
  const failure = await taken(source, filler, signal);
  return { file: filler.file(), refused: filler.refused, ...(failure && { failure }) };
}

async function taken(
  source: RowSource,
  filler: Filler,
  signal: AbortSignal | undefined,
): Promise<{ error: unknown } | undefined> {
  try {
    for (let next = await source.peek(); next !== undefined; next = await source.peek()) {
      signal?.throwIfAborted();
      if (!filler.add(next)) return undefined;
      source.take();
    }
  } catch (error) {
    return { error };
  }
  return undefined;
}

class Filler {
  readonly refused: Refused[] = [];
  readonly #most: FileLimits;
  readonly #fields: ModuleFields;
  readonly #target: FilledFile["target"];
  readonly #key: string | undefined;
  readonly #zip = new ZipWriter(CSV_NAME);
  /** The columns by name; the rest of the header is there for fields that only later rows have. */
  #columns = new Map<string, WrittenColumn>();
  #compared: readonly WrittenColumn[] = [];
  readonly #mapped = new Set<string>();
  readonly #runs: [number, number][] = [];
  readonly #signatures: string[] = [];
  readonly #digest = new Digest();
  readonly #parts: Blob[] = [];
  #chunks: Uint8Array[] = [];
  #loose = 0;

  constructor(fields: ModuleFields, target: BulkWriteTarget, most: FileLimits) {
    this.#most = most;
    this.#fields = fields;
    this.#target = { ...target, ignoreEmpty: target.ignoreEmpty ?? true };
    this.#key = target.key;
  }

  /** @returns whether the row is settled: in the file, or refused. Otherwise it needs another file */
  add(next: IndexedRow): boolean {
    const cells = this.#cellsOf(next);
    if ("status" in cells) {
      // However many rows are refused, few of them wait for the end of a file.
      if (this.refused.length === this.#most.rows) return false;
      this.refused.push(cells);
      return true;
    }
    if (this.#columns.size === 0) this.#begin([...cells.keys()]);
    const names = [...cells.keys()];
    if (!names.every((name) => this.#columns.has(name))) {
      if (this.#signatures.length > 0) return false;
      this.refused.push(
        refusal(next.index, "LIMIT_EXCEEDED", undefined, `the row has more than ${this.#most.columns} columns`),
      );
      return true;
    }
    const line = Array.from({ length: this.#columns.size }, () => "");
    for (const [name, cell] of cells) {
      const column = this.#columns.get(name);
      if (column !== undefined) line[column.index] = cell;
    }
    const text = writeCsv([line]);
    if (this.#signatures.length === this.#most.rows) return false;
    if (this.#zip.size + 3 * text.length > this.#most.fileBytes) {
      if (this.#signatures.length > 0) return false;
      this.refused.push(refusal(next.index, "LIMIT_EXCEEDED", undefined, "the row is larger than a file may be"));
      return true;
    }
    this.#keep(this.#zip.add(text));
    for (const [name, cell] of cells) if (cell !== "") this.#mapped.add(name);
    this.#count(next.index, line);
    return true;
  }

  file(): FilledFile | undefined {
    if (this.#signatures.length === 0) return undefined;
    this.#keep(this.#zip.end());
    this.#join();
    return {
      target: this.#target,
      columns: this.#written(),
      runs: this.#runs,
      digest: this.#digest.toString(),
      zip: new Blob(this.#parts, { type: "application/zip" }),
      signatures: this.#signatures,
    };
  }

  /** The header: the key, which the result then shows, what the first row has, and all that later rows may have. */
  #begin(first: readonly string[]): void {
    const own = first.filter((name) => name !== this.#key);
    const others = [...this.#fields.values()].filter((field) => isWritable(field) && fitsCsv(field.type));
    const names = new Set([
      ...(this.#key === undefined ? [] : [this.#key]),
      ...own,
      ...this.#mandatory(),
      ...others.map(({ name }) => name),
    ]);
    const columns = [...names].slice(0, this.#most.columns);
    this.#columns = new Map(columns.map((name, index) => [name, { name, index, type: this.#typeOf(name) }]));
    this.#compared = comparedColumns({
      columns: [...this.#columns.values()],
      ...(this.#key !== undefined && { key: this.#key }),
    });
    this.#keep(this.#zip.add(writeCsv([columns.map((name) => headerOf({ name, type: this.#typeOf(name) }))])));
  }

  /** A file lacks none of the mandatory fields, so that Zoho refuses single rows and not the whole file. */
  #mandatory(): string[] {
    return this.#target.mode === "update"
      ? []
      : [...this.#fields.values()].filter(({ mandatory }) => mandatory).map(({ name }) => name);
  }

  /** The columns that are written: what the result shows, what rows have, and what is mandatory. */
  #written(): WrittenColumn[] {
    const mandatory = this.#mandatory();
    return [...this.#columns.values()].filter(
      ({ name, index }) => index < 3 || this.#mapped.has(name) || mandatory.includes(name),
    );
  }

  #typeOf(name: string): WrittenColumn["type"] {
    return this.#fields.get(name)?.type ?? "text";
  }

  /** The cells of a row by field, or why it is refused. */
  #cellsOf({ index, row }: IndexedRow): Map<string, string> | Refused {
    if (typeof row !== "object" || row === null || Array.isArray(row)) {
      return refusal(index, "INVALID_DATA", undefined, "the row is not an object");
    }
    const { mode, ignoreEmpty } = this.#target;
    const cells = new Map<string, string>();
    for (const [name, value] of Object.entries(row)) {
      if (value === undefined || name.startsWith("$")) continue;
      const field = this.#fields.get(name);
      const isKey = name === this.#key;
      if (!isKey && (name === "id" || field?.readOnly === true)) continue;
      if (field === undefined && name !== "id") {
        return refusal(index, "INVALID_FIELD", name, "the module has no such field");
      }
      if (ignoreEmpty && mode !== "create" && !isKey && isEmpty(value)) {
        const remedy = "leave the field out, pass ignoreEmpty: false, or write the row by calls";
        return refusal(index, "CANNOT_CLEAR", name, `an empty value would be ignored: ${remedy}`);
      }
      const result = cellFor(value, field?.type ?? "text");
      if (!("cell" in result)) return refusal(index, result.code, name, result.problem);
      cells.set(name, result.cell);
    }
    if (this.#key !== undefined && !cells.get(this.#key)) {
      return refusal(index, "MANDATORY_NOT_FOUND", this.#key, "the row has no value for the key");
    }
    return cells.size === 0 ? refusal(index, "INVALID_DATA", undefined, "the row has no value to write") : cells;
  }

  #count(index: number, line: readonly string[]): void {
    const signature = signatureOf(
      this.#target,
      this.#compared.map((column) => line[column.index] ?? ""),
    );
    this.#signatures.push(signature);
    this.#digest.add(signature);
    const run = this.#runs.at(-1);
    if (run !== undefined && run[0] + run[1] === index) run[1] += 1;
    else this.#runs.push([index, 1]);
  }

  /** Blobs of some size, which are joined without a copy. */
  #keep(chunks: readonly Uint8Array[]): void {
    for (const chunk of chunks) {
      this.#chunks.push(chunk);
      this.#loose += chunk.byteLength;
    }
    if (this.#loose >= PART) this.#join();
  }

  #join(): void {
    // The packer's arrays are never shared.
    this.#parts.push(new Blob(this.#chunks as Uint8Array<ArrayBuffer>[]));
    this.#chunks = [];
    this.#loose = 0;
  }
}

const isWritable = ({ readOnly }: DataField): boolean => !readOnly;

const refusal = (index: number, code: string, field: string | undefined, message: string): Refused => ({
  index,
  status: "refused",
  code,
  field,
  message: field === undefined ? message : `${field}: ${message}`,
  id: undefined,
});
