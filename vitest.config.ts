import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // The command loads parts of the package by name. Here these are the sources, so most tests need no build.
  resolve: { tsconfigPaths: true },
  test: {
    include: ["test/**/*.test.ts"],
    // Tests share no tokens and no limits, and write none into the user's cache.
    env: { ZCRM_TOKEN_CACHE: "off", ZCRM_SHARED_LIMITS: "off" },
    globalSetup: ["./test/support/stores/servers-setup.ts"],
    pool: "threads",
    isolate: false,
    // More than there are cores: many tests wait for other processes, for servers and for time limits.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    reporters: ["default", "./test/support/reporter.ts"],
    // These detect tests that hang, not slow ones: generating, packing and compiling take long on a busy machine.
    testTimeout: 120_000,
    // A hook may have to install a program first.
    hookTimeout: 600_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
