/** A server that responds to metadata calls, users and token requests as Zoho does in v2. */
import { serve, type TestServer } from "../servers/server.js";
import { idOf, type Organization } from "./organization.js";
import { randomOf, shuffled } from "./random.js";

/** A call that the server received. */
export interface Call {
  /** Without `/crm/v2/`, e.g. `settings/fields`. */
  readonly path: string;
  readonly module: string | undefined;
}

/** What to respond instead of the usual. An object is sent as JSON. */
export interface Reply {
  readonly status: number;
  readonly body?: object | string;
}

export interface ServeOptions {
  /** Shuffles arrays and members, differently for each seed and each call. */
  readonly shuffle?: number;
  /**
   * Responds to a call in place of the organization; a promise holds the call. If it is, or resolves to, `undefined`,
   * the organization responds.
   */
  readonly reply?: (call: Call) => Reply | undefined | Promise<Reply | undefined>;
}

export interface ServedOrganization extends TestServer {
  /** The calls so far, without token requests. */
  readonly calls: readonly Call[];
  /** The maximum number of calls that the server has had at once. */
  readonly mostAtOnce: number;
  /** The number of calls that have not ended. */
  readonly inFlight: number;
  /** Options for `createClient`. */
  readonly client: Readonly<Record<"apiUrl" | "accountsUrl" | "clientId" | "clientSecret" | "refreshToken", string>>;
  /** The same for a program, as environment variables. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The error of a call for a module that there is not, in v2. */
export const INVALID_MODULE: Reply = {
  status: 400,
  body: { code: "INVALID_MODULE", details: {}, message: "the module name given seems to be invalid", status: "error" },
};

/** The error of a token without the scope of the call. */
export const SCOPE_MISMATCH: Reply = {
  status: 401,
  body: {
    code: "OAUTH_SCOPE_MISMATCH",
    details: {},
    message: "invalid oauth scope to access this URL",
    status: "error",
  },
};

/** The error of a call that the user's profile does not allow. */
export const NO_PERMISSION: Reply = {
  status: 403,
  body: {
    code: "NO_PERMISSION",
    details: { permissions: ["Crm_Implied_View"] },
    message: "permission denied",
    status: "error",
  },
};

const INVALID_URL: Reply = {
  status: 404,
  body: {
    code: "INVALID_URL_PATTERN",
    details: {},
    message: "Please check if the URL trying to access is a correct one",
    status: "error",
  },
};

export async function serveOrganization(
  organization: Organization,
  { shuffle, reply }: ServeOptions = {},
): Promise<ServedOrganization> {
  const calls: Call[] = [];
  let inFlight = 0;
  let mostAtOnce = 0;
  const random = randomOf(shuffle ?? 0);
  const server = await serve(async (incoming, outgoing) => {
    const send = ({ status, body }: Reply): void => {
      const isJson = typeof body === "object";
      const text = isJson ? JSON.stringify(shuffle === undefined ? body : shuffled(body, random)) : body;
      outgoing.writeHead(status, { "content-type": isJson ? "application/json;charset=UTF-8" : "text/html" }).end(text);
    };
    const { pathname, searchParams } = new URL(incoming.url ?? "", "http://localhost");
    incoming.resume();
    if (pathname === "/oauth/v2/token") {
      const token = { access_token: "1000.access", api_domain: server.url, token_type: "Bearer", expires_in: 3600 };
      send({ status: 200, body: token });
      return;
    }
    const call = { path: pathname.replace(/^\/crm\/v2\//, ""), module: searchParams.get("module") ?? undefined };
    calls.push(call);
    inFlight += 1;
    mostAtOnce = Math.max(mostAtOnce, inFlight);
    outgoing.on("close", () => {
      inFlight -= 1;
    });
    send((await reply?.(call)) ?? usualReply(organization, call));
  });
  const secrets = { clientId: "1000.CLIENT", clientSecret: "secret-of-the-client", refreshToken: "1000.refresh.token" };
  return {
    url: server.url,
    get connections() {
      return server.connections;
    },
    get open() {
      return server.open;
    },
    calls,
    get mostAtOnce() {
      return mostAtOnce;
    },
    get inFlight() {
      return inFlight;
    },
    client: { apiUrl: server.url, accountsUrl: server.url, ...secrets },
    environment: {
      ZCRM__client_id: secrets.clientId,
      ZCRM__client_secret: secrets.clientSecret,
      ZCRM__refresh_token: secrets.refreshToken,
      ZCRM__iamurl: server.url,
      ZCRM__base_url: server.url,
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function usualReply(organization: Organization, { path, module }: Call): Reply {
  if (path === "settings/modules") return { status: 200, body: { modules: organization.modules } };
  if (path === "users") return { status: 200, body: userOf(organization) };
  const lists = {
    fields: organization.fields,
    layouts: organization.layouts,
    related_lists: organization.relatedLists,
  };
  const name = path.replace(/^settings\//, "") as keyof typeof lists;
  if (!path.startsWith("settings/") || !Object.hasOwn(lists, name)) return INVALID_URL;
  const known = organization.modules.find(({ api_name }) => api_name === module);
  if (module === undefined || known === undefined || known.api_supported === false) return INVALID_MODULE;
  if (known.viewable === false) return NO_PERMISSION;
  const list = (Object.hasOwn(lists[name], module) && lists[name][module]) || [];
  return list.length === 0 ? { status: 204 } : { status: 200, body: { [name]: list } };
}

const userOf = ({ profile }: Organization) => ({
  users: [
    {
      id: idOf("user", "Ada Example"),
      full_name: "Ada Example",
      last_name: "Example",
      email: "ada@example.com",
      status: "active",
      role: { name: "CEO", id: idOf("role", "CEO") },
      profile: { name: profile, id: idOf("profile", profile) },
    },
  ],
  info: { per_page: 200, count: 1, page: 1, more_records: false },
});
