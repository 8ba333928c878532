import { ACCESS_DENIED } from "../accounts.js";
import { json, page, redirect } from "../answers.js";
import type { Call } from "../call.js";
import { consentPage, problemPage } from "../consent-page.js";
import type { Handler, Handlers } from "../handler.js";
import { isLoopback } from "../loopback.js";

/**
 * The page that asks for consent, and what its buttons lead to: they come back here with `decision`, which a program
 * without a browser may send as well.
 */
const authorize: Handler = ({ query }, { accounts, owner, apiUrl }) => {
  const given = (name: string): string => query.get(name) ?? "";
  const redirectUrl = loopbackUrl(given("redirect_uri"));
  if (given("client_id") !== accounts.client.clientId)
    return page(problemPage("Invalid client", "the client id is unknown"));
  if (redirectUrl === undefined)
    return page(problemPage("Invalid redirect URI", "the emulator sends a browser to loopback only"));
  if (given("response_type") !== "code")
    return page(problemPage("Invalid response type", "the emulator knows response_type=code"));
  if (given("scope") === "") return page(problemPage("Scope does not exist", "no scope was asked for"));

  const state = query.has("state") ? { state: given("state") } : {};
  switch (query.get("decision")) {
    case "accept": {
      const consent = { redirectUrl: given("redirect_uri"), offline: given("access_type") === "offline" };
      const code = accounts.grantCode(owner, consent);
      // The emulator is both servers.
      return redirect(redirectUrl, { code, location: "us", "accounts-server": apiUrl, ...state });
    }
    case "reject":
      return redirect(redirectUrl, { error: "access_denied", ...state });
    default:
      return page(consentPage(query), redirectUrl.origin);
  }
};

/** An address of this machine, which no one but its user listens at. */
function loopbackUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "http:" && isLoopback(url.hostname) ? url : undefined;
}

const requestToken: Handler = async (call, { accounts, apiUrl }) => {
  const answer = accounts.token(await readParameters(call), apiUrl);
  return json(answer === ACCESS_DENIED ? 400 : 200, answer);
};

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

export const oauthHandlers: Handlers = { authorize, requestToken, revokeToken };
