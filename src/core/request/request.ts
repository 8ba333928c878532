import type { CancelSignal } from "../lifetime/cancellation.js";
import type { HttpResponse } from "../response/response.js";
import type { CallOptions, Operation } from "./options.js";

/** A body that knows how to write itself, and whether it can do so twice. */
export interface EncodedBody {
  readonly contentType: string;
  /** Bytes, where the number is known beforehand. */
  readonly length: number | undefined;
  /** Whether {@link chunks} can be read a second time, after a 401 or a 503. */
  readonly replayable: boolean;
  /** Looks at a file that is read late, before anything is sent: whether it is there, and how long it is. */
  ready?(): Promise<void>;
  chunks(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** The address of each server, e.g. `https://www.zohoapis.eu`, without a slash at the end. */
export type Addresses = Readonly<Record<"api" | NonNullable<Operation["server"]>, string>>;

/**
 * One request, as plain data with the body as it was given: a second attempt is simply another call, and nothing is
 * cloned. The address is resolved last, so that the data centre may come with the token.
 */
export interface PreparedRequest {
  readonly operation: Operation;
  /** Path and query below the server and base of the operation, e.g. `/Leads?page=1`. */
  readonly path: string;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | EncodedBody | undefined;
  /** Whose token is used. */
  readonly user: string;
  /** Cancels the call: the caller's signal, and below the deadline the deadline's own. */
  readonly signal?: CancelSignal | undefined;
  /** What the caller set for this call; the client's settings hold for everything else. */
  readonly options: CallOptions;
  /** Epoch milliseconds at which the call must be over. */
  readonly deadline?: number;
  /** How far the call has come; written to by the layers. */
  readonly progress?: Progress;
  /** The servers of the user's own data centre; the client's where left out. */
  readonly addresses?: Addresses | undefined;
}

/** What a call is waiting for; said by the error where its time runs out. */
export type Phase = "place" | "token" | "connection" | "answer" | "pause";

/** How far a call has come. There is one for each call; the layers and the transport write to it as they go. */
export interface Progress {
  phase: Phase;
  /** Requests sent so far, or about to be. */
  attempts: number;
  /** Whether an attempt that is over may have been carried out. */
  mayHaveArrived: boolean;
}

/** Notes what the request's call is waiting for from now on. */
export function enter({ progress }: PreparedRequest, phase: Phase): void {
  if (progress) progress.phase = phase;
}

/** Sends a request and gives back the answer, whatever its status; rejects only where there is no answer. */
export type Send = (request: PreparedRequest) => Promise<HttpResponse>;

/** One concern around a {@link Send}. */
export type Layer = (next: Send) => Send;

/** Wraps `send` in layers, outermost first. */
export const stack = (send: Send, ...layers: Layer[]): Send => layers.reduceRight((next, layer) => layer(next), send);

/** A file that is not there is told of before the call takes a place or a token. */
export const withReadyBody: Layer = (next) => (request) => {
  const { body } = request;
  return typeof body === "object" && body.ready ? body.ready().then(() => next(request)) : next(request);
};

/** Whether the same request can be sent again as it is. */
export const isReplayable = ({ body }: PreparedRequest): boolean =>
  body === undefined || typeof body === "string" || body.replayable;
