import type { TokenStore } from "../auth/token-store.js";
import type { Hooks } from "../core/layers/events.js";
import type { Clock } from "../core/lifetime/clock.js";
import type { SharedLimits } from "../core/limits/shared-limits.js";
import type { RetryOptions } from "../core/request/options.js";
import type { DataCenter } from "./data-centers.js";

/**
 * Options of `createClient`. A setting that is left out is looked up in `resources/oauth_configuration.properties` and
 * `resources/configuration.properties` below the working directory, then in the environment, then in the defaults.
 */
export interface ClientOptions {
  /** Client ID of the application, from Zoho's API console. Environment: `ZCRM_CLIENT_ID`. */
  clientId?: string;
  /** Client secret of the application. Environment: `ZCRM_CLIENT_SECRET`. */
  clientSecret?: string;
  /** Refresh token that is used if the store has none. Environment: `ZCRM_REFRESH_TOKEN`. */
  refreshToken?: string;
  /** Redirect URL, exactly as registered; only needed to exchange a grant code. Environment: `ZCRM_REDIRECT_URL`. */
  redirectUrl?: string;
  /** The user whose tokens are used if a call does not name one. @default "zcrm_default_user" */
  user?: string;
  /** Zoho's data center, which decides both hosts. @default "us", until Zoho's responses name another one */
  dataCenter?: DataCenter;
  /**
   * Address of the API host, instead of the data center's, e.g. `https://www.zohoapis.eu`. A host outside Zoho also
   * receives and serves large files.
   */
  apiUrl?: string;
  /** Address of the accounts host, instead of the data center's, e.g. `https://accounts.zoho.eu`. */
  accountsUrl?: string;
  /** Hosts outside Zoho that tokens may be sent to, e.g. your own proxy. Environment: `ZCRM_ALLOW_HOSTS`. */
  allowHosts?: readonly string[];
  /** Where tokens are stored. @default the memory of this process, with access tokens in `tokenCache` */
  store?: TokenStore;
  /**
   * Without a `store`: keeps the access tokens of the configured refresh token in a file in the user's cache folder, so
   * that scripts do not ask for one at each start. Zoho issues 10 in 10 minutes. No effect with `fetch` or `clock`. @default true
   */
  tokenCache?: boolean;
  /** Sends the requests. @default Node's sockets; in a runtime without them, its `fetch` */
  fetch?: typeof globalThis.fetch;
  /** Milliseconds for a whole call, including waits and retries. @default 60000 */
  timeout?: number;
  /** Milliseconds for opening a connection, including TLS and proxy. @default 10000 */
  connectTimeout?: number;
  /** Milliseconds for which no byte of a body, or fewer than 1,000 of a file, may arrive or be sent. @default 30000 */
  idleTimeout?: number;
  /** Maximum number of bytes of a response, decoded; downloads may be larger. @default 104857600 */
  maxAnswerSize?: number;
  /** CA certificates in PEM format that are trusted in addition to the built-in ones. */
  ca?: string | readonly string[];
  /** Address of a proxy, e.g. `http://user:password@proxy.example:8080`. Environment: `HTTPS_PROXY` and `NO_PROXY`. */
  proxy?: string;
  /** How failed calls are retried. */
  retry?: RetryOptions;
  /**
   * Maximum number of concurrent requests; further ones queue. Zoho allows 5 to 25, depending on the edition. Calls that
   * wait for a token or a retry do not count, nor do downloads once their content begins. @default 10
   */
  maxConcurrency?: number;
  /**
   * Shares `maxConcurrency`, the pauses after a 429 and the credits left with other processes of the organization, e.g.
   * `fileLimits()` with those of this machine. @default none
   */
  limits?: SharedLimits;
  /**
   * Functions that are called with requests, responses, retries and token refreshes.
   * @example
   * createClient({ hooks: { response: ({ operation, status, duration }) => metrics.add(operation, status, duration) } });
   */
  hooks?: Hooks;
  /** The time of timeouts, pauses and tokens; `clientOptions()` of an emulator has it. @default the system's clock */
  clock?: Clock;
}
