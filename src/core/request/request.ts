import type { CancelSignal } from "../lifetime/cancellation.js";
import type { HttpResponse } from "../response/response.js";
import type { CallOptions, Operation } from "./options.js";

/** A body that can write itself, perhaps more than once. */
export interface EncodedBody {
  readonly contentType: string;
  /** The number of bytes, if known in advance. */
  readonly length: number | undefined;
  /** Whether {@link chunks} can be read a second time, after a 401 or a 503. */
  readonly replayable: boolean;
  /** The whole content, if it is in memory or a `Blob`. */
  readonly parts?: readonly (Blob | Uint8Array)[];
  /** Checks, before anything is sent, that a file exists, and reads its length. */
  ready?(): Promise<void>;
  chunks(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** The address of each server, e.g. `https://www.zohoapis.eu`, without a slash at the end. */
export type Addresses = Readonly<Record<"api" | NonNullable<Operation["server"]>, string>>;

/**
 * One request, as plain data with the body as it was passed: a second attempt is another call with the same request, and
 * nothing is cloned. The address is resolved last, because the token may determine the data center.
 */
export interface PreparedRequest {
  readonly operation: Operation;
  /** Path and query below the server and base of the operation, e.g. `/Leads?page=1`. */
  readonly path: string;
  /** The path before its values are filled in, e.g. `/{module}`, if it is known. */
  readonly template?: string | undefined;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | EncodedBody | undefined;
  /** The user whose token is used. */
  readonly user: string;
  /** Cancels the call: the caller's signal above the deadline layer, that layer's own signal below it. */
  readonly signal?: CancelSignal | undefined;
  /** What the caller set for this call; the client's settings apply to everything else. */
  readonly options: CallOptions;
  /** Epoch milliseconds at which the call must be over. */
  readonly deadline?: number | undefined;
  /** How far the call has come; updated by the layers and the transport. */
  readonly progress?: Progress | undefined;
  /** Counts for a trace of the call. */
  readonly tally?: CallTally | undefined;
  /** The servers of the user's own data center. @default the client's */
  readonly addresses?: Addresses | undefined;
}

/** What a call is waiting for; `details.phase` of the error if its time runs out. */
export type Phase = "place" | "token" | "connection" | "answer" | "pause";

/** How far a call has come. Each call has one, which the layers and the transport update. */
export interface Progress {
  phase: Phase;
  /** The number of requests that were sent, including one that is about to be. */
  attempts: number;
  /** Whether an earlier attempt may have been carried out. */
  mayHaveArrived: boolean;
}

/** What a trace of the call states in the end. */
export interface CallTally {
  attempts: number;
  creditsLeft: number | undefined;
}

/** Records what the call is waiting for from now on. */
export function setPhase({ progress }: PreparedRequest, phase: Phase): void {
  if (progress) progress.phase = phase;
}

/** Sends a request and resolves to the response, whatever its status; rejects only if there is no response. */
export type Send = (request: PreparedRequest) => Promise<HttpResponse>;

/** One concern around a {@link Send}. */
export type Layer = (next: Send) => Send;

/** Wraps `send` in layers, the outermost first. */
export const stack = (send: Send, ...layers: Layer[]): Send => layers.reduceRight((next, layer) => layer(next), send);

/** Reports a missing file before the call takes a slot or a token. */
export const withReadyBody: Layer = (next) => (request) => {
  const { body } = request;
  return typeof body === "object" && body.ready ? body.ready().then(() => next(request)) : next(request);
};

/** Whether the request can be sent again as it is. */
export const isReplayable = ({ body }: PreparedRequest): boolean =>
  body === undefined || typeof body === "string" || body.replayable;
