/** Records of an organization whose schema is known: writes, reads, seeds and queries go by it. */
import { describe, expect, test } from "vitest";
import { createEmulator, type Emulator } from "../../../src/emulator/index.js";
import { checkRecord } from "../../../src/schema/check-record.js";
import { recordedOrganization } from "../../support/organization/recorded-organization.js";
import { smallOrganization } from "../../support/organization/small-organization.js";
import { type Caller, callerOf } from "../support/caller.js";
import { schemaOfOrganization } from "../support/schema-of.js";

const schema = schemaOfOrganization(smallOrganization);
const started = async (): Promise<{ emulator: Emulator; call: Caller }> => {
  const emulator = createEmulator({ schema, defaultData: false });
  return { emulator, call: await callerOf(emulator) };
};

/** The error of a row and the field it names, or the record as it is read afterwards. */
async function outcome(call: Caller, module: string, row: object): Promise<unknown> {
  const [created] = Object.values((await call("POST", `/${module}`, { data: [row] })).body.data ?? {});
  const { code, details } = created ?? {};
  if (String(code) !== "SUCCESS") return `${code} ${details?.api_name}`;
  return (await call("GET", `/${module}/${details?.id}`)).body.data?.[0];
}

const lead = { Last_Name: "Doe" };

describe("a write", () => {
  test("is refused for what the fields of the organization cannot hold", async () => {
    const { call } = await started();
    const refused: [row: object, refusal: string][] = [
      [{}, "MANDATORY_NOT_FOUND Last_Name"],
      [{ Last_Name: "x".repeat(81) }, "INVALID_DATA Last_Name"],
      [{ ...lead, Discount: 100_000 }, "INVALID_DATA Discount"],
      [{ ...lead, External_Number: "1".repeat(19) }, "INVALID_DATA External_Number"],
      [{ ...lead, External_Number: "twelve" }, "INVALID_DATA External_Number"],
      [{ ...lead, Languages: "English" }, "INVALID_DATA Languages"],
      [{ ...lead, Account: { id: "1" } }, "INVALID_DATA Account"],
      [{ ...lead, Recruiter: "Ada" }, "INVALID_DATA Recruiter"],
      [{ ...lead, Layout: { id: "first" } }, "INVALID_DATA Layout"],
      [{ ...lead, Hologram: "text" }, "INVALID_DATA Hologram"],
      [{ ...lead, Subform_2: [{ Outcome: "Good" }] }, "MANDATORY_NOT_FOUND Score"],
      [{ ...lead, Subform_2: [{ Score: "1" }] }, "INVALID_DATA Score"],
      [{ ...lead, Subform_2: ["1"] }, "INVALID_DATA Subform_2"],
      [{ ...lead, Jobs: [{ Jobs: { id: "1" } }] }, "INVALID_DATA Jobs"],
    ];
    for (const [row, refusal] of refused) expect(await outcome(call, "Leads", row), JSON.stringify(row)).toBe(refusal);
  });

  test("stores what Zoho stores: unknown picklist values, any layout's optional fields, and kinds that nobody knows", async () => {
    const { emulator, call } = await started();
    const { Jobs: [job] = [] } = emulator.seed({ Jobs: [{ Name: "Baker" }] });
    const row = {
      ...lead,
      Lead_Source: "Invented",
      External_Number: 123_456,
      Aura: ["anything", 1],
      Jobs: [{ Jobs: { id: job } }],
      Subform_2: [{ Score: 1, Interview_Date: "2026-05-14" }],
    };
    expect(await outcome(call, "Leads", row)).toMatchObject({
      ...row,
      External_Number: "123456",
      Jobs: [{ Jobs: { name: "Baker", id: job }, id: expect.any(String) }],
      Email: null,
      Days_Open: null,
      Is_Hot: null,
    });
  });

  test("ignores read-only fields, and drops unknown ones with a remark", async () => {
    const { emulator, call } = await started();
    const row = { ...lead, Days_Open: 5, Candidate_No: "X", Created_Time: "2020-01-01T00:00:00Z", Company: "Acme" };
    const created = await outcome(call, "Leads", row);
    expect(created).toMatchObject({ Days_Open: null, Candidate_No: "P-1" });
    expect(created).not.toHaveProperty("Company");
    expect(created).not.toMatchObject({ Created_Time: expect.stringMatching(/^2020/) });
    expect(emulator.requests.at(-2)?.remarks).toEqual(["Leads has no field Company: its value was dropped"]);
    expect(await outcome(call, "Leads", lead)).toMatchObject({ Candidate_No: "P-2", Full_Name: "Doe" });
  });

  test("changes, keeps and removes rows of a subform, each by its id", async () => {
    const { emulator, call } = await started();
    const { Leads: [id] = [] } = emulator.seed({ Leads: [{ ...lead, Subform_2: [{ Score: 1 }, { Score: 2 }] }] });
    const rows = async () =>
      (await call("GET", `/Leads/${id}`)).body.data?.[0]?.Subform_2 as unknown as { id: string }[];
    const [first, second] = await rows();
    const update = [{ id: first?.id, Outcome: "Bad" }, { id: second?.id, _delete: null }, { Score: 3 }];
    expect((await call("PUT", `/Leads/${id}`, { data: [{ Subform_2: update }] })).status).toBe(200);
    expect(await rows()).toMatchObject([{ id: first?.id, Score: 1, Outcome: "Bad" }, { Score: 3 }]);
  });

  test("does not miss in a row what refers to the record itself", async () => {
    const { Interviews_Held: fields = [] } = smallOrganization.fields;
    const rows = fields.map((field) => ({ ...field, system_mandatory: field.api_name === "Parent_Id" }));
    const organization = { ...smallOrganization, fields: { ...smallOrganization.fields, Interviews_Held: rows } };
    const strict = schemaOfOrganization(organization);
    const call = await callerOf(createEmulator({ schema: strict, defaultData: false }));
    const row = { ...lead, Subform_2: [{ Outcome: "Good" }] };
    expect(await outcome(call, "Leads", row)).toMatchObject({ Subform_2: [{ Outcome: "Good" }] });
    expect(checkRecord(strict, "Leads", row)).toEqual([]);
    expect(await outcome(call, "Interviews_Held", { Outcome: "Good" })).toBe("MANDATORY_NOT_FOUND Parent_Id");
  });

  test("refuses a second record with the value of a unique field", async () => {
    const { call } = await started();
    await outcome(call, "Leads", { ...lead, Email: "ada@example.com" });
    expect(await outcome(call, "Leads", { ...lead, Email: "ADA@example.com" })).toBe("DUPLICATE_DATA Email");
  });

  test("finds the record of a lookup to any module in the module that the row names", async () => {
    const { emulator, call } = await started();
    const { Accounts: [account] = [] } = emulator.seed({ Accounts: [{ Account_Name: "Acme" }] });
    const note = (se_module: string) =>
      outcome(call, "Notes", { Note_Content: "N", Parent_Id: { id: account }, $se_module: se_module });
    expect(await note("Accounts")).toMatchObject({ Parent_Id: { name: "Acme", id: account } });
    expect(await note("Leads")).toBe("INVALID_DATA Parent_Id");
    expect(await note("Vendors")).toBe("INVALID_DATA Parent_Id");
  });

  test("keeps the reference to a module that the schema lacks as it was sent", async () => {
    const emulator = createEmulator({ schema: schemaOfOrganization(await recordedOrganization()), defaultData: false });
    const deal = { Deal_Name: "D", Stage: "Won", Associated_Contract: { id: "5100000000000000009", name: "Contract" } };
    expect(await outcome(await callerOf(emulator), "Deals", deal)).toMatchObject(deal);
  });
});

test("lists, searches and queries know the fields of the organization and their types", async () => {
  const { emulator, call } = await started();
  emulator.seed({
    Leads: [
      { Last_Name: "A", "Revenue(First_Touch)": 5, Days_Open: 9 },
      { Last_Name: "B", "Revenue(First_Touch)": 50, Days_Open: 8 },
    ],
  });
  const query = async (select_query: string) => (await call("POST", "/coql", { select_query })).body;
  expect((await query("select Last_Name from Leads where Days_Open > 8")).data).toMatchObject([{ Last_Name: "A" }]);
  expect((await query("select Last_Name from Leads where Company = 'x'")).code).toBe("INVALID_QUERY");
  expect((await query("select Last_Name from Vendors where id is not null")).code).toBe("INVALID_MODULE");
  const found = await call("GET", `/Leads/search?criteria=${encodeURIComponent("(No_of_Employees:greater_than:8)")}`);
  expect(found.status).toBe(204);
  expect((await call("GET", "/Leads?fields=Company,Last_Name&sort_by=Last_Name")).body.data?.[0]).not.toHaveProperty(
    "Company",
  );
});

test("records are named and laid out as in the organization", async () => {
  const { emulator, call } = await started();
  const { Projects: [project] = [] } = emulator.seed({ Projects: [{ Name: "Garden", Budget: 2.5 }] });
  const id = schema.ids["Leads/layouts/Partners/id"];
  expect(await outcome(call, "Leads", { ...lead, Project: project })).toMatchObject({
    Project: { name: "Garden", id: project },
    $layout_id: { name: "Partners", id },
  });
  expect((await call("GET", `/Projects/${project}`)).body.data?.[0]).not.toHaveProperty("Email");
});

describe("a seed", () => {
  const seeded = (seed: object) => () => createEmulator({ schema, seed: seed as never });

  test("must fit the schema", () => {
    expect(seeded({ Projekts: [] })).toThrowError(
      "seed: the schema has no module Projekts with records; did you mean Projects?",
    );
    expect(seeded({ Leads: [lead, { ...lead, Emial: "x" }] })).toThrowError(
      "seed: Leads[1]: the schema has no field Emial in Leads; did you mean Email?",
    );
    expect(seeded({ Leads: [{ ...lead, Email: "nobody" }] })).toThrowError(/^seed: Leads\[0\]: INVALID_DATA/);
    expect(seeded({ Feeds: [{}] })).toThrowError("seed: the schema has no module Feeds with records");
  });

  test("sets what Zoho computes", async () => {
    const call = await callerOf(createEmulator({ schema, seed: { Leads: [{ ...lead, Days_Open: 7, Is_Hot: true }] } }));
    expect((await call("GET", "/Leads")).body.data).toMatchObject([{ Days_Open: 7, Is_Hot: true }]);
  });
});

test("what Zoho computes of a record is left out where the organization lacks the field", async () => {
  const { call } = await started();
  const deal = await outcome(call, "Deals", { Deal_Name: "D", Stage: "Closed Won", Amount: 5 });
  expect(deal).toMatchObject({ Amount: 5 });
  expect(deal).not.toHaveProperty("Sales_Cycle_Duration");
});

test("without a seed, the default records are there as far as they fit", async () => {
  const call = await callerOf(createEmulator({ schema }));
  const names = async (module: string, field: string) =>
    Object.values((await call("GET", `/${module}?sort_by=${field}&sort_order=asc`)).body.data ?? {}).map(
      (record) => record[field],
    );
  expect(await names("Leads", "Last_Name")).toContain("Okoye");
  expect(await names("Deals", "Deal_Name")).toEqual(["Paper machine service", "Pier lamps"]);
  expect(await names("Projects", "Name")).toEqual([]);
  const other = createEmulator({
    schema: schemaOfOrganization({
      ...smallOrganization,
      modules: smallOrganization.modules.filter(({ api_name }) => api_name === "Projects"),
    }),
  });
  expect((await (await callerOf(other))("GET", "/Leads")).body.code).toBe("INVALID_MODULE");
});

test("bulk jobs and snapshots keep to the schema", async () => {
  const { emulator, call } = await started();
  const bulk = await callerOf(emulator, "/crm/bulk/v2");
  expect((await bulk("POST", "/read", { query: { module: "Leads", fields: ["Company"] } })).status).toBe(400);
  expect(
    (await bulk("POST", "/read", { query: { module: "Leads", fields: ["Last_Name", "Candidate_No"] } })).status,
  ).toBe(201);
  expect((await bulk("POST", "/read", { query: { module: "Feeds" } })).body).toMatchObject({
    code: "MODULE_NOT_SUPPORTED",
  });
  const start = emulator.snapshot();
  await outcome(call, "Leads", lead);
  emulator.restore(start);
  expect((await call("GET", "/Leads")).status).toBe(204);
  expect(await outcome(call, "Leads", { ...lead, Company: "Acme" })).not.toHaveProperty("Company");
});
