/** An emulator with a schema returns the metadata that was pulled: pulling from it gives the same schema. */
import { expect, test } from "vitest";
import { createEmulator, startEmulator } from "../../../src/emulator/index.js";
import { createClient } from "../../../src/index.js";
import { pullSchema } from "../../../src/schema/index.js";
import type { Schema } from "../../../src/schema/schema.js";
import { fieldOf } from "../../support/organization/organization.js";
import { recordedOrganization } from "../../support/organization/recorded-organization.js";
import { smallOrganization } from "../../support/organization/small-organization.js";
import { sendRaw } from "../console/send-raw.js";
import { callerOf } from "../support/caller.js";
import { schemaOfOrganization } from "../support/schema-of.js";

/** What a pull from an emulator with a schema gives. */
async function pulledFrom(schema: Schema): Promise<Schema> {
  await using crm = createClient(createEmulator({ schema }).clientOptions());
  return await pullSchema(crm);
}

const bytes = (schema: Schema): string => JSON.stringify(schema, undefined, 2);

test("pulling a made-up organization from the emulator gives the same bytes", async () => {
  const schema = schemaOfOrganization({ ...smallOrganization, profile: "Sales" });
  expect(bytes(await pulledFrom(schema))).toBe(bytes(schema));
});

test("pulling the recorded organizations gives the same bytes, and refuses what Zoho refused", async () => {
  const schema = schemaOfOrganization(await recordedOrganization(), {
    "Leads/layouts": "Zoho does not return it (INVALID_MODULE)",
  });
  expect(bytes(await pulledFrom(schema))).toBe(bytes(schema));
  const call = await callerOf(createEmulator({ schema }));
  expect((await call("GET", "/settings/layouts?module=Leads")).body.code).toBe("INVALID_MODULE");
});

test("each field, layout and related list has its id, and each module its name and id", async () => {
  const schema = schemaOfOrganization(smallOrganization);
  const call = await callerOf(createEmulator({ schema }));
  for (const [part, key, name] of [
    ["fields", "Email", "api_name"],
    ["layouts", "Partners", "name"],
    ["related_lists", "Notes", "api_name"],
  ] as const) {
    const id = schema.ids[`Leads/${part}/${key}/id`];
    const { body } = await call("GET", `/settings/${part}/${id}?module=Leads`);
    expect(body[part]).toMatchObject([{ id, [name]: key }]);
    expect((await call("GET", `/settings/${part}/${id}?module=Contacts`)).status).toBe(204);
  }
  const one = await call("GET", "/settings/modules/Deals");
  expect(one.body.modules).toMatchObject([{ plural_label: "Opportunités", module_name: "Potentials" }]);
  expect(await call("GET", `/settings/modules/${schema.ids["Deals/module/id"]}`)).toMatchObject({ body: one.body });
  expect((await call("GET", "/settings/modules/Feeds")).body.modules).toMatchObject([{ api_supported: false }]);
});

test("a module can still be renamed, which its metadata then shows", async () => {
  const call = await callerOf(createEmulator({ schema: schemaOfOrganization(smallOrganization) }));
  await call("PUT", "/settings/modules/Deals", { modules: [{ plural_label: "Bets" }] });
  expect((await call("GET", "/settings/modules/Deals")).body.modules).toMatchObject([{ plural_label: "Bets" }]);
});

test("modules that the organization lacks do not exist, and what the schema leaves out is refused as it was", async () => {
  const call = await callerOf(createEmulator({ schema: schemaOfOrganization(smallOrganization) }));
  const answers: Record<string, string> = {};
  for (const name of ["Vendors", "Activities", "Feeds", "Payroll"]) {
    const replies = [await call("GET", `/${name}`), await call("GET", `/settings/fields?module=${name}`)];
    answers[name] = replies.map(({ status, body }) => `${status} ${body.code}`).join(", ");
  }
  expect(answers).toEqual({
    Vendors: "400 INVALID_MODULE, 400 INVALID_MODULE",
    Activities: "400 INVALID_MODULE, 400 INVALID_MODULE",
    Feeds: "400 NOT_SUPPORTED, 400 NOT_SUPPORTED",
    Payroll: "403 NO_PERMISSION, 403 NO_PERMISSION",
  });
});

test("files have metadata, but no records, like modules that the API does not have", async () => {
  const organization = await recordedOrganization();
  const schema = schemaOfOrganization(organization);
  const { Deals } = schema.modules;
  if (Deals === undefined) throw new Error("the recorded organization has no deals");
  const closed = { ...Deals, module: { ...Deals.module, api_supported: false } };
  const call = await callerOf(createEmulator({ schema: { ...schema, modules: { ...schema.modules, Deals: closed } } }));
  expect((await call("GET", "/settings/modules/Attachments")).status).toBe(200);
  expect((await call("GET", "/Attachments")).body.code).toBe("NOT_SUPPORTED");
  expect((await call("GET", "/Deals")).body.code).toBe("NOT_SUPPORTED");
});

test("of several lookups to a module, each makes the list that it names", async () => {
  const organization = structuredClone(smallOrganization) as typeof smallOrganization;
  const { Projects = [] } = organization.fields;
  const lookup = (name: string, list: string) =>
    fieldOf(name, "lookup", { lookup: { module: "Accounts", api_name: list, display_label: list, id: null } });
  const list = { api_name: "Payers", module: "Projects", id: "5100000000000009999", href: null };
  Object.assign(organization.fields, {
    Projects: [...Projects, lookup("Client", "Clients"), lookup("Payer", "Payers")],
  });
  Object.assign(organization.relatedLists, { Accounts: [list] });
  const emulator = createEmulator({ schema: schemaOfOrganization(organization), defaultData: false });
  const call = await callerOf(emulator);
  const { Accounts: [one, two] = [] } = emulator.seed({ Accounts: [{ Account_Name: "One" }, { Account_Name: "Two" }] });
  emulator.seed({ Projects: [{ Name: "P", Client: { id: one }, Payer: { id: two } }] });
  expect((await call("GET", `/Accounts/${one}/Payers`)).status).toBe(204);
  expect((await call("GET", `/Accounts/${two}/Payers`)).body.data).toMatchObject([{ Name: "P" }]);
});

test("lists of records come from the related lists of the schema, by the lookup that makes them", async () => {
  const organization = structuredClone(smallOrganization) as typeof smallOrganization;
  const list = (api_name: string, module: string) => ({ api_name, module, id: "5100000000000009999", href: null });
  Object.assign(organization.relatedLists, {
    Accounts: [list("Deals", "Deals"), list("Children", "Accounts"), list("Notes", "Notes")],
  });
  const emulator = createEmulator({ schema: schemaOfOrganization(organization), defaultData: false });
  const call = await callerOf(emulator);
  const { Accounts: [top, low] = [] } = emulator.seed({ Accounts: [{ Account_Name: "Top" }, { Account_Name: "Low" }] });
  await call("PUT", `/Accounts/${low}`, { data: [{ Parent_Account: { id: top } }] });
  emulator.seed({
    Deals: [{ Deal_Name: "D", Stage: "Closed Won", Account_Name: { id: top } }],
    Notes: [{ Note_Content: "N", Parent_Id: { id: top }, $se_module: "Accounts" }],
  });
  const found = async (name: string) => {
    const { status, body } = await call("GET", `/Accounts/${top}/${name}`);
    return body.data === undefined ? `${status} ${body.code}` : Object.values(body.data).length;
  };
  expect(await Promise.all(["Deals", "Children", "Notes", "Contacts"].map(found))).toEqual([
    1,
    1,
    1,
    "400 NOT_SUPPORTED",
  ]);
});

test("each organization of an emulator has its own schema, and the console shows its modules", async () => {
  await using emulator = await startEmulator({ seed: { Vendors: [{ Vendor_Name: "V" }] } });
  const { refreshToken } = emulator.addOrganization({ schema: schemaOfOrganization(smallOrganization) });
  const own = await callerOf(emulator);
  const other = await callerOf({ ...emulator, refreshToken });
  expect([(await own("GET", "/Vendors")).status, (await other("GET", "/Vendors")).status]).toEqual([200, 400]);
  const { text } = await sendRaw(emulator, "/_emulator/fields?organization=2&module=Projects");
  const names = JSON.parse(text).map(({ apiName }: { apiName: string }) => apiName);
  expect(names).toEqual(expect.arrayContaining(["Name", "Budget", "Lead"]));
});

test("the pipelines and processes of deals have the ids of the organization", async () => {
  const schema = schemaOfOrganization(smallOrganization);
  const emulator = createEmulator({ schema });
  const call = await callerOf(emulator);
  const { body } = await call("GET", `/settings/pipeline?layout_id=${schema.ids["Deals/layouts/Standard/id"]}`);
  const stages = Object.values(body.pipeline?.[0]?.maps ?? {}).map(({ actual_value }) => actual_value);
  expect(stages).toEqual(["Received Pitch", "Closed Won", "Closed Lost"]);
  const { Deals: [deal] = [] } = emulator.seed({ Deals: [{ Deal_Name: "D", Stage: "Qualification" }] });
  const process = await call("GET", `/Deals/${deal}/actions/blueprint`);
  expect(process.body.blueprint?.process_info?.field_id).toBe(schema.ids["Deals/fields/Stage/id"]);
});
