import type { NewUser } from "../setup/setup.js";
import type { IdSequence } from "../values/ids.js";
import type { Setting, Settings } from "./settings.js";
import { settingReference, USER, type UserReference, userDetails, userOf, userReference, zuidOf } from "./users.js";

/** The users of an organization, among its settings. */
export class UserDirectory {
  readonly #settings: Settings;
  readonly #references = new WeakMap<object, UserReference>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** A user who may own records. */
  active(id: string): UserReference | undefined {
    const entry = this.#settings.list("users").get(id);
    if (entry?.status !== "active") return undefined;
    // The records of a user share one object.
    const known = this.#references.get(entry);
    if (known !== undefined) return known;
    const reference = userOf(entry);
    this.#references.set(entry, reference);
    return reference;
  }

  countActive(): number {
    let count = 0;
    for (const [, { status }] of this.#settings.list("users")) if (status === "active") count += 1;
    return count;
  }

  /** The id of the user with this address, active or not. */
  withEmail(email: string): string | undefined {
    return [...this.#settings.list("users").values()].find((user) => user.email === email)?.id;
  }

  /** @returns the id @throws TypeError where another user has the address, and for a role, profile or territory that is not there */
  add(user: NewUser, ids: IdSequence, time: string): string {
    const { first_name = "", last_name, email, role, profile, territories = [], manages = [] } = user;
    if (this.withEmail(email) !== undefined) throw new TypeError(`users: ${email} is taken`);
    const named = (key: string, name?: string) => this.#named(key, name, `users: ${email}`);
    const managed = manages.map((name) => named("territories", name));
    const assignments = {
      role: settingReference(named("roles", role)),
      profile: settingReference(named("profiles", profile)),
      territories: [
        ...territories.map((name) => ({ manager: false, ...settingReference(named("territories", name)) })),
        ...managed.map((territory) => ({ manager: true, ...settingReference(territory) })),
      ],
    };
    const id = ids.next();
    const creator = this.active(USER.id) ?? USER;
    const entry = userDetails({ id, first_name, last_name, email, ...assignments }, time, creator);
    this.#settings.list("users").set(id, entry);
    for (const territory of managed) {
      const manager = userReference(userOf(entry));
      this.#settings.list("territories").set(territory.id, { ...territory, manager });
    }
    return id;
  }

  /** Someone whom a call invited joins. @returns whether they were invited and had not joined yet */
  confirm(id: string): boolean {
    const users = this.#settings.list("users");
    const user = users.get(id);
    if (user === undefined || user.confirm === true || user.status === "deleted") return false;
    users.set(id, { ...user, confirm: true, zuid: zuidOf(id) });
    return true;
  }

  /** A role, profile or territory by its name; the first one where none is named. */
  #named(key: string, name: string | undefined, whose: string): Setting {
    const entries = [...this.#settings.list(key).values()];
    const found = name === undefined ? entries[0] : entries.find((entry) => entry.name === name);
    if (found === undefined) throw new TypeError(`${whose}: there is nothing named "${name}" in ${key}`);
    return found;
  }
}
