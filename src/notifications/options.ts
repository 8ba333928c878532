/** What a program passes to `keepChannels` and `receive`. */
import type { AllModules, FieldName, OrganizationModules } from "../../generated/modules.js";
import type { CrmError } from "../core/errors/errors.js";
import type { ClientOf } from "../core/operation.js";
import type { NotificationEvent, WatchedEvent } from "./event.js";
import type { NotificationStore } from "./store/store.js";

/** What the keeper and the receivers share. */
export interface NotificationHandling<R = OrganizationModules> {
  /** At least 32 characters that nobody can guess. Channels and their tokens follow from it. */
  secret: string;
  store: NotificationStore;
  /**
   * Called at least once for each event, so handling one twice must be harmless. An event is handled once the result
   * resolves; if it rejects, the event comes again with the next check.
   */
  onEvent(event: NotificationEvent<R>): void | Promise<void>;
}

/** Options of {@link keepChannels}. */
export interface KeepChannelsOptions<R = OrganizationModules> extends NotificationHandling<R> {
  /** The address that Zoho posts to. */
  url: string | URL;
  events: readonly WatchedEvent<R>[];
  /** By module, the fields whose updates Zoho reports (unverified). Checks report all updates. @default all fields */
  fields?: { readonly [M in keyof AllModules<R>]?: readonly FieldName<M, R>[] };
  /** Whether Zoho also reports changes of related records, which checks do not find. @default false */
  relatedActions?: boolean;
  /** Milliseconds between checks for missed changes. @default 3_600_000 */
  checkEvery?: number;
  /** Called with what does not end the keeper: a failed renewal or check, or `HANDLER_FAILED`. @default nothing is reported */
  onProblem?(error: CrmError): void;
  /** Ends the keeper, as `close()` does. */
  signal?: AbortSignal;
}

/** Options of {@link receive}. */
export interface ReceiveOptions<R = OrganizationModules> extends NotificationHandling<NoInfer<R>> {
  /** Reads records, and tells the time. */
  crm: ClientOf<R>;
  /** Milliseconds after which a message is refused. @default 600_000 */
  maxAge?: number;
}

/** What became of a message. */
export interface Received {
  /** How many were passed to `onEvent`. */
  readonly events: number;
  /** How many were handled before. */
  readonly doubles: number;
}
