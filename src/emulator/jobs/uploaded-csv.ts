/** The CSV in an uploaded archive, as bulk writes read it. */

import { codeOf } from "../../core/kind.js";
import { csvRows } from "../../data/files/csv.js";
import { badRequest, limitExceeded } from "../http/errors.js";
import { HttpError } from "../http/responses.js";
import { limits } from "../limits.js";
import { unpackZip } from "./zip.js";

export interface UploadedCsv {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const MAX_ZIP_BYTES = limits.bulkWrite.fileBytes;
const MAX_ROWS = limits.bulkWrite.rows;
const MAX_COLUMNS = limits.bulkWrite.columns;
/** Milliseconds after which other work gets its turn. */
const TURN = 5;

/**
 * @param time Time of the upload, shown in errors
 * @throws HttpError 400 if it is not an archive with one CSV, or is too large
 */
export async function readUpload(file: File, time: string): Promise<UploadedCsv> {
  if (file.size > MAX_ZIP_BYTES) throw tooLarge();
  const csv = await inTurns(readArchive(new Uint8Array(await file.arrayBuffer()), time));
  await inTurns(checkRows(csv));
  return csv;
}

/** The first row; none if the content is not CSV in this encoding. */
export function readHeader({ bytes }: UploadedCsv, encoding: string): readonly string[] {
  try {
    const { value: rows } = csvRows(bytes, encoding).next();
    return rows?.[0] ?? [];
  } catch (error) {
    // TextDecoder's error for an unknown encoding.
    if (codeOf(error) === "ERR_ENCODING_NOT_SUPPORTED")
      throw badRequest("INVALID_DATA", "invalid data", { api_name: "character_encoding" });
    throw unsupportedFile();
  }
}

/** Runs work that is cut into slices, and lets other work have its turn between them. */
async function inTurns<Result>(work: Generator<unknown, Result>): Promise<Result> {
  for (let since = performance.now(); ; ) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < TURN) continue;
    await new Promise(setImmediate);
    since = performance.now();
  }
}

/** The only CSV of an archive. */
function* readArchive(bytes: Uint8Array, created_time: string): Generator<void, UploadedCsv> {
  const files = yield* unpackZip(bytes);
  if (files === "broken") {
    throw badRequest("INVALID_FILE_FORMAT", "invalid file format. only zip format is supported", { created_time });
  }
  if (files === "too large") throw tooLarge();
  const [csv, ...others] = files;
  if (csv === undefined || others.length > 0 || !/\.csv$/i.test(csv.name)) throw unsupportedFile();
  return csv;
}

/** @throws HttpError 400 if it is not CSV, or is too large */
function* checkRows({ bytes }: UploadedCsv): Generator<void, void> {
  let count = 0;
  try {
    for (const rows of csvRows(bytes)) {
      if (count === 0 && (rows[0]?.length ?? 0) > MAX_COLUMNS) {
        throw badRequest("HEADER_LIMIT_EXCEEDED", "the file has too many columns", { limit: MAX_COLUMNS });
      }
      count += rows.length;
      if (count - 1 > MAX_ROWS) throw limitExceeded(MAX_ROWS);
      yield;
    }
  } catch (error) {
    throw error instanceof HttpError ? error : unsupportedFile();
  }
  if (count === 0) throw unsupportedFile();
}

const unsupportedFile = (): Error => badRequest("FILE_NOT_SUPPORTED", "File not supported for bulk write");

const tooLarge = (): Error => badRequest("FILE_TOO_LARGE", "File size too large to process");
