import { resolveSettings } from "../../config/resolve.js";
import { isLoopback } from "../../core/transport/loopback.js";
import { createClient } from "../../index.js";
import { command, UsageError } from "../command.js";
import type { Result } from "../definition.js";
import { readPort } from "../port.js";
import { signalToStop } from "../signal.js";
import { STORE_OPTIONS, type UsableTokens, usableTokens } from "../tokens/store.js";
import { commandLimits } from "../transfer/limits.js";
import { shownUrl } from "./lines.js";
import { openSession, SECRET } from "./session.js";
import { watchedEvents } from "./watched-events.js";

/** `zcrm listen` */
export const listen = command({
  usage: ["[EVENT …] [--forward URL] [OPTIONS]"],
  about: [
    "Subscribes to events such as Leads.create, Leads.edit, Leads.delete or Leads.all (by default, to all events of all modules that Zoho sends notifications of), and prints each one as it arrives. With --forward, each message is posted to your own program, byte for byte as Zoho sent it, one after the other. Ctrl-C ends the subscriptions.",
    "The emulator reaches this machine. Zoho does not: pass the public address of a tunnel as --url, and the port that it leads to.",
    `The tokens of the channels are derived from ${SECRET}, so a program that is forwarded to and has the same secret can check them. Without it, they are derived from a random secret of this run.`,
    "Costs about 3 API credits for each module at the start, and 2 for every 100 modules twice a day, to renew the subscriptions. It shows what arrives; unlike a program with keepChannels, it does not look for changes that no notification reported.",
  ],
  examples: [
    ["zcrm listen", "all events, in the emulator"],
    ["zcrm listen Leads.all Deals.create --forward http://localhost:3000/zoho", "some of them, for your own program"],
    [
      "zcrm listen Leads.all --url https://example.com/zoho --port 4000",
      "in Zoho, through a tunnel from that address to port 4000",
    ],
  ],
  options: {
    forward: { type: "string", value: "URL", help: "post each message to this address as well" },
    url: {
      type: "string",
      value: "URL",
      help: "the public address that Zoho posts to, from which a tunnel leads to --port [default: that of this machine]",
    },
    port: { type: "string", value: "NUMBER", help: "the port to listen on [default: a free one]" },
    host: {
      type: "string",
      value: "ADDRESS",
      help: "the address to listen on. With any address but loopback, other machines can post messages, which are refused unless they have the token of a channel [default: 127.0.0.1]",
    },
    ...STORE_OPTIONS,
  },
  json: 'one object on each line. { type: "listening", url, events, forward } comes first, then { type: "event", time, module, operation, id, fields }, { type: "forward", url, status, milliseconds }, with problem instead of status if there was no response, and { type: "refused", status, code, message }',
  exitCodes: {
    0: "stopped by Ctrl-C or a signal",
    1: "it cannot run, or could not end its subscriptions",
    2: "wrong usage",
  },
  async run(given, { words, show, warn }) {
    const target = given.forward === undefined ? undefined : readUrl("forward", given.forward);
    const publicUrl = given.url === undefined ? undefined : readUrl("url", given.url);
    if (publicUrl !== undefined && given.port === undefined)
      throw new UsageError("--url needs --port: the port of this machine that the tunnel leads to");
    const port = given.port === undefined ? 0 : readPort(given.port);
    // An empty one would mean all addresses.
    if (given.host === "") throw new UsageError("--host is empty: pass an address of this machine");
    const tokens = await usableTokens(given);
    if (publicUrl === undefined) await checkReach(tokens);
    const stopped = signalToStop();
    const secret = process.env[SECRET] || undefined;
    await using crm = createClient({ ...tokens.options, ...(await commandLimits()) });
    const events = await watchedEvents(crm, words);
    const options = { host: given.host ?? "127.0.0.1", port, publicUrl, target, events, secret };
    await using session = await openSession(crm, options, { show, warn });
    show(announcement(session.url, events, target));
    if (target !== undefined && secret === undefined)
      warn(`The tokens are derived from a random secret. For your program to check them, set ${SECRET} for both.`);
    await stopped;
    await session.unsubscribe();
    return 0;
  },
});

/** @throws UsageError if the address is not one that can be posted to */
function readUrl(option: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError(`--${option}: pass an address that begins with http:// or https://`);
  if (url.username !== "" || url.password !== "")
    throw new UsageError(`--${option}: the address may not contain a user name or a password`);
  return url;
}

/** @throws UsageError if the server that sends notifications is not on this machine */
async function checkReach({ stored, options }: UsableTokens): Promise<void> {
  const { user, apiUrl } = resolveSettings(options);
  const { hostname, host } = new URL((await stored.store.get(user))?.apiDomain ?? apiUrl);
  if (isLoopback(hostname)) return;
  throw new UsageError(
    `${host} cannot reach this machine: pass --url with the public address of a tunnel, and --port with the port that it leads to; or use zcrm emulator`,
  );
}

function announcement(url: URL, events: readonly string[], target: URL | undefined): Result {
  const [at, forward] = [shownUrl(url), target && shownUrl(target)];
  const text = [
    `Listening at ${at} for ${events.join(", ")}.`,
    ...(forward === undefined ? [] : [`Forwarding to ${forward}.`]),
    "Press Ctrl-C to stop.",
  ].join("\n");
  return { text, data: { type: "listening", url: at, events, forward: forward ?? null }, isOneOfMany: true };
}
