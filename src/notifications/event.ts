/** What the program is told: events, by module. */
import type { AllModules, OrganizationModules, RecordOf } from "../../generated/modules.js";

// The modules that the compiler knows.
type WatchedModule<R> = keyof AllModules<R> & string;

/**
 * What to watch: `Leads.create`, `Leads.edit`, `Leads.delete`, or `Leads.all` for these three. A module of your own is one of
 * the client's type parameter, or of `OrganizationModules`.
 */
export type WatchedEvent<R = OrganizationModules> = `${WatchedModule<R>}.${"create" | "edit" | "delete" | "all"}`;

/** Something happened to a record. */
export type NotificationEvent<R = OrganizationModules> = { [M in WatchedModule<R>]: EventOf<M, R> }[WatchedModule<R>];

interface EventOf<M, R> {
  /** API name of the module. */
  readonly module: M;
  readonly operation: "insert" | "update" | "delete";
  /** Id of the record. */
  readonly id: string;
  /** When Zoho sent the notification; in a check, when the record was changed. Older messages lack it. */
  readonly time: Date | undefined;
  /** The changed fields, as far as Zoho lists them. In a check, none. */
  readonly fields: readonly string[];
  /** How it was found: Zoho told it, or it was missed and found by a check. */
  readonly source: "notification" | "check";
  /** Reads the record as it is now: 1 credit. `undefined` if it does not exist any more. */
  record(): Promise<RecordOf<M, R> | undefined>;
}

/** An event, whatever the module. */
export type AnyEvent = EventOf<string, object>;

export type EventKind = AnyEvent["operation"];
