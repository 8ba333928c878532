import { ResponseError } from "../errors/errors.js";
import { titleOf } from "../errors/operation-name.js";
import { needFiles } from "../platform.js";
import type { Operation } from "../request/options.js";
import { apiError, failureIn } from "../response/api-error.js";
import { type HttpResponse, unreadable } from "../response/response.js";
import { fileName } from "./content-disposition.js";
import { inMemory, statedSize } from "./in-memory.js";

/** A file that is being downloaded. Read it once: as a stream, as bytes, or into a file. */
export interface Download {
  /** The file's name according to the server, made safe: no path, no control characters, no dot or device at its start. */
  readonly filename: string | undefined;
  /** Media type, e.g. `application/pdf`. */
  readonly contentType: string | undefined;
  /** The number of bytes, if the server states it. */
  readonly size: number | undefined;
  /** The content, as it arrives. */
  readonly body: ReadableStream<Uint8Array>;
  /** The whole content in memory, up to 1 GiB. Use the stream or {@link saveTo} for what may be larger. */
  arrayBuffer(): Promise<ArrayBuffer>;
  /**
   * Writes the content to a file as it arrives, and leaves nothing behind if that fails. Node.js only.
   * @param path A file, which is overwritten, or a folder (an existing one, or any path that ends with a separator), in which
   *   the file gets its own name, with a number if that is taken: `offer (1).pdf`.
   * @returns The path of the file that was written.
   * @throws NetworkError if the connection is lost; ResponseError if content is missing, or if `path` is a folder and the
   *   response names no file.
   * @example
   * const file = await crm.attachments.download({ module: "Leads", id, attachmentId });
   * await file?.saveTo("downloads/");
   */
  saveTo(path: string): Promise<string>;
}

/**
 * Turns a binary response into a {@link Download}.
 * @throws ApiError if the content is an error object of the CRM; ResponseError if it is a page, or of a type that the file
 * cannot have.
 */
export async function toDownload(operation: Operation, response: HttpResponse): Promise<Download> {
  const { headers } = response;
  const disposition = headers.get("content-disposition");
  const filename = fileName(disposition);
  const contentType = headers.get("content-type") ?? undefined;
  const isNamed = filename !== undefined || /^\s*attachment\b/i.test(disposition ?? "");
  const isFile = mayBeFile(contentType, isNamed, operation.mediaTypes);
  // Zoho gives its own JSON responses this name, including errors with status 200.
  const mayBeError = filename === "response.json" || (!isFile && /json/i.test(contentType ?? ""));
  const isDoubtful = mayBeError || !isFile || (!isNamed && contentType === undefined);
  const inspectedSize = mayBeError ? MAX_ERROR_SIZE : 1;
  const content = isDoubtful ? await inspected(operation, response, isFile, inspectedSize) : response;

  const size = statedSize(headers);
  const download: Download = {
    filename,
    contentType,
    size,
    get body() {
      return content.body ?? new Blob([]).stream();
    },
    async arrayBuffer() {
      const bytes = await inMemory(content, size, MAX_IN_MEMORY, () => fileTooLarge(operation, response.status));
      return bytes.length === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
    },
    saveTo: async (path) => {
      needFiles("saveTo()", "use the body of the download, or arrayBuffer()");
      const { saveDownload } = await import("./save.js");
      return saveDownload(operation, download, path);
    },
  };
  return download;
}

/** The maximum number of bytes of a file in memory. */
const MAX_IN_MEMORY = 2 ** 30;

const fileTooLarge = (operation: Operation, status: number): ResponseError =>
  new ResponseError(
    `${titleOf(operation)}: the file is larger than ${MAX_IN_MEMORY} bytes; use its body, or saveTo()`,
    {
      code: "FILE_TOO_LARGE",
      operation: operation.id,
      status,
    },
  );

/** The types of pages and messages, which a gateway, a login or an error may send instead of a file. */
const TEXT = /^text\/|[/+](json|xml)$/;
const PAGE = /^text\/html$|xhtml|[/+]json$/;

/**
 * Whether a response of this type may be the file. Text without a file name may come from anyone, unless the description
 * says that the file is one.
 */
function mayBeFile(
  contentType = "",
  isNamed: boolean,
  described: readonly string[] = ["application/octet-stream"],
): boolean {
  const type = contentType.toLowerCase().split(";", 1)[0]?.trim() ?? "";
  const isDescribed = described.some(
    (one) => one === type || (one.endsWith("/*") && type.startsWith(one.slice(0, -1))),
  );
  if (isDescribed || !TEXT.test(type)) return true;
  if (described.some((one) => TEXT.test(one))) return isNamed || !PAGE.test(type);
  return isNamed && described.includes("application/octet-stream");
}

/** The number of bytes of which an error object has fewer; anything longer is a file. */
const MAX_ERROR_SIZE = 65_536;

/**
 * The content, unless it is an error object or a page. A user's file may have the same name and type, and any length.
 * @param isFile Whether it may be the file at all.
 * @param inspectedSize The number of bytes to wait for.
 */
async function inspected(
  operation: Operation,
  { body, status, headers }: HttpResponse,
  isFile: boolean,
  inspectedSize: number,
): Promise<Pick<HttpResponse, "body" | "read">> {
  const reader = (body ?? new Blob([]).stream()).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  while (!isWhole && size < inspectedSize) {
    const { done, value } = await reader.read();
    isWhole = done;
    if (!value) break;
    chunks.push(value);
    size += value.byteLength;
  }
  const text = textOf(chunks);
  const failure = isWhole && !operation.statusOnly ? failureIn(parsed(text)) : undefined;
  if (failure) throw apiError(operation, status, headers, failure);
  if (!isFile || /^\s*<(!doctype\s+html|html)\b/i.test(text)) {
    // Unread content would keep its connection open.
    await reader.cancel().catch(() => undefined);
    throw unreadable(operation, status, headers, text, undefined, "the file");
  }
  return new Response(
    new ReadableStream<Uint8Array>({
      async pull(controller) {
        const next = chunks.shift() ?? (await reader.read()).value;
        if (next) controller.enqueue(next);
        else controller.close();
      },
      cancel: (reason) => reader.cancel(reason),
    }),
  );
}

/** The text of some chunks. */
function textOf(chunks: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
