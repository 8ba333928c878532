import { json } from "../answers.js";
import type { Call } from "../call.js";
import type { Handler, Handlers } from "../handler.js";

const requestToken: Handler = async (call, { accounts, apiUrl }) =>
  json(200, accounts.token(await readParameters(call), apiUrl));

const revokeToken: Handler = async (call, { accounts }) => {
  const parameters = await readParameters(call);
  return json(200, accounts.revoke(parameters.get("token") ?? ""));
};

/** Zoho takes parameters in the query and in both kinds of form; the old clients use the query. */
async function readParameters(call: Call): Promise<URLSearchParams> {
  const parameters = new URLSearchParams(call.query);
  if (!call.isForm()) return parameters;
  for (const [name, value] of await call.form()) {
    if (typeof value === "string") parameters.set(name, value);
  }
  return parameters;
}

export const oauthHandlers: Handlers = { requestToken, revokeToken };
