import type { ServerPlan } from "./fault-server.js";
import type { Fault } from "./faults.js";
import type { Step } from "./steps.js";

/** How the client reaches the server. */
export type Way = "http" | "tls" | "fetch";

/**
 * A call that may be repeated, one that may not, one whose answer is written to a file, one with a large body, and one
 * whose answer is a file that nobody wants any more.
 */
export type Call = "list" | "create" | "download" | "upload" | "let go";

/** What the store does wrong. One of the file store's is a real file, and goes wrong by its content or its place. */
export type StorePlan =
  | { readonly at: "get" | "set" | "withLock"; readonly how: "throws" | "hangs" | "is slow" | "ends early" }
  | { readonly file: "truncated" | "HTML" | "invalid" | "empty" | "below a file" | "too large" };

/** What the client is to do, as plain data: it is another process. */
export interface ClientPlan {
  readonly options?: Readonly<Record<string, unknown>>;
  readonly store?: StorePlan;
  /** The caller aborts as soon as the fault has struck. */
  readonly abort?: boolean;
  /** Before the call another one takes the only place at the gate, and for so many milliseconds at the most. */
  readonly holder?: number;
  /** The upload's content is a stream that fails at its first or at a later chunk. */
  readonly source?: "throws" | "breaks off";
  /** Where a download goes; into an empty folder where left out. */
  readonly saveTo?: "below a file";
  /** Whether an upload is too large to be sent unread. */
  readonly large?: boolean;
}

/** How a call must end: with a value, with the reason of the caller's own abort, or with this error and no other. */
export type Expected =
  | "value"
  | "the caller's reason"
  | "the source's error"
  /** An error of the file system, as it is. */
  | { readonly system: string }
  | {
      readonly name: string;
      /** One of these, where systems have several words for one thing. */
      readonly code: readonly string[];
      readonly mayHaveArrived?: boolean;
    };

/** One call with one fault at one of its steps, and what must come of it. */
export interface Cell {
  readonly step: Step;
  readonly fault: Fault;
  /** What is particular about it, where the same pair has several. */
  readonly variant: string | undefined;
  readonly way: Way;
  readonly call: Call;
  readonly server: ServerPlan;
  readonly client: ClientPlan;
  readonly expected: Expected;
  /** Milliseconds within which it must have settled, from its beginning or from the caller's abort. */
  readonly within: number;
  /** Requests that the API may have seen of it; not looked at where undefined. */
  readonly requests: number | undefined;
  /** Whether the same client must make a good call afterwards. */
  readonly recovers: boolean;
}

export const nameOf = ({ step, fault, variant, way, call }: Cell): string =>
  `${step} × ${fault}${variant === undefined ? "" : ` (${variant})`}: ${call} over ${way}`;
