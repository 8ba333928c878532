import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    operations: "generated/operations/index.ts",
    legacy: "src/legacy/index.ts",
    emulator: "src/emulator/index.ts",
  },
  format: ["esm", "cjs"],
  platform: "node",
  target: "node20.19",
  dts: { sourcemap: true },
  sourcemap: true,
  fixedExtension: true,
});
