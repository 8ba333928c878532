import type { Operation } from "../request/options.js";
import { apiError, failureIn } from "../response/api-error.js";
import type { HttpResponse } from "../response/response.js";
import { fileName } from "./content-disposition.js";

/** A file that is being received. Read it once: as a stream, as bytes, or into a file. */
export interface Download {
  /** Name that the server gives the file, made safe: no path, no control characters. */
  readonly filename: string | undefined;
  /** Media type, e.g. `application/pdf`. */
  readonly contentType: string | undefined;
  /** Bytes, where the server says how many. */
  readonly size: number | undefined;
  /** The content as it arrives. */
  readonly body: ReadableStream<Uint8Array>;
  /** The whole content in memory. */
  arrayBuffer(): Promise<ArrayBuffer>;
  /**
   * Writes the content to a file as it arrives, and leaves nothing behind where that fails. Node.js only.
   * @param path A file, or a folder (an existing one, or any path that ends in a separator) that takes the file under
   *   its own name.
   * @returns The path of the file.
   * @throws NetworkError where the connection breaks; ResponseError where content is missing, or the answer names no
   *   file and `path` is a folder.
   */
  saveTo(path: string): Promise<string>;
}

/** Gives a binary answer the form of a {@link Download}. */
export async function toDownload(operation: Operation, response: HttpResponse): Promise<Download> {
  const { headers } = response;
  const disposition = headers.get("content-disposition");
  const filename = fileName(disposition);
  const contentType = headers.get("content-type") ?? undefined;

  const content = mayBeRefusal(filename, contentType) ? await checked(operation, response) : response;
  const size = sizeOf(response);
  const download: Download = {
    filename,
    contentType,
    size,
    get body() {
      return content.body ?? new Blob([]).stream();
    },
    arrayBuffer: () => content.arrayBuffer(),
    saveTo: async (path) => {
      const { saveDownload } = await import("./save.js");
      return saveDownload(operation.id, download, path);
    },
  };
  return download;
}

/** Zoho marks the JSON answers of its own with this name, refusals with status 200 among them. */
const mayBeRefusal = (filename: string | undefined, contentType: string | undefined): boolean =>
  filename === "response.json" || (filename === undefined && /^application\/json\b/i.test(contentType ?? ""));

/** Bytes that a refusal may have; what is longer is a file. */
const LONGEST_REFUSAL = 65_536;

/** The content, unless it is an error object. A file of the user's may have the same name and type, and any length. */
async function checked(
  operation: Operation,
  response: HttpResponse,
): Promise<Pick<HttpResponse, "body" | "arrayBuffer">> {
  const reader = (response.body ?? new Blob([]).stream()).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  while (!isWhole && size <= LONGEST_REFUSAL) {
    const { done, value } = await reader.read();
    isWhole = done;
    if (!value) break;
    chunks.push(value);
    size += value.byteLength;
  }
  const failure = isWhole ? failureIn(parsed(textOf(chunks))) : undefined;
  if (failure) throw apiError(operation, response.status, response.headers, failure);
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

/** The text of some bytes, which stay as they are. */
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

/** The length of the content; that of a compressed body says nothing of it. */
function sizeOf({ headers }: HttpResponse): number | undefined {
  const length = headers.get("content-length");
  const encoding = headers.get("content-encoding");
  return length === null || (encoding !== null && encoding !== "identity") ? undefined : Number(length);
}
