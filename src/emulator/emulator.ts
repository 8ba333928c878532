import { EmulatorCore } from "./core.js";
import { DataFolder } from "./data-folder.js";
import type { Faults } from "./faults.js";
import type { CustomModules } from "./modules.js";
import type { LoggedRequest } from "./request-log.js";
import type { SeedData, SeededIds } from "./seed.js";
import { listen } from "./server.js";
import type { Edition } from "./usage.js";

/** A custom view; `criteria` is e.g. `{ field: "City", comparator: "equal", value: "Paris" }`. */
export interface CustomViewSetup {
  name: string;
  criteria?: Readonly<Record<string, unknown>>;
}

/** A role. Without `reporting_to` it reports to the first one. */
export interface RoleSetup {
  name: string;
  reporting_to?: string;
}

/** A profile. `lacks` names what errors name, e.g. `Crm_Implied_Delete_Leads`. */
export interface ProfileSetup {
  name: string;
  lacks?: readonly string[];
}

/** A territory below `parent`, with criteria as a custom view has them. */
export interface TerritorySetup {
  name: string;
  parent?: string;
  criteria?: Readonly<Record<string, unknown>>;
}

/** Someone who joins an organisation. Places are named; role and profile are the first ones where they are not. */
export interface NewUser {
  first_name?: string;
  last_name: string;
  email: string;
  role?: string;
  profile?: string;
  territories?: readonly string[];
  /** Territories that he is the manager of. */
  manages?: readonly string[];
}

/** A user with a refresh token of his own. */
export interface EmulatorUser {
  readonly id: string;
  readonly refreshToken: string;
  clientOptions(): EmulatorClientOptions;
}

/**
 * A function of the organisation.
 *
 * @param args - the query, its `arguments` and the body, merged
 * @param info - writes a line of `userMessage`
 * @returns the output; what is no text is sent as JSON. It has 10 seconds
 */
export type CrmFunction = (args: Readonly<Record<string, unknown>>, info: (line: string) => void) => unknown;

/** A process that moves `field`. */
export interface BlueprintSetup {
  name?: string;
  field: string;
  /** `mandatory` names fields that a step wants filled, and `Notes` for a note. */
  transitions: readonly { name: string; from: string | readonly string[]; to: string; mandatory?: readonly string[] }[];
  /** How long a record may be in a state, e.g. `{ Open: "2d" }`. */
  limits?: Readonly<Record<string, string>>;
}

/** An organisation to begin with. */
export interface OrganizationSetup {
  /** No two have the same. The folder `data` finds an added organisation again by it. */
  name?: string;
  /** Records to begin with, by module, e.g. `{ Leads: [{ Last_Name: "Doe" }] }`. An unknown module becomes a custom one. */
  seed?: SeedData;
  /** Begin with a few invented leads, contacts, accounts and deals. @default true unless `seed` is given */
  defaultData?: boolean;
  /** Fields and modules of one's own, e.g. `{ Projects: { Budget: { type: "double" } } }`. */
  modules?: CustomModules;
  /** Decides how many credits and how many calls at the same moment there are. @default "enterprise" */
  edition?: Edition;
  /** Roles, higher ones first; the first is that of the first user. @default ["CEO"] */
  roles?: readonly (string | RoleSetup)[];
  /** Profiles. The first may do everything, and is that of the first user. @default ["Administrator"] */
  profiles?: readonly (string | ProfileSetup)[];
  /** Territories, higher ones first. @default Midwest, of the first user */
  territories?: readonly (string | TerritorySetup)[];
  /** Groups of variables. @default ["General"] */
  variableGroups?: readonly string[];
  /** What the organisation says of itself, e.g. `{ company_name: "Acme" }`. */
  company?: Readonly<Record<string, unknown>>;
  /** People beside the first user, Ada Example. */
  users?: readonly NewUser[];
  /** Custom views by module. */
  views?: Readonly<Record<string, readonly CustomViewSetup[]>>;
  /** Processes by module. Then their steps alone move a record through them. @default an example on deals */
  blueprints?: Readonly<Record<string, BlueprintSetup>>;
  /** Functions that the calls of functions run, by name. */
  functions?: Readonly<Record<string, CrmFunction>>;
  /** Refuse what breaks the description, as Zoho does. `false` takes what can be taken. @default true */
  strict?: boolean;
}

/** How to start an emulator. */
export interface EmulatorOptions extends OrganizationSetup {
  /** TCP port; 0 takes a free one. @default 0 */
  port?: number;
  /** Address to listen at; any other than loopback lets other machines in. @default "127.0.0.1" */
  host?: string;
  /** PEM texts; with them the emulator speaks HTTPS, as clients want that put `https://` before a host. */
  tls?: { key: string; cert: string };
  /** What consents name as `location`. @default "us" */
  dataCenter?: string;
  /** The clock by which tokens expire and records are dated, in milliseconds since 1970. @default Date.now */
  now?: () => number;
  /** The OpenAPI document to route by. @default the one that ships as `zcrm/openapi.json` */
  description?: object;
  /** Hosts, besides this machine, that notifications and finished bulk jobs are posted to. @default none */
  callbackHosts?: readonly string[];
  /**
   * Folder to keep everything in. What it holds is gone on with, client and tokens too, and not seeded. Organisations that
   * are added are found again by their names, and their users by their addresses.
   */
  data?: string;
}

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

/**
 * Starts a stateful Zoho CRM v2 with its accounts server on loopback.
 *
 * @param options - port, data and clock; all may be left out
 * @returns the emulator, listening
 * @throws TypeError where `seed` has a row that Zoho would refuse; the error of the socket where the port is taken
 * @example
 * await using emulator = await startEmulator({ seed: { Leads: [{ Last_Name: "Doe" }] } });
 * const crm = createClient(emulator.clientOptions());
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { data, host = "127.0.0.1", port = 0, tls } = options;
  const folder = data === undefined ? undefined : await DataFolder.open(data);
  try {
    const core = new EmulatorCore(options, folder?.kept);
    const server = await listen({ host, port, tls }, (request) => core.answer(request));
    folder?.keep(core);
    return core.at(`${tls ? "https" : "http"}://${hostName(host)}:${server.port}`, async () => {
      await server.close();
      await folder?.close();
    });
  } catch (error) {
    await folder?.close();
    throw error;
  }
}

/** Whoever listens everywhere is reached on loopback as well. */
const hostName = (host: string): string =>
  /^(0\.0\.0\.0|::)$/.test(host) ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;

/**
 * The same without a socket: only its `fetch` reaches it, which `clientOptions()` has as well.
 *
 * @example
 * const emulator = createEmulator();
 * const crm = createClient(emulator.clientOptions());
 */
export function createEmulator(options: Omit<EmulatorOptions, "host" | "port" | "tls" | "data"> = {}): Emulator {
  const core = new EmulatorCore(options);
  return core.at("http://localhost", async () => {}, core.fetch);
}
