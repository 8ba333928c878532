import type { PulledMetadata } from "../modules/pulled-metadata.js";
import type { Settings } from "../settings/settings.js";
import type { UserDirectory } from "../settings/user-directory.js";
import type { UserReference } from "../settings/users.js";
import type { OrganizationSetup } from "../setup/setup.js";
import type { FileStore } from "../storage/files.js";
import type { Clock } from "../values/clock.js";
import type { IdSequence } from "../values/ids.js";
import type { Blueprints } from "./blueprints.js";
import type { RecordStore } from "./store.js";
import type { WatchStore } from "./watches.js";

/** What an organization holds, for the code that reads and writes it. */
export interface Crm {
  readonly now: Clock;
  /** When the organization was set up, in Zoho's form. */
  readonly since: string;
  readonly ids: IdSequence;
  readonly records: RecordStore;
  /** What Zoho's metadata says of the organization, if its schema is known. */
  readonly metadata: PulledMetadata | undefined;
  readonly files: FileStore;
  readonly settings: Settings;
  readonly users: UserDirectory;
  /** Custom views by module, besides those that every module has. */
  readonly views: NonNullable<OrganizationSetup["views"]>;
  readonly blueprints: Blueprints;
  readonly watches: WatchStore;
  /** Whether values that a field cannot hold are refused. */
  readonly strict: boolean;
  /** The present time in Zoho's format. */
  time(): string;
  /** Remembers the present state. @returns a function that restores it */
  savepoint(): () => void;
}

/** The same as one user works in it: writes are made in their name. */
export interface UserCrm extends Crm {
  readonly userId: string;
  /** What Zoho does without telling the client, and the request log tells the tester: a field that was dropped. */
  readonly remarks: Set<string>;
  /** The user as records name them. */
  readonly user: UserReference;
}
