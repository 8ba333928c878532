import type { TokenStore } from "../auth/token-store.js";
import type { Hooks } from "../core/layers/events.js";
import type { RetryOptions } from "../core/request/options.js";
import type { ProxySettings } from "../core/transport/proxy-choice.js";
import type { DataCenter } from "./data-centers.js";

/**
 * Options of `createClient`. What is left out is looked up in `resources/oauth_configuration.properties` and
 * `resources/configuration.properties` under the working directory, then in the environment, then in the defaults.
 */
export interface ClientOptions {
  /** Client id of the application, from Zoho's API console. Environment: `ZCRM__client_id`. */
  clientId?: string;
  /** Client secret of the application. Environment: `ZCRM__client_secret`. */
  clientSecret?: string;
  /** Refresh token to start from where the store holds none. Environment: `ZCRM__refresh_token`. */
  refreshToken?: string;
  /** Redirect URL as registered; needed only to exchange a grant code. Environment: `ZCRM__redirect_url`. */
  redirectUrl?: string;
  /** Whose tokens are used where a call does not say. @default "zcrm_default_user" */
  user?: string;
  /** Zoho's data centre, which decides both hosts. @default "us", until Zoho's answers name another one */
  dataCenter?: DataCenter;
  /**
   * Address of the API host in the place of the data centre's, e.g. `https://www.zohoapis.eu`. One that is none of
   * Zoho's takes and gives out large files as well.
   */
  apiUrl?: string;
  /** Address of the accounts host in the place of the data centre's, e.g. `https://accounts.zoho.eu`. */
  accountsUrl?: string;
  /** Hosts outside Zoho's that the client may send tokens to, e.g. a proxy of one's own. Loopback is always allowed. */
  allowHosts?: readonly string[];
  /** Where tokens are kept. @default memoryStore() */
  store?: TokenStore;
  /** Sends the requests in the place of the built-in transport, e.g. in an edge runtime. */
  fetch?: typeof globalThis.fetch;
  /** Milliseconds for a whole call, waits and repetitions included. @default 60000 */
  timeout?: number;
  /** Milliseconds for making a connection, with TLS and proxy. @default 10000 */
  connectTimeout?: number;
  /** Milliseconds without a byte of a body, sent or received. @default 30000 */
  idleTimeout?: number;
  /** Most bytes of an answer, decoded; files may have more. @default 104857600 */
  maxAnswerSize?: number;
  /** Certificates of authorities, as PEM, that are trusted beside the built-in ones. */
  ca?: string | readonly string[];
  /** Address of a proxy, e.g. `http://user:password@proxy.example:8080`. Environment: `HTTPS_PROXY` and `NO_PROXY`. */
  proxy?: string;
  /** How failed calls are repeated. */
  retry?: RetryOptions;
  /**
   * Requests under way at the same moment; further ones wait in turn. Zoho allows 5 to 25 by edition. Calls that wait for
   * a token or pause do not count, nor do downloads once their content begins. @default 10
   */
  maxConcurrency?: number;
  /**
   * Functions that are told of requests, answers, repetitions and new tokens.
   * @example
   * createClient({ hooks: { response: ({ operation, status, duration }) => metrics.add(operation, status, duration) } });
   */
  hooks?: Hooks;
}

/** {@link ClientOptions}, complete: every default applied, every value checked. */
export interface Settings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string | undefined;
  readonly redirectUrl: string | undefined;
  readonly user: string;
  /** Origin, without a slash at the end. */
  readonly apiUrl: string;
  /** Origin, without a slash at the end. */
  readonly accountsUrl: string;
  /** Origin of the host that takes large uploads. */
  readonly contentUrl: string;
  /** Origin of the host that gives out the results of bulk writes. */
  readonly downloadUrl: string;
  /** Whether Zoho's answers may name other servers than these, because nobody has chosen any. */
  readonly followsAnswers: boolean;
  readonly allowHosts: readonly string[];
  readonly store: TokenStore;
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly timeout: number;
  readonly connectTimeout: number;
  readonly idleTimeout: number;
  readonly maxAnswerSize: number;
  readonly ca: readonly string[];
  readonly proxy: ProxySettings | undefined;
  readonly retry: Required<RetryOptions>;
  readonly maxConcurrency: number;
  readonly hooks: Hooks;
  /** Value of `ZCRM_DEBUG`, which turns the debug log on. */
  readonly debug: string | undefined;
}
