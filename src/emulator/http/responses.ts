/** Zoho's responses. Bodies keep Zoho's key order, so that raw responses look familiar. */

/** The headers that every JSON response has. */
const JSON_HEADERS = {
  Server: "ZGS",
  "Content-Type": "application/json;charset=UTF-8",
  "Content-Disposition": "attachment; filename=response.json",
  "Cache-Control": "no-store, no-cache, must-revalidate, private",
  Pragma: "no-cache",
  Expires: "Thu, 01 Jan 1970 00:00:00 GMT",
  "X-Content-Type-Options": "nosniff",
  "X-Download-Options": "noopen",
  "X-Frame-Options": "SAMEORIGIN",
  "X-XSS-Protection": "1; mode=block",
  "Referrer-Policy": "strict-origin",
  "Content-Language": "en-US",
};

/** A response: its status, headers, and body as bytes or a string. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** How a fault delivers the response. */
  readonly delivery?: Delivery;
  /** Streams data instead of a body until the client leaves. @returns a function that ends it */
  readonly stream?: (client: StreamClient) => () => void;
}

/** Sent instead of a response: breaks the connection. */
export const RESET = "reset";

/** The reader of a stream. */
export interface StreamClient {
  /** Whether it has consumed what was sent, so that a slow reader never has more than that queued. */
  isReady(): boolean;
  send(text: string): void;
}

/** How a fault disturbs the delivery of a response. */
export interface Delivery {
  /** Where the connection breaks. */
  readonly cut?: "after headers" | "in the body";
  /** Milliseconds over which the body is sent. */
  readonly slow?: number;
}

/** The bytes of a file as they were uploaded. */
export interface StoredFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Zoho's error object, sent alone or as one row of an action response. */
export interface ErrorBody {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly message: string;
  readonly status: "error";
}

/** One accepted row of an action response. */
export interface SuccessRow {
  readonly code: "SUCCESS";
  /** Upsert only: the field that matched the existing record. */
  readonly duplicate_field?: string | null;
  /** Upsert only. */
  readonly action?: "insert" | "update";
  readonly details: Readonly<Record<string, unknown>>;
  readonly message: string;
  readonly status: "success";
}

/** One row of an action response, in the order of the request's rows. */
export type ActionRow = SuccessRow | ErrorBody;

/** Thrown while handling a request, to refuse it as a whole with a bare error. */
export class HttpError extends Error {
  override name = "HttpError";
  readonly status: number;
  readonly body: ErrorBody;
  constructor(status: number, body: ErrorBody) {
    super(`${status} ${body.code}: ${body.message}`);
    this.status = status;
    this.body = body;
  }
}

export const json = (status: number, body: unknown): HttpResponse => ({
  status,
  headers: JSON_HEADERS,
  body: JSON.stringify(body),
});

/** A response that a function made. */
export async function readResponse(response: Response): Promise<HttpResponse> {
  const { status, headers } = response;
  const isText = /json|^text\//i.test(headers.get("content-type") ?? "");
  const body = isText ? await response.text() : new Uint8Array(await response.arrayBuffer());
  return { status, headers: Object.fromEntries(headers), ...(body.length > 0 && { body }) };
}

/** Nothing found: Zoho sends 204 where other APIs send an empty list or 404. */
export const noContent = (): HttpResponse => ({ status: 204, headers: {} });

export const notModified = (): HttpResponse => ({ status: 304, headers: {} });

/** A page of the accounts server. @param formTarget The origin that its form may redirect to */
export const page = (html: string, formTarget = ""): HttpResponse => ({
  status: 200,
  headers: {
    "Content-Type": "text/html;charset=UTF-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy":
      `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${formTarget}`.trim(),
    "Referrer-Policy": "no-referrer",
  },
  body: html,
});

/**
 * Redirects the browser to an address with these parameters added to the query, or to the fragment, which no server
 * sees.
 */
export function redirect(to: URL, parameters: Readonly<Record<string, string>>, inFragment = false): HttpResponse {
  const url = new URL(to);
  if (inFragment) url.hash = String(new URLSearchParams(parameters));
  else for (const [name, value] of Object.entries(parameters)) url.searchParams.append(name, value);
  return { status: 302, headers: { Location: url.href, "Referrer-Policy": "no-referrer" } };
}

/**
 * A download. The name is percent-encoded after `UTF-8''`, the only form that Zoho's own clients read. These clients
 * parse any text type as a JSON response, so only images are sent with their type.
 */
export const file = ({ name, contentType, bytes }: StoredFile): HttpResponse => ({
  status: 200,
  headers: {
    "Content-Type": contentType.startsWith("image/") ? contentType : "application/octet-stream",
    "Content-Disposition": `attachment;filename*=UTF-8''${encodeFileName(name)}`,
    "X-Content-Type-Options": "nosniff",
  },
  body: bytes,
});

/** The archive with the result of a bulk job. */
export const archive = (jobId: string, bytes: Uint8Array): HttpResponse => ({
  status: 200,
  headers: {
    "Content-Type": "application/octet-stream",
    "Content-Disposition": `attachment; filename="${jobId}.zip"`,
    "X-Content-Type-Options": "nosniff",
  },
  body: bytes,
});

// encodeURIComponent does not escape the quote, and clients look for the name after the last quote.
const encodeFileName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

export const errorBody = (code: string, message: string, details: ErrorBody["details"] = {}): ErrorBody => ({
  code,
  details,
  message,
  status: "error",
});

export const success = (message: string, details: SuccessRow["details"]): SuccessRow => ({
  code: "SUCCESS",
  details,
  message,
  status: "success",
});

/** How the response to a write differs from that of an update. */
interface ActionStatuses {
  /** Status if every row was accepted. @default 200 */
  readonly accepted?: 200 | 201;
  /** Status if every row was refused. @default 202 */
  readonly refused?: 200 | 202;
  /** The member that contains the rows. @default "data" */
  readonly key?: string;
}

/** The response to a write of several rows. The status says whether all, some (207) or none were accepted. */
export function actionResponse(
  rows: readonly ActionRow[],
  statuses: ActionStatuses = {},
  more: object = {},
): HttpResponse {
  const { accepted = 200, refused = 202, key = "data" } = statuses;
  const errors = rows.filter((row) => row.status === "error").length;
  const status = errors === 0 ? accepted : errors === rows.length ? refused : 207;
  return json(status, { [key]: rows, ...more });
}
