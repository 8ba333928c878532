/** A file to upload: a stream such as `fs.createReadStream` returns, or the bytes. A path is not a file. */
export type LegacyFile = (AsyncIterable<Uint8Array> | Uint8Array | Blob) & {
  /** Name under which the file is stored. If it is a path, the last part of it. */
  readonly name?: unknown;
  /** Used like `name` if that is missing. */
  readonly path?: unknown;
};

/** The input of a call. Each call reads the members that it needs, and changes none of them. */
export interface LegacyInput {
  /** API name of the module, e.g. `Leads`. A path may follow after a slash. */
  module?: string | undefined;
  /** Record id. Without one, the call is for the collection. A path may follow: `4150868000000224003/Notes`. */
  id?: string | number | null | undefined;
  /** Id of the attachment. */
  relatedId?: string | number | null | undefined;
  /** API name of the function. */
  api_name?: string | undefined;
  /** The query. Arrays become comma-separated lists. */
  params?: object | null | undefined;
  /** Headers to send in addition to the client's own, e.g. `If-Modified-Since`. */
  headers?: object | null | undefined;
  /** Sent as JSON with POST and PUT. A body with `attachmentUrl` is sent as a form. */
  body?: unknown;
  /** Sent with POST and PUT as a form, in the part `file`. */
  x_file_content?: LegacyFile | null | undefined;
  /** Treats the response as a file. */
  download_file?: boolean | undefined;
}

/** A response of Zoho CRM, whatever its status. */
export interface LegacyResponse {
  statusCode: number;
  /** As it was sent: JSON for you to parse, or a file's bytes as a binary (latin1) string. */
  body: string;
  /** Names are in lower case. */
  headers: Record<string, string>;
  /** Name of the file. Only downloads have it. */
  filename?: string | undefined;
}

/** What a call resolves to if Zoho CRM has no data (HTTP 204): a string instead of a response. */
export type NoData = '{"message":"no data","status_code":"204"}';

/** What every call resolves to. */
export type LegacyAnswer = LegacyResponse | NoData;

/**
 * A call of the old client.
 * @returns The response, whatever its status; for an input that lacks the module, `relatedId` or `api_name`, the one that
 * Zoho CRM would send. The promise rejects only if there is no response.
 */
export type LegacyCall = (input?: LegacyInput) => Promise<LegacyAnswer>;
