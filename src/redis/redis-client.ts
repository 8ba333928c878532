/**
 * The program's own client of Redis or Valkey: a client, cluster, pool or sentinel of `redis` 4 or later; one of `ioredis` 5 or
 * later, or of `iovalkey`, recognized by its `defineCommand`; or any object with the first `eval`.
 *
 * @example
 * // A client with another interface, such as Upstash's over HTTP. It must return strings as they are.
 * const upstash = new Redis({ url, token, automaticDeserialization: false });
 * const store = redisStore({ eval: (script, { keys, arguments: args }) => upstash.eval(script, keys, args) });
 */
export type RedisClient =
  | {
      eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
      defineCommand?: undefined;
    }
  | {
      eval(script: string, numberOfKeys: number, ...keysAndArguments: string[]): Promise<unknown>;
      defineCommand: (...args: never[]) => unknown;
    };
