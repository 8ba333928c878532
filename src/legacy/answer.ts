import { fileName } from "../core/download/content-disposition.js";
import type { HttpResponse } from "../core/response/response.js";

/** An answer of the service, whatever its status. */
export interface LegacyResponse {
  statusCode: number;
  /** As it was sent: JSON to be parsed, or a file's bytes as a binary (latin1) string. */
  body: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Name of the file; calls that download have it. */
  filename?: string | undefined;
}

/** What a call resolves to where the service has nothing to tell (HTTP 204): a text in the place of the answer. */
export type NoData = '{"message":"no data","status_code":"204"}';

const NO_DATA: NoData = '{"message":"no data","status_code":"204"}';

/** What every call of the old client resolves to. */
export type LegacyAnswer = LegacyResponse | NoData;

/** Gives an answer the form that the old client's programs read. */
export async function toAnswer(response: HttpResponse, download: boolean): Promise<LegacyAnswer> {
  // Read in any case, so that the connection is free for the next call.
  const body = download ? Buffer.from(await response.arrayBuffer()).toString("latin1") : await response.text();
  if (response.status === 204) return NO_DATA;
  return {
    statusCode: response.status,
    body,
    headers: Object.fromEntries(response.headers.entries()),
    ...(download && { filename: fileName(response.headers.get("content-disposition")) }),
  };
}
