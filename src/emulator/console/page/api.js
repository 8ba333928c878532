// Calls of the emulated API, with a token of the page's own.
import { actorParameters } from "./actor.js";
import { post } from "./server.js";

/** Access tokens by whom they stand for. @type {Map<string, string>} */
const tokens = new Map();

/**
 * Sends a call, and sends it again with a new token where the token is refused.
 *
 * @param {string} method
 * @param {string} address
 * @param {{ headers?: Record<string, string>, content?: string | FormData | URLSearchParams | undefined }} [what]
 */
export async function call(method, address, { headers = {}, content } = {}) {
  const start = performance.now();
  const actor = JSON.stringify(actorParameters());
  const send = async () => {
    const token = tokens.get(actor) ?? /** @type {string} */ ((await post("token")).token);
    tokens.set(actor, token);
    return fetch(address, {
      method,
      headers: { ...headers, Authorization: `Zoho-oauthtoken ${token}` },
      redirect: "manual",
      ...(content !== undefined && method !== "GET" && { body: content }),
    });
  };
  let response = await unbroken(send());
  if (response.status === 401) {
    tokens.delete(actor);
    response = await unbroken(send());
  }
  const bytes = await unbroken(response.blob());
  return { address: `${method} ${address}`, response, bytes, milliseconds: performance.now() - start };
}

/**
 * @template T
 * @param {Promise<T>} work
 */
const unbroken = (work) =>
  work.catch((error) => {
    throw error instanceof TypeError ? new Error("The connection broke before the answer had come.") : error;
  });

/**
 * Writes one record.
 *
 * @param {"POST" | "PUT" | "DELETE"} method
 * @param {string} address
 * @param {Record<string, unknown>} [record]
 * @returns {Promise<string>} its id
 * @throws where it is refused; the message is the emulator's, with the field at fault
 */
export async function write(method, address, record) {
  const { response, bytes } = await call(method, address, {
    headers: { "Content-Type": "application/json" },
    ...(record && { content: JSON.stringify({ data: [record] }) }),
  });
  const body = await bytes.text();
  const answer = /^\{/.test(body) ? JSON.parse(body) : {};
  const [row = answer] = answer.data ?? [];
  if (response.ok && row.status === "success") return row.details.id;
  const { api_name, expected_data_type } = row.details ?? {};
  throw new Error(
    [
      row.code ?? `status ${response.status}`,
      row.message,
      api_name,
      expected_data_type && `wants ${expected_data_type}`,
    ]
      .filter(Boolean)
      .join(": "),
  );
}
