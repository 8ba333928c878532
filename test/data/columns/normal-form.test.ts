/** Rows are the same, whichever way they come. */
import { describe, expect, test } from "vitest";
import { createClient } from "zcrm";
import { createEmulator } from "zcrm/emulator";
import { columnsOf } from "../../../src/data/columns/columns.js";
import { fieldsIn } from "../../../src/data/columns/module-fields.js";
import type { Schema } from "../../../src/schema/schema.js";
import { schemaOfOrganization } from "../../emulator/support/schema-of.js";
import { recordedOrganization } from "../../support/organization/recorded-organization.js";
import { smallOrganization } from "../../support/organization/small-organization.js";
import { valuesFor } from "../read/field-values.js";
import { reading, rowsOf } from "../read/support.js";

const VIAS = ["list", "coql", "bulk"] as const;

const read = (crm: object, params: object) => rowsOf(reading(crm, params));

/** What each way gives of all fields that it can read, and all names. */
async function everyWay(
  schema: Schema,
  module: string,
  seedRows: (ids: readonly string[]) => object[],
  target?: Record<string, object[]>,
) {
  const emulator = createEmulator({ schema, defaultData: false });
  const crm = createClient(emulator.clientOptions());
  const ids = target === undefined ? [] : Object.values(emulator.seed(target as never)).flat();
  emulator.seed({ [module]: seedRows(ids) as never });
  const names = [...fieldsIn(schema, module).keys()];
  const { columns } = columnsOf(module, names, new Map([[module, fieldsIn(schema, module)]]));
  const shared = columns.filter(({ from }) => from === "anywhere").map(({ name }) => name);
  const rows = await Promise.all(VIAS.map((via) => read(crm, { module, fields: shared, via, schema, rows: 100 })));
  const whole = await Promise.all(
    (["list", "coql"] as const).map((via) => read(crm, { module, fields: names, via, schema, rows: 100 })),
  );
  await crm.close();
  return { rows, whole, shared, names };
}

describe("rows of list, COQL and bulk read are equal", () => {
  test("for fields of every type", async () => {
    const schema = schemaOfOrganization(smallOrganization);
    const seedRows = (ids: readonly string[]) =>
      valuesFor(schema, "Leads", ids, {
        count: 30,
        seed: 16,
        without: ["Project", "Referred_By", "Recruiter", "Owner"],
      });
    const { rows, whole, shared, names } = await everyWay(schema, "Leads", seedRows, {
      Accounts: [{ Account_Name: "A" }, { Account_Name: "B" }],
    });
    const [list, coql, bulk] = rows;
    expect(list).toHaveLength(30);
    expect(coql).toEqual(list);
    expect(bulk).toEqual(list);
    for (const row of bulk ?? []) expect(Object.keys(row).toSorted()).toEqual(["id", ...shared].toSorted());
    expect(whole[1]).toEqual(whole[0]);
    for (const row of whole[1] ?? []) expect(Object.keys(row).toSorted()).toEqual(["id", ...names].toSorted());
    const types = [...fieldsIn(schema, "Leads").values()].filter(({ name }) => shared.includes(name));
    expect(new Set(types.map(({ type }) => type)).size).toBeGreaterThan(16);
  });

  test("for the fields of a recorded organization", async () => {
    const schema = schemaOfOrganization(await recordedOrganization());
    const seedRows = (ids: readonly string[]) => valuesFor(schema, "Deals", ids, { count: 40, seed: 17 });
    const { rows, whole } = await everyWay(schema, "Deals", seedRows);
    expect(rows[1]).toEqual(rows[0]);
    expect(rows[2]).toEqual(rows[0]);
    expect(whole[1]).toEqual(whole[0]);
  });
});
