import type { Schema } from "../schema/schema.js";
import type { Description } from "./description.js";
import type { Callbacks } from "./http/callbacks.js";
import type { Job } from "./jobs/job.js";
import { JobStore, type JobsSnapshot } from "./jobs/store.js";
import { type JobContext, workOf } from "./jobs/work.js";
import { PulledMetadata } from "./modules/pulled-metadata.js";
import { Blueprints } from "./records/blueprints.js";
import type { Crm, UserCrm } from "./records/crm.js";
import { seedFitting, seedRecords } from "./records/seed.js";
import { RecordStore, type TableSnapshot } from "./records/store.js";
import { type Watch, WatchStore } from "./records/watches.js";
import { initialSettings } from "./settings/initial.js";
import { Settings, type SettingsSnapshot } from "./settings/settings.js";
import { Usage } from "./settings/usage.js";
import { UserDirectory } from "./settings/user-directory.js";
import { USER } from "./settings/users.js";
import { DEFAULT_DATA } from "./setup/default-data.js";
import type { CrmFunction, Edition, NewUser, OrganizationSetup, SeedData, SeededIds } from "./setup/setup.js";
import { FileStore, type FilesSnapshot } from "./storage/files.js";
import { type Clock, zohoTime } from "./values/clock.js";
import { IdSequence } from "./values/ids.js";

interface OrganizationOptions extends Omit<OrganizationSetup, "name" | "seed" | "defaultData" | "users"> {
  readonly now: Clock;
  readonly description: Description;
  /** Sends notifications and the ends of jobs. */
  readonly callbacks: Callbacks;
  /** Called after a job has changed something. */
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

/** Everything that one organization keeps. Stored values are never changed in place, so a snapshot only copies maps. */
export class Organization implements Crm {
  readonly now: Clock;
  readonly ids: IdSequence = new IdSequence();
  readonly records: RecordStore;
  readonly metadata: PulledMetadata | undefined;
  readonly files: FileStore = new FileStore();
  readonly jobs: JobStore;
  readonly settings: Settings;
  readonly users: UserDirectory;
  /** Custom views by module, besides those that every module has. */
  readonly views: NonNullable<OrganizationSetup["views"]>;
  /** Functions by name. They are not part of the state. */
  readonly functions: ReadonlyMap<string, CrmFunction>;
  /** Processes by module. */
  readonly blueprints: Blueprints;
  /** When the organization was set up. */
  readonly since: string;

  /** Whether values that a field cannot hold are refused. */
  readonly strict: boolean;
  readonly edition: Edition;
  /** The last record that lists show, if they end. */
  readonly listCeiling: number | undefined;
  readonly usage: Usage;
  readonly watches: WatchStore;
  readonly #schema: Schema | undefined;
  #schemaText: string | undefined;

  constructor({
    now,
    description,
    modules,
    schema,
    strict = true,
    edition = "enterprise",
    listCeiling,
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
    this.listCeiling = listCeiling;
    this.usage = new Usage(now, edition, () => this.users.countActive());
    this.#schema = schema;
    this.records = new RecordStore(description, modules, schema);
    this.metadata = schema && new PulledMetadata(schema);
    this.watches = new WatchStore(now, callbacks);
    this.jobs = new JobStore(now, (job) => workOf(job, this.#context(job, callbacks)), changed);
    this.since = this.time();
    this.settings = new Settings(
      initialSettings(this.since, this.ids, { ...profilesOf(schema), ...settings, edition }),
    );
    this.users = new UserDirectory(this.settings);
  }

  /** The organization as one user works in it. @param remarks Where it remarks what Zoho does silently */
  as(userId: string, remarks: Set<string> = new Set()): UserCrm {
    const { now, since, ids, records, metadata, files, settings, users, views, blueprints, watches, strict } = this;
    return {
      ...{ now, since, ids, records, metadata, files, settings, users, views, blueprints, watches, strict, userId },
      remarks,
      time: () => this.time(),
      savepoint: () => this.savepoint(),
      get user() {
        // A user who has left still has a name in what is under way.
        return users.active(userId) ?? USER;
      },
    };
  }

  /** Stores records as the first user. @throws TypeError if Zoho would refuse a row */
  seed(data: SeedData): SeededIds {
    return seedRecords(this.as(USER.id), data);
  }

  /** Stores a few fictional records. With a schema, those that fit it. */
  seedDefaults(): void {
    if (this.metadata === undefined) this.seed(DEFAULT_DATA);
    else seedFitting(this.as(USER.id), DEFAULT_DATA);
  }

  #context({ createdBy }: Job, callbacks: Callbacks): JobContext {
    const upload = (fileId: string) => this.jobs.uploads.get(fileId);
    return { crm: this.as(createdBy.id), callbacks, upload };
  }

  /**
   * @returns the id
   * @throws TypeError if another user has the address, or if a role, profile or territory does not exist
   */
  addUser(user: NewUser): string {
    return this.users.add(user, this.ids, this.time());
  }

  /** The present time in Zoho's format. */
  time(): string {
    return zohoTime(this.now());
  }

  /** The JSON of its schema, which a folder stores faster than the object. */
  get schemaText(): string | undefined {
    this.#schemaText ??= this.#schema && JSON.stringify(this.#schema);
    return this.#schemaText;
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
    // Restored last, because resumed jobs read the rest.
    this.jobs.restore(jobs);
  }
}

/** The first user has the profile that the schema was pulled under. */
const profilesOf = (schema?: Schema): Pick<OrganizationSetup, "profiles"> =>
  typeof schema?.profile === "string" ? { profiles: [schema.profile] } : {};
