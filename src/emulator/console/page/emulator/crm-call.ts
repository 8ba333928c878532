/** Calls of the emulated CRM, with a token of the page's own. */
import { actor } from "./actor.js";
import { callConsole } from "./console-call.js";

/** A call and its response. */
export interface Exchange {
  readonly method: string;
  readonly address: string;
  readonly response: Response;
  readonly bytes: Blob;
  readonly milliseconds: number;
}

interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData | URLSearchParams | undefined;
}

/** Access tokens by actor. */
const tokens = new Map<string, string>();

/** Makes a call, and makes it again with a new token if the token is rejected. */
export async function callCrm(
  method: string,
  address: string,
  { headers = {}, body }: CallOptions = {},
): Promise<Exchange> {
  const start = performance.now();
  const as = JSON.stringify(actor.value);
  const send = async () => {
    const token = tokens.get(as) ?? (await callConsole("POST token")).token;
    tokens.set(as, token);
    return fetch(address, {
      method,
      headers: { ...headers, Authorization: `Zoho-oauthtoken ${token}` },
      redirect: "manual",
      ...(body !== undefined && method !== "GET" && { body }),
    });
  };
  try {
    let response = await send();
    if (response.status === 401) {
      tokens.delete(as);
      response = await send();
    }
    const bytes = await response.blob();
    return { method, address, response, bytes, milliseconds: performance.now() - start };
  } catch (error) {
    throw error instanceof TypeError ? new Error("The connection broke before the response arrived.") : error;
  }
}

/**
 * Creates, updates or deletes one record.
 *
 * @returns The record's id
 * @throws Error with the emulator's code and message, and the field at fault
 */
export async function writeRecord(
  method: "POST" | "PUT" | "DELETE",
  address: string,
  record?: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { response, bytes } = await callCrm(method, address, {
    headers: { "Content-Type": "application/json" },
    body: record && JSON.stringify({ data: [record] }),
  });
  const text = await bytes.text();
  const result = text.startsWith("{") ? JSON.parse(text) : {};
  const [row = result] = result.data ?? [];
  if (response.ok && row.status === "success") return row.details.id;
  const { api_name, expected_data_type } = row.details ?? {};
  const parts = [
    row.code ?? `status ${response.status}`,
    row.message,
    api_name,
    expected_data_type && `expected ${expected_data_type}`,
  ];
  throw new Error(parts.filter(Boolean).join(": "));
}
