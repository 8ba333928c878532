/** The engines on which a fleet shares its tokens and limits: what starts each, and what opens it in a process. */
import { join } from "node:path";
import { Redis } from "ioredis";
import pg from "pg";
import { fileStore } from "../../src/auth/stores/file.js";
import type { TokenStore } from "../../src/auth/token-store.js";
import type { SharedLimits } from "../../src/core/limits/shared-limits.js";
import { fileLimits } from "../../src/limits/file.js";
import { postgresLimits, postgresStore } from "../../src/postgres/index.js";
import { redisLimits, redisStore } from "../../src/redis/index.js";
import { postgresServer } from "../support/stores/postgres-server.js";
import { redisServer } from "../support/stores/redis-server.js";
import type { ServerProgram } from "../support/stores/server-process.js";

export type EngineName = "redis" | "postgres" | "file";

/** Where an engine is: a port, or a folder. */
export interface EnginePlace {
  readonly engine: EngineName;
  readonly port: number;
  readonly folder: string;
}

/** The servers; files need none. */
export const SERVERS: Readonly<Record<EngineName, ServerProgram | undefined>> = {
  redis: redisServer,
  postgres: postgresServer,
  file: undefined,
};

/** What a process uses of an engine. */
export interface OpenEngine {
  readonly store: TokenStore;
  readonly limits: SharedLimits;
  close(): Promise<void>;
}

/** @param isFirst Whether it prepares the engine for the others */
export async function openEngine({ engine, port, folder }: EnginePlace, isFirst = false): Promise<OpenEngine> {
  switch (engine) {
    case "redis": {
      const client = new Redis({ port, maxRetriesPerRequest: 1, retryStrategy: () => 50 });
      client.on("error", () => undefined);
      return {
        store: redisStore(client),
        limits: redisLimits(client),
        close: async () => client.disconnect(),
      };
    }
    case "postgres": {
      const pool = new pg.Pool({ host: "127.0.0.1", port, user: "postgres", max: 4, connectionTimeoutMillis: 2_000 });
      pool.on("error", () => undefined);
      const store = postgresStore(pool);
      if (isFirst) await store.createTables();
      return { store, limits: postgresLimits(pool), close: () => pool.end() };
    }
    case "file":
      return {
        store: fileStore(join(folder, "tokens.json")),
        limits: fileLimits({ folder: join(folder, "limits") }),
        close: async () => undefined,
      };
  }
}
