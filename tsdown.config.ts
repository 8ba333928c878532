import { defineConfig, type UserConfig } from "tsdown";

const common = {
  platform: "node",
  target: "node20.19",
  dts: { sourcemap: true },
  sourcemap: true,
  fixedExtension: true,
} satisfies UserConfig;

const entry = {
  index: "src/index.ts",
  operations: "generated/operations/index.ts",
  emulator: "src/emulator/index.ts",
};

export default defineConfig([
  { ...common, format: "esm", entry: { ...entry, legacy: "src/legacy/index.ts" } },
  // `require` gives the old client itself, which has only one export to give.
  { ...common, format: "cjs", entry: { ...entry, legacy: "src/legacy/commonjs.ts" } },
]);
