/** Which way a reading takes, what it costs, and why a way cannot be taken. */
import { describe, expect, test } from "vitest";
import { createClient } from "zcrm";
import { createEmulator } from "zcrm/emulator";
import { and, type OpenColumns, or } from "zcrm/query";
import { callsToList, windowOver } from "../../../src/data/read/list-window.js";
import { schemaOfOrganization } from "../../emulator/support/schema-of.js";
import { fieldOf, organizationOf, valuesOf } from "../../support/organization/organization.js";
import { smallOrganization } from "../../support/organization/small-organization.js";
import { reading, rowsOf } from "./support.js";

const schema = schemaOfOrganization(smallOrganization);
/** No plan sends anything. */
const nowhere = createClient({
  clientId: "id",
  clientSecret: "secret",
  refreshToken: "token",
  fetch: () => Promise.reject(new Error("a plan sends nothing")),
});
const planOf = (params: object) =>
  reading(nowhere, { module: "Leads", fields: ["Last_Name"], schema, ...params }).plan();

test.each<[params: object, via: string, calls: number, credits: number]>([
  [{ rows: 0 }, "list", 1, 1],
  [{ rows: 200 }, "list", 1, 1],
  [{ rows: 200, schema: undefined }, "list", 2, 2],
  [{ rows: 398 }, "list", 2, 2],
  [{ rows: 399 }, "coql", 2, 2],
  [{ rows: 2_000 }, "coql", 10, 10],
  [{ rows: 2_000, via: "list" }, "list", 11, 11],
  [{ rows: 2_001 }, "coql", 11, 11],
  [{ rows: 100, where: "Email is not null" }, "coql", 1, 1],
  [{ rows: 11_700 }, "coql", 59, 59],
  [{ rows: 11_801 }, "bulk", 10, 59],
  [{ rows: 200_000 }, "bulk", 10, 59],
  [{ rows: 200_001 }, "bulk", 20, 118],
  [{ rows: 1_000_000, schema: undefined }, "bulk", 51, 296],
  [
    { rows: 1_000_000, schema: undefined, fields: ["Account.Account_Name", "Account.Parent_Account.Owner"] },
    "bulk",
    53,
    298,
  ],
  [{ rows: 500, fields: ["Last_Name", "Subform_2"] }, "list", 3, 3],
  [{ rows: 5_000, fields: ["Last_Name", "Subform_2"] }, "coql", 75, 75],
  [{ rows: 5_000, order: "Created_Time" }, "coql", 25, 25],
  [{ rows: 5_000, order: "No_of_Employees" }, "coql", 27, 27],
  [{}, "coql", 1_000, 1_000],
])("%j is read by %s for %i calls and %i credits", (params, via, calls, credits) => {
  expect(planOf(params)).toMatchObject({ via, calls, credits });
});

test("a plan names the costs of all ways, and the reason", () => {
  expect(planOf({ rows: 1_000 })).toEqual({
    via: "coql",
    reason: "COQL costs least: 5 credits; the list of records 6, a bulk read 59",
    rows: 1_000,
    calls: 5,
    credits: 5,
    ways: { list: { calls: 6, credits: 6 }, coql: { calls: 5, credits: 5 }, bulk: { calls: 10, credits: 59 } },
  });
});

test("without a number of rows it begins by COQL, and says when a bulk read takes over", () => {
  const { reason, rows } = planOf({});
  expect(rows).toBeUndefined();
  expect(reason).toBe(
    "the number of rows is not known: COQL until it has cost as much as a bulk read (59 credits), then a bulk read of the rest",
  );
  expect(planOf({ where: "Email is not null" }).reason).toBe("COQL is the only way");
});

const many = Array.from({ length: 25 }, (_, index) => index);
const semicolon = schemaOfOrganization(
  organizationOf([
    { api_name: "Cars", fields: [fieldOf("Colors", "multiselectpicklist", valuesOf(["red", "red;green"]))] },
    { api_name: "Notes", fields: [fieldOf("Note_Title", "text")] },
  ]),
);

describe("a way is impossible", () => {
  test.each<[way: "list" | "coql" | "bulk", params: object, reason: string]>([
    ["list", {}, "the number of rows is not known, and Zoho lists only 2000"],
    ["list", { rows: 2_001 }, "Zoho lists only 2000 rows"],
    ["list", { rows: 1, where: "id is not null" }, "a list cannot select rows by a condition"],
    [
      "list",
      { rows: 1, order: "Created_Time" },
      "pages of a list that is sorted by a value shift while records change",
    ],
    [
      "list",
      { rows: 1, fields: ["Account.Account_Name"] },
      "a list does not follow lookups, as Account.Account_Name does",
    ],
    ["bulk", { where: "id is not null" }, "the condition is COQL, which a bulk read does not understand"],
    [
      "bulk",
      { where: (lead: OpenColumns) => lead("Email").isNull() },
      "a bulk read has no isNull(), which Email needs",
    ],
    [
      "bulk",
      { where: (lead: OpenColumns) => and(lead("Email").isNotNull(), lead("Phone").equals("1")) },
      "a bulk read has no isNotNull(), which Email needs",
    ],
    [
      "bulk",
      { where: (lead: OpenColumns) => lead("Languages").equals(["English"] as never) },
      "a bulk read does not compare all values of Languages at once",
    ],
    [
      "bulk",
      { where: (lead: OpenColumns) => or(...many.map((value) => lead("Score_Raw").equals(value))) },
      "25 conditions, and a bulk read accepts 24 beside its own",
    ],
    [
      "coql",
      { where: (lead: OpenColumns) => or(...many.map((value) => lead("Score_Raw").equals(value))) },
      "the condition has 25 tests, and COQL accepts 24 beside those of the reading",
    ],
    ["bulk", { order: "Created_Time" }, "a bulk read does not sort rows by a value"],
    ["bulk", { fields: ["Subform_2"] }, "the field Subform_2 is read from the records themselves"],
    ["bulk", { fields: ["Tag"] }, "the field Tag is read from the records themselves"],
    [
      "bulk",
      { schema: semicolon, module: "Cars", fields: ["Colors"] },
      "a value of Colors has a semicolon, which separates values in CSV",
    ],
    ["bulk", { schema: semicolon, module: "Notes", fields: ["Note_Title"] }, "a bulk read does not serve Notes"],
  ])("by %s", (way, params, reason) => {
    if (!reason.includes("24")) expect(planOf(params).ways[way]).toEqual({ impossible: reason });
    expect(() => planOf({ ...params, via: way })).toThrow(
      expect.objectContaining({ code: "NO_WAY", message: expect.stringContaining(reason) }),
    );
  });

  test("and then a loop says so as well", async () => {
    const crm = createClient(createEmulator({ schema, defaultData: false }).clientOptions());
    await expect(rowsOf(reading(crm, { module: "Leads", fields: ["Tag"], via: "bulk" }))).rejects.toMatchObject({
      code: "NO_WAY",
    });
    await crm.close();
  });
});

test("24 conditions of a bulk read are possible, however they are grouped", () => {
  const where = (lead: OpenColumns) => or(...many.slice(1).map((value) => and(lead("Score_Raw").equals(value))));
  expect(planOf({ where }).ways.bulk).toMatchObject({ calls: 10 });
});

describe("pages of a list overlap", () => {
  test("at each place, by at least one row", () => {
    for (let place = 0; place < 1_998; place += 1) {
      const window = windowOver(place, 2_000);
      if (window === undefined) throw new Error(`no page reaches beyond ${place}`);
      expect(window.start).toBe((window.page - 1) * window.perPage);
      expect(window.start).toBeLessThanOrEqual(place);
      expect(window.start + window.perPage).toBeGreaterThan(place + 1);
      expect(window.start + window.perPage).toBeLessThanOrEqual(2_000);
    }
    expect(windowOver(1_999, 2_000)).toBeUndefined();
  });

  test("and 2,000 rows need one call more than without", () => {
    expect(callsToList(2_000, 2_000)).toBe(11);
    expect(callsToList(2_001, 2_000)).toBeUndefined();
    expect(callsToList(20_000, Number.POSITIVE_INFINITY)).toBeLessThan(120);
  });
});
