/** Compiled, never run: calls that the compiler must accept, and calls that it must reject on their line. */
import {
  type Attachment,
  type CoqlRow,
  createClient,
  type Deal,
  type Download,
  isCrmError,
  type Lead,
  type Only,
  pages,
  paginate,
  type RecordList,
} from "zcrm";
import { getRecords, uploadPhoto } from "zcrm/operations";

const crm = createClient({ clientId: "a", clientSecret: "b", refreshToken: "c", dataCenter: "eu" });

export async function accepted(): Promise<void> {
  const page: RecordList<Lead> = await crm.records.list({ module: "Leads", per_page: 5 });
  const name: string | undefined = page.data[0]?.Last_Name;
  const more: boolean = page.info.more_records;
  const same: RecordList<Lead> = await getRecords(crm, { module: "Leads" }, { timeout: 5_000, user: "ada" });
  const one: Lead | undefined = (await crm.records.get({ module: "Leads", id: "1" }))?.data[0];
  const narrow: Only<Lead, "Last_Name" | "Email"> | undefined = (
    await crm.records.list({ module: "Leads", fields: ["Last_Name", "Email"] })
  ).data[0];
  const [id, email]: (string | null | undefined)[] = [narrow?.id, narrow?.Email];
  // The records of an unregistered module are open.
  const open: unknown = (await crm.records.list({ module: "Projects__c" })).data[0]?.Budget;
  await crm.records.create({ module: "Projects__c", body: { data: [{ Anything: 1 }] } });
  // So are those of a module that is known only at run time.
  const module: string = "Leads";
  const any: RecordList = await crm.records.list({ module, fields: ["Whatever"] });
  // Picklists are open, lookups take an id, subforms have rows.
  await crm.records.updateMany({ module: "Leads", body: { data: [{ id: "1", Lead_Status: "Our own" }] } });
  await crm.records.update({ module: "Deals", id: "1", body: { data: [{ Account_Name: { id: "2" } }] } });
  await crm.records.create({
    module: "Quotes",
    body: { data: [{ Subject: "Offer", Product_Details: [{ product: { id: "3" }, quantity: 2 }] }] },
  });

  await crm.records.update({ module: "Products", id: "1", body: { data: [{ Qty_in_Stock: null, Unit_Price: null }] } });
  const outcomes = await crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe" }] } });
  for (const row of outcomes.data) {
    if (row.status === "error") console.log(row.code, row.details, row.message);
    else console.log(row.details.id);
  }

  const file: Download | undefined = await crm.attachments.download({ module: "Leads", id: "1", attachmentId: "2" });
  const path: string | undefined = await file?.saveTo("downloads/");
  await crm.photos.upload({ module: "Leads", id: "1", body: { file: new Blob([]) } });
  await uploadPhoto(crm, { module: "Leads", id: "1", body: { file: { name: "a.png", data: new Uint8Array() } } });
  await crm.roles.list();
  await crm.organization.get();
  const { data } = await crm.raw.GET("/{module}", { params: { path: { module: "Leads" }, query: { page: 2 } } });
  const raw = await crm.raw.POST("/{module}", {
    params: { path: { module: "Leads" } },
    body: { data: [] },
    timeout: 5,
  });
  const refusal: string | undefined = raw.error?.code;
  const status: number = raw.response.status;
  const text: string | undefined = (await crm.raw.GET("/settings/roles", { parseAs: "text" })).data;
  await crm.raw.GET("/settings/roles");
  console.log(raw.data?.data, refusal, status, text);
  console.log(name, more, same, one, path, data?.info.count, id, email, open, any);
}

/** Arrays that a program may not change, as those of `as const`. */
export async function readOnly(rows: readonly { Last_Name: string }[], ids: readonly string[]): Promise<void> {
  const fields = ["Last_Name", "Email"] as const;
  const listed = await crm.records.list({ module: "Leads", fields, ids });
  const one: Only<Lead, "Last_Name" | "Email"> | undefined = (
    await crm.records.get({ module: "Leads", id: "1", fields })
  )?.data[0];
  for await (const { Email } of paginate(crm.records.list, { module: "Leads", fields })) console.log(Email);
  await crm.records.create({ module: "Leads", body: { data: rows, trigger: ["workflow"] as const } });
  await crm.records.deleteMany({ module: "Leads", ids });
  // A record to create, and one to change by its id.
  await crm.records.upsert({ module: "Leads", body: { data: [{ Last_Name: "Doe" }, { id: "1", Email: null }] } });
  console.log(listed.data[0]?.Email, one);
}

/** Before 5.6, TypeScript gives a generator without a type of its own this one. */
export async function* delegated(): AsyncGenerator<Deal | RecordList<Deal>, void, unknown> {
  yield* paginate(crm.records.list, { module: "Deals" });
  yield* pages(crm.records.list, { module: "Deals" });
}

export async function walked(): Promise<void> {
  for await (const deal of paginate(crm.records.list, { module: "Deals", sort_by: "Amount" })) {
    const whole: Deal = deal;
    console.log(whole.Amount);
  }
  for await (const { data } of pages(crm.records.search, { module: "Deals", word: "x", fields: ["Amount"] })) {
    const rows: Only<Deal, "Amount">[] = data;
    console.log(rows);
  }
  for await (const row of paginate(crm.coql.query, { body: { select_query: "select id from Leads" } })) {
    const given: CoqlRow = row;
    console.log(given);
  }
  // Related records belong to another module.
  const related = { module: "Deals", id: "1", relatedList: "Products" };
  for await (const row of paginate(crm.relatedRecords.list, related)) {
    const value: unknown = row.Product_Name;
    console.log(value);
  }
  // Their fields can be selected as well, but are not those of the module.
  for await (const file of paginate(crm.attachments.list, { module: "Deals", id: "1", fields: ["File_Name"] })) {
    const whole: Attachment = file;
    console.log(whole);
  }
  for await (const user of paginate(crm.users.list, { type: "AllUsers" }, { prefetch: true })) console.log(user.id);
  const list = (params: { module: "Deals"; page?: number }) => getRecords(crm, params);
  for await (const deal of paginate(list, { module: "Deals" })) console.log(deal.Deal_Name);
}

export async function refused(): Promise<void> {
  // @ts-expect-error A misspelled parameter.
  await crm.records.list({ module: "Leads", perpage: 5 });
  // @ts-expect-error A missing parameter.
  await crm.records.list({});
  // @ts-expect-error No parameters.
  await crm.records.list();
  // @ts-expect-error A value of the wrong type.
  await crm.records.list({ module: "Leads", per_page: "5" });
  // @ts-expect-error A value outside a closed set.
  await crm.records.list({ module: "Leads", sort_order: "up" });
  // @ts-expect-error A misspelled option.
  await crm.records.list({ module: "Leads" }, { timout: 1 });
  // @ts-expect-error A string instead of an array.
  await crm.records.list({ module: "Leads", ids: "1,2" });
  // @ts-expect-error No body.
  await crm.records.create({ module: "Leads" });
  // @ts-expect-error A misspelled member of the body.
  await crm.records.create({ module: "Leads", body: { data: [], triggers: [] } });
  // @ts-expect-error Something that is not a file.
  await crm.photos.upload({ module: "Leads", id: "1", body: { file: "photo.png" } });
  // @ts-expect-error Parameters of a call that has none.
  await crm.organization.get({ id: "1" });
  // @ts-expect-error A group that does not exist.
  await crm.record.list({ module: "Leads" });
  // @ts-expect-error The same for free functions.
  await getRecords(crm, { module: "Leads", perpage: 5 });
  // @ts-expect-error Something that is not a client.
  await getRecords({}, { module: "Leads" });
  // @ts-expect-error The record may be missing.
  console.log((await crm.records.get({ module: "Leads", id: "1" })).data);
  // @ts-expect-error The fields of an open record are of type unknown.
  const name: string = (await crm.records.list({ module: "Projects__c" })).data[0]?.Last_Name;
  // @ts-expect-error A field that was not requested.
  console.log((await crm.records.list({ module: "Leads", fields: ["Email"] })).data[0]?.Company);
  // @ts-expect-error A field of a single record that was not requested.
  console.log((await crm.records.get({ module: "Leads", id: "1", fields: ["Email"] }))?.data[0]?.Company);
  // @ts-expect-error A record to create or change that has neither an id nor its required fields.
  await crm.records.upsert({ module: "Leads", body: { data: [{ Email: null }] } });
  // @ts-expect-error A misspelled field to request.
  await crm.records.list({ module: "Leads", fields: ["Lst_Name"] });
  // @ts-expect-error A misspelled field to sort by.
  await crm.records.list({ module: "Leads", sort_by: "Lst_Name" });
  // @ts-expect-error A misspelled field of a known module.
  console.log((await crm.records.list({ module: "Leads" })).data[0]?.LastName);
  // @ts-expect-error A misspelled field to write.
  await crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe", Emial: "a@example.com" }] } });
  // @ts-expect-error A required field is missing.
  await crm.records.create({ module: "Leads", body: { data: [{ Email: "a@example.com" }] } });
  // @ts-expect-error A read-only field.
  await crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe", Full_Name: "Jo Doe" }] } });
  // @ts-expect-error A value of the wrong type.
  await crm.records.update({ module: "Deals", id: "1", body: { data: [{ Amount: "5" }] } });
  // @ts-expect-error A field that records may lack.
  const isDuplicate: boolean | undefined = page.data[0]?.Is_Record_Duplicate.valueOf();
  // @ts-expect-error A number of a record that is read is never null.
  const quantity: null | undefined = (await crm.records.list({ module: "Products" })).data[0]?.Qty_in_Stock;
  // @ts-expect-error One of several updates, without its id.
  await crm.records.updateMany({ module: "Leads", body: { data: [{ Email: null }] } });
  // @ts-expect-error A misspelled parameter when paging.
  pages(crm.records.list, { module: "Deals", perpage: 5 });
  // @ts-expect-error A misspelled field when paging.
  pages(crm.records.list, { module: "Deals", fields: ["Amnt"] });
  // @ts-expect-error Paging without a module.
  pages(crm.records.list, {});
  // @ts-expect-error A call that does not page.
  pages(crm.records.create, { module: "Deals", body: { data: [] } });
  // @ts-expect-error An unknown data center.
  createClient({ dataCenter: "mars" });
  // @ts-expect-error A misspelled option of the client.
  createClient({ clientID: "a" });
  // @ts-expect-error A path that is not in the description.
  await crm.raw.GET("/{modul}", { params: { path: { modul: "Leads" } } });
  // @ts-expect-error A method that the path does not have.
  await crm.raw.PATCH("/{module}", { params: { path: { module: "Leads" } } });
  // @ts-expect-error No parameters for a path that has one.
  await crm.raw.GET("/{module}");
  // @ts-expect-error A misspelled parameter in the query.
  await crm.raw.GET("/{module}", { params: { path: { module: "Leads" }, query: { perpage: 2 } } });
  // @ts-expect-error A misspelled option.
  await crm.raw.GET("/settings/roles", { timout: 2 });
  // @ts-expect-error No body for a call that needs one.
  await crm.raw.POST("/{module}", { params: { path: { module: "Leads" } } });
  console.log(name, isDuplicate, quantity);
}

export function caught(error: unknown): number | undefined {
  if (isCrmError(error, "RateLimit")) return error.retryAfter;
  if (isCrmError(error, "Api")) return error.status;
  if (isCrmError(error)) return error.code.length;
  // @ts-expect-error A kind that does not exist.
  if (isCrmError(error, "RateLimited")) return 1;
  // @ts-expect-error Only some errors have it.
  if (isCrmError(error, "Network")) return error.retryAfter;
  return undefined;
}
