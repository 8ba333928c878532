import { readTokenRow, type TokenRow } from "../../auth/stores/token-row.js";
import type { LegacyInput } from "../call.js";
import { sendRequest } from "../calls.js";
import { insideOf } from "../client.js";
import { ZCRMRestClient } from "../index.js";
import type { RequestFacts } from "../old-calls.js";
import { prepare } from "../request.js";

/** A row of the old client's table. */
interface OldRow {
  readonly useridentifier: string;
  readonly accesstoken: string;
  readonly refreshtoken: string | undefined;
  /** Epoch milliseconds. */
  readonly expirytime: number;
}

const client = ZCRMRestClient;
const { session, forgetTokens } = insideOf(client);

/** The tokens of the client's own store, as `mysql_util` and `local_util` gave them out: both are the store in use. */
const tokenUtil = {
  /** The rows of the user, who is the present one unless named. */
  async getOAuthTokens(user?: string): Promise<OldRow[]> {
    const { store, user: present } = session();
    const name = user || present;
    const token = await store.get(name);
    if (!token) return [];
    const { accessToken, refreshToken, expiresAt } = token;
    return [{ useridentifier: name, accesstoken: accessToken, refreshtoken: refreshToken, expirytime: expiresAt }];
  },
  /** Keeps tokens in the place of those that the user has. */
  async saveOAuthTokens(tokens: TokenRow): Promise<void> {
    const { store, user } = session();
    await store.set(String(tokens.user_identifier || user), readTokenRow(tokens));
    forgetTokens();
  },
  /** Keeps a new access token; the refresh token stays. */
  async updateOAuthTokens(tokens: TokenRow): Promise<void> {
    const { store, user } = session();
    const name = String(tokens.user_identifier || user);
    await store.set(name, { ...(await store.get(name)), ...readTokenRow(tokens) });
    forgetTokens();
  },
  /** Forgets the tokens of the user, who is the present one unless named. */
  async deleteOAuthTokens(user?: string): Promise<void> {
    const { store, user: present } = session();
    await store.delete(user || present);
    forgetTokens();
  },
};

/** What `constructRequestDetails` gives and `promiseResponse` takes: an address with its query, and what goes with it. */
interface RequestDetails extends Pick<LegacyInput, "headers" | "x_file_content" | "download_file"> {
  type: RequestFacts["verb"];
  /** Below the version, without a slash in front. */
  url: string;
  params?: string | undefined;
  /** As it is sent. */
  body?: string | undefined;
}

/** How the old client's groups made their calls, for programs that made calls of their own. */
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
      path: `/${url.replace("/{id}", "/{id?}")}`,
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

/** The files of the groups held a constructor each, which gave the group. */
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
 * What `require` of a file inside the old package gives; `undefined` where there is none.
 * @param path Behind the package's name, without extension, e.g. `lib/js/mysql/mysql_util`.
 */
export const innerModule = (path: string): unknown => (Object.hasOwn(MODULES, path) ? MODULES[path] : undefined);
