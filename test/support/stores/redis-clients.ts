import type { RedisClient } from "../../../src/redis/redis-client.js";

/** The packages whose clients the store takes. */
export const REDIS_PACKAGES = ["redis", "ioredis"] as const;
export type RedisPackage = (typeof REDIS_PACKAGES)[number];

export interface ConnectedRedis {
  readonly client: RedisClient;
  /** Runs any command. */
  call(...command: [name: string, ...args: string[]]): Promise<unknown>;
  close(): Promise<void>;
}

/** Connects a client as programs do: with the defaults of its package, which is loaded only now. */
export async function connectRedis(name: RedisPackage, url: string): Promise<ConnectedRedis> {
  if (name === "redis") {
    const { createClient } = await import("redis");
    const client = createClient({ url });
    client.on("error", () => undefined);
    await client.connect();
    return {
      client,
      call: (...command) => client.sendCommand(command),
      close: async () => client.destroy(),
    };
  }
  const { Redis } = await import("ioredis");
  const client = new Redis(url);
  client.on("error", () => undefined);
  await client.ping().catch(() => undefined);
  return {
    client,
    call: (command, ...args) => client.call(command, ...args),
    close: async () => client.disconnect(),
  };
}
