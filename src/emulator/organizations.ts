import type { Schema } from "../schema/schema.js";
import type { Accounts, Owner } from "./accounts/accounts.js";
import type { Description } from "./description.js";
import type { Callbacks } from "./http/callbacks.js";
import { Organization, type OrganizationSnapshot } from "./organization.js";
import { checkOptions } from "./setup/checks.js";
import type { EmulatorOptions, NewUser, OrganizationSetup } from "./setup/setup.js";
import type { Clock } from "./values/clock.js";

/** The state that outlives the process. */
export interface PersistedOrganizations {
  /** The refresh tokens issued to the program, by their owner. */
  readonly tokens: ReadonlyMap<Owner, string>;
  /** By owner, the first organization first. */
  readonly organizations: ReadonlyMap<Owner, PersistedOrganization>;
}

interface PersistedOrganization {
  /** The name that the program finds it by; the first one has none. */
  readonly name: string | undefined;
  readonly state: OrganizationSnapshot;
  /** The JSON of its schema, if it has one. */
  readonly schema?: string | undefined;
}

/** What organizations share, and where they report changes. */
interface SharedServices {
  readonly accounts: Accounts;
  readonly now: Clock;
  readonly description: Description;
  readonly callbacks: Callbacks;
  readonly changed: () => void;
}

const FIRST: Owner = "1";

/** The organizations of an emulator by owner, with their names and the refresh tokens of their users. */
export class Organizations {
  readonly first: Owner = FIRST;
  readonly #shared: SharedServices;
  /** Whether a later process must be able to find them again. */
  readonly #isPersistent: boolean;
  readonly #organizations = new Map<Owner, Organization>();
  readonly #names = new Map<Owner, string>();
  /** Refresh tokens by their owner. */
  readonly #tokens: Map<Owner, string>;
  /** Organizations of an earlier process that this one has not requested yet. */
  readonly #unclaimed: Map<Owner, PersistedOrganization>;
  /** Users added by an earlier process that this one has not requested yet. */
  readonly #unclaimedUsers: Set<Owner>;

  /** @param setup Setup of the first organization @param persisted The state to resume */
  constructor(shared: SharedServices, { name, data, ...setup }: EmulatorOptions, persisted?: PersistedOrganizations) {
    this.#shared = shared;
    this.#isPersistent = data !== undefined;
    this.#unclaimed = new Map(persisted?.organizations);
    this.#tokens = new Map(persisted?.tokens);
    this.#unclaimedUsers = new Set(persisted?.tokens.keys());
    this.#add(setup, FIRST);
    if (name !== undefined) this.#names.set(FIRST, name);
    this.tokenOf(FIRST);
  }

  /** The first organization comes first. */
  get all(): ReadonlyMap<Owner, Organization> {
    return this.#organizations;
  }

  get(owner: Owner): Organization {
    const organization = this.#organizations.get(owner);
    if (organization === undefined) throw new Error(`the emulator has no organization ${owner}`);
    return organization;
  }

  nameOf(owner: Owner): string {
    return this.#names.get(owner) ?? `Organization ${owner}`;
  }

  /** @throws TypeError if the name is in use, or if a folder could not find it again without a name */
  add({ name, ...setup }: OrganizationSetup): Owner {
    checkOptions(setup);
    const owner = name === undefined ? this.#addNameless(setup) : this.#addNamed(name, setup);
    this.#shared.changed();
    return owner;
  }

  /** @returns the id @throws TypeError if the address is taken */
  addUser(owner: Owner, user: NewUser): string {
    const organization = this.get(owner);
    const known = organization.users.withEmail(user.email);
    // An earlier process added the user, or a call invited them.
    const isThere =
      known !== undefined && (this.#unclaimedUsers.delete(`${owner}/${known}`) || organization.users.confirm(known));
    const id = isThere ? known : organization.addUser(user);
    this.#shared.changed();
    return id;
  }

  /** The refresh token of a user; a new one if they have none or it was revoked. */
  tokenOf(user: Owner): string {
    const { accounts, changed } = this.#shared;
    const known = this.#tokens.get(user);
    if (known !== undefined && accounts.knows(known)) return known;
    const token = accounts.authorize({ owner: user });
    this.#tokens.set(user, token);
    changed();
    return token;
  }

  /** The state that a later process can resume. */
  persist(): PersistedOrganizations {
    const present = Array.from(this.#organizations, ([owner, one]): [Owner, PersistedOrganization] => [
      owner,
      { name: owner === FIRST ? undefined : this.#names.get(owner), state: one.snapshot(), schema: one.schemaText },
    ]);
    return { tokens: new Map(this.#tokens), organizations: new Map([...this.#unclaimed, ...present]) };
  }

  snapshot(): ReadonlyMap<Owner, OrganizationSnapshot> {
    return new Map(Array.from(this.#organizations, ([owner, one]) => [owner, one.snapshot()]));
  }

  /** An organization added after the snapshot stays as it is. */
  restore(snapshots: ReadonlyMap<Owner, OrganizationSnapshot>): void {
    for (const [owner, snapshot] of snapshots) this.get(owner).restore(snapshot);
  }

  #addNameless(setup: OrganizationSetup): Owner {
    if (this.#isPersistent)
      throw new TypeError("addOrganization: pass a name, so that the data folder can find it again");
    return this.#add(setup);
  }

  #addNamed(name: string, setup: OrganizationSetup): Owner {
    if (typeof name !== "string" || name.trim() === "")
      throw new TypeError("addOrganization: the name must be a non-empty string");
    if ([...this.#names.values()].includes(name)) throw new TypeError(`addOrganization: the name "${name}" is in use`);
    const [found] = [...this.#unclaimed].find(([, persisted]) => persisted.name === name) ?? [];
    const owner = this.#add(setup, found);
    this.#names.set(owner, name);
    return owner;
  }

  /** @param owner The owner of a persisted organization, which is then resumed */
  #add(setup: OrganizationSetup, owner: Owner = String(this.#organizations.size + this.#unclaimed.size + 1)): Owner {
    const { seed, defaultData = seed === undefined, users = [], ...options } = setup;
    const persisted = this.#unclaimed.get(owner);
    // A folder keeps the schema, as it keeps declared modules, until there is another one.
    const schema = options.schema ?? schemaIn(persisted);
    if (schema !== undefined && options.modules !== undefined)
      throw new TypeError("modules: the schema says which modules and fields there are; leave one of the two out");
    const organization = new Organization({ ...options, ...(schema && { schema }), ...this.#shared });
    if (persisted !== undefined) {
      organization.restore(persisted.state);
      // Fields may have been declared since then.
      organization.records.declareAll(options.modules ?? {});
    } else {
      for (const user of users) organization.addUser(user);
      if (defaultData) organization.seedDefaults();
      if (seed !== undefined) organization.seed(seed);
    }
    this.#organizations.set(owner, organization);
    this.#unclaimed.delete(owner);
    return owner;
  }
}

const schemaIn = (persisted: PersistedOrganization | undefined): Schema | undefined =>
  persisted?.schema === undefined ? undefined : JSON.parse(persisted.schema);
