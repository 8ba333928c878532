/** `receive`: reads a notification, checks that it is Zoho's, and delivers its events. */
import type { NotificationMessage } from "../../generated/models.js";
import type { OrganizationModules } from "../../generated/modules.js";
import { CrmError } from "../core/errors/errors.js";
import { clockOf } from "../core/lifetime/client-clock.js";
import type { AnyEvent } from "./event.js";
import { deliver } from "./handling.js";
import { type Message, readMessage } from "./message.js";
import type { Received, ReceiveOptions } from "./options.js";
import { type FetchRequest, type NodeRequest, readBody } from "./request.js";
import { type Secret, secretOf } from "./secret.js";
import { guardedStore } from "./store/guarded.js";

/** Milliseconds after which a message is too old, unless the program says otherwise. */
const MAX_AGE = 600_000;
/** Milliseconds that Zoho's clock may be ahead of this one. */
const AHEAD = 300_000;

/**
 * Checks what was posted to the URL of the channels, and delivers its events. Respond with 200 once it resolved, else with
 * the error's `status`, as Express does by itself.
 *
 * @param input A request of a Fetch handler, Node's server or Express, or its body
 * @throws CrmError `INVALID_NOTIFICATION` (`status` 400, 408, 413), `FORGED_NOTIFICATION`, `OLD_NOTIFICATION` (401), and what
 *   `onEvent` and the store reject with. ConfigError `WEAK_SECRET`
 * @example
 * app.post("/zoho", async (request, response) => {
 *   await receive(request, { crm, secret, store, onEvent });
 *   response.sendStatus(200);
 * });
 */
export async function receive<R = OrganizationModules>(
  input: FetchRequest | NodeRequest | NotificationMessage | string | Uint8Array,
  options: ReceiveOptions<R>,
): Promise<Received> {
  const { crm, store, maxAge = MAX_AGE } = options;
  if (!(maxAge > 0)) {
    const message = `option "maxAge" is ${String(maxAge)}, not a number of milliseconds`;
    throw new CrmError(message, { code: "INVALID_PARAMETERS", details: { name: "maxAge" } });
  }
  const secret = secretOf(options.secret);
  const clock = clockOf(crm);
  // The compiler knows the modules; here, any module may come.
  const onEvent = (event: AnyEvent) => options.onEvent(event as never);
  const handling = { crm, given: store, store: guardedStore(store), onEvent };
  const message = readMessage(await readBody(input, clock));
  const now = clock.now();
  await check(message, secret, maxAge, now);
  const { channelId, module, operation, serverTime: time, fields } = message;
  // A time that has not come yet says nothing of what happens until then.
  const seen = time === undefined ? undefined : Math.min(time, now);
  let events = 0;
  for (const id of message.ids) {
    const found = { channelId, module, operation, id, time, seen, fields: fields.get(id) ?? [] };
    if (await deliver(handling, { ...found, source: "notification" })) events += 1;
  }
  return { events, doubles: message.ids.length - events };
}

/** @throws CrmError if it is not Zoho's, or of another time */
async function check(
  { channelId, token, serverTime }: Message,
  secret: Secret,
  maxAge: number,
  now: number,
): Promise<void> {
  const outcome = await secret.check(channelId, token, now);
  if (outcome === "forged") {
    throw refused("FORGED_NOTIFICATION", "its token is not one of this channel and secret, so Zoho did not send it");
  }
  if (outcome === "old") throw refused("OLD_NOTIFICATION", "its token was replaced more than a day ago");
  if (serverTime === undefined) return;
  const age = now - serverTime;
  if (age <= maxAge && age >= -AHEAD) return;
  const apart = `${Math.round(Math.abs(age) / 1_000)} s ${age > 0 ? "old" : "ahead of the clock of this machine"}`;
  throw refused("OLD_NOTIFICATION", `it is ${apart}; if that is wrong, set the clock`);
}

const refused = (code: string, reason: string): CrmError =>
  new CrmError(`the notification was refused: ${reason}`, { code, status: 401 });
