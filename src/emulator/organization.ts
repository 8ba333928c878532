import { type BulkSnapshot, BulkStore } from "./bulk-jobs.js";
import { Callbacks } from "./callbacks.js";
import { type Clock, zohoTime } from "./clock.js";
import type { Description } from "./description.js";
import { FileStore, type FilesSnapshot } from "./files.js";
import { IdSequence } from "./ids.js";
import type { CustomModules } from "./modules.js";
import { RecordStore, type TableSnapshot } from "./records.js";
import { type Tag, TagStore } from "./tags.js";
import { type Edition, Usage } from "./usage.js";
import { type Watch, WatchStore } from "./watches.js";

export interface OrganizationOptions {
  readonly now: Clock;
  readonly description: Description;
  readonly modules?: CustomModules | undefined;
  readonly strict?: boolean | undefined;
  readonly edition?: Edition | undefined;
  /** Whom the organisation tells what happens. */
  readonly callbacks?: Callbacks | undefined;
}

export interface OrganizationSnapshot {
  readonly lastId: bigint;
  readonly records: ReadonlyMap<string, TableSnapshot>;
  readonly files: FilesSnapshot;
  readonly tags: ReadonlyMap<string, Tag>;
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
  readonly tags: TagStore = new TagStore(this.ids);
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
  }: OrganizationOptions) {
    this.now = now;
    this.strict = strict;
    this.usage = new Usage(now, edition);
    this.records = new RecordStore(description, modules);
    this.callbacks = callbacks;
    this.watches = new WatchStore(now, callbacks);
    this.since = this.time();
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
      tags: this.tags.snapshot(),
      watches: this.watches.snapshot(),
      bulk: this.bulk.snapshot(),
      spent: this.usage.snapshot(),
    };
  }

  restore({ lastId, records, files, tags, watches, bulk, spent }: OrganizationSnapshot): void {
    this.ids.restore(lastId);
    this.records.restore(records);
    this.files.restore(files);
    this.tags.restore(tags);
    this.watches.restore(watches);
    this.bulk.restore(bulk);
    this.usage.restore(spent);
  }
}
