// Bulk jobs and their files. A job is done as soon as it is asked for; whoever looks after it finds it completed.

/** A CSV that came in an archive, for a bulk write to read. */
export interface UploadedCsv {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface BulkReadJob {
  readonly id: string;
  readonly createdTime: number;
  /** As it was asked for. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly page: number;
  readonly count: number;
  readonly more: boolean;
  readonly zip: Uint8Array;
}

export interface BulkWriteJob {
  readonly id: string;
  readonly createdTime: number;
  readonly operation: string;
  readonly encoding: string;
  readonly module: string;
  readonly mappings: readonly object[];
  readonly fileName: string;
  readonly added: number;
  readonly updated: number;
  readonly skipped: number;
  readonly zip: Uint8Array;
}

export interface BulkSnapshot {
  readonly uploads: ReadonlyMap<string, UploadedCsv>;
  readonly reads: ReadonlyMap<string, BulkReadJob>;
  readonly writes: ReadonlyMap<string, BulkWriteJob>;
}

/** Results are kept for a day. */
const KEPT_MILLISECONDS = 86_400_000;

export const isKept = ({ createdTime }: { readonly createdTime: number }, now: number): boolean =>
  now - createdTime < KEPT_MILLISECONDS;

export class BulkStore {
  uploads = new Map<string, UploadedCsv>();
  reads = new Map<string, BulkReadJob>();
  writes = new Map<string, BulkWriteJob>();

  snapshot(): BulkSnapshot {
    return { uploads: new Map(this.uploads), reads: new Map(this.reads), writes: new Map(this.writes) };
  }

  restore({ uploads, reads, writes }: BulkSnapshot): void {
    this.uploads = new Map(uploads);
    this.reads = new Map(reads);
    this.writes = new Map(writes);
  }
}
