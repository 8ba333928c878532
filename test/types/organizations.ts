/** As `calls.ts`: clients of organizations with modules and fields of their own. */
import {
  type ApiClient,
  type CrmClient,
  createClient,
  type Deal,
  type FieldName,
  type Groups,
  type Lead,
  type ModuleName,
  type NewRecordOf,
  type Only,
  pages,
  paginate,
  type RecordChangeOf,
  type RecordList,
  type RecordPatchOf,
  type RowOf,
} from "zcrm";
import { createRecords, getModules, getRecords } from "zcrm/operations";

const crm = createClient();

/** The modules of an organization: `Leads` without most of Zoho's fields, and a module of its own. */
interface OwnLead {
  id: string;
  Last_Name: string;
  Budget: number | null;
}
interface NewOwnLead extends OwnLeadUpdate {
  Last_Name: string;
}
interface OwnLeadUpdate {
  Last_Name?: string;
  Budget?: number | null;
}
interface Project {
  id: string;
  Name: string;
  Effort: number;
}
interface Org {
  Leads: { read: OwnLead; create: NewOwnLead; update: OwnLeadUpdate };
  Projects: { read: Project; create: { Name: string; Effort?: number }; update: { Effort?: number } };
}
/** Another organization. Its entry lists only what is read. */
type Other = { Leads: { read: { id: string; Nickname: string } } };

const org = createClient<Org>({ clientId: "a" });
const other = createClient<Other>();

export async function organizations(): Promise<void> {
  const page: RecordList<OwnLead> = await org.records.list({ module: "Leads", sort_by: "Budget" });
  const free: RecordList<OwnLead> = await getRecords(org, { module: "Leads", sort_by: "Budget" });
  const narrow: RecordList<Only<OwnLead, "Budget">> = await org.records.search({ module: "Leads", fields: ["Budget"] });
  const narrowed: RecordList<Only<Project, "Name">> = await getRecords(org, { module: "Projects", fields: ["Name"] });
  const one: Project | undefined = (await org.records.get({ module: "Projects", id: "1" }))?.data[0];
  await org.records.create({ module: "Projects", body: { data: [{ Name: "Alpha", Effort: 5 }] } });
  await org.records.updateMany({ module: "Leads", body: { data: [{ id: "1", Budget: null }] } });
  await org.records.update({ module: "Projects", id: "1", body: { data: [{ Effort: 1 }] } });
  const upserts = [{ Last_Name: "Doe" }, { id: "1", Budget: 5 }];
  await org.records.upsert({ module: "Leads", body: { data: upserts, duplicate_check_fields: ["Last_Name"] } });
  await org.records.massUpdate({ module: "Leads", body: { data: [{ Budget: 5 }], ids: ["1"] } });
  await createRecords(org, { module: "Leads", body: { data: [{ Last_Name: "Doe" }] } });
  for await (const { Effort } of paginate(org.records.list, { module: "Projects", sort_by: "Effort" }))
    console.log(Effort.toFixed());
  for await (const { data } of pages(org.records.search, { module: "Leads", word: "x", fields: ["Budget"] })) {
    const rows: Only<OwnLead, "Budget">[] = data;
    console.log(rows);
  }
  // Zoho's modules that the organization does not replace, unknown ones, and calls without records are as before.
  const deals: RecordList<Deal> = await org.records.list({ module: "Deals" });
  const open: RecordList = await org.records.list({ module: "Vehicles", fields: ["Anything"] });
  await org.records.deleteMany({ module: "Projects", ids: ["1"] });
  const { modules } = await org.modules.list();
  for await (const user of paginate(org.users.list, { type: "AllUsers" })) console.log(user.id);
  await getModules(org);
  // Each client has its own.
  const nickname: string | undefined = (await other.records.list({ module: "Leads" })).data[0]?.Nickname;
  const standard: RecordList<Lead> = await crm.records.list({ module: "Leads" });
  await other.records.create({ module: "Leads", body: { data: [{ Anything: 1 }] } });
  for await (const lead of paginate(other.records.list, { module: "Leads" })) console.log(lead.Nickname);
  // Clients fit where only some groups are asked for, a client of any organization, or one of this organization.
  await settingsOf(org);
  await settingsOf(crm);
  await anyClient(other);
  await ofOrg(org);
  console.log(page, free, narrow, narrowed, one, deals, open, modules, nickname, standard);
}

const settingsOf = (client: Pick<Groups, "modules" | "fields">) => client.fields.list({ module: "Leads" });
const anyClient = (client: ApiClient) => getModules(client);
const ofOrg = (client: CrmClient<Org>): Promise<RecordList<Project>> => client.records.list({ module: "Projects" });
/** The types of a module, whatever the client. */
export const lookups = (
  change: RecordChangeOf<"Leads", Org>,
  row: RowOf<"Leads", "Budget", Org>,
  field: FieldName<"Projects", Org>,
  name: ModuleName<Org>,
): [NewRecordOf<"Projects", Org>, RecordPatchOf<"Leads", Org>, number | null, "id" | "Name" | "Effort", string] => [
  { Name: "Alpha" },
  change,
  row.Budget,
  field,
  name,
];

export async function refusedInOrganizations(): Promise<void> {
  const lead = (await org.records.list({ module: "Leads" })).data[0];
  // @ts-expect-error A standard field that the organization does not have.
  console.log(lead?.Company);
  // @ts-expect-error The same of a free function.
  console.log((await getRecords(org, { module: "Leads" })).data[0]?.Company);
  // @ts-expect-error The same of a walk.
  for await (const { Company } of paginate(org.records.list, { module: "Leads" })) console.log(Company);
  // @ts-expect-error A field to request.
  await org.records.list({ module: "Leads", fields: ["Company"] });
  // @ts-expect-error A field to sort by.
  await org.records.list({ module: "Leads", sort_by: "Company" });
  // @ts-expect-error A field to request in a walk.
  paginate(org.records.list, { module: "Leads", fields: ["Company"] });
  // @ts-expect-error A field to sort a walk by.
  pages(org.records.list, { module: "Leads", sort_by: "Company" });
  // @ts-expect-error A field to request of one record.
  await org.records.get({ module: "Leads", id: "1", fields: ["Company"] });
  // @ts-expect-error A field to create.
  await org.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe", Company: "Acme" }] } });
  // @ts-expect-error A required field.
  await org.records.create({ module: "Projects", body: { data: [{ Effort: 1 }] } });
  // @ts-expect-error A field to update.
  await org.records.update({ module: "Leads", id: "1", body: { data: [{ Company: "Acme" }] } });
  // @ts-expect-error A field that can be read, but not updated.
  await org.records.update({ module: "Projects", id: "1", body: { data: [{ Name: "Beta" }] } });
  // @ts-expect-error One of several updates, without its id.
  await org.records.updateMany({ module: "Leads", body: { data: [{ Budget: 5 }] } });
  // @ts-expect-error A field to upsert.
  await org.records.upsert({ module: "Leads", body: { data: [{ Last_Name: "Doe", Company: "Acme" }] } });
  // @ts-expect-error A field to find duplicates by.
  await org.records.upsert({ module: "Leads", body: { data: [], duplicate_check_fields: ["Email"] } });
  // @ts-expect-error A field to update in many records.
  await org.records.massUpdate({ module: "Leads", body: { data: [{ Company: "Acme" }], ids: ["1"] } });
  // @ts-expect-error A field of a free function.
  await createRecords(org, { module: "Leads", body: { data: [{ Last_Name: "Doe", Company: "Acme" }] } });
  // @ts-expect-error A misspelled parameter.
  await org.records.list({ module: "Leads", perpage: 5 });
  // @ts-expect-error A field of another organization.
  console.log((await other.records.list({ module: "Leads" })).data[0]?.Budget);
  // @ts-expect-error The client of another organization.
  await ofOrg(other);
  // @ts-expect-error A client without modules of its own.
  await ofOrg(crm);
}
