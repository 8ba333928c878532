/** What carries requests, and what it keeps to. */
import type { PreparedRequest } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import type { ProxySettings } from "./proxy-choice.js";

/** Carries one request to an absolute address. Rejects with a `NetworkError`, or with the signal's reason. */
export type Transport = (url: string, request: PreparedRequest) => Promise<HttpResponse>;

/** A transport that can be closed. */
export interface ClosableTransport {
  readonly send: Transport;
  close(): Promise<void>;
}

/** What every transport keeps to. */
export interface BodyLimits {
  /** Milliseconds without a byte of a body, unless the request brings its own. */
  readonly idleTimeout: number;
  /** Most bytes of an answer that is held in memory, decoded. */
  readonly maxAnswerSize: number;
}

/** What a transport over sockets of its own keeps to. */
export interface TransportSettings extends BodyLimits {
  /** Connections to one host at the most. */
  readonly maxSockets: number;
  /** Milliseconds for making a connection, unless the request brings its own. */
  readonly connectTimeout: number;
  /** Authorities that are trusted beside the built-in ones, as PEM. */
  readonly ca: readonly string[];
  readonly proxy: ProxySettings | undefined;
}
