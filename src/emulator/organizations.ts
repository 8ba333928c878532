import type { Accounts, Owner } from "./accounts/accounts.js";
import type { Description } from "./description.js";
import type { Callbacks } from "./http/callbacks.js";
import { Organization, type OrganizationSnapshot } from "./organization.js";
import { checkOptions } from "./setup/checks.js";
import { DEFAULT_DATA } from "./setup/default-data.js";
import type { EmulatorOptions, NewUser, OrganizationSetup } from "./setup/setup.js";
import type { Clock } from "./values/clock.js";

/** What outlives the process. */
export interface KeptOrganizations {
  /** The refresh tokens that the program was given, by whom they stand for. */
  readonly tokens: ReadonlyMap<Owner, string>;
  /** By their owner, the first one first. */
  readonly organizations: ReadonlyMap<Owner, KeptOrganization>;
}

interface KeptOrganization {
  /** What the program finds it by; the first one has none. */
  readonly name: string | undefined;
  readonly state: OrganizationSnapshot;
}

/** What organisations share, and whom they tell that something has changed. */
interface Surroundings {
  readonly accounts: Accounts;
  readonly now: Clock;
  readonly description: Description;
  readonly callbacks: Callbacks;
  readonly changed: () => void;
}

const FIRST: Owner = "1";

/** The organisations of an emulator by their owner, with their names and the refresh tokens of their users. */
export class Organizations {
  readonly first: Owner = FIRST;
  readonly #surroundings: Surroundings;
  /** Whether a later process is to find them again. */
  readonly #keeps: boolean;
  readonly #all = new Map<Owner, Organization>();
  readonly #names = new Map<Owner, string>();
  /** Refresh tokens by whom they stand for. */
  readonly #tokens: Map<Owner, string>;
  /** Organisations of an earlier process that this one has not asked for. */
  readonly #kept: Map<Owner, KeptOrganization>;
  /** Users that an earlier process added and this one has not asked for. */
  readonly #keptUsers: Set<Owner>;

  /** @param setup - of the first one @param kept - the state to go on with */
  constructor(surroundings: Surroundings, { name, data, ...setup }: EmulatorOptions, kept?: KeptOrganizations) {
    this.#surroundings = surroundings;
    this.#keeps = data !== undefined;
    this.#kept = new Map(kept?.organizations);
    this.#tokens = new Map(kept?.tokens);
    this.#keptUsers = new Set(kept?.tokens.keys());
    this.#add(setup, FIRST);
    if (name !== undefined) this.#names.set(FIRST, name);
    this.tokenOf(FIRST);
  }

  /** The first one first. */
  get all(): ReadonlyMap<Owner, Organization> {
    return this.#all;
  }

  get(owner: Owner): Organization {
    const organization = this.#all.get(owner);
    if (organization === undefined) throw new Error(`the emulator has no organisation ${owner}`);
    return organization;
  }

  nameOf(owner: Owner): string {
    return this.#names.get(owner) ?? `Organisation ${owner}`;
  }

  /** @throws TypeError where the name is in use, or a folder could not find it again without one */
  add({ name, ...setup }: OrganizationSetup): Owner {
    checkOptions(setup);
    const owner = name === undefined ? this.#addNameless(setup) : this.#addNamed(name, setup);
    this.#surroundings.changed();
    return owner;
  }

  /** @returns the id @throws TypeError where the address is taken */
  addUser(owner: Owner, user: NewUser): string {
    const organization = this.get(owner);
    const known = organization.userAt(user.email);
    // An earlier process added him, or a call invited him.
    const isThere =
      known !== undefined && (this.#keptUsers.delete(`${owner}/${known}`) || organization.confirmUser(known));
    const id = isThere ? known : organization.addUser(user);
    this.#surroundings.changed();
    return id;
  }

  /** The refresh token of a user, a new one where he has none or it was revoked. */
  tokenOf(user: Owner): string {
    const { accounts, changed } = this.#surroundings;
    const known = this.#tokens.get(user);
    if (known !== undefined && accounts.knows(known)) return known;
    const token = accounts.authorize({ owner: user });
    this.#tokens.set(user, token);
    changed();
    return token;
  }

  /** What a later process may go on with. */
  keep(): KeptOrganizations {
    const present = Array.from(this.#all, ([owner, one]): [Owner, KeptOrganization] => [
      owner,
      { name: owner === FIRST ? undefined : this.#names.get(owner), state: one.snapshot() },
    ]);
    return { tokens: new Map(this.#tokens), organizations: new Map([...this.#kept, ...present]) };
  }

  snapshot(): ReadonlyMap<Owner, OrganizationSnapshot> {
    return new Map(Array.from(this.#all, ([owner, one]) => [owner, one.snapshot()]));
  }

  /** One that came after the snapshot stays as it is. */
  restore(snapshots: ReadonlyMap<Owner, OrganizationSnapshot>): void {
    for (const [owner, snapshot] of snapshots) this.get(owner).restore(snapshot);
  }

  #addNameless(setup: OrganizationSetup): Owner {
    if (this.#keeps) throw new TypeError("addOrganization: give it a name, by which the data folder finds it again");
    return this.#add(setup);
  }

  #addNamed(name: string, setup: OrganizationSetup): Owner {
    if (typeof name !== "string" || name.trim() === "") throw new TypeError("addOrganization: a name is a text");
    if ([...this.#names.values()].includes(name)) throw new TypeError(`addOrganization: the name "${name}" is in use`);
    const [found] = [...this.#kept].find(([, kept]) => kept.name === name) ?? [];
    const owner = this.#add(setup, found);
    this.#names.set(owner, name);
    return owner;
  }

  /** @param owner - where it is that of an organisation that is kept, that one is gone on with */
  #add(setup: OrganizationSetup, owner: Owner = String(this.#all.size + this.#kept.size + 1)): Owner {
    const { seed, defaultData = seed === undefined, users = [], ...options } = setup;
    const organization = new Organization({ ...options, ...this.#surroundings });
    const kept = this.#kept.get(owner);
    if (kept !== undefined) organization.restore(kept.state);
    else {
      for (const user of users) organization.addUser(user);
      if (defaultData) organization.seed(DEFAULT_DATA);
      if (seed !== undefined) organization.seed(seed);
    }
    this.#all.set(owner, organization);
    this.#kept.delete(owner);
    return owner;
  }
}
