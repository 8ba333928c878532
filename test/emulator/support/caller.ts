import type { Emulator } from "../../../src/emulator/index.js";
import { expectDescribed } from "./described.js";

/** What came back: the status, the headers, and the body where it is JSON. */
export interface Reply {
  status: number;
  headers: Headers;
  // Tests look into responses of many shapes; a wrong path shows as a failed assertion.
  body: ReplyBody;
}

export interface ReplyBody {
  [member: string]: ReplyBody;
}

/** Calls the CRM of an emulator with a good token. */
export type Caller = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;

/** Gets an access token as a client does. */
export async function accessToken(emulator: Emulator): Promise<string> {
  const { clientId, clientSecret, refreshToken } = emulator;
  const form = new URLSearchParams({
    grant_type: "refresh_token",
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  });
  const { fetch: send = fetch } = emulator.clientOptions();
  const response = await send(`${emulator.accountsUrl}/oauth/v2/token`, { method: "POST", body: form });
  const { access_token } = (await response.json()) as { access_token: string };
  return access_token;
}

/**
 * Sends forms and bytes as they are, anything else as JSON, and checks that every response is one of the description.
 *
 * @param base The path before those of the calls
 */
export async function callerOf(emulator: Emulator, base = "/crm/v2"): Promise<Caller> {
  // What listens is reached through its socket.
  const { fetch: send = fetch } = emulator.clientOptions();
  const authorization = `Zoho-oauthtoken ${await accessToken(emulator)}`;
  return async (method, path, body, headers = {}) => {
    const raw = body instanceof FormData || typeof body === "string";
    const response = await send(`${emulator.apiUrl}${base}${path}`, {
      method,
      headers: {
        authorization,
        ...(body === undefined || raw ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    });
    const reply = { status: response.status, headers: response.headers, body: await readJson(response) };
    const logged = emulator.requests.findLast((one) => one.method === method && one.path === base + path);
    if (logged?.operation !== undefined) expectDescribed(logged.operation, reply.status, reply.body);
    return reply;
  };
}

async function readJson(response: Response): Promise<ReplyBody> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return text === "" || !isJson ? {} : JSON.parse(text);
}
