import { ConfigError } from "../core/errors/errors.js";
import { printable } from "../core/errors/printable.js";
import { withoutSecrets } from "../core/errors/secrets.js";
import { messageOf } from "../core/kind.js";
import { wait } from "../core/lifetime/wait.js";
import { SILENT, within } from "../core/lifetime/within.js";
import type { RedisClient } from "./redis-client.js";

/** Milliseconds for an operation, with all its attempts: a little less than the client of Zoho waits for a store. */
export const OPERATION_LIMIT = 4_500;

/** Milliseconds between two attempts, at first and at most. */
const SHORTEST_PAUSE = 20;
const LONGEST_PAUSE = 400;

/**
 * Runs a script on one key, and repeats it if its reply is lost: every script may run twice.
 * @param end When to give up, by `performance.now()`. @default after {@link OPERATION_LIMIT}
 * @throws Error that says what to do, without any argument of the script
 */
export type RunScript = (
  script: string,
  key: string,
  args: readonly (string | number)[],
  end?: number,
) => Promise<unknown>;

/**
 * The scripts of one client.
 * @param what What the error calls the function that takes the client
 * @throws ConfigError `INVALID_CONFIGURATION` if it is not a client
 */
export function scriptsOf(client: RedisClient, what: string): RunScript {
  const evaluate = evaluatorOf(client, what);
  return async (script, key, args, end = performance.now() + OPERATION_LIMIT) => {
    const texts = args.map(String);
    for (let pause = SHORTEST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      try {
        return await within(Math.max(1, Math.round(end - performance.now())), evaluate(script, key, texts));
      } catch (cause) {
        if (isFinal(cause) || performance.now() + pause > end) throw explained(cause);
        await wait(pause * (0.5 + Math.random() / 2), undefined);
      }
    }
  };
}

function evaluatorOf(
  client: RedisClient,
  what: string,
): (script: string, key: string, args: string[]) => Promise<unknown> {
  if (typeof Object(client).eval !== "function") {
    throw new ConfigError(
      `${what}: pass a client of the package redis or ioredis, or an object with eval(script, { keys, arguments })`,
      { code: "INVALID_CONFIGURATION" },
    );
  }
  return async (script, key, args) => {
    const reply = client.defineCommand
      ? client.eval(script, 1, key, ...args)
      : client.eval(script, { keys: [key], arguments: args });
    // Clients of redis before version 4 take a callback.
    if (typeof Object(reply).then !== "function") throw new Error(NO_PROMISE);
    return reply;
  };
}

const NO_PROMISE = "the client's eval returned no promise";

/** Whether another attempt cannot help: the server has refused the script, or the client has been closed. */
function isFinal(cause: unknown): boolean {
  const message = messageOf(cause);
  return isClosed(message) || message === NO_PROMISE || (/^[A-Z]{2,}\b/.test(message) && !PASSING.test(message));
}

const isClosed = (message: string): boolean => /\b(client|connection) is closed\b/i.test(message);

/** Codes of replies after which another attempt may succeed: the server is starting, or a cluster is changing. */
const PASSING = /^(LOADING|TRYAGAIN|CLUSTERDOWN|MASTERDOWN|BUSY)\b/;

/**
 * An error without the original as its cause: the clients keep the arguments of a command in it, and so tokens.
 */
function explained(cause: unknown): Error {
  // A client with another interface may name its address.
  const message = withoutSecrets(messageOf(cause)).replace(/(\w:\/\/)[^\s/@]*@/g, "$1");
  const text =
    printable(message.replace(/,? (script:|&c|with args)[\s\S]*|\.$/, "")).slice(0, 200) || "no reason given";
  const [, remedy] = REMEDIES.find(([pattern]) => pattern.test(`${message} ${String(Object(cause).code)}`)) ?? [];
  return new Error(`Redis: ${text}${remedy ? `; ${remedy}` : ""}`);
}

const REMEDIES: readonly (readonly [pattern: RegExp, remedy: string])[] = [
  [/\bis closed\b/i, "connect the client before its first use, and close it after the client of Zoho"],
  [/\b(NOAUTH|WRONGPASS)\b/, "check the user and the password in the options of the client"],
  [/\bNOPERM\b/, "let the user run EVAL and the commands of the scripts on the keys with the prefix"],
  [/\b(READONLY|MASTERDOWN)\b/, "connect the client to the primary server, not to a replica"],
  [/\bOOM\b/, "raise maxmemory; tokens must not be evicted, so use maxmemory-policy noeviction or volatile-ttl"],
  [/\bWRONGTYPE\b/, "something else uses the same key: choose another prefix"],
  [/^(LOADING|TRYAGAIN|CLUSTERDOWN|BUSY)\b/, "try again later"],
  [/returned no promise/, "pass a client of redis 4 or later, or of ioredis"],
  [
    new RegExp(`ECONNREFUSED|ENOTFOUND|ECONNRESET|${SILENT}|socket|max retries|offline`, "i"),
    "check that the server runs, and the address in the options of the client",
  ],
];
