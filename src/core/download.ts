import { apiError, failureIn } from "./api-error.js";
import { fileName } from "./content-disposition.js";
import type { HttpResponse } from "./response.js";

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
export async function toDownload(operation: string, response: HttpResponse): Promise<Download> {
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
      return saveDownload(operation, download, path);
    },
  };
  return download;
}

/** Zoho marks the JSON answers of its own with this name, refusals with status 200 among them. */
const mayBeRefusal = (filename: string | undefined, contentType: string | undefined): boolean =>
  filename === "response.json" || (filename === undefined && /^application\/json\b/i.test(contentType ?? ""));

/** The content, in memory, unless it is an error object. A file of the user's may have the same name and type. */
async function checked(operation: string, response: HttpResponse): Promise<Pick<HttpResponse, "body" | "arrayBuffer">> {
  const bytes = await response.arrayBuffer();
  const failure = failureIn(parsed(bytes));
  if (failure) throw apiError(operation, response.status, response.headers, failure);
  return new Response(bytes);
}

function parsed(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
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
