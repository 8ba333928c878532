/** The events that the program gets, by module. */
import type { AllModules, OrganizationModules, RecordOf } from "../../generated/modules.js";

// The modules that the compiler knows.
type WatchedModule<R> = keyof AllModules<R> & string;

/** What to watch. Modules of your own are in the client's type parameter, or in `OrganizationModules`. */
export type WatchedEvent<R = OrganizationModules> = `${WatchedModule<R>}.${"create" | "edit" | "delete" | "all"}`;

/** Something happened to a record. */
export type NotificationEvent<R = OrganizationModules> = { [M in WatchedModule<R>]: EventOf<M, R> }[WatchedModule<R>];

interface EventOf<M, R> {
  readonly module: M;
  readonly operation: "insert" | "update" | "delete";
  readonly id: string;
  /** When Zoho sent the notification, which older messages lack; in a check, when the record was changed. */
  readonly time: Date | undefined;
  /** The changed fields, as far as Zoho lists them; in a check, none. */
  readonly fields: readonly string[];
  /** Whether Zoho sent it, or a check found it. */
  readonly source: "notification" | "check";
  /** The record as it is now, for 1 credit; `undefined` if it is gone. */
  record(): Promise<RecordOf<M, R> | undefined>;
}

// An event, whatever the module.
export type AnyEvent = EventOf<string, object>;

export type EventKind = AnyEvent["operation"];
