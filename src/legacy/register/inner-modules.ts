import { readTokenRow, type TokenRow } from "../../auth/stores/legacy/token-row.js";
import type { Token } from "../../auth/token.js";
import type { LegacyInput } from "../call.js";
import { sendRequest } from "../calls.js";
import { internalsOf } from "../client.js";
import { ZCRMRestClient } from "../index.js";
import type { RequestFacts } from "../old-calls.js";
import { prepare } from "../request.js";

/** A row of the old client's token table. */
interface OldRow {
  readonly useridentifier: string;
  readonly accesstoken: string;
  readonly refreshtoken: string | undefined;
  /** Epoch milliseconds. */
  readonly expirytime: number;
}

const client = ZCRMRestClient;
const { session, forgetTokens } = internalsOf(client);

/**
 * The rows, which Zoho's releases up to 0.0.16 and the fork returned, with the members of the object that 0.0.20 returned.
 * The members are not enumerable, so that a loop over the array does not meet them.
 */
const withMembers = (rows: OldRow[], { accessToken, refreshToken, expiresAt }: Token, user: string): OldRow[] =>
  Object.defineProperties(rows, {
    access_token: { value: accessToken },
    refresh_token: { value: refreshToken },
    expires_in: { value: expiresAt },
    user_identifier: { value: user },
  });

/** What `mysql_util` and `local_util` offered: access to the tokens in the client's store, whichever it is. */
const tokenUtil = {
  /** The rows of a user; by default, of the current one. */
  async getOAuthTokens(user?: string): Promise<OldRow[]> {
    const { store, user: current } = session();
    const name = user || current;
    const token = await store.get(name);
    if (!token) return [];
    const { accessToken, refreshToken, expiresAt } = token;
    const row = { useridentifier: name, accesstoken: accessToken, refreshtoken: refreshToken, expirytime: expiresAt };
    return withMembers([row], token, name);
  },
  /** Replaces the user's tokens. */
  async saveOAuthTokens(tokens: TokenRow): Promise<void> {
    const { store, user } = session();
    await store.set(String(tokens.user_identifier || user), readTokenRow(tokens));
    forgetTokens();
  },
  /** Replaces the access token, and keeps the refresh token. */
  async updateOAuthTokens(tokens: TokenRow): Promise<void> {
    const { store, user } = session();
    const name = String(tokens.user_identifier || user);
    await store.set(name, { ...(await store.get(name)), ...readTokenRow(tokens) });
    forgetTokens();
  },
  /** Deletes the tokens of a user; by default, of the current one. */
  async deleteOAuthTokens(user?: string): Promise<void> {
    const { store, user: current } = session();
    await store.delete(user || current);
    forgetTokens();
  },
};

/** What `constructRequestDetails` returns and `promiseResponse` sends. */
interface RequestDetails extends Pick<LegacyInput, "headers" | "x_file_content" | "download_file"> {
  type: RequestFacts["verb"];
  /** Path below the version, without a leading slash. */
  url: string;
  params?: string | undefined;
  /** The text to send. */
  body?: string | undefined;
}

/** The functions behind the old client's calls, which some programs use for calls of their own. */
const util = {
  constructRequestDetails(
    input: LegacyInput | undefined,
    url: string,
    type: RequestFacts["verb"],
    isModuleParam?: boolean,
  ): RequestDetails {
    const { headers, x_file_content, download_file, body, ...rest } = input ?? {};
    const request: RequestFacts = {
      verb: type,
      path: `/${url.replace("/{id}", "/{id?}").replace("/{api_name}", "/{api_name?}")}`,
      ...(isModuleParam && { moduleInQuery: "optional" }),
      ...(rest.api_name && { query: { auth_type: "oauth" } }),
    };
    const route = { group: "util", name: "constructRequestDetails", request };
    const [path = "", params] = prepare(route, rest, "").path.split("?");
    return {
      type,
      url: path.slice(1),
      params,
      ...((type === "POST" || type === "PUT") && body ? { body: JSON.stringify(body) } : {}),
      headers,
      x_file_content,
      download_file,
    };
  },

  async promiseResponse({ type, url, params, body, ...input }: RequestDetails) {
    const current = session();
    const path = `/${url}${params ? `?${params}` : ""}`;
    const route = { group: "util", name: "promiseResponse", request: { verb: type, path } };
    const request = prepare(route, input, current.user);
    const headers = { ...(body && { "content-type": "application/json" }), ...request.headers };
    return sendRequest(
      current,
      request.body === undefined ? { ...request, headers, body: body || undefined } : request,
      input.x_file_content,
    );
  },
};

/** Each group had a file that exported a constructor, which returned the group. */
const groupOf = (name: keyof typeof client.API) =>
  function group() {
    return client.API[name];
  };

const MODULES: Readonly<Record<string, unknown>> = {
  "lib/js/ZCRMRestClient": client,
  "lib/js/crmapi": client.API,
  "lib/js/modules": groupOf("MODULES"),
  "lib/js/settings": groupOf("SETTINGS"),
  "lib/js/actions": groupOf("ACTIONS"),
  "lib/js/users": groupOf("USERS"),
  "lib/js/org": groupOf("ORG"),
  "lib/js/attachments": groupOf("ATTACHMENTS"),
  "lib/js/functions": groupOf("FUNCTIONS"),
  "lib/js/util": util,
  "lib/js/mysql/mysql_util": tokenUtil,
  "lib/js/local/local_util": tokenUtil,
};

/**
 * What `require` returns for a file inside the old package; `undefined` if there is no such file.
 * @param path Path inside the package, without extension, e.g. `lib/js/mysql/mysql_util`.
 */
export const innerModule = (path: string): unknown => (Object.hasOwn(MODULES, path) ? MODULES[path] : undefined);
