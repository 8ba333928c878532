import type { Description } from "./description.js";
import type { Callbacks } from "./http/callbacks.js";
import type { Job } from "./jobs/job.js";
import { JobStore, type JobsSnapshot } from "./jobs/store.js";
import { type JobContext, workOf } from "./jobs/work.js";
import { Blueprints } from "./records/blueprints.js";
import type { Crm, UserCrm } from "./records/crm.js";
import { seedRecords } from "./records/seed.js";
import { RecordStore, type TableSnapshot } from "./records/store.js";
import { type Watch, WatchStore } from "./records/watches.js";
import { initialSettings } from "./settings/initial.js";
import { type Setting, Settings, type SettingsSnapshot } from "./settings/settings.js";
import { Usage } from "./settings/usage.js";
import {
  settingReference,
  USER,
  type UserReference,
  userDetails,
  userOf,
  userReference,
  zuidOf,
} from "./settings/users.js";
import type { CrmFunction, Edition, NewUser, OrganizationSetup, SeedData, SeededIds } from "./setup/setup.js";
import { FileStore, type FilesSnapshot } from "./storage/files.js";
import { type Clock, zohoTime } from "./values/clock.js";
import { IdSequence } from "./values/ids.js";

interface OrganizationOptions extends Omit<OrganizationSetup, "name" | "seed" | "defaultData" | "users"> {
  readonly now: Clock;
  readonly description: Description;
  /** Whom the organisation tells what happens. */
  readonly callbacks: Callbacks;
  /** Called when a job has changed something. */
  readonly changed: () => void;
}

export interface OrganizationSnapshot {
  readonly lastId: bigint;
  readonly records: ReadonlyMap<string, TableSnapshot>;
  readonly files: FilesSnapshot;
  readonly settings: SettingsSnapshot;
  readonly watches: ReadonlyMap<string, Watch>;
  readonly jobs: JobsSnapshot;
  readonly spent: ReadonlyMap<number, number>;
}

/** Everything that one organisation keeps. What is stored is never changed in place, so a snapshot copies maps only. */
export class Organization implements Crm {
  readonly now: Clock;
  readonly ids: IdSequence = new IdSequence();
  readonly records: RecordStore;
  readonly files: FileStore = new FileStore();
  readonly jobs: JobStore;
  readonly settings: Settings;
  /** Custom views by module, beside those that every module has. */
  readonly views: NonNullable<OrganizationSetup["views"]>;
  /** Functions by name. They are no state. */
  readonly functions: ReadonlyMap<string, CrmFunction>;
  /** Processes by module. */
  readonly blueprints: Blueprints;
  /** When the organisation was set up. */
  readonly since: string;

  /** Whether values that a field cannot hold are refused. */
  readonly strict: boolean;
  readonly edition: Edition;
  readonly usage: Usage;
  readonly callbacks: Callbacks;
  readonly watches: WatchStore;

  constructor({
    now,
    description,
    modules,
    strict = true,
    edition = "enterprise",
    callbacks,
    changed,
    views = {},
    functions = {},
    blueprints,
    ...settings
  }: OrganizationOptions) {
    this.now = now;
    this.views = views;
    this.blueprints = new Blueprints(blueprints);
    this.functions = new Map(Object.entries(functions));
    this.strict = strict;
    this.edition = edition;
    this.usage = new Usage(now, edition, () => this.countActiveUsers());
    this.records = new RecordStore(description, modules);
    this.callbacks = callbacks;
    this.watches = new WatchStore(now, callbacks);
    this.jobs = new JobStore(now, (job) => workOf(job, this.#context(job)), changed);
    this.since = this.time();
    this.settings = new Settings(initialSettings(this.since, this.ids, { ...settings, edition }));
  }

  countActiveUsers(): number {
    let count = 0;
    for (const [, { status }] of this.settings.list("users")) if (status === "active") count += 1;
    return count;
  }

  /** The organization as one user works in it. */
  as(userId: string): UserCrm {
    const { now, since, ids, records, files, settings, views, blueprints, watches, strict } = this;
    const userOf = () => this.#userOf(userId);
    return {
      ...{ now, since, ids, records, files, settings, views, blueprints, watches, strict, userId },
      time: () => this.time(),
      activeUser: (id) => this.activeUser(id),
      savepoint: () => this.savepoint(),
      get user() {
        return userOf();
      },
    };
  }

  /** Stores records as the first user. @throws TypeError for a row that Zoho would refuse */
  seed(data: SeedData): SeededIds {
    return seedRecords(this.as(USER.id), data);
  }

  /** A user who has left still has a name in what is under way. */
  #userOf(id: string): UserReference {
    return this.activeUser(id) ?? USER;
  }

  #context({ createdBy }: Job): JobContext {
    const upload = (fileId: string) => this.jobs.uploads.get(fileId);
    return { crm: this.as(createdBy.id), callbacks: this.callbacks, upload };
  }

  /** @returns the id @throws TypeError where another user has the address, and for a place that is not there */
  addUser({ first_name = "", last_name, email, role, profile, territories = [], manages = [] }: NewUser): string {
    if (this.userAt(email) !== undefined) throw new TypeError(`users: ${email} is taken`);
    const named = (key: string, name?: string) => this.#place(key, name, `users: ${email}`);
    const managed = manages.map((name) => named("territories", name));
    const places = {
      role: settingReference(named("roles", role)),
      profile: settingReference(named("profiles", profile)),
      territories: [
        ...territories.map((name) => ({ manager: false, ...settingReference(named("territories", name)) })),
        ...managed.map((territory) => ({ manager: true, ...settingReference(territory) })),
      ],
    };
    const id = this.ids.next();
    const user = userDetails({ id, first_name, last_name, email, ...places }, this.time(), this.#userOf(USER.id));
    this.settings.list("users").set(id, user);
    for (const territory of managed) {
      this.settings.list("territories").set(territory.id, { ...territory, manager: userReference(userOf(user)) });
    }
    return id;
  }

  /** A role, profile or territory by its name; the first one where none is named. */
  #place(key: string, name: string | undefined, who: string): Setting {
    const entries = [...this.settings.list(key).values()];
    const found = name === undefined ? entries[0] : entries.find((one) => one.name === name);
    if (found === undefined) throw new TypeError(`${who}: there is nothing named "${name}" in ${key}`);
    return found;
  }

  /** The id of the user with this address, whether he is active or not. */
  userAt(email: string): string | undefined {
    return [...this.settings.list("users").values()].find((user) => user.email === email)?.id;
  }

  /** Someone whom a call invited joins. @returns whether he was invited and had not joined yet */
  confirmUser(id: string): boolean {
    const users = this.settings.list("users");
    const user = users.get(id);
    if (user === undefined || user.confirm === true || user.status === "deleted") return false;
    users.set(id, { ...user, confirm: true, zuid: zuidOf(id) });
    return true;
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

  savepoint(): () => void {
    const before = this.snapshot();
    return () => this.restore(before);
  }

  snapshot(): OrganizationSnapshot {
    return {
      lastId: this.ids.snapshot(),
      records: this.records.snapshot(),
      files: this.files.snapshot(),
      settings: this.settings.snapshot(),
      watches: this.watches.snapshot(),
      jobs: this.jobs.snapshot(),
      spent: this.usage.snapshot(),
    };
  }

  restore({ lastId, records, files, settings, watches, jobs, spent }: OrganizationSnapshot): void {
    this.ids.restore(lastId);
    this.records.restore(records);
    this.files.restore(files);
    this.settings.restore(settings);
    this.watches.restore(watches);
    this.usage.restore(spent);
    // Last, as what is gone on with sees the rest.
    this.jobs.restore(jobs);
  }
}
