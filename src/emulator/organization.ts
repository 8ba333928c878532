import { type Clock, zohoTime } from "./clock.js";
import { FileStore, type FilesSnapshot } from "./files.js";
import { IdSequence } from "./ids.js";
import { RecordStore, type Table } from "./records.js";
import { type Tag, TagStore } from "./tags.js";

export interface OrganizationSnapshot {
  readonly lastId: bigint;
  readonly records: ReadonlyMap<string, Table>;
  readonly files: FilesSnapshot;
  readonly tags: ReadonlyMap<string, Tag>;
}

/** Everything that one organisation keeps. What is stored is never changed in place, so a snapshot copies maps only. */
export class Organization {
  readonly now: Clock;
  readonly ids: IdSequence = new IdSequence();
  readonly records: RecordStore = new RecordStore();
  readonly files: FileStore = new FileStore();
  readonly tags: TagStore = new TagStore(this.ids);
  /** When the organisation was set up. */
  readonly since: string;

  constructor(now: Clock) {
    this.now = now;
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
    };
  }

  restore({ lastId, records, files, tags }: OrganizationSnapshot): void {
    this.ids.restore(lastId);
    this.records.restore(records);
    this.files.restore(files);
    this.tags.restore(tags);
  }
}
