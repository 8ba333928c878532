import type { FileHandle } from "node:fs/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { ResponseError } from "../errors/errors.js";

const { mkdir, open, rename, rm, stat } = process.getBuiltinModule("node:fs/promises");
const { dirname, join, sep } = process.getBuiltinModule("node:path");
const { Readable } = process.getBuiltinModule("node:stream");
const { pipeline } = process.getBuiltinModule("node:stream/promises");

/** The part of a download that is written to a file. */
interface Content {
  readonly filename: string | undefined;
  readonly size: number | undefined;
  readonly body: ReadableStream<Uint8Array>;
}

/** Streams a download into a file next to its destination, checks its size, and moves it into place. */
export async function saveDownload(operation: string, download: Content, path: string): Promise<string> {
  let partial: string | undefined;
  let handle: FileHandle | undefined;
  try {
    const target = (await isFolder(path)) ? join(path, nameOf(operation, download)) : path;
    await mkdir(dirname(target), { recursive: true });
    partial = join(dirname(target), `.${crypto.randomUUID()}.part`);
    // Opened before the stream exists: a stream that opens the file itself may do so after its removal.
    handle = await open(partial, "wx");
    const file = handle.createWriteStream();
    await pipeline(Readable.fromWeb(download.body as NodeReadableStream<Uint8Array>), file);
    if (download.size !== undefined && file.bytesWritten !== download.size) {
      throw new ResponseError(`${operation}: ${file.bytesWritten} of ${download.size} bytes arrived`, {
        code: "TRUNCATED_ANSWER",
        operation,
        retryable: true,
      });
    }
    await rename(partial, target);
    return target;
  } catch (error) {
    // Unread content would keep its connection open, and the connection would keep the program running.
    await download.body.cancel().catch(() => undefined);
    await handle?.close().catch(() => undefined);
    if (partial !== undefined) await rm(partial, { force: true });
    throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  if (path.endsWith("/") || path.endsWith(sep)) return true;
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

function nameOf(operation: string, { filename }: Content): string {
  if (filename !== undefined) return filename;
  throw new ResponseError(`${operation}: the response names no file; pass saveTo() a path that ends with a file name`, {
    code: "NO_FILE_NAME",
    operation,
  });
}
