import { type IncomingMessage, STATUS_CODES } from "node:http";
import { gzipSync } from "node:zlib";
import { SECRETS } from "./secrets.js";

/** A complete response of a server. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: Buffer.from(JSON.stringify(value)),
});

export const html = (status = 200): Reply => ({
  status,
  headers: { "content-type": "text/html" },
  body: Buffer.from("<!DOCTYPE html><html><body>Sign in</body></html>"),
});

/** An error in Zoho's format. */
export const rejection = (status: number, code: string, headers: Record<string, string> = {}): Reply =>
  json({ code, message: "rejected by the server", details: {}, status: "error" }, status, headers);

export const zipped = ({ status, headers, body }: Reply): Reply => ({
  status,
  headers: { ...headers, "content-encoding": "gzip" },
  body: gzipSync(body),
});

const PDF = { "content-type": "application/pdf", "content-disposition": "attachment; filename=offer.pdf" };

/** A file of the given size, in bytes. */
export const file = (size: number): Reply => ({ status: 200, headers: PDF, body: Buffer.alloc(size, "0123456789") });

/** The size of the file on a working server, in bytes. */
export const FILE_SIZE = 400_000;
const CREATED = json({ data: [{ code: "SUCCESS", details: { id: "1" }, message: "created", status: "success" }] }, 201);

/** The response of a working server. */
export function goodReplyTo({ method, url = "" }: IncomingMessage): Reply {
  if (url.startsWith("/oauth/")) return json({ access_token: SECRETS.accessToken, expires_in: 3_600 });
  if (method === "POST") return CREATED;
  if (url.includes("/Attachments/")) return file(FILE_SIZE);
  return json({ data: [{ id: "1", Last_Name: "Größe" }], info: { more_records: false } });
}

/** The status line and headers, as bytes. The connection ends with the response. */
export function headOf({ status, headers, body }: Reply): Buffer {
  const all = { "content-length": String(body.length), ...headers, connection: "close" };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n`, "latin1");
}
