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
  NewUser,
  OrganizationSetup,
  Snapshot,
} from "./emulator.js";
import { localFetch } from "./local-fetch.js";
import { checkOptions } from "./option-shapes.js";
import { Organization, type OrganizationSnapshot } from "./organization.js";
import { Panel } from "./panel/panel.js";
import { seedRecords } from "./seed.js";
import { type RESET, Service } from "./service.js";

interface State {
  readonly accounts: AccountsSnapshot;
  readonly organizations: ReadonlyMap<Owner, OrganizationSnapshot>;
  readonly ahead: number;
}

/** What outlives the process. */
export interface KeptState {
  readonly client: Client;
  readonly accounts: AccountsSnapshot;
  /** The refresh tokens that the program was given, by whom they stand for. */
  readonly tokens: ReadonlyMap<Owner, string>;
  /** By their owner, the first one first. */
  readonly organizations: ReadonlyMap<Owner, KeptOrganization>;
  readonly ahead: number;
}

interface KeptOrganization {
  /** What the program finds it by; the first one has none. */
  readonly name: string | undefined;
  readonly state: OrganizationSnapshot;
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
  readonly #names = new Map<Owner, string>();
  readonly #states = new WeakMap<Snapshot, State>();
  /** Refresh tokens by whom they stand for. */
  readonly #tokens: Map<Owner, string>;
  /** Organisations of an earlier process that this one has not asked for. */
  readonly #kept: Map<Owner, KeptOrganization>;
  /** Users that an earlier process added and this one has not asked for. */
  readonly #keptUsers: Set<Owner>;
  readonly #keeps: boolean;
  #panel: Panel | undefined;
  #url = "";
  #revision = 0;
  /** Called after whatever may have changed the state. */
  onChange = (): void => undefined;

  /** @param kept - the state to go on with */
  constructor(options: EmulatorOptions, kept?: KeptState) {
    checkOptions(options);
    this.#description = readDescription(options.description);
    this.#clock = new MovableClock(options.now ?? Date.now);
    this.#callbacks = new Callbacks(options.callbackHosts);
    this.#accounts = new Accounts(this.#clock.now, kept?.client);
    this.#service = new Service(this.#description);
    this.#keeps = options.data !== undefined;
    this.#kept = new Map(kept?.organizations);
    this.#tokens = new Map(kept?.tokens);
    this.#keptUsers = new Set(kept?.tokens.keys());
    if (kept !== undefined) {
      this.#clock.restore(kept.ahead);
      this.#accounts.restore(kept.accounts);
    }
    const { name, ...setup } = options;
    this.#first = this.#add(setup, "1");
    if (name !== undefined) this.#names.set(this.#first, name);
    this.#tokenOf(this.#first);
  }

  async answer(request: HttpRequest): Promise<Answer | typeof RESET> {
    const world = { accounts: this.#accounts, organizations: this.#organizations, apiUrl: this.#url };
    const page = (await this.#panel?.answer(request)) ?? devicePage(request, this.#accounts);
    const answer = page ?? (await this.#service.answer(request, world));
    // A consent is given by GET.
    return request.method !== "GET" || request.target.startsWith("/oauth/") ? this.#changing(answer) : answer;
  }

  /** What a later process may go on with. */
  keep(): KeptState {
    return {
      client: this.#accounts.client,
      accounts: this.#accounts.snapshot(),
      tokens: new Map(this.#tokens),
      organizations: new Map([
        ...this.#kept,
        ...Array.from(this.#organizations, ([owner, one]): [Owner, KeptOrganization] => [
          owner,
          { name: owner === this.#first ? undefined : this.#names.get(owner), state: one.snapshot() },
        ]),
      ]),
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
      organizations: this.#organizations,
      service: this.#service,
      description: this.#description,
      clock: this.#clock,
      apiUrl: url,
      revision: () => this.#revision,
      nameOf: (owner) => this.#names.get(owner) ?? `Organisation ${owner}`,
      clientOptions: (user) => ({ ...client, refreshToken: this.#tokenOf(user) }),
    });
    return Object.assign(this.#reach(this.#first, client), {
      apiUrl: url,
      accountsUrl: url,
      clientId,
      clientSecret,
      faults: this.#service.faults,
      requests: this.#service.requests,
      fetch: this.fetch,
      addOrganization: (setup: OrganizationSetup = {}) => this.#reach(this.#addNamed(setup), client),
      advance: (time: number | string) => this.#changing(this.#clock.advance(time)),
      expireTokens: () => this.#changing(this.#accounts.expireTokens()),
      snapshot: () => this.#snapshot(),
      restore: (snapshot: Snapshot) => this.#changing(this.#restore(snapshot)),
      close,
      [Symbol.asyncDispose]: close,
    });
  }

  /** @throws TypeError where the name is in use, or a folder could not find it again without one */
  #addNamed({ name, ...setup }: OrganizationSetup): Owner {
    checkOptions(setup);
    if (name === undefined) {
      if (this.#keeps) throw new TypeError("addOrganization: give it a name, by which the data folder finds it again");
      return this.#changing(this.#add(setup));
    }
    if (typeof name !== "string" || name.trim() === "") throw new TypeError("addOrganization: a name is a text");
    if ([...this.#names.values()].includes(name)) throw new TypeError(`addOrganization: the name "${name}" is in use`);
    const [found] = [...this.#kept].find(([, kept]) => kept.name === name) ?? [];
    const owner = this.#add(setup, found);
    this.#names.set(owner, name);
    return this.#changing(owner);
  }

  /** @param owner - where it is that of an organisation that is kept, that one is gone on with */
  #add(setup: OrganizationSetup, owner: Owner = String(this.#organizations.size + this.#kept.size + 1)): Owner {
    const { seed, defaultData = seed === undefined, users = [], ...options } = setup;
    const { now } = this.#clock;
    const [description, callbacks] = [this.#description, this.#callbacks];
    const changed = () => this.#changing(undefined);
    const organization = new Organization({ ...options, now, description, callbacks, changed });
    const kept = this.#kept.get(owner);
    if (kept !== undefined) organization.restore(kept.state);
    else {
      for (const user of users) organization.addUser(user);
      if (defaultData) seedRecords(organization, DEFAULT_DATA);
      if (seed !== undefined) seedRecords(organization, seed);
    }
    this.#organizations.set(owner, organization);
    this.#kept.delete(owner);
    return owner;
  }

  #changing<T>(result: T): T {
    this.#revision += 1;
    this.onChange();
    return result;
  }

  /** The refresh token of a user, a new one where he has none or it was revoked. */
  #tokenOf(user: Owner): string {
    const known = this.#tokens.get(user);
    if (known !== undefined && this.#accounts.knows(known)) return known;
    const token = this.#changing(this.#accounts.authorize({ owner: user }));
    this.#tokens.set(user, token);
    return token;
  }

  /** @returns the id @throws TypeError where the address is taken */
  #addUser(owner: Owner, user: NewUser): string {
    const organization = this.#organization(owner);
    const known = organization.userAt(user.email);
    // An earlier process added him.
    if (known !== undefined && this.#keptUsers.delete(`${owner}/${known}`)) return known;
    return this.#changing(organization.addUser(user));
  }

  #reach(owner: Owner, client: Omit<EmulatorClientOptions, "refreshToken">): EmulatorOrganization {
    const organization = this.#organization(owner);
    const refreshToken = this.#tokenOf(owner);
    return {
      refreshToken,
      clientOptions: () => ({ ...client, refreshToken }),
      seed: (data) => this.#changing(seedRecords(organization, data)),
      addUser: (user) => {
        const id = this.#addUser(owner, user);
        const own = this.#tokenOf(`${owner}/${id}`);
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
