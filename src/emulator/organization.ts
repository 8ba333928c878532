import { type BulkSnapshot, BulkStore } from "./bulk-jobs.js";
import { Callbacks } from "./callbacks.js";
import { type Clock, zohoTime } from "./clock.js";
import type { Description } from "./description.js";
import type { CrmFunction, CustomViewSetup, NewUser } from "./emulator.js";
import { FileStore, type FilesSnapshot } from "./files.js";
import { IdSequence } from "./ids.js";
import { initialSettings } from "./initial-settings.js";
import type { CustomModules } from "./modules.js";
import { USER, type UserReference, userDetails, userOf } from "./people.js";
import { RecordStore, type TableSnapshot } from "./records.js";
import { Settings, type SettingsSnapshot } from "./settings.js";
import { type Edition, Usage } from "./usage.js";
import { type Watch, WatchStore } from "./watches.js";

type CustomViews = Readonly<Record<string, readonly CustomViewSetup[]>>;

export interface OrganizationOptions {
  readonly now: Clock;
  readonly description: Description;
  readonly modules?: CustomModules | undefined;
  readonly strict?: boolean | undefined;
  readonly edition?: Edition | undefined;
  /** Whom the organisation tells what happens. */
  readonly callbacks?: Callbacks | undefined;
  readonly views?: CustomViews | undefined;
  readonly functions?: Readonly<Record<string, CrmFunction>> | undefined;
}

export interface OrganizationSnapshot {
  readonly lastId: bigint;
  readonly records: ReadonlyMap<string, TableSnapshot>;
  readonly files: FilesSnapshot;
  readonly settings: SettingsSnapshot;
  readonly watches: ReadonlyMap<string, Watch>;
  readonly bulk: BulkSnapshot;
  readonly spent: ReadonlyMap<number, number>;
}

/** Everything that one organisation keeps. What is stored is never changed in place, so a snapshot copies maps only. */
export class Organization {
  readonly now: Clock;
  readonly ids: IdSequence = new IdSequence();
  readonly records: RecordStore;
  readonly files: FileStore = new FileStore();
  readonly bulk: BulkStore = new BulkStore();
  readonly settings: Settings;
  /** Custom views by module, beside those that every module has. */
  readonly views: CustomViews;
  /** Functions by name. They are no state. */
  readonly functions: ReadonlyMap<string, CrmFunction>;
  /** Whose call is answered. */
  actingUser: string = USER.id;
  /** When the organisation was set up. */
  readonly since: string;

  /** Whether values that a field cannot hold are refused. */
  readonly strict: boolean;
  readonly usage: Usage;
  readonly callbacks: Callbacks;
  readonly watches: WatchStore;

  constructor({
    now,
    description,
    modules,
    strict = true,
    edition = "enterprise",
    callbacks = new Callbacks(),
    views = {},
    functions = {},
  }: OrganizationOptions) {
    this.now = now;
    this.views = views;
    this.functions = new Map(Object.entries(functions));
    this.strict = strict;
    this.usage = new Usage(now, edition);
    this.records = new RecordStore(description, modules);
    this.callbacks = callbacks;
    this.watches = new WatchStore(now, callbacks);
    this.since = this.time();
    this.settings = new Settings(initialSettings(this.since));
  }

  /** The user whose call is answered, as records name him. */
  get user(): UserReference {
    return this.activeUser(this.actingUser) ?? USER;
  }

  /** @returns the id @throws TypeError where another user has the address */
  addUser({ first_name = "", last_name, email }: NewUser): string {
    if (this.userAt(email) !== undefined) throw new TypeError(`users: ${email} is taken`);
    const id = this.ids.next();
    this.settings.list("users").set(id, userDetails({ id, first_name, last_name, email }, this.time(), this.user));
    return id;
  }

  /** The id of the user with this address, whether he is active or not. */
  userAt(email: string): string | undefined {
    return [...this.settings.list("users").values()].find((user) => user.email === email)?.id;
  }

  /** A user who may own records. */
  activeUser(id: string): UserReference | undefined {
    const entry = this.settings.list("users").get(id);
    return entry?.status === "active" ? userOf(entry) : undefined;
  }

  /** The present time in Zoho's form. */
  time(): string {
    return zohoTime(this.now());
  }

  snapshot(): OrganizationSnapshot {
    return {
      lastId: this.ids.snapshot(),
      records: this.records.snapshot(),
      files: this.files.snapshot(),
      settings: this.settings.snapshot(),
      watches: this.watches.snapshot(),
      bulk: this.bulk.snapshot(),
      spent: this.usage.snapshot(),
    };
  }

  restore({ lastId, records, files, settings, watches, bulk, spent }: OrganizationSnapshot): void {
    this.ids.restore(lastId);
    this.records.restore(records);
    this.files.restore(files);
    this.settings.restore(settings);
    this.watches.restore(watches);
    this.bulk.restore(bulk);
    this.usage.restore(spent);
  }
}
