// What an emulator is made of, whether it listens or not.
import { Accounts, type AccountsSnapshot, type Client, type Owner } from "./accounts.js";
import type { Answer } from "./answers.js";
import type { HttpRequest } from "./call.js";
import { Callbacks } from "./callbacks.js";
import { MovableClock } from "./clock.js";
import { DEFAULT_DATA } from "./default-data.js";
import { type Description, readDescription } from "./description.js";
import { devicePage } from "./device-page.js";
import type {
  Emulator,
  EmulatorClientOptions,
  EmulatorOptions,
  EmulatorOrganization,
  OrganizationSetup,
  Snapshot,
} from "./emulator.js";
import { localFetch } from "./local-fetch.js";
import { Organization, type OrganizationSnapshot } from "./organization.js";
import { Panel } from "./panel/panel.js";
import { seedRecords } from "./seed.js";
import { type RESET, Service } from "./service.js";

interface State {
  readonly accounts: AccountsSnapshot;
  readonly organizations: ReadonlyMap<Owner, OrganizationSnapshot>;
  readonly ahead: number;
}

/** What outlives the process: the first organisation with its client. */
export interface KeptState {
  readonly client: Client;
  readonly refreshToken: string;
  readonly accounts: AccountsSnapshot;
  readonly organization: OrganizationSnapshot;
  readonly ahead: number;
}

export class EmulatorCore {
  readonly fetch: typeof fetch = localFetch((request) => this.answer(request));
  readonly #description: Description;
  readonly #clock: MovableClock;
  readonly #callbacks: Callbacks;
  readonly #accounts: Accounts;
  readonly #service: Service;
  readonly #organizations = new Map<Owner, Organization>();
  readonly #first: Owner;
  readonly #states = new WeakMap<Snapshot, State>();
  /** The refresh token of the first organisation. */
  readonly #refreshToken: string;
  #panel: Panel | undefined;
  #url = "";
  /** Called after whatever may have changed the state. */
  onChange = (): void => undefined;

  /** @param kept - the state to go on with */
  constructor(options: EmulatorOptions, kept?: KeptState) {
    this.#description = readDescription(options.description);
    this.#clock = new MovableClock(options.now ?? Date.now);
    this.#callbacks = new Callbacks(options.callbackHosts);
    this.#accounts = new Accounts(this.#clock.now, kept?.client);
    this.#service = new Service(this.#description);
    this.#first = this.#add(kept === undefined ? options : { ...options, seed: {}, defaultData: false, users: [] });
    if (kept !== undefined) {
      this.#clock.restore(kept.ahead);
      this.#accounts.restore(kept.accounts);
      this.#organization(this.#first).restore(kept.organization);
    }
    const isGood = kept?.accounts.refreshTokens.has(kept.refreshToken);
    this.#refreshToken = kept && isGood ? kept.refreshToken : this.#accounts.authorize({ owner: this.#first });
  }

  async answer(request: HttpRequest): Promise<Answer | typeof RESET> {
    const world = { accounts: this.#accounts, organizations: this.#organizations, apiUrl: this.#url };
    const page = (await this.#panel?.answer(request)) ?? devicePage(request, this.#accounts);
    const answer = page ?? (await this.#service.answer(request, world));
    // A consent is given by GET.
    if (request.method !== "GET" || request.target.startsWith("/oauth/")) this.onChange();
    return answer;
  }

  /** What a later process may go on with. */
  keep(): KeptState {
    return {
      client: this.#accounts.client,
      refreshToken: this.#refreshToken,
      accounts: this.#accounts.snapshot(),
      organization: this.#organization(this.#first).snapshot(),
      ahead: this.#clock.snapshot(),
    };
  }

  /** The emulator at its address. @param clientFetch - what a client needs to reach it where nothing listens */
  at(url: string, end: () => Promise<void>, clientFetch?: typeof fetch): Emulator {
    const close = (): Promise<void> => {
      this.#callbacks.close();
      for (const organization of this.#organizations.values()) organization.jobs.end();
      return end();
    };
    this.#url = url;
    const { clientId, clientSecret } = this.#accounts.client;
    const client = {
      clientId,
      clientSecret,
      apiUrl: url,
      accountsUrl: url,
      ...(clientFetch && { fetch: clientFetch }),
    };
    this.#panel = new Panel({
      accounts: this.#accounts,
      owner: this.#first,
      organization: this.#organization(this.#first),
      service: this.#service,
      description: this.#description,
      clock: this.#clock,
      clientOptions: { ...client, refreshToken: this.#refreshToken },
    });
    return Object.assign(this.#reach(this.#first, client, this.#refreshToken), {
      apiUrl: url,
      accountsUrl: url,
      clientId,
      clientSecret,
      faults: this.#service.faults,
      requests: this.#service.requests,
      fetch: this.fetch,
      addOrganization: (setup: OrganizationSetup = {}) => this.#reach(this.#add(setup), client),
      advance: (time: number | string) => this.#changing(this.#clock.advance(time)),
      expireTokens: () => this.#changing(this.#accounts.expireTokens()),
      snapshot: () => this.#snapshot(),
      restore: (snapshot: Snapshot) => this.#changing(this.#restore(snapshot)),
      close,
      [Symbol.asyncDispose]: close,
    });
  }

  #add({ seed, defaultData = seed === undefined, users = [], ...setup }: OrganizationSetup): Owner {
    const { now } = this.#clock;
    const [description, callbacks] = [this.#description, this.#callbacks];
    const changed = () => this.onChange();
    const organization = new Organization({ ...setup, now, description, callbacks, changed });
    for (const user of users) organization.addUser(user);
    if (defaultData) seedRecords(organization, DEFAULT_DATA);
    if (seed !== undefined) seedRecords(organization, seed);
    const owner = String(this.#organizations.size + 1);
    this.#organizations.set(owner, organization);
    return owner;
  }

  #changing<T>(result: T): T {
    this.onChange();
    return result;
  }

  #reach(
    owner: Owner,
    client: Omit<EmulatorClientOptions, "refreshToken">,
    refreshToken: string = this.#accounts.authorize({ owner }),
  ): EmulatorOrganization {
    const organization = this.#organization(owner);
    return {
      refreshToken,
      clientOptions: () => ({ ...client, refreshToken }),
      seed: (data) => this.#changing(seedRecords(organization, data)),
      addUser: (user) => {
        const id = this.#changing(organization.addUser(user));
        const own = this.#accounts.authorize({ owner: `${owner}/${id}` });
        return { id, refreshToken: own, clientOptions: () => ({ ...client, refreshToken: own }) };
      },
      grantCode: (scopes) => {
        const unknown = scopes && this.#service.scopes.unknown(scopes, organization);
        if (unknown !== undefined) throw new TypeError(`grantCode: there is no scope ${unknown}`);
        return this.#changing(this.#accounts.grantCode({ owner, ...(scopes && { scopes: [...scopes] }) }));
      },
      credits: () => organization.usage.credits,
    };
  }

  #organization(owner: Owner): Organization {
    const organization = this.#organizations.get(owner);
    if (organization === undefined) throw new Error(`the emulator has no organisation ${owner}`);
    return organization;
  }

  #snapshot(): Snapshot {
    const snapshot = { time: this.#clock.now() };
    this.#states.set(snapshot, {
      accounts: this.#accounts.snapshot(),
      organizations: new Map(Array.from(this.#organizations, ([owner, one]) => [owner, one.snapshot()])),
      ahead: this.#clock.snapshot(),
    });
    return snapshot;
  }

  /** An organisation that came after the snapshot stays, but its tokens do not. */
  #restore(snapshot: Snapshot): void {
    const state = this.#states.get(snapshot);
    if (state === undefined) throw new TypeError("restore: the snapshot is not one of this emulator");
    this.#clock.restore(state.ahead);
    this.#accounts.restore(state.accounts);
    for (const [owner, organization] of state.organizations) this.#organization(owner).restore(organization);
  }
}
