import { expect, test } from "vitest";
import { startEmulator } from "../../src/emulator/index.js";
import { limits } from "../../src/emulator/limits.js";
import { createClient } from "../../src/index.js";

test("a call rejects more rows than the description allows, and names that limit", async () => {
  await using emulator = await startEmulator();
  const crm = createClient(emulator.clientOptions());
  const { rowsPerCall } = limits.records;
  const rows = Array.from({ length: rowsPerCall + 1 }, (_, n) => ({ Last_Name: `Doe ${n}` }));

  const created = await crm.records.create({ module: "Leads", body: { data: rows.slice(1) } });
  expect(created.data).toHaveLength(rowsPerCall);

  const rejected = crm.records.create({ module: "Leads", body: { data: rows } });
  await expect(rejected).rejects.toMatchObject({ code: "LIMIT_EXCEEDED", details: { limit: rowsPerCall } });
});

test("every limit of the description is a positive number", () => {
  for (const subject of Object.values(limits))
    for (const limit of Object.values(subject)) expect(limit).toBeGreaterThan(0);
});
