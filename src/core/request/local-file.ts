import { CrmError } from "../errors/errors.js";
import { messageOf } from "../kind.js";

const { open, stat } = process.getBuiltinModule("node:fs/promises");

/**
 * The size of a file that is to be sent, in bytes.
 * @throws CrmError `UNREADABLE_FILE` if the file does not exist or cannot be read.
 */
export async function sizeOfFile(path: string): Promise<number> {
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, messageOf(cause), cause);
  });
  if (!found.isFile()) throw unreadable(path, "it is not a file");
  const handle = await open(path).catch((cause: unknown) => {
    throw unreadable(path, messageOf(cause), cause);
  });
  await handle.close();
  return found.size;
}

/**
 * Reads a file in chunks.
 * @param size The announced size, in bytes.
 * @throws CrmError `UNREADABLE_FILE` if the file cannot be read, or if its size has changed.
 */
export async function* readLocalFile(path: string, size?: number): AsyncGenerator<Uint8Array, void, undefined> {
  const handle = await open(path).catch((cause: unknown) => {
    throw unreadable(path, messageOf(cause), cause);
  });
  try {
    let sent = 0;
    for await (const chunk of handle.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>) {
      sent += chunk.byteLength;
      if (size !== undefined && sent > size) break;
      yield chunk;
    }
    if (size !== undefined && sent !== size) {
      throw unreadable(path, `its size was ${size} bytes and changed while the file was being sent`);
    }
  } finally {
    await handle.close();
  }
}

const unreadable = (path: string, reason: string, cause?: unknown): CrmError =>
  new CrmError(`the file ${path} cannot be sent: ${reason}`, { code: "UNREADABLE_FILE", cause });
