/** The public interfaces of an emulator. */
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
  /** Only of an emulator that does not listen. */
  fetch?: typeof fetch;
}

/** A user with a refresh token of his own. */
export interface EmulatorUser {
  readonly id: string;
  readonly refreshToken: string;
  clientOptions(): EmulatorClientOptions;
}

/** One organisation, as its user reaches it. */
export interface EmulatorOrganization {
  /** A refresh token that is good until it is revoked. */
  readonly refreshToken: string;
  /** The values to give to a client: `createClient(emulator.clientOptions())`. */
  clientOptions(): EmulatorClientOptions;
  /**
   * Stores records as if they had been created.
   *
   * @param data - records by module; read-only fields such as `id` and `Created_Time` are taken as well
   * @returns the ids by module, in the order of `data`
   * @throws TypeError for a row that Zoho would refuse; it names the row, and nothing is stored
   * @example
   * const { Leads: [id] } = emulator.seed({ Leads: [{ Last_Name: "Doe", Company: "Acme" }] });
   */
  seed(data: SeedData): SeededIds;
  /** Adds a user, who acts by his token, or lets one join whom a call invited. @throws TypeError where the address is taken */
  addUser(user: NewUser): EmulatorUser;
  /**
   * Issues a grant code as the console does for a self client: exchanged once, within three minutes, without redirect URL.
   *
   * @param scopes - what its tokens may do, e.g. `["ZohoCRM.modules.ALL"]` @default everything
   * @throws TypeError for one that does not exist
   */
  grantCode(scopes?: readonly string[]): string;
  /** Credits used in the last 24 hours, and how many there are. */
  credits(): { readonly used: number; readonly limit: number };
}

/** A Zoho CRM with its accounts server. What it has of an organisation is its first one. */
export interface Emulator extends EmulatorOrganization, AsyncDisposable {
  /** Address of the CRM, e.g. `http://127.0.0.1:41234`; paths such as `/crm/v2/Leads` follow. */
  readonly apiUrl: string;
  /**
   * Address of the accounts server; `/oauth/v2/token` follows. It is the same server. `/oauth/v2/auth` there is the page
   * that asks a user for consent, for a browser.
   */
  readonly accountsUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Failures to play instead of answers. */
  readonly faults: Faults;
  /** The requests that were answered, oldest first, without secrets. Cleared by `requests.length = 0`. */
  readonly requests: LoggedRequest[];
  /** Answers in this process, without a socket. */
  readonly fetch: typeof fetch;
  /**
   * Another organisation on the same servers, with records and a refresh token of its own.
   *
   * @throws TypeError where its name is in use, or it has none and `data` is to find it again
   */
  addOrganization(setup?: OrganizationSetup): EmulatorOrganization;
  /** Moves the clock on. @param time - milliseconds, or a text such as `"61m"` */
  advance(time: number | string): void;
  /** Makes every access token that was issued invalid, as if its hour had passed. Refresh tokens stay good. */
  expireTokens(): void;
  /** Copies the state: records, files, tags, channels, jobs, tokens, credits, the clock, and the id that comes next. */
  snapshot(): Snapshot;
  /**
   * Puts back a state, as often as wanted. Access tokens issued since then stay good, so that a client may outlive it.
   *
   * @param snapshot - what `snapshot` of this emulator gave
   * @throws TypeError for a snapshot of another emulator
   */
  restore(snapshot: Snapshot): void;
  /** Stops listening, ends every connection, and saves what is kept in a folder. Calling it again is harmless. */
  close(): Promise<void>;
}
