import { Accounts, type AccountsSnapshot, type Credentials } from "./accounts.js";
import { Autosave } from "./autosave.js";
import { MovableClock } from "./clock.js";
import { DataFolder } from "./data-folder.js";
import { DEFAULT_DATA } from "./default-data.js";
import { bundledDescription, type Description } from "./description.js";
import type { Faults } from "./faults.js";
import type { CustomModules } from "./modules.js";
import { Organization, type OrganizationSnapshot } from "./organization.js";
import { Panel } from "./panel/panel.js";
import type { LoggedRequest } from "./request-log.js";
import { type SeedData, type SeededIds, seedRecords } from "./seed.js";
import { listen } from "./server.js";
import { Service } from "./service.js";

/** How to start an emulator. */
export interface EmulatorOptions {
  /** TCP port on 127.0.0.1; 0 takes a free one. @default 0 */
  port?: number;
  /** Records to begin with, by module, e.g. `{ Leads: [{ Last_Name: "Doe" }] }`. An unknown module becomes a custom one. */
  seed?: SeedData;
  /** Begin with a few invented leads, contacts, accounts and deals. @default true unless `seed` is given */
  defaultData?: boolean;
  /** The clock by which tokens expire and records are dated, in milliseconds since 1970. @default Date.now */
  now?: () => number;
  /** Fields and modules of one's own, e.g. `{ Projects: { Budget: { type: "double" } } }`. */
  modules?: CustomModules;
  /** Refuse what breaks the description, as Zoho does. `false` takes what can be taken. @default true */
  strict?: boolean;
  /** The OpenAPI document to route by. @default the one that ships as `zcrm/openapi.json` */
  description?: Description;
  /** Folder to keep the state in. What it holds already is gone on with, client and tokens too, and nothing is seeded. */
  data?: string;
}

/** A copy of everything an emulator keeps; only that emulator can read it. */
export interface Snapshot {
  /** When it was taken, in milliseconds since 1970 by the clock of the emulator. */
  readonly time: number;
}

interface State {
  readonly clock: number;
  readonly accounts: AccountsSnapshot;
  readonly organization: OrganizationSnapshot;
}

/** What the folder keeps. */
interface SavedState extends State {
  readonly credentials: Credentials;
}

/** What a client needs to talk to an emulator. */
export interface EmulatorClientOptions {
  clientId: string;
  clientSecret: string;
  refreshToken: string;
  apiUrl: string;
  accountsUrl: string;
}

/** A running Zoho CRM on loopback. */
export interface Emulator extends AsyncDisposable {
  /** Address of the CRM, e.g. `http://127.0.0.1:41234`; paths such as `/crm/v2/Leads` follow. */
  readonly apiUrl: string;
  /**
   * Address of the accounts server; `/oauth/v2/token` follows. It is the same server. `/oauth/v2/auth` there is the page
   * that asks a user for consent, for a browser.
   */
  readonly accountsUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** A refresh token that is good until it is revoked. */
  readonly refreshToken: string;
  /** Failures to play instead of answers. */
  readonly faults: Faults;
  /** The requests that were answered, oldest first, without secrets. Cleared by `requests.length = 0`. */
  readonly requests: LoggedRequest[];
  /** The five values to give to a client: `createClient(emulator.clientOptions())`. */
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
  /** Issues a grant code as the console does for a self client: exchanged once, within three minutes, without redirect URL. */
  grantCode(): string;
  /** Moves the clock on: by milliseconds, or by a text such as `"90s"`, `"61m"` or `"25h"`. */
  advance(time: number | string): void;
  /** Makes every access token that was issued invalid, as if its hour had passed. Refresh tokens stay good. */
  expireTokens(): void;
  /** Copies the state: records, files, tags, tokens, and the id that comes next. */
  snapshot(): Snapshot;
  /**
   * Puts back a state, as often as wanted. Access tokens issued since then stay good, so that a client may outlive it.
   *
   * @param snapshot - what `snapshot` of this emulator gave
   * @throws TypeError for a snapshot of another emulator
   */
  restore(snapshot: Snapshot): void;
  /** Stops listening, ends every connection and saves the state where there is a folder for it. Calling it again is harmless. */
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
  if (options.data === undefined) return start(options);
  const folder = await DataFolder.open(options.data);
  try {
    return await start(options, folder);
  } catch (error) {
    await folder.close();
    throw error;
  }
}

async function start(options: EmulatorOptions, folder?: DataFolder): Promise<Emulator> {
  const clock = new MovableClock(options.now ?? Date.now);
  const { now } = clock;
  // Written by this very function, and checked to be whole.
  const saved = (await folder?.load()) as SavedState | undefined;
  const accounts = new Accounts(now, saved?.credentials);
  const { description = bundledDescription(), modules, strict } = options;
  const organization = new Organization({ now, description, modules, strict });
  const service = new Service(description);
  const { credentials } = accounts;
  const takeState = (): State => ({
    clock: clock.snapshot(),
    accounts: accounts.snapshot(),
    organization: organization.snapshot(),
  });
  const putState = (state: State): void => {
    clock.restore(state.clock);
    accounts.restore(state.accounts);
    organization.restore(state.organization);
  };
  if (saved !== undefined) {
    putState(saved);
  } else {
    if (options.defaultData ?? options.seed === undefined) seedRecords(organization, DEFAULT_DATA);
    if (options.seed !== undefined) seedRecords(organization, options.seed);
  }

  const autosave = folder && new Autosave(() => folder.save({ credentials, ...takeState() }));
  const changing = <T>(result: T): T => {
    autosave?.changed();
    return result;
  };
  const server = await listen(options.port ?? 0, async (request) => {
    const answer =
      (await panel.answer(request)) ?? (await service.answer(request, { accounts, organization, apiUrl: url }));
    return request.method === "GET" ? answer : changing(answer);
  });
  const url = `http://127.0.0.1:${server.port}`;
  const panel = new Panel({ clock, accounts, organization, service, description, apiUrl: url });
  // A new client must survive a crash as well as what it stores.
  if (saved === undefined) autosave?.changed();
  const states = new WeakMap<Snapshot, State>();
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await server.close();
    await autosave?.close();
    await folder?.close();
  };
  const end = (): Promise<void> => {
    closing ??= close();
    return closing;
  };
  return {
    apiUrl: url,
    accountsUrl: url,
    ...credentials,
    faults: service.faults,
    requests: service.requests,
    clientOptions: () => ({ ...credentials, apiUrl: url, accountsUrl: url }),
    seed: (data) => changing(seedRecords(organization, data)),
    grantCode: () => changing(accounts.grantCode()),
    advance: (time) => changing(clock.advance(time)),
    expireTokens: () => changing(accounts.expireTokens()),
    snapshot: () => {
      const snapshot = { time: now() };
      states.set(snapshot, takeState());
      return snapshot;
    },
    restore: (snapshot) => {
      const state = states.get(snapshot);
      if (state === undefined) throw new TypeError("restore: the snapshot is not one of this emulator");
      changing(putState(state));
    },
    close: end,
    [Symbol.asyncDispose]: end,
  };
}
