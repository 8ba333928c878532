/** A file to upload: a stream such as `fs.createReadStream` gives, or the bytes. */
export type LegacyFile = (AsyncIterable<Uint8Array> | Uint8Array | Blob) & {
  /** Name under which the file is stored; the last part of it, where it is a path. */
  readonly name?: unknown;
  /** As `name`, where that is missing. */
  readonly path?: unknown;
};

/** What a call of the old client takes. Each call reads the members it has a use for; none of them is changed. */
export interface LegacyInput {
  /** API name of the module, e.g. `Leads`. It may go on behind a slash. */
  module?: string | undefined;
  /** Record id; without one, the call is about the collection. It may go on behind a slash: `4150868000000224003/Notes`. */
  id?: string | number | null | undefined;
  /** Id of the attachment. */
  relatedId?: string | number | null | undefined;
  /** API name of the function. */
  api_name?: string | undefined;
  /** The query; arrays become comma lists. */
  params?: object | null | undefined;
  /** Headers sent beside the client's own, e.g. `If-Modified-Since`. */
  headers?: object | null | undefined;
  /** Sent as JSON with POST and PUT; one with `attachmentUrl` is sent as a form. */
  body?: unknown;
  /** Sent as the part `file` of a form, with POST and PUT. */
  x_file_content?: LegacyFile | null | undefined;
  /** Takes the answer for a file. */
  download_file?: boolean | undefined;
}
