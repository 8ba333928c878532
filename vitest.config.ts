import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    pool: "threads",
    isolate: false,
    reporters: ["default", "./test/support/reporter.ts"],
    // Packing, installing and compiling a scratch project takes its time on a small machine.
    testTimeout: 30_000,
    hookTimeout: 180_000,
  },
});
