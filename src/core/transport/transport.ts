/** What sends requests, and its limits. */
import type { PreparedRequest } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import type { ProxySettings } from "./proxy-choice.js";

/** Sends one request to an absolute address. Rejects with a `NetworkError`, or with the signal's reason. */
export type Transport = (url: string, request: PreparedRequest) => Promise<HttpResponse>;

/** A transport that can be closed. */
export interface ClosableTransport {
  readonly send: Transport;
  close(): Promise<void>;
}

/** The limits of every transport. */
export interface BodyLimits {
  /** Milliseconds without a byte of a body, unless the request sets its own. */
  readonly idleTimeout: number;
  /** The maximum number of decoded bytes of a response that is held in memory. */
  readonly maxAnswerSize: number;
}

/** The settings of a transport that has its own sockets. */
export interface TransportSettings extends BodyLimits {
  /** The maximum number of idle connections to one host that are kept. Every request that finds none makes its own. */
  readonly maxIdleSockets: number;
  /** Milliseconds for making a connection, unless the request sets its own. */
  readonly connectTimeout: number;
  /** Certificate authorities, as PEM, that are trusted besides the built-in ones. */
  readonly ca: readonly string[];
  readonly proxy: ProxySettings | undefined;
}
