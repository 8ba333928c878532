/** What a program passes to `keepChannels` and `receive`. */
import type { AllModules, FieldName, OrganizationModules } from "../../generated/modules.js";
import type { CrmError } from "../core/errors/errors.js";
import type { ClientOf } from "../core/operation.js";
import type { NotificationEvent, WatchedEvent } from "./event.js";
import type { NotificationStore } from "./store/store.js";

/** What the keeper and the receivers share. */
export interface NotificationHandling<R = OrganizationModules> {
  /**
   * At least 32 characters that nobody can guess, of this use only. The tokens of the channels are derived from it. Another
   * secret means other channels.
   */
  secret: string;
  /** What survives restarts: the same one for the keeper and all receivers. */
  store: NotificationStore;
  /**
   * Called for each event, at least once: in one call of `receive`, and in one check, one after the other. An event counts
   * as handled once this returns, or its promise resolves. If it throws or rejects, the event comes again. So handling
   * an event twice must be harmless.
   */
  onEvent(event: NotificationEvent<R>): void | Promise<void>;
}

/** Options of {@link keepChannels}. */
export interface KeepChannelsOptions<R = OrganizationModules> extends NotificationHandling<R> {
  /** The address that Zoho posts to, where the program passes requests to {@link receive}. */
  url: string | URL;
  /** What to watch, for example `["Leads.create", "Deals.all"]`. */
  events: readonly WatchedEvent<R>[];
  /**
   * The fields whose updates are to be notified, by module. Checks cannot know which fields were changed, so missed updates
   * of other fields are reported as well. @default all fields
   */
  fields?: { readonly [M in keyof AllModules<R>]?: readonly FieldName<M, R>[] };
  /**
   * Whether a change of a related record, such as a note, is an update of the record. Checks do not find missed ones.
   * @default false, although Zoho's own default is true
   */
  relatedActions?: boolean;
  /** Milliseconds between two checks for changes that no notification told. @default 3_600_000, an hour */
  checkEvery?: number;
  /** Called with what does not end the keeper: a renewal or check that failed, a handler that rejected. It must not throw. */
  onProblem?(error: CrmError): void;
  /** Ends the keeper when it is aborted, as `close()` does. */
  signal?: AbortSignal;
}

/** Options of {@link receive}. */
export interface ReceiveOptions<R = OrganizationModules> extends NotificationHandling<NoInfer<R>> {
  /** The client that reads records, and by whose clock the age of messages is judged. */
  crm: ClientOf<R>;
  /** Milliseconds after which a message is too old. @default 600_000, ten minutes */
  maxAge?: number;
}

/** What became of a message. */
export interface Received {
  /** The number of events that were handed to `onEvent`. */
  readonly events: number;
  /** The number of events that were handled before. */
  readonly doubles: number;
}
