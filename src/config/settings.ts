import type { TokenStore } from "../auth/token-store.js";
import type { Hooks } from "../core/layers/events.js";
import type { Clock } from "../core/lifetime/clock.js";
import type { ConnectableLimits } from "../core/limits/shared-limits.js";
import type { RetryOptions } from "../core/request/options.js";
import type { ProxySettings } from "../core/transport/proxy-choice.js";
import type { Hosts } from "./hosts.js";

/** The options of a client, with every default applied and every value checked. */
export interface Settings extends Hosts {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string | undefined;
  readonly redirectUrl: string | undefined;
  readonly user: string;
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
  readonly limits: ConnectableLimits | undefined;
  readonly hooks: Hooks;
  readonly clock: Clock;
  /** Value of `ZCRM_DEBUG`, which turns on the debug log. */
  readonly debug: string | undefined;
}
