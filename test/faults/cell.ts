import type { ServerPlan } from "./fault-server.js";
import type { Fault } from "./faults.js";
import type { Step } from "./steps.js";

/** How the client connects to the server. */
export type Way = "http" | "tls" | "fetch";

/**
 * A call that is safe to repeat, one that is not, a download that is saved to a file, a call with a large body, and a
 * download that is discarded.
 */
export type Call = "list" | "create" | "download" | "upload" | "discard";

/** How the store fails. With `file`, it is a file store whose file has the wrong content or location. */
export type StorePlan =
  | { readonly at: "get" | "set" | "withLock"; readonly how: "throws" | "hangs" | "is slow" | "ends early" }
  | { readonly file: "truncated" | "HTML" | "invalid" | "empty" | "below a file" | "too large" };

/** What the client does, as plain data, because it runs in another process. */
export interface ClientPlan {
  readonly options?: Readonly<Record<string, unknown>>;
  readonly store?: StorePlan;
  /** Whether the caller aborts as soon as the fault has struck. */
  readonly abort?: boolean;
  /** The maximum time, in milliseconds, that an earlier call holds the only slot. */
  readonly holder?: number;
  /** Makes the content of the upload a stream that fails at its first or at a later chunk. */
  readonly source?: "throws" | "breaks off";
  /** Where a download is saved. @default an empty folder */
  readonly saveTo?: "below a file";
  /** Whether the upload is too large to be sent before the server reads it. */
  readonly large?: boolean;
}

/** How a call must end: with a value, with the reason of the caller's abort, or with exactly this error. */
export type Expected =
  | "value"
  | "the caller's reason"
  | "the source's error"
  /** An unchanged error of the file system. */
  | { readonly system: string }
  | {
      readonly name: string;
      /** One of these: systems have different codes for the same failure. */
      readonly code: readonly string[];
      readonly mayHaveArrived?: boolean;
    };

/** One call with one fault at one of its steps, and the expected result. */
export interface Cell {
  readonly step: Step;
  readonly fault: Fault;
  /** Tells the cells of the same step and fault apart. */
  readonly variant: string | undefined;
  readonly way: Way;
  readonly call: Call;
  readonly server: ServerPlan;
  readonly client: ClientPlan;
  readonly expected: Expected;
  /** Milliseconds within which the call must settle, from its beginning or from the caller's abort. */
  readonly within: number;
  /** The number of requests that the API must have received; not checked if undefined. */
  readonly requests: number | undefined;
  /** Whether the same client must make a successful call afterwards. */
  readonly recovers: boolean;
}

export const nameOf = ({ step, fault, variant, way, call }: Cell): string =>
  `${step} × ${fault}${variant === undefined ? "" : ` (${variant})`}: ${call} over ${way}`;
