/** What is wrong is said, with what to do. */
import { afterAll, describe, expect, test } from "vitest";
import { createClient } from "zcrm";
import { createEmulator } from "zcrm/emulator";
import { schemaOfOrganization } from "../../emulator/support/schema-of.js";
import { smallOrganization } from "../../support/organization/small-organization.js";
import { dealOf } from "./changing-crm.js";
import { reading, rowsOf } from "./support.js";

const schema = schemaOfOrganization(smallOrganization);
const emulator = createEmulator({ defaultData: false });
emulator.seed({ Deals: Array.from({ length: 450 }, (_, index) => dealOf(index)) });
const crm = createClient(emulator.clientOptions());
afterAll(() => crm.close());

const deals = (params: object = {}) => reading(crm, { module: "Deals", fields: ["Deal_Name"], ...params });

describe("a loop fails", () => {
  test.each([
    [{ fields: ["Amuont"] }, "INVALID_QUERY", "Deals has no field Amuont; did you mean Amount?"],
    [{ fields: ["Zzz"] }, "INVALID_QUERY", "Deals has no field Zzz"],
    [
      { fields: ["Account_Name.Indsutry"], via: "bulk" },
      "INVALID_QUERY",
      "Accounts has no field Indsutry; did you mean Industry?",
    ],
    [{ fields: ["Amount.Industry"] }, "INVALID_QUERY", "Amount.Industry cannot be read: Amount is not a lookup"],
    [{ fields: ["Owner.emial"] }, "INVALID_QUERY", "a user has no emial; did you mean email?"],
    [
      { fields: ["Account_Name.Tag"], via: "bulk" },
      "INVALID_QUERY",
      "Account_Name.Tag cannot be read: COQL does not show the field Tag",
    ],
    [{ module: "Daels" }, "INVALID_MODULE", "INVALID_MODULE"],
    [{ order: "Deal_Name" }, "INVALID_QUERY", "and Deal_Name is not one"],
    [{ order: "Account_Name.Annual_Revenue" }, "INVALID_QUERY", "and Account_Name.Annual_Revenue is not one"],
    [{ where: "Amount >" }, "SYNTAX_ERROR", "SYNTAX_ERROR"],
  ])("for %j", async (params, code, message) => {
    await expect(rowsOf(deals(params))).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });
});

describe("a reading is refused", () => {
  test.each([
    [{ fields: "Deal_Name" }, "INVALID_PARAMETERS", 'fields is "Deal_Name", not an array of names'],
    [{ rows: -1 }, "INVALID_PARAMETERS", "rows is -1, not a number of rows"],
    [{ via: "mail" }, "INVALID_PARAMETERS", 'via is "mail", not "list", "coql" or "bulk"'],
    [{ where: 5 }, "INVALID_QUERY", "where is 5, not a function that returns a condition, or COQL"],
    [{ where: () => undefined }, "INVALID_QUERY", "a condition is missing"],
    [{ order: ["Amount", "up"] }, "INVALID_QUERY", 'the direction is "up"'],
    [{ order: ["id", "desc"] }, "INVALID_QUERY", "not backwards"],
    [{ module: "De als'" }, "INVALID_QUERY", "is not the API name of a module"],
  ])("for %j", (params, code, message) => {
    expect(() => deals(params)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
  });
});

test("a plan by a schema knows the fields and modules", () => {
  const plan = (params: object) => () => deals({ schema, module: "Leads", fields: ["Last_Name"], ...params }).plan();
  expect(plan({ fields: ["Lats_Name"] })).toThrow("Leads has no field Lats_Name; did you mean Last_Name?");
  expect(plan({ fields: ["Account.Nmae"] })).toThrow("Accounts has no field Nmae");
  expect(plan({ fields: ["constructor"] })).not.toThrow();
  expect(plan({ fields: ["toString"] })).toThrow("Leads has no field toString");
  expect(plan({ module: "Laeds" })).toThrow("the schema has no module Laeds; did you mean Leads?");
});

describe("a list that is longer than Zoho lists", () => {
  const refusing = () => {
    emulator.faults.clear();
    emulator.faults.add({
      operation: "records.list",
      nth: 2,
      status: 400,
      body: { code: "DISCRETE_PAGINATION_LIMIT_EXCEEDED", details: {}, message: "the limit", status: "error" },
    });
  };

  test("is an error if the list was requested", async () => {
    refusing();
    const seen: object[] = [];
    const all = async () => {
      for await (const row of deals({ via: "list", rows: 450 })) seen.push(row);
    };
    await expect(all()).rejects.toMatchObject({
      code: "LIMIT_REACHED",
      message: 'Zoho lists 2000 records of Deals at most, and there may be more; leave out via, or use via: "coql"',
    });
    expect(seen).toHaveLength(200);
  });

  test("goes on by COQL otherwise", async () => {
    refusing();
    const rows = deals({ rows: 150 });
    expect(rows.plan().via).toBe("list");
    const found = await rowsOf(rows);
    expect(new Set(found.map(({ id }) => id)).size).toBe(450);
    emulator.faults.clear();
  });
});

describe("a signal ends the loop with its own reason", () => {
  test("before it begins", async () => {
    const before = emulator.requests.length;
    await expect(rowsOf(deals({ signal: AbortSignal.abort("stop") }))).rejects.toBe("stop");
    expect(emulator.requests.length).toBe(before);
  });

  test("between rows that are here already", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    let count = 0;
    const all = async () => {
      for await (const _ of deals({ via: "coql", signal: stop.signal })) {
        count += 1;
        if (count === 7) stop.abort(reason);
      }
    };
    await expect(all()).rejects.toBe(reason);
    expect(count).toBe(7);
  });
});
