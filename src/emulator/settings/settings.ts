import { SharedMap } from "../values/shared-map.js";

/** One entry of a list of settings, such as a tax or a user. It is never changed in place. */
export interface Setting {
  readonly id: string;
  readonly [member: string]: unknown;
}

/** The entries of one list by id, oldest first. */
export type SettingList = SharedMap<string, Setting>;

export type SettingsSnapshot = ReadonlyMap<string, ReadonlyMap<string, Setting>>;

/** What an organization keeps besides its records: lists of entries, by their names in responses. */
export class Settings {
  #lists: Map<string, SettingList>;

  constructor(initial: Readonly<Record<string, readonly Setting[]>>) {
    this.#lists = new Map(
      Object.entries(initial).map(([name, entries]) => [
        name,
        new SharedMap(new Map(entries.map((one) => [one.id, one]))),
      ]),
    );
  }

  list(name: string): SettingList {
    const list = this.#lists.get(name) ?? new SharedMap<string, Setting>();
    this.#lists.set(name, list);
    return list;
  }

  snapshot(): SettingsSnapshot {
    return new Map(Array.from(this.#lists, ([name, list]) => [name, list.share()]));
  }

  restore(lists: SettingsSnapshot): void {
    this.#lists = new Map(Array.from(lists, ([name, entries]) => [name, new SharedMap(entries)]));
  }
}
