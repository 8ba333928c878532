import { CrmError } from "../errors/errors.js";

const { open, stat } = process.getBuiltinModule("node:fs/promises");

/**
 * The bytes of a file that is to be sent.
 * @throws CrmError `UNREADABLE_FILE` where there is none, or it may not be read.
 */
export async function sizeOfFile(path: string): Promise<number> {
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause instanceof Error ? cause.message : String(cause), cause);
  });
  if (!found.isFile()) throw unreadable(path, "it is no file");
  const handle = await open(path).catch((cause: unknown) => {
    throw unreadable(path, cause instanceof Error ? cause.message : String(cause), cause);
  });
  await handle.close();
  return found.size;
}

/** Reads a file piece by piece; one that changes its size meanwhile would not be what was announced. */
export async function* readLocalFile(path: string, size?: number): AsyncGenerator<Uint8Array, void, undefined> {
  const handle = await open(path).catch((cause: unknown) => {
    throw unreadable(path, cause instanceof Error ? cause.message : String(cause), cause);
  });
  try {
    let sent = 0;
    for await (const chunk of handle.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>) {
      sent += chunk.byteLength;
      if (size !== undefined && sent > size) break;
      yield chunk;
    }
    if (size !== undefined && sent !== size) {
      throw unreadable(path, `it had ${size} bytes before and changed its size while it was sent`);
    }
  } finally {
    await handle.close();
  }
}

const unreadable = (path: string, reason: string, cause?: unknown): CrmError =>
  new CrmError(`the file ${path} cannot be sent: ${reason}`, { code: "UNREADABLE_FILE", cause });
