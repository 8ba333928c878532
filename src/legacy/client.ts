import type { Token } from "../auth/token.js";
import type { TokenManager } from "../auth/token-manager.js";
import type { LegacyConfig } from "../config/legacy-options.js";
import { ConfigError, CrmError } from "../core/errors/errors.js";
import { createAccessors, type LegacyAccessors } from "./accessors.js";
import type { LegacyApi } from "./api.js";
import { createApi } from "./calls.js";
import { closeStore, openSession, type Session, withNewEngine } from "./session.js";
import { type LegacyTokenRequest, type LegacyTokens, parseTokens } from "./tokens.js";
import { traceCall } from "./trace.js";

/** The old client. Every promise settles, and no call throws synchronously. */
export interface LegacyClient extends LegacyAccessors {
  /**
   * Sets up the client. Call it before any other function. If you call it again, it changes the settings that you pass
   * and keeps tokens and connections.
   * Typed client: `createClient(options)`.
   * @param config Settings that override the property files and the environment.
   * @returns The client.
   * @throws ConfigError if a setting is missing. The error names every place where you can set it.
   * @example
   * ZCRMRestClient.initialize().then(() => ZCRMRestClient.API.ORG.get()).then((org) => console.log(org.body));
   */
  initialize(config?: LegacyConfig | null): Promise<LegacyClient>;
  /** Another name for `initialize`. */
  initializeWithValues(config?: LegacyConfig | null): Promise<LegacyClient>;
  /** Forgets all settings, and the tokens in memory. */
  reset(): Promise<LegacyClient>;
  /**
   * Exchanges a grant code for tokens, stores them for the user, and makes that user the current one.
   * Typed client: `crm.tokens.grant(code, { user })`.
   * @param user_identifier A name of your choice. If it is empty, the current user.
   * @example
   * const { refresh_token } = await ZCRMRestClient.generateAuthTokens("sales", "1000.grant.code");
   */
  generateAuthTokens(user_identifier: string | null | undefined, grant_token: string): Promise<LegacyTokens>;
  /**
   * Requests an access token with a refresh token, stores both for the user, and makes that user the current one.
   * Typed client: `crm.tokens.adopt(refreshToken, { user })`.
   * @param user_identifier A name of your choice. If it is empty, the current user.
   * @example
   * await ZCRMRestClient.generateAuthTokenfromRefreshToken("sales", "1000.refresh.token");
   */
  generateAuthTokenfromRefreshToken(
    user_identifier: string | null | undefined,
    refresh_token: string,
  ): Promise<LegacyTokens>;
  /** The form of a token request with a grant code. */
  getConfig(grant_token: string): LegacyTokenRequest;
  /** The form of a token request with a refresh token. */
  getConfig_refresh(refresh_token: string): LegacyTokenRequest;
  /** The tokens in a response of the accounts server; an empty object if there are none. */
  parseAndConstructObject(response: { body: string }): Partial<Omit<LegacyTokens, "user_identifier">>;
  /** Writes to the console if `verbose` is set. */
  log(message: unknown): void;
  /**
   * All calls, by group.
   * @example
   * const response = await ZCRMRestClient.API.MODULES.get({ module: "Leads", params: { per_page: 5 } });
   */
  readonly API: LegacyApi;
}

/** The parts of a client that the inner modules of the old package use. */
interface Internals {
  /** @throws ConfigError `NOT_INITIALIZED` */
  session(): Session;
  /** Makes the next call read the store. */
  forgetTokens(): void;
}

const internals = new WeakMap<LegacyClient, Internals>();

/** The internals of a client that {@link createLegacyClient} created. */
export function internalsOf(client: LegacyClient): Internals {
  const found = internals.get(client);
  if (found) return found;
  throw notInitialized();
}

/** Creates a client, which must be initialized before use. */
export function createLegacyClient(): LegacyClient {
  let session: Session | undefined;
  let changes: LegacyConfig = {};
  let isReset = false;

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
    const { engine, user: current } = opened();
    const user = name ? String(name) : current;
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
    get isReset() {
      return isReset;
    },
    set(change) {
      changes = { ...changes, ...change };
    },
  });

  const members: LegacyClient = {
    ...accessors,
    initialize,
    initializeWithValues: initialize,
    async reset() {
      closeStore(session);
      session = undefined;
      changes = {};
      isReset = true;
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
  // A function, as in the old packages: programs look at its type, and some call `new`.
  const client: LegacyClient = Object.assign(function ZCRMRestClient() {}, members);
  internals.set(client, {
    session: opened,
    forgetTokens() {
      session = withNewEngine(opened());
    },
  });
  return client;
}

/** The members that have a value. An empty one leaves its setting as it is. */
const filled = (config: LegacyConfig | null | undefined): LegacyConfig =>
  typeof config === "object"
    ? Object.fromEntries(
        Object.entries(config ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== ""),
      )
    : {};

const notInitialized = (): ConfigError =>
  new ConfigError("the client is not initialized: call ZCRMRestClient.initialize() and await it first", {
    code: "NOT_INITIALIZED",
  });

const missingArgument = (call: string, name: string): CrmError =>
  new CrmError(`${call}: the argument ${name} is missing`, {
    code: "MISSING_PARAMETER",
    operation: call,
    details: { parameter: name },
  });
