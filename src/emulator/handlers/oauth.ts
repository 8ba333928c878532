import { ACCESS_DENIED } from "../accounts/accounts.js";
import { consentPage, problemPage, readDecision } from "../accounts/consent-page.js";
import { DEVICE_PATH } from "../accounts/device-page.js";
import type { Call } from "../calls/call.js";
import type { Handler, Handlers } from "../calls/handler.js";
import { MAX_FORM_BYTES } from "../calls/request-log.js";
import { readScopes } from "../calls/scopes.js";
import { isLoopback } from "../http/callbacks.js";
import { readToken } from "../http/request.js";
import { json, page, redirect } from "../http/responses.js";
import { USER } from "../settings/users.js";

/**
 * The page that asks for consent, and the target of its buttons. They return here with `decision`, which a program
 * without a browser can send as well.
 */
const authorize: Handler = ({ query, headers }, context) => {
  const { accounts, owner, organization, scopes: known, apiUrl, dataCenter } = context;
  const given = (name: string): string => query.get(name) ?? "";
  const redirectUrl = loopbackUrl(given("redirect_uri"));
  if (given("client_id") !== accounts.client.clientId)
    return page(problemPage("Invalid client", "the client id is unknown"));
  if (redirectUrl === undefined)
    return page(problemPage("Invalid redirect URI", "the emulator sends a browser to loopback only"));
  const isImplicit = given("response_type") === "token";
  if (!isImplicit && given("response_type") !== "code")
    return page(problemPage("Invalid response type", "there are response_type=code and response_type=token"));
  const scopes = readScopes(given("scope"));
  const unknown = known.unknown(scopes, organization);
  if (scopes.length === 0 || unknown !== undefined) {
    const reason = unknown === undefined ? "no scope was asked for" : `there is no scope ${unknown}`;
    return page(problemPage("Scope does not exist", reason));
  }

  const state = query.has("state") ? { state: given("state") } : {};
  switch (readDecision(query, headers)) {
    case "accept": {
      if (isImplicit) {
        const { access_token, expires_in } = accounts.implicit({ owner, scopes });
        const token = { access_token, expires_in: String(expires_in), api_domain: apiUrl };
        return redirect(redirectUrl, { ...token, location: dataCenter, ...state }, true);
      }
      const challenge = { text: given("code_challenge"), hashed: given("code_challenge_method") === "S256" };
      const consent = {
        redirectUrl: given("redirect_uri"),
        offline: given("access_type") === "offline",
        asked: given("prompt") === "consent",
        ...(challenge.text !== "" && { challenge }),
      };
      const code = accounts.grantCode({ owner, scopes }, consent);
      // The emulator is both servers.
      return redirect(redirectUrl, { code, location: dataCenter, "accounts-server": apiUrl, ...state });
    }
    case "reject":
      return redirect(redirectUrl, { error: "access_denied", ...state }, isImplicit);
    default:
      return page(consentPage(scopes, query), redirectUrl.origin);
  }
};

/** A loopback address, where only the local user listens. */
function loopbackUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "http:" && isLoopback(url.hostname) ? url : undefined;
}

const requestToken: Handler = async (call, { accounts, apiUrl }) => {
  const response = accounts.token(await readParameters(call), apiUrl);
  return json(response === ACCESS_DENIED ? 400 : 200, response);
};

const revokeToken: Handler = async (call, { accounts }) => {
  const parameters = await readParameters(call);
  const response = accounts.revoke(parameters.get("token") ?? "");
  return json("error" in response ? 400 : 200, response);
};

const requestDeviceCode: Handler = async (call, { accounts, organization, scopes: known, apiUrl }) => {
  const parameters = await readParameters(call);
  const scopes = readScopes(parameters.get("scope") ?? "");
  const isGood = scopes.length > 0 && known.unknown(scopes, organization) === undefined;
  const response = accounts.deviceCode(parameters, isGood ? scopes : undefined);
  if ("error" in response) return json(200, response);
  const { user_code, device_code, interval, expires_in } = response;
  const page = `${apiUrl}${DEVICE_PATH}`;
  const addresses = { verification_url: page, verification_uri_complete: `${page}?user_code=${user_code}` };
  return json(200, { user_code, device_code, interval, ...addresses, expires_in });
};

const requestDeviceToken: Handler = async (call, { accounts, owner, apiUrl }) =>
  json(200, accounts.deviceToken(await readParameters(call), owner, apiUrl));

const introspectToken: Handler = async (call, { accounts }) => {
  const [, basic = ""] = /^Basic +(\S+)$/i.exec(call.headers.authorization ?? "") ?? [];
  const credentials = Buffer.from(basic, "base64").toString("utf8");
  const parameters = await readParameters(call);
  return json(200, accounts.introspect(parameters.get("token") ?? "", credentials));
};

const getUserInfo: Handler = (call, { accounts, organization, scopes }) => {
  const grant = accounts.grantOf(readToken(call.headers) ?? "");
  const user = grant && organization.settings.list("users").get(grant.owner.split("/")[1] ?? USER.id);
  if (user === undefined) return json(401, { error: "invalid_token" });
  if (!scopes.allow(call, organization, grant?.scopes)) return json(401, { error: "invalid_scope" });
  const { zuid, full_name, first_name, last_name, email } = user;
  return json(200, { sub: zuid, name: full_name, first_name, last_name, email, email_verified: true });
};

/** The emulator is the only data center, so nobody is sent to Zoho's own servers. */
const getServerInfo: Handler = (_call, { apiUrl, dataCenter }) =>
  json(200, { result: "success", locations: { [dataCenter]: apiUrl } });

/** Zoho accepts parameters in the query and in both form encodings. The old clients use the query. */
async function readParameters(call: Call): Promise<URLSearchParams> {
  const parameters = new URLSearchParams(call.query);
  if (!call.isForm() || call.size > MAX_FORM_BYTES) return parameters;
  // An unreadable body names nothing, which gets this server's own error.
  const form = await call.form().catch(() => new FormData());
  for (const [name, value] of form) {
    if (typeof value === "string") parameters.set(name, value);
  }
  return parameters;
}

export const oauthHandlers: Handlers = {
  authorize,
  requestToken,
  revokeToken,
  requestDeviceCode,
  requestDeviceToken,
  introspectToken,
  getUserInfo,
  getServerInfo,
};
