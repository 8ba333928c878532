/** The file that is imported: its rows as they are in it. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { codeOf, isPlainObject, messageOf } from "../../../core/kind.js";
import { readJson } from "../../../core/response/json.js";
import { CsvReader } from "../../../data/files/csv.js";
import { CommandError } from "../../command.js";
import type { Format } from "../../transfer/format.js";
import { CsvSurvey, separatorOf } from "./csv-survey.js";
import { encodingOf, notText } from "./encoding.js";
import { arrayItems, ItemError, lineItems } from "./json-items.js";

/** A row of the file. */
export interface FileRow {
  /** As people count: the line of NDJSON, the position in an array from 1, the row of a spreadsheet with the header as 1. */
  readonly number: number;
  /** The cells of a CSV, or an object of JSON. */
  readonly content: readonly string[] | Readonly<Record<string, unknown>>;
}

/** What is known of the file, all of which was checked. */
export interface Input {
  readonly path: string;
  /** The name of the file for people. */
  readonly name: string;
  readonly format: Format;
  readonly encoding: string;
  readonly hasMark: boolean;
  /** The separator of a CSV. */
  readonly separator: string;
  /** The header of a CSV, or the names of all members of JSON objects. */
  readonly names: readonly string[];
  /** The number of rows; for a CSV an upper bound, since it may have empty ones. */
  readonly rows: number;
  readonly sha256: string;
}

/** The most names of members that are worth a column each. */
const MAX_NAMES = 2000;
const PIECE = 64 * 1024;

/**
 * Checks the whole file, so that nothing is sent of one that cannot be read.
 * @param encoding The encoding that the user named
 * @param signal Ends it
 * @throws CommandError that says where the file is wrong, and what to do
 */
export async function survey(
  path: string,
  name: string,
  format: Format,
  encoding: string | undefined,
  signal: AbortSignal,
): Promise<Input> {
  const found = encodingOf(await firstBytes(path, name), name);
  const actual = encoding ?? found.encoding;
  const hash = createHash("sha256");
  const pieces = texts(hashed(bytesOf(path), hash, signal), actual, name);
  const known = format === "csv" ? await surveyCsv(pieces, name) : await surveyJson(pieces, name, format);
  return { path, name, format, encoding: actual, hasMark: found.hasMark, ...known, sha256: hash.digest("hex") };
}

type Known = Pick<Input, "separator" | "names" | "rows">;

async function surveyCsv(pieces: AsyncIterable<TextPiece>, name: string): Promise<Known> {
  const csv = new CsvSurvey();
  for await (const piece of pieces) {
    piece.row = csv.rows;
    csv.push(piece.text);
  }
  csv.end();
  if (csv.problem !== undefined) throw new CommandError(`${name}, row ${csv.problem.row}: ${csv.problem.message}`);
  if (csv.header === undefined) throw new CommandError(`${name} is empty: the first row must name the fields`);
  const separator = separatorOf(csv.header);
  const reader = new CsvReader("utf-8", { delimiter: separator });
  const [names = []] = [...reader.push(Buffer.from(`${csv.header}\n`)), ...reader.end()];
  return { separator, names, rows: csv.rows - 1 };
}

async function surveyJson(pieces: AsyncIterable<TextPiece>, name: string, format: Format): Promise<Known> {
  const names = new Set<string>();
  let rows = 0;
  for await (const { content } of jsonRows(pieces, name, format)) {
    for (const member of Object.keys(content)) names.add(member);
    if (names.size > MAX_NAMES) throw new CommandError(`${name} has more than ${MAX_NAMES} different names of members`);
    rows += 1;
  }
  return { separator: ",", names: [...names], rows };
}

/** The rows of a file that was checked. @throws CommandError if it changed meanwhile */
export async function* rowsOf(input: Input): AsyncGenerator<FileRow, void, undefined> {
  const { path, name, format, encoding } = input;
  if (format !== "csv") {
    yield* jsonRows(texts(bytesOf(path), encoding, name), name, format);
    return;
  }
  const reader = new CsvReader(encoding, { delimiter: input.separator, hasEmptyRows: true });
  let number = 0;
  let isHeader = true;
  const numbered = function* (rows: readonly string[][]): Generator<FileRow, void> {
    for (const content of rows) {
      number += 1;
      // Spreadsheets leave rows of nothing but separators.
      if (content.every((cell) => cell === "")) continue;
      if (!isHeader) yield { number, content };
      isHeader = false;
    }
  };
  for await (const bytes of bytesOf(path)) yield* numbered(reader.push(bytes));
  yield* numbered(reader.end());
}

async function* jsonRows(
  pieces: AsyncIterable<TextPiece>,
  name: string,
  format: Format,
): AsyncGenerator<FileRow & { readonly content: Readonly<Record<string, unknown>> }, void, undefined> {
  const splitter = format === "json" ? arrayItems() : lineItems();
  const place = (number: number) => `${name}, ${format === "json" ? "object" : "line"} ${number}`;
  const parsed = ({ number, text }: { number: number; text: string }) => {
    let content: unknown;
    try {
      content = readJson(text);
    } catch {
      // The message of the parser contains a part of the text.
      throw new CommandError(`${place(number)}: this is not JSON`);
    }
    if (!isPlainObject(content)) throw new CommandError(`${place(number)}: expected an object, { … }`);
    return { number, content: content as Readonly<Record<string, unknown>> };
  };
  try {
    for await (const piece of pieces) {
      for (const item of splitter.push(piece.text)) {
        piece.row = item.number;
        yield parsed(item);
      }
    }
    for (const item of splitter.end()) yield parsed(item);
  } catch (error) {
    throw error instanceof ItemError ? new CommandError(`${place(error.item)}: ${error.message}`) : error;
  }
}

interface TextPiece {
  readonly text: string;
  /** Set by who reads it: the row that was read last, for messages. */
  row: number;
}

async function* texts(
  bytes: AsyncIterable<Uint8Array>,
  encoding: string,
  name: string,
): AsyncGenerator<TextPiece, void> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let row = 0;
  const decoded = (piece: Uint8Array | undefined): string => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch {
      throw notText(name, encoding, row);
    }
  };
  for await (const piece of bytes) {
    const next = { text: decoded(piece), row };
    yield next;
    row = next.row;
  }
  yield { text: decoded(undefined), row };
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array, void> {
  for await (const bytes of createReadStream(path, { highWaterMark: PIECE })) yield bytes as Uint8Array;
}

async function* hashed(
  bytes: AsyncIterable<Uint8Array>,
  hash: { update(bytes: Uint8Array): unknown },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  for await (const piece of bytes) {
    if (signal.aborted) throw new CommandError("stopped; nothing was sent", 130);
    hash.update(piece);
    yield piece;
  }
}

/** @throws CommandError if the file cannot be read */
async function firstBytes(path: string, name: string): Promise<Uint8Array> {
  try {
    const file = await open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(1024), 0, 1024, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    const reason = codeOf(error) === "ENOENT" ? "the file does not exist" : messageOf(error);
    throw new CommandError(`${name}: ${reason}`);
  }
}
