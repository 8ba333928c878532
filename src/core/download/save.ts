import type { FileHandle } from "node:fs/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { ResponseError } from "../errors/errors.js";
import { type NamedOperation, titleOf } from "../errors/operation-name.js";
import { isFolder, makeFolder } from "../make-folder.js";
import { numbered } from "./file-name.js";

const { open, readdir, rename, rm } = process.getBuiltinModule("node:fs/promises");
const { dirname, join, sep } = process.getBuiltinModule("node:path");
const { Readable } = process.getBuiltinModule("node:stream");
const { pipeline } = process.getBuiltinModule("node:stream/promises");

/** The part of a download that is written to a file. */
interface Content {
  readonly filename: string | undefined;
  readonly size: number | undefined;
  readonly body: ReadableStream<Uint8Array>;
}

/**
 * Streams a download into a file next to its destination, checks its size, and moves it into place. A file that the caller
 * names is overwritten. A name that the server chose overwrites nothing.
 */
export async function saveDownload(operation: NamedOperation, download: Content, path: string): Promise<string> {
  let partial: string | undefined;
  let handle: FileHandle | undefined;
  try {
    const name = (await namesFolder(path)) ? nameOf(operation, download) : undefined;
    const folder = name === undefined ? dirname(path) : path;
    await makeFolder(folder);
    partial = join(folder, `.${crypto.randomUUID()}.part`);
    // Opened before the stream exists: a stream that opens the file itself may do so after its removal.
    handle = await open(partial, "wx");
    const file = handle.createWriteStream();
    await pipeline(Readable.fromWeb(download.body as NodeReadableStream<Uint8Array>), file);
    if (download.size !== undefined && file.bytesWritten !== download.size) {
      throw new ResponseError(`${titleOf(operation)}: ${file.bytesWritten} of ${download.size} bytes arrived`, {
        code: "TRUNCATED_ANSWER",
        operation: operation.id,
        retryable: true,
      });
    }
    if (name !== undefined) return await moveToFreeName(partial, folder, name);
    await rename(partial, path);
    return path;
  } catch (error) {
    // Unread content would keep its connection open, and the connection would keep the program running.
    await download.body.cancel().catch(() => undefined);
    await handle?.close().catch(() => undefined);
    if (partial !== undefined) await rm(partial, { force: true });
    throw error;
  }
}

/**
 * Moves a file to a name that is free: `offer.pdf`, or `offer (1).pdf` if that is taken, be it by a link to nowhere. An empty
 * file reserves the name first. The file system creates it only if there is none, so two downloads never get the same name.
 */
async function moveToFreeName(from: string, folder: string, name: string): Promise<string> {
  let taken: ReadonlySet<string> = new Set();
  for (let number = 0; ; number += 1) {
    const free = number === 0 ? name : numbered(name, number);
    if (taken.has(free)) continue;
    const path = join(folder, free);
    try {
      await (await open(path, "wx")).close();
    } catch (cause) {
      if (Reflect.get(Object(cause), "code") !== "EEXIST") throw cause;
      // Read only now, because a folder may be large. Names in it need not be tried one by one.
      if (number === 0) taken = new Set(await readdir(folder).catch(() => []));
      continue;
    }
    try {
      await rename(from, path);
      return path;
    } catch (cause) {
      await rm(path, { force: true });
      throw cause;
    }
  }
}

const namesFolder = async (path: string): Promise<boolean> =>
  path.endsWith("/") || path.endsWith(sep) || (await isFolder(path));

function nameOf(operation: NamedOperation, { filename }: Content): string {
  if (filename !== undefined) return filename;
  throw new ResponseError(
    `${titleOf(operation)}: the response names no file; pass saveTo() a path that ends with a file name`,
    {
      code: "NO_FILE_NAME",
      operation: operation.id,
    },
  );
}
