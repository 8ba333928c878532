/** The body of a request, whatever server it comes from. */

/** What a notification needs of a `Request` of the Fetch API. */
export interface FetchRequest {
  readonly headers: { get(name: string): string | null };
  readonly body: ReadableStream<Uint8Array> | null;
  readonly bodyUsed: boolean;
}

/** What a notification needs of a request of Node's servers, or of Express, whose `body` may be parsed. */
export interface NodeRequest extends AsyncIterable<unknown> {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly readableDidRead?: boolean;
  readonly body?: unknown;
}
