/** The body of a request, whatever server it comes from. */
import { CrmError } from "../core/errors/errors.js";
import { isBytes, isPlainObject } from "../core/kind.js";
import type { Clock } from "../core/lifetime/clock.js";
import { readJson } from "../core/response/json.js";

/** A `Request` of the Fetch API. */
export interface FetchRequest {
  readonly headers: { get(name: string): string | null };
  readonly body: ReadableStream<Uint8Array> | null;
  readonly bodyUsed: boolean;
}

/** A request of Node's server or Express. Its `body` may be parsed. */
export interface NodeRequest extends AsyncIterable<unknown> {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly readableDidRead?: boolean;
  readonly body?: unknown;
}

/** Bytes of a body. A message with a hundred ids has 3 kB. */
const LARGEST = 2 ** 20;
/** Milliseconds in which the whole body must arrive. */
const LONGEST = 10_000;

/**
 * The parsed body.
 * @param input A request, or its body, as text, bytes or parsed
 * @param clock What its time limit goes by
 * @throws CrmError `INVALID_NOTIFICATION`
 */
export async function readBody(input: unknown, clock: Clock): Promise<unknown> {
  if (typeof input === "string" || isBytes(input)) return parsed(input);
  if (isFetchRequest(input)) {
    if (input.bodyUsed) throw alreadyRead();
    const reader = input.body?.getReader();
    if (reader === undefined) return parsed("");
    const read = async () => (await reader.read()).value;
    return parsed(await all(read, clock).catch(rethrowAfter(() => reader.cancel())));
  }
  if (!isNodeRequest(input)) return input;
  const { body, readableDidRead } = input;
  // Express 4 has an empty object where nothing was parsed.
  const isUnread = readableDidRead === false && (body === undefined || isEmpty(body));
  if (body !== undefined && !isUnread) return typeof body === "string" || isBytes(body) ? parsed(body) : body;
  if (readableDidRead === true) throw alreadyRead();
  const chunks = input[Symbol.asyncIterator]();
  // The iterator is not closed, which would close the connection before the response is sent.
  return parsed(await all(async () => (await chunks.next()).value as unknown, clock));
}

const isFetchRequest = (input: unknown): input is FetchRequest =>
  typeof input === "object" && input !== null && "bodyUsed" in input && "body" in input;

const isNodeRequest = (input: unknown): input is NodeRequest =>
  typeof input === "object" && input !== null && Symbol.asyncIterator in input;

const isEmpty = (body: unknown): boolean => isPlainObject(body) && Object.keys(body).length === 0;

/** All chunks until the first that is none, joined. */
async function all(read: () => Promise<unknown>, clock: Clock): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let stop = (): void => undefined;
  const late = new Promise<never>((_, reject) => {
    stop = clock.after(LONGEST, () => reject(invalid(`its body took longer than ${LONGEST / 1_000} s`, 408)), false);
  });
  try {
    for (;;) {
      const chunk = await Promise.race([late, read().catch(rethrowCut)]);
      if (chunk === undefined) return joined(chunks, size);
      const bytes = typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
      if (!isBytes(bytes)) throw invalid("its body is not a stream of bytes");
      size += bytes.length;
      if (size > LARGEST) throw tooLarge();
      chunks.push(bytes);
    }
  } finally {
    stop();
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function rethrowCut(cause: unknown): never {
  throw invalid("its body broke off", 400, cause);
}

const rethrowAfter =
  (end: () => Promise<void>) =>
  (error: unknown): never => {
    end().catch(() => undefined);
    throw error;
  };

function parsed(body: string | Uint8Array): unknown {
  if (body.length > LARGEST) throw tooLarge();
  try {
    return readJson(typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    // The error of the parser quotes the body, and with it the token.
    throw invalid(body.length === 0 ? "it has no body" : "its body is not JSON");
  }
}

const tooLarge = (): CrmError => invalid(`its body has more than ${LARGEST} bytes`, 413);

const alreadyRead = (): CrmError =>
  invalid("its body was read before; pass the request before anything reads it, or pass the body", 500);

/** @param status What to respond with */
export const invalid = (reason: string, status = 400, cause?: unknown): CrmError =>
  new CrmError(`this is not a notification of Zoho's: ${reason}`, { code: "INVALID_NOTIFICATION", status, cause });
