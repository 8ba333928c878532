/** Channels that lead to a server of this machine, and what becomes of the messages that arrive there. */
import { randomBytes } from "node:crypto";
import { isCrmError } from "../../core/errors/errors.js";
import { rememberSecrets } from "../../core/errors/secrets.js";
import type { ApiClient } from "../../core/operation.js";
import { isLoopback } from "../../core/transport/loopback.js";
import { keepChannels, memoryNotificationStore, receive, type WatchedEvent } from "../../notifications/index.js";
import { CommandError, reasonOf, UsageError } from "../command.js";
import type { Context } from "../definition.js";
import { Forwarder } from "./forwarder.js";
import { eventLine, forwardedLine, refusedLine } from "./lines.js";
import { type Post, startReceiver } from "./receiver.js";

/** The environment variable with the secret. */
export const SECRET = "ZCRM_NOTIFICATION_SECRET";

export interface SessionOptions {
  readonly host: string;
  readonly port: number;
  /** The address that leads here. @default that of this machine */
  readonly publicUrl: URL | undefined;
  /** Where messages are posted to as well. */
  readonly target: URL | undefined;
  readonly events: readonly WatchedEvent[];
  /** What the tokens are derived from. @default a random one */
  readonly secret: string | undefined;
}

export interface Session extends AsyncDisposable {
  /** Where notifications are posted to. */
  readonly url: URL;
  /** Closes the channels. @throws CommandError if Zoho does not close them */
  unsubscribe(): Promise<void>;
}

/**
 * Listens, and opens the channels. Nothing that arrives ends it.
 * @throws CommandError if it cannot use the port; UsageError if it would forward to itself, or the secret is weak; what
 *   `keepChannels` throws
 */
export async function openSession(
  crm: ApiClient,
  { host, port, publicUrl, target, events, secret = randomBytes(32).toString("base64url") }: SessionOptions,
  { show, warn }: Pick<Context, "show" | "warn">,
): Promise<Session> {
  rememberSecrets(secret);
  const forwarder = target && new Forwarder(target, (outcome) => show(forwardedLine(target, outcome)));
  const store = memoryNotificationStore();
  const take = async (post: Post): Promise<number> => {
    try {
      await receive(post.body, { crm, secret, store, onEvent: (event) => show(eventLine(event)) });
    } catch (error) {
      if (isCrmError(error) && error.status !== undefined) {
        show(refusedLine(error));
        return error.status;
      }
      warn(`a message could not be handled: ${reasonOf(error)}`);
      return 500;
    }
    forwarder?.forward(post);
    return 200;
  };
  const receiver = await startReceiver(host, port, take);
  const close = async (): Promise<void> => {
    await forwarder?.close();
    await receiver[Symbol.asyncDispose]();
  };
  try {
    if (target?.port === receiver.url.port && isLoopback(target.hostname))
      throw new UsageError("--forward: this is the address of zcrm listen itself; pass that of your program");
    const url = publicUrl ?? receiver.url;
    const keeper = await keepChannels(crm, {
      ...{ url, events, secret, onProblem: (error) => warn(error.message) },
      // Whether notifications arrive is what a developer wants to know, so what checks find is not shown.
      ...{ store: memoryNotificationStore(), onEvent: () => undefined, checkEvery: Number.POSITIVE_INFINITY },
    });
    return {
      url,
      async unsubscribe() {
        try {
          await keeper.unsubscribe();
        } catch (error) {
          throw new CommandError(`the channels could not be closed, and expire within a day: ${reasonOf(error)}`);
        }
      },
      async [Symbol.asyncDispose]() {
        await keeper.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    const isWeak = isCrmError(error) && error.code === "WEAK_SECRET";
    throw isWeak ? new UsageError(`${SECRET}: ${error.message}`) : error;
  }
}
