import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    pool: "threads",
    isolate: false,
    // Many tests wait for servers and other processes, so there is a worker for every core; vitest would leave one idle.
    maxWorkers: "100%",
    reporters: ["default", "./test/support/reporter.ts"],
    // Bounds for what hangs, not for what is slow: generating, packing and compiling take their time on a busy machine.
    testTimeout: 120_000,
    // A hook may have to install a program first.
    hookTimeout: 600_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
