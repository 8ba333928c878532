/** `keepChannels`: channels that stay open, and checks for what they missed. */
import type { OrganizationModules } from "../../generated/modules.js";
import type { ClientOf } from "../core/operation.js";
import type { KeepChannelsOptions } from "./options.js";

/** A subscription at Zoho: one module. */
export interface Channel {
  /** The number of the channel: the same after each restart. */
  readonly id: string;
  /** For example `["Leads.create", "Leads.edit"]`. */
  readonly events: readonly string[];
  /** When Zoho ends it, unless it is renewed before, as Zoho said. */
  readonly expires: Date;
}

/** Keeps channels open until it is closed. */
export interface ChannelKeeper {
  /** The channels as they are now. */
  readonly channels: readonly Channel[];
  /**
   * Looks for missed changes now: about 3 credits for each module, and 1 for every 200 changes.
   * @throws CrmError What kept a module from being checked, after the others were; what `onEvent` rejected with
   */
  check(): Promise<void>;
  /** Ends the keeper after the check under way. The channels stay open, so that a restart goes on. */
  close(): Promise<void>;
  /** Ends the keeper, and closes the channels at Zoho. */
  unsubscribe(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Subscribes to events, renews the subscriptions before they expire, and finds what was missed: after a start, whenever a
 * channel had expired, and at intervals. Every change arrives at `onEvent` at least once, deletions included; begins with
 * the changes after the first start. One process with it is enough, several are harmless.
 *
 * Zoho's notifications arrive wherever the program calls {@link receive}.
 *
 * @returns the keeper, once all channels are open. The first check goes on meanwhile
 * @throws CrmError `INVALID_PARAMETERS`; `CHANNEL_REFUSED` if Zoho rejects a channel, with its code in `details`; what the
 *   calls and the store throw. ConfigError `WEAK_SECRET`
 * @example
 * const keeper = await keepChannels(crm, {
 *   url: "https://example.com/zoho",
 *   events: ["Leads.all", "Deals.create"],
 *   secret: process.env.NOTIFICATION_SECRET ?? "",
 *   store: fileNotificationStore("notifications"),
 *   onEvent: async ({ module, operation, id }) => console.log(module, operation, id),
 *   onProblem: (error) => console.warn(error.message),
 * });
 */
export function keepChannels<R = OrganizationModules>(
  crm: ClientOf<R>,
  options: KeepChannelsOptions<NoInfer<R>>,
): Promise<ChannelKeeper> {
  throw new Error(`to come: ${typeof crm} ${typeof options}`);
}
