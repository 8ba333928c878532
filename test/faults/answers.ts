import { type IncomingMessage, STATUS_CODES } from "node:http";
import { gzipSync } from "node:zlib";
import { SECRETS } from "./secrets.js";

/** An answer of a server, whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: Buffer.from(JSON.stringify(value)),
});

export const html = (status = 200): Answer => ({
  status,
  headers: { "content-type": "text/html" },
  body: Buffer.from("<!DOCTYPE html><html><body>Sign in</body></html>"),
});

/** A refusal in the form that Zoho gives it. */
export const refusal = (status: number, code: string, headers: Record<string, string> = {}): Answer =>
  json({ code, message: "said the server", details: {}, status: "error" }, status, headers);

export const zipped = ({ status, headers, body }: Answer): Answer => ({
  status,
  headers: { ...headers, "content-encoding": "gzip" },
  body: gzipSync(body),
});

const PDF = { "content-type": "application/pdf", "content-disposition": "attachment; filename=offer.pdf" };

/** A file of that many bytes. */
export const file = (size: number): Answer => ({ status: 200, headers: PDF, body: Buffer.alloc(size, "0123456789") });

/** Bytes of the file that a good server gives. */
export const FILE_SIZE = 400_000;
const MADE = json({ data: [{ code: "SUCCESS", details: { id: "1" }, message: "made", status: "success" }] }, 201);

/** What a good server answers. */
export function wellAnswerTo({ method, url = "" }: IncomingMessage): Answer {
  if (url.startsWith("/oauth/")) return json({ access_token: SECRETS.accessToken, expires_in: 3_600 });
  if (method === "POST") return MADE;
  if (url.includes("/Attachments/")) return file(FILE_SIZE);
  return json({ data: [{ id: "1", Last_Name: "Größe" }], info: { more_records: false } });
}

/** Status line and headers, as they go over the wire. The connection ends with the answer. */
export function headOf({ status, headers, body }: Answer): Buffer {
  const all = { "content-length": String(body.length), ...headers, connection: "close" };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n`, "latin1");
}
