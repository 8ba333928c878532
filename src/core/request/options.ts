/** What a call is, by the description, and what its caller may set for it. */

/** What the description says of an operation and the runtime needs to know. */
export interface Operation {
  /** `operationId` of the description. */
  readonly id: string;
  /** Whether sending it twice does no harm. Zoho has no idempotency keys, so this decides what is retried. */
  readonly idempotent: boolean;
  /** The server it is sent to, of the accounts or of large files on their way up and down; the API's where left out. */
  readonly server?: "accounts" | "content" | "download";
  /** Path of the server that its own follows; that of the API's version, `/crm/v2`, where left out. */
  readonly base?: string;
  /** `false` where no access token belongs on the request. */
  readonly auth?: false;
  /** `true` where the answer is a file, which is streamed and never held in memory. */
  readonly binary?: true;
  /** How to find out whether a call was carried out whose response was lost. */
  readonly outcomeCheck?: string;
  /** What to do about an error, by its code. */
  readonly remedies?: Readonly<Record<string, string>>;
}

/** How often, and how patiently, a failed call is repeated. */
export interface RetryOptions {
  /** Attempts after the first. @default 2 */
  maxRetries?: number;
  /** Longest single wait, in milliseconds. Where Zoho asks for a longer one, the call fails at once. @default 8000 */
  maxDelay?: number;
}

/** What may be said of a single call. */
export interface RequestOptions {
  /** Cancels the call at whatever it is waiting for; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Milliseconds for the whole call, waits and repetitions included. @default the client's, 60000 */
  timeout?: number;
  /** Milliseconds for making a connection. @default the client's, 10000 */
  connectTimeout?: number;
  /** Milliseconds without a byte of a body. @default the client's, 30000 */
  idleTimeout?: number;
  /** Overrides of the client's retry options; `{ maxRetries: 0 }` for a single attempt. */
  retry?: RetryOptions;
  /** Headers sent beside the client's own. */
  headers?: Record<string, string>;
  /** Whose token is used, where one client serves several users. @default the client's user */
  user?: string;
}

/** The options that stay as they are; the others become members of the request itself. */
export type CallOptions = Omit<RequestOptions, "signal" | "headers" | "user">;
