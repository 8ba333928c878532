/** The public interfaces of an emulator. */

import type { Clock } from "../core/lifetime/clock.js";
import type { Faults } from "./calls/faults.js";
import type { LoggedRequest } from "./calls/request-log.js";
import type { NewUser, OrganizationSetup, SeedData, SeededIds } from "./setup/setup.js";

/** A copy of everything an emulator keeps; only that emulator can read it. */
export interface Snapshot {
  /** When it was taken, in milliseconds since 1970 by the clock of the emulator. */
  readonly time: number;
}

/** What a client needs to talk to an emulator. */
export interface EmulatorClientOptions {
  clientId: string;
  clientSecret: string;
  refreshToken: string;
  apiUrl: string;
  accountsUrl: string;
  /** With it, a client goes by the time of the emulator: no pause takes real time. Leave it out for real time. */
  clock: Clock;
  /** Set only for an emulator that does not listen. */
  fetch?: typeof fetch;
}

/** A user with their own refresh token. */
export interface EmulatorUser {
  readonly id: string;
  readonly refreshToken: string;
  clientOptions(): EmulatorClientOptions;
}

/** One organization, as its user reaches it. */
export interface EmulatorOrganization {
  /** A refresh token that is valid until it is revoked. */
  readonly refreshToken: string;
  /** The values to pass to a client: `createClient(emulator.clientOptions())`. */
  clientOptions(): EmulatorClientOptions;
  /**
   * Stores records as if calls had created them. A row with the id of a record changes its values and leaves
   * `Modified_Time`, as when Zoho computes a formula anew.
   *
   * @param data Records by module. Read-only fields such as `id` and `Created_Time` are accepted as well
   * @returns the ids by module, in the order of `data`
   * @throws TypeError if Zoho would refuse a row. The message names the row, and nothing is stored
   * @example
   * const { Leads: [id] } = emulator.seed({ Leads: [{ Last_Name: "Doe", Company: "Acme" }] });
   */
  seed(data: SeedData): SeededIds;
  /**
   * Adds a user, who acts through their own token. A user that a call invited joins.
   * @throws TypeError if the address is taken
   */
  addUser(user: NewUser): EmulatorUser;
  /**
   * Issues a grant code as the console does for a self client: exchanged once, within three minutes, without a
   * redirect URL.
   *
   * @param scopes What its tokens may do, e.g. `["ZohoCRM.modules.ALL"]` @default everything
   * @throws TypeError if a scope does not exist
   */
  grantCode(scopes?: readonly string[]): string;
  /** Credits used in the last 24 hours, and the number of credits available. */
  credits(): { readonly used: number; readonly limit: number };
  /** The most calls that ran at the same moment so far, and the number that may. Refused calls do not count. */
  concurrency(): { readonly most: number; readonly limit: number };
}

/** A Zoho CRM with its accounts server. Members inherited from an organization act on the first one. */
export interface Emulator extends EmulatorOrganization, AsyncDisposable {
  /** Address of the CRM, e.g. `http://127.0.0.1:41234`. Append paths such as `/crm/v2/Leads`. */
  readonly apiUrl: string;
  /**
   * Address of the accounts server. Append `/oauth/v2/token`. It is the same server. `/oauth/v2/auth` is the page
   * that asks a user for consent in a browser.
   */
  readonly accountsUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Failures to send instead of responses. */
  readonly faults: Faults;
  /** The requests handled so far, oldest first, without secrets. Clear them with `requests.length = 0`. */
  readonly requests: LoggedRequest[];
  /** Responds in this process, without a socket. */
  readonly fetch: typeof fetch;
  /**
   * Adds another organization on the same servers, with its own records and refresh token.
   *
   * @throws TypeError if its name is in use, or if it has none although `data` is set
   */
  addOrganization(setup?: OrganizationSetup): EmulatorOrganization;
  /**
   * Moves the clock forward. What clients with this clock wait for until then happens now.
   *
   * @param time Milliseconds, or a string such as `"61m"`
   */
  advance(time: number | string): void;
  /** Invalidates every access token issued so far, as if its hour had passed. Refresh tokens stay valid. */
  expireTokens(): void;
  /**
   * Copies the state: records, files, tags, channels, jobs, tokens, credits, pending faults, the request log, the clock,
   * and the next id.
   */
  snapshot(): Snapshot;
  /**
   * Restores a state, as often as you like. Access tokens issued since then stay valid, so a client survives the
   * restore.
   *
   * @param snapshot A result of this emulator's `snapshot`
   * @throws TypeError if the snapshot belongs to another emulator
   */
  restore(snapshot: Snapshot): void;
  /**
   * Stops listening, ends every connection, and saves the state if it is kept in a folder. Calling it again is safe.
   */
  close(): Promise<void>;
}
