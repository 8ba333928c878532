import { describe, test } from "vitest";
import { storeConformance } from "../../../src/auth/conformance.js";
import { memoryStore } from "../../../src/auth/stores/memory.js";

describe("conformance", () => {
  for (const { name, run } of storeConformance(async () => memoryStore())) test(name, run);
});
