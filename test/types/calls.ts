/** Compiled, never run: what the compiler must accept, and what it must refuse on the very line. */
import { type CrmRecord, createClient, type Download, isCrmError, type RecordList } from "zcrm";
import { getRecords, uploadPhoto } from "zcrm/operations";

const crm = createClient({ clientId: "a", clientSecret: "b", refreshToken: "c", dataCenter: "eu" });

export async function accepted(): Promise<void> {
  const page: RecordList = await crm.records.list({ module: "Leads", fields: ["Last_Name", "Email"], per_page: 5 });
  const name: unknown = page.data[0]?.Last_Name;
  const more: boolean = page.info.more_records;
  const same: RecordList = await getRecords(crm, { module: "Leads" }, { timeout: 5_000, user: "ada" });
  const one: CrmRecord | undefined = (await crm.records.get({ module: "Leads", id: "1" }))?.data[0];

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
  console.log(name, more, same, one, path, data?.info.count);
}

export async function refused(): Promise<void> {
  // @ts-expect-error A misspelt parameter.
  await crm.records.list({ module: "Leads", perpage: 5 });
  // @ts-expect-error A missing parameter.
  await crm.records.list({});
  // @ts-expect-error No parameters at all.
  await crm.records.list();
  // @ts-expect-error A value of the wrong type.
  await crm.records.list({ module: "Leads", per_page: "5" });
  // @ts-expect-error A value outside a closed set.
  await crm.records.list({ module: "Leads", sort_order: "up" });
  // @ts-expect-error A misspelt option.
  await crm.records.list({ module: "Leads" }, { timout: 1 });
  // @ts-expect-error A list where Zoho wants one, not a text.
  await crm.records.list({ module: "Leads", ids: "1,2" });
  // @ts-expect-error No body.
  await crm.records.create({ module: "Leads" });
  // @ts-expect-error A misspelt member of the body.
  await crm.records.create({ module: "Leads", body: { data: [], triggers: [] } });
  // @ts-expect-error A file that is none.
  await crm.photos.upload({ module: "Leads", id: "1", body: { file: "photo.png" } });
  // @ts-expect-error Parameters where there are none.
  await crm.organization.get({ id: "1" });
  // @ts-expect-error A group that does not exist.
  await crm.record.list({ module: "Leads" });
  // @ts-expect-error The same for the free functions.
  await getRecords(crm, { module: "Leads", perpage: 5 });
  // @ts-expect-error A client is no client.
  await getRecords({}, { module: "Leads" });
  // @ts-expect-error Nothing there is not a record.
  console.log((await crm.records.get({ module: "Leads", id: "1" })).data);
  // @ts-expect-error Fields of a record are unknown until they are looked at.
  const name: string = (await crm.records.list({ module: "Leads" })).data[0]?.Last_Name;
  // @ts-expect-error An unknown data centre.
  createClient({ dataCenter: "mars" });
  // @ts-expect-error A misspelt option of the client.
  createClient({ clientID: "a" });
  // @ts-expect-error A path that is not in the description.
  await crm.raw.GET("/{modul}", { params: { path: { modul: "Leads" } } });
  console.log(name);
}

export function caught(error: unknown): number | undefined {
  if (isCrmError(error, "RateLimit")) return error.retryAfter;
  if (isCrmError(error, "Api")) return error.status;
  if (isCrmError(error)) return error.code.length;
  // @ts-expect-error A kind that does not exist.
  if (isCrmError(error, "RateLimited")) return 1;
  // @ts-expect-error Not every error of this package has it.
  if (isCrmError(error, "Network")) return error.retryAfter;
  return undefined;
}
