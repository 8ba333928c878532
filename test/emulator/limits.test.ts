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

test("lists end at the ceiling of an organization that has one", async () => {
  const Leads = Array.from({ length: 450 }, (_, n) => ({ Last_Name: `Doe ${n}` }));
  await using emulator = await startEmulator({ listCeiling: 400, seed: { Leads } });
  const crm = createClient(emulator.clientOptions());
  const { data, info } = await crm.records.list({ module: "Leads", page: 2 });
  expect([data.length, info?.more_records]).toEqual([200, true]);
  expect((await crm.records.list({ module: "Leads", page: 4, per_page: 100 })).data).toHaveLength(100);
  await expect(crm.records.list({ module: "Leads", page: 3 })).rejects.toMatchObject({
    status: 400,
    code: "DISCRETE_PAGINATION_LIMIT_EXCEEDED",
    details: { limit: 400 },
  });
  const unlimited = emulator.addOrganization({ seed: { Leads } });
  const { data: rest } = await createClient(unlimited.clientOptions()).records.list({ module: "Leads", page: 3 });
  expect(rest).toHaveLength(50);
  await expect(startEmulator({ listCeiling: 0 })).rejects.toThrow("listCeiling: expected a number of records from 1");
});

test("every limit of the description is a positive number", () => {
  for (const subject of Object.values(limits))
    for (const limit of Object.values(subject)) expect(limit).toBeGreaterThan(0);
});
