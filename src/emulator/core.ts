/** The parts of an emulator, whether it listens or not. */

import { Accounts, type AccountsSnapshot, type Client, type Owner } from "./accounts/accounts.js";
import { devicePage } from "./accounts/device-page.js";
import type { Emulator, EmulatorClientOptions, EmulatorOrganization, Snapshot } from "./api.js";
import { EmulatorConsole } from "./console/console.js";
import { type Description, readDescription } from "./description.js";
import { Callbacks } from "./http/callbacks.js";
import { localFetch } from "./http/local-fetch.js";
import type { HttpRequest } from "./http/request.js";
import type { HttpResponse, RESET } from "./http/responses.js";
import type { OrganizationSnapshot } from "./organization.js";
import { Organizations, type PersistedOrganizations } from "./organizations.js";
import { Service, type ServiceSnapshot } from "./service.js";
import { checkOptions } from "./setup/checks.js";
import type { EmulatorOptions, OrganizationSetup } from "./setup/setup.js";
import { MovableClock } from "./values/clock.js";
import { Timers } from "./values/timers.js";

interface State {
  readonly accounts: AccountsSnapshot;
  readonly organizations: ReadonlyMap<Owner, OrganizationSnapshot>;
  readonly service: ServiceSnapshot;
}

/** The state that outlives the process. */
export interface PersistedState extends PersistedOrganizations {
  readonly client: Client;
  readonly accounts: AccountsSnapshot;
  readonly ahead: number;
}

export class EmulatorCore {
  readonly fetch: typeof fetch = localFetch((request) => this.respond(request));
  readonly #description: Description;
  readonly #clock: MovableClock;
  readonly #timers: Timers;
  readonly #callbacks: Callbacks;
  readonly #accounts: Accounts;
  readonly #service: Service;
  readonly #organizations: Organizations;
  readonly #states = new WeakMap<Snapshot, State>();
  readonly #dataCenter: string;
  #console: EmulatorConsole | undefined;
  #url = "";
  #revision = 0;
  /** Called after anything that may have changed the state. */
  onChange = (): void => undefined;

  /** @param persisted The state to resume */
  constructor(options: EmulatorOptions, persisted?: PersistedState) {
    checkOptions(options);
    if (options.overlays !== undefined) throw new TypeError("overlays: reading them takes time; use startEmulator");
    const description = readDescription(options.description);
    const callbacks = new Callbacks(options.callbackHosts);
    this.#description = description;
    this.#callbacks = callbacks;
    this.#clock = new MovableClock(options.now ?? Date.now);
    this.#timers = new Timers(this.#clock);
    this.#accounts = new Accounts(this.#clock.now, persisted?.client);
    this.#service = new Service(description, options.handlers, this.#clock, this.#timers);
    this.#dataCenter = options.dataCenter ?? "us";
    if (persisted !== undefined) {
      this.#clock.restore(persisted.ahead);
      this.#accounts.restore(persisted.accounts);
    }
    const changed = () => this.#changed(undefined);
    const shared = { accounts: this.#accounts, now: this.#clock.now, description, callbacks, changed };
    this.#organizations = new Organizations(shared, options, persisted);
  }

  async respond(request: HttpRequest): Promise<HttpResponse | typeof RESET> {
    const host = {
      accounts: this.#accounts,
      organizations: this.#organizations.all,
      apiUrl: this.#url,
      dataCenter: this.#dataCenter,
    };
    const page = (await this.#console?.respond(request)) ?? devicePage(request, this.#accounts);
    const response = page ?? (await this.#service.respond(request, host));
    // A consent is granted by GET.
    return request.method !== "GET" || request.target.startsWith("/oauth/") ? this.#changed(response) : response;
  }

  /** The state that a later process can resume. */
  persist(): PersistedState {
    const [client, accounts] = [this.#accounts.client, this.#accounts.snapshot()];
    return { client, accounts, ...this.#organizations.persist(), ahead: this.#clock.snapshot() };
  }

  /** The emulator at its address. @param clientFetch What a client needs to reach it if nothing listens */
  toEmulator(url: string, end: () => Promise<void>, clientFetch?: typeof fetch): Emulator {
    const organizations = this.#organizations;
    const close = (): Promise<void> => {
      this.#callbacks.close();
      for (const organization of organizations.all.values()) organization.jobs.end();
      return end();
    };
    this.#url = url;
    const { clientId, clientSecret } = this.#accounts.client;
    const client = {
      clientId,
      clientSecret,
      apiUrl: url,
      accountsUrl: url,
      clock: this.#timers,
      ...(clientFetch && { fetch: clientFetch }),
    };
    this.#console = new EmulatorConsole({
      accounts: this.#accounts,
      organizations: organizations.all,
      service: this.#service,
      description: this.#description,
      clock: this.#clock,
      apiUrl: url,
      revision: () => this.#revision,
      nameOf: (owner) => organizations.nameOf(owner),
      clientOptions: (user) => ({ ...client, refreshToken: organizations.tokenOf(user) }),
    });
    return Object.assign(this.#organization(organizations.first, client), {
      apiUrl: url,
      accountsUrl: url,
      clientId,
      clientSecret,
      faults: this.#service.faults,
      requests: this.#service.requests,
      fetch: this.fetch,
      addOrganization: (setup: OrganizationSetup = {}) => this.#organization(organizations.add(setup), client),
      advance: (time: number | string) => {
        this.#clock.advance(time);
        this.#timers.moved();
        this.#changed(undefined);
      },
      expireTokens: () => this.#changed(this.#accounts.expireTokens()),
      snapshot: () => this.#snapshot(),
      restore: (snapshot: Snapshot) => this.#changed(this.#restore(snapshot)),
      close,
      [Symbol.asyncDispose]: close,
    });
  }

  #changed<T>(result: T): T {
    this.#revision += 1;
    this.onChange();
    return result;
  }

  #organization(owner: Owner, client: Omit<EmulatorClientOptions, "refreshToken">): EmulatorOrganization {
    const organizations = this.#organizations;
    const organization = organizations.get(owner);
    const refreshToken = organizations.tokenOf(owner);
    return {
      refreshToken,
      clientOptions: () => ({ ...client, refreshToken }),
      seed: (data) => this.#changed(organization.seed(data)),
      addUser: (user) => {
        const id = organizations.addUser(owner, user);
        const own = organizations.tokenOf(`${owner}/${id}`);
        return { id, refreshToken: own, clientOptions: () => ({ ...client, refreshToken: own }) };
      },
      grantCode: (scopes) => {
        const unknown = scopes && this.#service.scopes.unknown(scopes, organization);
        if (unknown !== undefined) throw new TypeError(`grantCode: unknown scope ${unknown}`);
        return this.#changed(this.#accounts.grantCode({ owner, ...(scopes && { scopes: [...scopes] }) }));
      },
      credits: () => organization.usage.credits,
      concurrency: () => organization.usage.concurrency,
    };
  }

  #snapshot(): Snapshot {
    const snapshot = { time: this.#clock.now() };
    this.#states.set(snapshot, {
      accounts: this.#accounts.snapshot(),
      organizations: this.#organizations.snapshot(),
      service: this.#service.snapshot(),
    });
    return snapshot;
  }

  /** An organization added after the snapshot stays, but its tokens do not. */
  #restore(snapshot: Snapshot): void {
    const state = this.#states.get(snapshot);
    if (state === undefined) throw new TypeError("restore: the snapshot belongs to another emulator");
    this.#clock.setTo(snapshot.time);
    this.#accounts.restore(state.accounts);
    this.#organizations.restore(state.organizations);
    this.#service.restore(state.service);
  }
}
