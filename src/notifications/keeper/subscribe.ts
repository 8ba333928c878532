/** Opens and renews channels at Zoho, and closes them. */
import { limits } from "../../../generated/limits.js";
import type { NewWatch, WatchOutcome } from "../../../generated/models.js";
import {
  disableNotifications,
  enableNotifications,
  getNotificationDetails,
  updateNotifications,
} from "../../../generated/operations/notifications.js";
import { CrmError, isCrmError } from "../../core/errors/errors.js";
import { clockOf } from "../../core/lifetime/client-clock.js";
import type { ApiClient, RequestOptions } from "../../core/operation.js";
import { sentTime } from "../../core/response/sent-time.js";
import type { Watched } from "./watched.js";

/** A channel as Zoho has it. */
export interface Subscription {
  readonly channelId: string;
  /** Milliseconds since 1970, by Zoho's clock. */
  readonly expires: number;
  /** Milliseconds until then. */
  readonly life: number;
  /** Whether it did not exist, or no more. */
  readonly isNew: boolean;
}

export interface Subscribed {
  readonly open: readonly Subscription[];
  /** Why the others are not open. */
  readonly problems: readonly CrmError[];
}

/** The entries of Zoho's call, apart from the time at which they expire. */
export type Entry = Omit<NewWatch, "channel_expiry">;

/** What was asked for is at most a day ahead, by a clock that may differ a little from the one that decides. */
const LIFE = 23 * 3_600_000;
/** What a channel has if Zoho does not say until when it is open. */
const SHORT_LIFE = 3_600_000;

const VERBS = { enable: enableNotifications, replace: updateNotifications };
type Verb = keyof typeof VERBS;
/** What the codes of rejected entries tell: the other call is the right one. */
const OTHER_VERB: Readonly<Record<string, Verb>> = { DUPLICATE_DATA: "replace", NOT_SUBSCRIBED: "enable" };
/** The calls for one channel. More than two are needed only if it expires, or somebody opens it, in between. */
const MOST_CALLS = 4;

/**
 * Opens or renews channels. They expire in 23 hours.
 * @param entriesAt The entry for each module, at a time of Zoho's
 * @param verb The call to begin with: `replace` if the channels should be open
 * @throws CrmError What the calls throw
 */
export async function subscribe(
  crm: ApiClient,
  entriesAt: (now: number) => Promise<readonly Entry[]>,
  verb: Verb,
  options: RequestOptions,
): Promise<Subscribed> {
  const now = await timeAtZoho(crm, options);
  const expiry = `${new Date(now + LIFE).toISOString().slice(0, 19)}+00:00`;
  let asked = (await entriesAt(now)).map((entry): Asked => ({ entry: { ...entry, channel_expiry: expiry }, verb }));
  const open: Subscription[] = [];
  const problems: CrmError[] = [];
  for (let call = 1; asked.length > 0; call += 1) {
    const again: Asked[] = [];
    for (const { entry, verb: used, outcome } of await outcomesOf(crm, asked, options)) {
      const channelId = String(entry.channel_id);
      const other = outcome === "lost" ? "replace" : OTHER_VERB[outcome.code];
      if (outcome !== "lost" && outcome.status === "success") {
        const expires = expiryOf(outcome) ?? now + SHORT_LIFE;
        open.push({ channelId, expires, life: expires - now, isNew: used === "enable" });
      } else if (other !== undefined && call < MOST_CALLS) again.push({ entry, verb: other });
      else problems.push(refusal(entry, outcome));
    }
    asked = again;
  }
  return { open, problems };
}

interface Asked {
  readonly entry: NewWatch;
  readonly verb: Verb;
}

interface Told extends Asked {
  readonly outcome: WatchOutcome | "lost";
}

async function outcomesOf(crm: ApiClient, asked: readonly Asked[], options: RequestOptions): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const verb of ["enable", "replace"] as const) {
    const own = asked.filter((one) => one.verb === verb);
    for (let start = 0; start < own.length; start += limits.notifications.channelsPerCall) {
      const some = own.slice(start, start + limits.notifications.channelsPerCall);
      const outcomes = await VERBS[verb](crm, { body: { watch: some.map(({ entry }) => entry) } }, options).then(
        ({ watch }) => watch,
        (error: unknown) => {
          // Whether a call without a response opened them, replacing them tells.
          if (verb === "enable" && isLost(error)) return undefined;
          throw error;
        },
      );
      for (const [index, one] of some.entries()) told.push({ ...one, outcome: outcomes?.[index] ?? "lost" });
    }
  }
  return told;
}

const isLost = (error: unknown): boolean =>
  isCrmError(error, "Server") || (isCrmError(error, "Transport") && error.code !== "CLIENT_CLOSED");

/**
 * Zoho's time. By a clock that is off, the time asked for could be too far ahead, and the channel would expire in an hour.
 */
async function timeAtZoho(crm: ApiClient, options: RequestOptions): Promise<number> {
  return sentTime(await getNotificationDetails(crm, { per_page: 1 }, options)) ?? clockOf(crm).now();
}

function expiryOf({ details }: WatchOutcome): number | undefined {
  const { events } = details as { readonly events?: readonly { readonly channel_expiry?: string }[] };
  const times = (Array.isArray(events) ? events : []).map(({ channel_expiry }) => Date.parse(String(channel_expiry)));
  return times.length === 0 || times.some(Number.isNaN) ? undefined : Math.min(...times);
}

/** The entry has the token, so nothing of it is quoted but the events. */
function refusal({ events }: Entry, outcome: WatchOutcome | "lost"): CrmError {
  const [code, message] = outcome === "lost" ? ["NO_ANSWER", "no response arrived"] : [outcome.code, outcome.message];
  return new CrmError(`Zoho did not open the channel for ${events.join(", ")}: ${code}: ${message}`, {
    code: "CHANNEL_REFUSED",
    details: { events, code },
  });
}

/** Closes channels. Those that are closed already count as closed. @throws CrmError What the call throws, `CHANNEL_REFUSED` */
export async function unsubscribe(crm: ApiClient, watched: readonly Watched[], options: RequestOptions): Promise<void> {
  for (let start = 0; start < watched.length; start += limits.notifications.channelsPerCall) {
    const some = watched.slice(start, start + limits.notifications.channelsPerCall);
    const { watch } = await disableNotifications(crm, { channel_ids: some.map(({ channelId }) => channelId) }, options);
    for (const [index, outcome] of watch.entries()) {
      if (outcome.status === "success" || outcome.code === "NOT_SUBSCRIBED") continue;
      const { events = [] } = some[index] ?? {};
      const message = `Zoho did not close the channel for ${events.join(", ")}: ${outcome.code}: ${outcome.message}`;
      throw new CrmError(message, { code: "CHANNEL_REFUSED", details: { events, code: outcome.code } });
    }
  }
}
