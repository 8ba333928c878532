import { afterAll, beforeAll, expect, test } from "vitest";
import { createEmulator, type Emulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

let emulator: Emulator;
let call: Caller;

beforeAll(async () => {
  emulator = createEmulator({
    modules: {
      Projects: { Budget: { type: "double", mandatory: true }, Client: { type: "lookup", lookup: "Accounts" } },
    },
    views: { Leads: [{ name: "In Paris", criteria: { field: "City", comparator: "equal", value: "Paris" } }] },
    seed: {
      Leads: [
        { Last_Name: "A", City: "Paris" },
        { Last_Name: "C", City: "Rome" },
        { Last_Name: "B", City: "Paris" },
      ],
    },
  });
  call = await callerOf(emulator);
});
afterAll(() => emulator.close());

const names = (reply: { body: Record<string, unknown> }) =>
  Object.values((reply.body as { data?: { Last_Name: string }[] }).data ?? {}).map(({ Last_Name }) => Last_Name);

test("fields are those of the module, custom ones among them", async () => {
  const { body } = await call("GET", "/settings/fields?module=Projects");
  const budget = Object.values(body.fields ?? {}).find(({ api_name }) => String(api_name) === "Budget");
  expect(budget).toMatchObject({ data_type: "double", system_mandatory: true, custom_field: true });
  const one = await call("GET", `/settings/fields/${budget?.id}?module=Projects`);
  expect(one.body.fields?.[0]?.api_name).toBe("Budget");
  expect((await call("GET", "/settings/fields")).body.details?.param).toBe("module");
  expect((await call("GET", "/settings/fields?module=Projects&type=all")).body.fields).toEqual(body.fields);
  expect((await call("GET", "/settings/fields?module=Projects&type=unused")).status).toBe(204);
  expect((await call("GET", "/settings/fields?module=Nothing")).body.code).toBe("INVALID_MODULE");
});

test("fields name their types, JSON types and lookups as Zoho does, without those that only records show", async () => {
  const types: [module: string, field: string, want: object][] = [
    ["Leads", "id", { data_type: "bigint", json_type: "string" }],
    ["Leads", "Annual_Revenue", { data_type: "currency", json_type: "double", decimal_place: 2 }],
    ["Leads", "Lead_Source", { data_type: "picklist", length: 120, decimal_place: null }],
    ["Leads", "Record_Image", { data_type: "profileimage" }],
    ["Deals", "Pipeline", { data_type: "picklist" }],
    ["Leads", "Tag", { data_type: "text", json_type: "jsonarray" }],
    ["Leads", "Owner", { data_type: "ownerlookup", json_type: "jsonobject", lookup: {} }],
    ["Deals", "Account_Name", { data_type: "lookup", lookup: { api_name: "Deals", module: "Accounts" } }],
    ["Tasks", "Remind_At", { data_type: "ALARM" }],
    ["Events", "Remind_At", { data_type: "event_reminder" }],
    ["Events", "Participants", { data_type: "participants" }],
    ["Products", "Tax", { data_type: "multiselectpicklist" }],
    ["Quotes", "Tax", { data_type: "currency" }],
    ["Quotes", "Product_Details", { data_type: "subform" }],
    ["Projects", "Budget", { data_type: "double" }],
    ["Projects", "Client", { data_type: "lookup", lookup: { module: "Accounts" } }],
  ];
  for (const [module, field, want] of types) {
    const fields = Object.values((await call("GET", `/settings/fields?module=${module}`)).body.fields ?? {});
    expect(
      fields.find(({ api_name }) => String(api_name) === field),
      `${module}.${field}`,
    ).toMatchObject(want);
    expect(fields.filter(({ api_name }) => String(api_name).startsWith("$"))).toEqual([]);
  }
});

test("a layout has the fields, and the layout of deals has a pipeline with their stages", async () => {
  const id = (await call("GET", "/settings/layouts?module=Deals")).body.layouts?.[0]?.id;
  const { body } = await call("GET", `/settings/layouts/${id}?module=Deals`);
  const fields = Object.values(body.layouts?.[0]?.sections?.[0]?.fields ?? {}).map(({ api_name }) => String(api_name));
  expect(fields).toContain("Stage");
  const pipeline = (await call("GET", `/settings/pipeline?layout_id=${id}`)).body.pipeline?.[0];
  expect(pipeline?.maps?.[0]).toMatchObject({ display_value: "Qualification" });
  expect((await call("GET", "/settings/pipeline?layout_id=1")).status).toBe(204);
});

test("a custom view filters the list of records, and its sorting can be changed", async () => {
  const views = (await call("GET", "/settings/custom_views?module=Leads")).body;
  expect(views.custom_views?.[0]).toMatchObject({ id: views.info?.default, default: true });
  expect(views.custom_views?.[0]?.fields).toEqual(["Full_Name", "Salutation", "First_Name", "Last_Name", "Company"]);
  const id = views.custom_views?.[2]?.id;
  expect(names(await call("GET", `/Leads?cvid=${id}`))).toEqual(["B", "A"]);
  const path = `/settings/custom_views/${id}?module=Leads`;
  await call("PUT", path, { custom_views: [{ sort_by: "Last_Name", sort_order: "asc" }] });
  expect((await call("GET", path)).body.custom_views?.[0]).toMatchObject({ name: "In Paris", sort_by: "Last_Name" });
  expect(names(await call("GET", `/Leads?cvid=${id}`))).toEqual(["A", "B"]);
  const wrong = await call("PUT", path, { custom_views: [{ sort_by: "Nothing", sort_order: "asc" }] });
  expect(wrong.body.custom_views?.[0]?.details).toEqual({ api_name: "sort_by" });
  expect((await call("GET", "/Leads?cvid=41")).body).toMatchObject({
    code: "INVALID_DATA",
    details: { api_name: "cvid" },
  });
});

test("criteria of a view support all of Zoho's comparators", async () => {
  const cases: [comparator: string, value: unknown, want: string[]][] = [
    ["in", ["B", "C"], ["B", "C"]],
    ["not_in", ["B", "C"], ["A"]],
    ["between", ["B", "D"], ["B", "C"]],
    ["not_between", ["B", "D"], ["A"]],
    ["greater_equal", "B", ["B", "C"]],
    ["ends_with", "a", ["A"]],
  ];
  const own = createEmulator({
    views: {
      Leads: cases.map(([comparator, value]) => ({
        name: comparator,
        criteria: { field: "Last_Name", comparator, value },
      })),
    },
    seed: { Leads: [{ Last_Name: "C" }, { Last_Name: "B" }, { Last_Name: "A" }] },
  });
  const ask = await callerOf(own);
  const { body } = await ask("GET", "/settings/custom_views?module=Leads");
  expect(Object.keys(body.info ?? {})).toEqual([
    ...["per_page", "default", "count", "page", "translation", "more_records"],
  ]);
  for (const [comparator, , want] of cases) {
    const view = Object.values(body.custom_views ?? {}).find(({ name }) => String(name) === comparator);
    expect(view).toMatchObject({ system_defined: false });
    expect(names(await ask("GET", `/Leads?cvid=${view?.id}`)), comparator).toEqual(want);
  }
});

test("the view of your own records has those of the caller", async () => {
  const user = emulator.addUser({ last_name: "Other", email: "other@example.com" });
  const asOther = await callerOf({ ...emulator, refreshToken: user.refreshToken });
  const { body } = await asOther("GET", "/settings/custom_views?module=Leads");
  const mine = `/Leads?cvid=${body.custom_views?.[1]?.id}`;
  expect((await asOther("GET", mine)).status).toBe(204);
  expect(names(await call("GET", mine))).toHaveLength(3);
});

test("related lists are derived from lookups and links", async () => {
  const { body } = await call("GET", "/settings/related_lists?module=Accounts");
  const lists = Object.values(body.related_lists ?? {}).map(({ api_name }) => String(api_name));
  expect(lists).toEqual(expect.arrayContaining(["Notes", "Contacts", "Deals", "Products", "Projects", "Attachments"]));
  const one = await call("GET", `/settings/related_lists/${body.related_lists?.[0]?.id}?module=Accounts`);
  expect(one.body.related_lists?.[0]?.api_name).toBe(lists[0]);
});

test("the labels of a module can change, its API name cannot", async () => {
  const path = "/settings/modules/Projects";
  await call("PUT", path, { modules: [{ plural_label: "Works" }] });
  expect((await call("GET", path)).body.modules?.[0]).toMatchObject({
    plural_label: "Works",
    singular_label: "Project",
  });
  const twin = await call("PUT", path, { modules: [{ plural_label: "Leads" }] });
  expect(twin.body.modules?.[0]).toMatchObject({ code: "DUPLICATE_DATA", details: { api_name: "plural_label" } });
  const refused = await call("PUT", path, { modules: [{ api_name: "Works" }] });
  expect(refused.body.modules?.[0]).toMatchObject({ code: "NOT_ALLOWED", details: { api_name: "api_name" } });
});

test("modules, profiles and users that did not change since a time are not shown", async () => {
  const own = createEmulator({
    now: () => Date.parse("2026-01-01T00:00:00Z"),
    users: [{ last_name: "Aas", email: "a@example.com" }],
  });
  let ask = await callerOf(own);
  const since = { "if-modified-since": "2026-01-01T12:00:00Z" };
  const paths = ["/settings/modules", "/settings/profiles", "/settings/profiles/4100000000000026011", "/users"];
  for (const path of paths) {
    expect((await ask("GET", path, undefined, { "if-modified-since": "2025-12-31T00:00:00Z" })).status, path).toBe(200);
    expect((await ask("GET", path, undefined, since)).status, path).toBe(304);
  }
  own.advance("1d");
  ask = await callerOf(own);
  await ask("PUT", "/settings/modules/Leads", { modules: [{ plural_label: "Prospects" }] });
  const { body } = await ask("GET", "/settings/modules", undefined, since);
  expect(body.modules).toMatchObject([{ api_name: "Leads", plural_label: "Prospects" }]);
  const id = (await ask("GET", "/users")).body.users?.[1]?.id;
  await ask("PUT", `/users/${id}`, { users: [{ phone: "555" }] });
  expect((await ask("GET", "/users", undefined, since)).body.users).toMatchObject([{ id, phone: "555" }]);
  expect((await ask("GET", `/users/${id}`, undefined, since)).status).toBe(200);
});
