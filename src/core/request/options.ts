/** What a call is, according to the description, and what its caller may set for it. */

import type { NamedOperation } from "../errors/operation-name.js";

/** The facts of an operation that the description states and the runtime needs. */
export interface Operation extends NamedOperation {
  /**
   * Whether it is safe to send twice. Zoho has no idempotency keys, so this decides what is retried. `unless-rows`: only
   * if no record in the body has rows of its own, such as line items.
   */
  readonly idempotent: boolean | "unless-rows";
  /** `true` if a retry gets the response that the first attempt would have got. @default true if it only reads (GET) */
  readonly stableResponse?: true;
  /** The server that it is sent to: the accounts server, or the one for large uploads or downloads. @default the API's */
  readonly server?: "accounts" | "content" | "download";
  /** The path on the server that its own path follows. @default that of the API's version, `/crm/v2` */
  readonly base?: string;
  /** `false` if the request carries no access token. */
  readonly auth?: false;
  /** `true` if the response is a file, which is streamed and never held in memory. */
  readonly binary?: true;
  /** The types that the file may have, e.g. `image/*`. @default any, `application/octet-stream` */
  readonly mediaTypes?: readonly string[];
  /** The media type that is asked for, if the server offers several. */
  readonly accept?: string;
  /** `true` if the status alone says whether a call failed. Otherwise a 2xx with `status: "error"` is a failure too. */
  readonly statusOnly?: true;
  /** The names of its parameters. */
  readonly parameters?: readonly string[];
  /** Those of them that fill in the path. */
  readonly path?: readonly string[];
  /** The one that names a module, and the modules that are known. There may be others. */
  readonly module?: string;
  readonly moduleNames?: readonly string[];
  /** Those that are required, other than those in the path. */
  readonly required?: readonly string[];
  /** Those of which at least one is required. */
  readonly anyOf?: readonly string[];
  /** Whether no value in the path may contain a slash; or the name of the parameter with which it may. */
  readonly noSlash?: true | string;
  /** Where a list ends although it may be longer. */
  readonly ceiling?: { readonly rows: number; readonly wayOut: string };
  /** How to find out whether a call whose response was lost was carried out. */
  readonly outcomeCheck?: string;
  /** What to do about an error, by its code. */
  readonly remedies?: Readonly<Record<string, string>>;
  /** The narrowest scopes of which a token needs one; those that end in `ALL` work as well. Where it needs several at once, they are separated by commas. */
  readonly scopes?: readonly string[];
}

/** How often, and how patiently, a failed call is retried. */
export interface RetryOptions {
  /**
   * The maximum number of retries after the first attempt. Too many calls (429) are not counted: they are waited out while
   * the call has time, unless this is 0. @default 2
   */
  maxRetries?: number;
  /**
   * The longest single delay, in milliseconds. If Zoho asks for a longer one, the call fails at once. @default 8000, and
   * whatever Zoho asks for within the call's time
   */
  maxDelay?: number;
}

/** Options of a single call. */
export interface RequestOptions {
  /** Cancels the call, whatever it is waiting for; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Milliseconds for the whole call, including delays and retries. @default the client's, 60000 */
  timeout?: number;
  /** Milliseconds for making a connection. @default the client's, 10000 */
  connectTimeout?: number;
  /** Milliseconds for which no byte of a body, or fewer than 1,000 of a file, may arrive. @default the client's, 30000 */
  idleTimeout?: number;
  /** Overrides the client's retry options; `{ maxRetries: 0 }` makes a single attempt. */
  retry?: RetryOptions;
  /** Additional headers, but none that the client sets itself, such as `Host` or `Authorization`. */
  headers?: Record<string, string>;
  /** The user whose token is used, if one client serves several users. @default the client's user */
  user?: string;
}

/** The options that a request carries unchanged; the others become members of the request itself. */
export type CallOptions = Omit<RequestOptions, "signal" | "headers" | "user">;
