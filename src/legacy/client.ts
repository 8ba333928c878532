import type { Token } from "../auth/token.js";
import type { TokenManager } from "../auth/token-manager.js";
import type { LegacyConfig } from "../config/legacy-options.js";
import { ConfigError, CrmError } from "../core/errors/errors.js";
import { createAccessors, type LegacyAccessors } from "./accessors.js";
import type { LegacyApi } from "./api.js";
import { createApi } from "./calls.js";
import { closeStore, openSession, type Session, withNewEngine } from "./session.js";
import { type LegacyTokenRequest, parseTokens } from "./tokens.js";
import { traceCall } from "./trace.js";

/** The tokens that a program is told of. */
export interface LegacyTokens {
  access_token: string;
  refresh_token?: string;
  /** Epoch milliseconds at which the access token ends. */
  expires_in: number;
  user_identifier: string;
}

/** The old client. All promises settle, and nothing is thrown outside them. */
export interface LegacyClient extends LegacyAccessors {
  /**
   * Takes the settings, and must be called before any other function. Called again it changes what it is given, and
   * keeps tokens and connections. Typed: `createClient(options)`.
   * @param config Settings that outdo those of the property files and of the environment.
   * @returns The client.
   * @throws ConfigError where a setting is missing, naming every place it may be set.
   * @example
   * ZCRMRestClient.initialize().then(() => ZCRMRestClient.API.ORG.get()).then((org) => console.log(org.body));
   */
  initialize(config?: LegacyConfig | null): Promise<LegacyClient>;
  /** Another name for `initialize`. */
  initializeWithValues(config?: LegacyConfig | null): Promise<LegacyClient>;
  /** Forgets all settings, and the tokens that are kept in memory. */
  reset(): Promise<LegacyClient>;
  /**
   * Exchanges a grant code, keeps its tokens for the user, and goes on as that user. Typed:
   * `crm.tokens.grant(code, { user })`.
   * @param user_identifier A name of one's own choosing; the present user's where it is empty.
   * @example
   * const { refresh_token } = await ZCRMRestClient.generateAuthTokens("sales", "1000.grant.code");
   */
  generateAuthTokens(user_identifier: string | null | undefined, grant_token: string): Promise<LegacyTokens>;
  /**
   * Fetches an access token by refresh token, keeps both for the user, and goes on as that user. Typed:
   * `crm.tokens.adopt(refreshToken, { user })`.
   * @param user_identifier A name of one's own choosing; the present user's where it is empty.
   * @example
   * await ZCRMRestClient.generateAuthTokenfromRefreshToken("sales", "1000.refresh.token");
   */
  generateAuthTokenfromRefreshToken(
    user_identifier: string | null | undefined,
    refresh_token: string,
  ): Promise<LegacyTokens>;
  /** The form that exchanges a grant code. */
  getConfig(grant_token: string): LegacyTokenRequest;
  /** The form that fetches an access token by refresh token. */
  getConfig_refresh(refresh_token: string): LegacyTokenRequest;
  /** The tokens in an answer of the accounts server; empty where it has none. */
  parseAndConstructObject(response: { body: string }): Partial<Omit<LegacyTokens, "user_identifier">>;
  /** Writes to the console where `verbose` is set. */
  log(message: unknown): void;
  /**
   * The calls, by group.
   * @example
   * const response = await ZCRMRestClient.API.MODULES.get({ module: "Leads", params: { per_page: 5 } });
   */
  readonly API: LegacyApi;
}

/** What the modules inside the old package need of a client. */
interface Inside {
  session(): Session;
  /** Lets the next call look into the store. */
  forgetTokens(): void;
}

const insides = new WeakMap<LegacyClient, Inside>();

/** What stands behind a client; its functions throw ConfigError `NOT_INITIALIZED` where nothing does yet. */
export function insideOf(client: LegacyClient): Inside {
  const inside = insides.get(client);
  if (inside) return inside;
  throw notInitialized();
}

/** A client that is still to be initialized. */
export function createLegacyClient(): LegacyClient {
  let session: Session | undefined;
  let changes: LegacyConfig = {};

  const open = (config: LegacyConfig, before: Session | undefined): Session => {
    session = openSession({ ...changes, ...config }, before);
    changes = {};
    return session;
  };
  const opened = (): Session => {
    if (!session) throw notInitialized();
    return Object.keys(changes).length > 0 ? open({}, session) : session;
  };

  const actAs = async (
    name: string | null | undefined,
    obtain: (tokens: TokenManager, user: string) => Promise<Token>,
  ): Promise<LegacyTokens> => {
    const { engine, user: present } = opened();
    const user = name ? String(name) : present;
    const { accessToken, refreshToken, expiresAt } = await obtain(engine.tokens, user);
    if (session) session = { ...session, user };
    return {
      access_token: accessToken,
      ...(refreshToken !== undefined && { refresh_token: refreshToken }),
      expires_in: expiresAt,
      user_identifier: user,
    };
  };

  const initialize = async (config?: LegacyConfig | null): Promise<LegacyClient> => {
    traceCall("initialize");
    open(filled(config), session);
    return client;
  };

  const accessors = createAccessors({
    get session() {
      return session;
    },
    get changes() {
      return changes;
    },
    set(change) {
      changes = { ...changes, ...change };
    },
  });

  const client: LegacyClient = {
    ...accessors,
    initialize,
    initializeWithValues: initialize,
    async reset() {
      closeStore(session);
      session = undefined;
      changes = {};
      return client;
    },
    generateAuthTokens: (name, code) =>
      actAs(name, async (tokens, user) => {
        traceCall("generateAuthTokens");
        if (!code) throw missingArgument("generateAuthTokens", "grant_token");
        return tokens.grant(user, code);
      }),
    generateAuthTokenfromRefreshToken: (name, refreshToken) =>
      actAs(name, async (tokens, user) => {
        traceCall("generateAuthTokenfromRefreshToken");
        if (!refreshToken) throw missingArgument("generateAuthTokenfromRefreshToken", "refresh_token");
        return tokens.adopt(user, refreshToken);
      }),
    getConfig: (code) => ({
      client_id: accessors.getClientId(),
      client_secret: accessors.getClientSecret(),
      code,
      redirect_uri: accessors.getRedirectURL(),
      grant_type: "authorization_code",
    }),
    getConfig_refresh: (refresh_token) => ({
      client_id: accessors.getClientId(),
      client_secret: accessors.getClientSecret(),
      refresh_token,
      grant_type: "refresh_token",
    }),
    parseAndConstructObject: parseTokens,
    log(message) {
      if (accessors.getVerbose()) console.log(message);
    },
    API: createApi(opened),
  };
  insides.set(client, {
    session: opened,
    forgetTokens() {
      session = withNewEngine(opened());
    },
  });
  return client;
}

/** The members that say something: what is empty leaves the setting as it is. */
const filled = (config: LegacyConfig | null | undefined): LegacyConfig =>
  typeof config === "object"
    ? Object.fromEntries(
        Object.entries(config ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== ""),
      )
    : {};

const notInitialized = (): ConfigError =>
  new ConfigError("the client has no settings yet: call ZCRMRestClient.initialize() and wait for it first", {
    code: "NOT_INITIALIZED",
  });

const missingArgument = (call: string, name: string): CrmError =>
  new CrmError(`${call}: the argument ${name} is missing`, {
    code: "MISSING_PARAMETER",
    operation: call,
    details: { parameter: name },
  });
