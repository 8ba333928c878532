/** `keepChannels`: channels that stay open, and checks for what they missed. */
import type { OrganizationModules } from "../../generated/modules.js";
import { clockOf } from "../core/lifetime/client-clock.js";
import type { ClientOf } from "../core/operation.js";
import type { AnyEvent } from "./event.js";
import { type ChannelKeeper, Keeper } from "./keeper/keeper.js";
import { notifyUrl, watchedModules, wrong } from "./keeper/watched.js";
import type { KeepChannelsOptions } from "./options.js";
import { secretOf } from "./secret.js";
import { guardedStore } from "./store/guarded.js";

/** Milliseconds between two checks, unless the program says otherwise. */
const CHECK_EVERY = 3_600_000;

/**
 * Subscribes to events, renews the subscriptions before they expire, and checks for what was missed: after each start,
 * after a channel had expired, and every hour. With {@link receive}, every change from the first start on arrives at least once,
 * deletions included. Several keepers are harmless.
 *
 * @returns the keeper, once all channels are open
 * @throws CrmError `INVALID_PARAMETERS`, `CHANNEL_REFUSED` with Zoho's code in `details`, and what the calls and the store throw.
 *   ConfigError `WEAK_SECRET`
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
export async function keepChannels<R = OrganizationModules>(
  crm: ClientOf<R>,
  options: KeepChannelsOptions<NoInfer<R>>,
): Promise<ChannelKeeper> {
  const { store, checkEvery = CHECK_EVERY, fields = {}, relatedActions = false, onProblem, signal } = options;
  if (!(checkEvery > 0)) throw wrong("checkEvery", `${String(checkEvery)}, not a number of milliseconds`);
  const secret = secretOf(options.secret);
  const url = notifyUrl(options.url);
  const keeper = new Keeper({
    crm,
    clock: clockOf(crm),
    given: store,
    store: guardedStore(store),
    // The compiler knows the modules; here, they are strings.
    onEvent: (event: AnyEvent) => options.onEvent(event as never),
    onProblem,
    secret,
    url,
    watched: await watchedModules(options.events, url, secret),
    fields,
    relatedActions,
    checkEvery,
  });
  await keeper.start(signal);
  return keeper;
}
