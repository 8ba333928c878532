/** The installed package in programs whose organizations have modules and fields of their own. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { errorsIn, programIn, STRICT } from "../support/package/compile.js";
import {
  addNodeTypes,
  addPackage,
  packedPackage,
  run,
  type ScratchProject,
} from "../support/package/packed-package.js";

/** A program that merges the modules of one organization, and has clients of others. */
const MERGED = `
import { createClient, pages, paginate, type CrmClient, type Deal, type FieldName, type RecordList, type RecordOf } from "zcrm";
import { getModules, getRecords, updateRecord } from "zcrm/operations";
declare module "zcrm" {
  interface OrganizationModules {
    Leads: { read: OwnLead; create: { Last_Name: string; Budget?: number | null }; update: { Budget?: number | null } };
    Projects: { read: Project; create: NewProject; update: Partial<NewProject> };
  }
  interface Deal { Margin: number | null }
}
interface OwnLead { id: string; Last_Name: string; Budget: number | null }
interface NewProject { Name: string; Effort?: number }
interface Project extends NewProject { id: string; Effort: number }
interface Org { Leads: { read: { id: string; Nickname: string }; create: { Nickname: string }; update: {} } }

const crm = createClient();
export async function merged(): Promise<void> {
  const page: RecordList<OwnLead> = await crm.records.list({ module: "Leads", fields: ["Budget"], sort_by: "Budget" }) as RecordList<OwnLead>;
  const free: RecordList<OwnLead> = await getRecords(crm, { module: "Leads" });
  const same: OwnLead = {} as RecordOf<"Leads">;
  const fields: FieldName<"Projects">[] = ["id", "Name", "Effort"];
  for await (const { Effort } of paginate(crm.records.list, { module: "Projects", sort_by: "Effort" })) Effort.toFixed();
  for await (const { data } of pages(crm.records.search, { module: "Leads", word: "a", fields: ["Budget"] })) data[0]?.Budget?.toFixed();
  await crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe", Budget: 5 }] } });
  await crm.records.upsert({ module: "Projects", body: { data: [{ Name: "Alpha" }, { id: "1", Effort: 5 }] } });
  await updateRecord(crm, { module: "Leads", id: "1", body: { data: [{ Budget: null }] } });
  const deals: RecordList<Deal> = await crm.records.list({ module: "Deals" });
  console.log(page, free, same, fields, deals.data[0]?.Margin);
  // @ts-expect-error A standard field that the organization does not have.
  console.log((await crm.records.list({ module: "Leads" })).data[0]?.Company);
  // @ts-expect-error The same of a free function.
  console.log((await getRecords(crm, { module: "Leads" })).data[0]?.Company);
  // @ts-expect-error The same to request.
  await crm.records.list({ module: "Leads", fields: ["Company"] });
  // @ts-expect-error The same to sort by.
  await crm.records.list({ module: "Leads", sort_by: "Company" });
  // @ts-expect-error The same in a walk.
  for await (const { Company } of paginate(crm.records.list, { module: "Leads" })) console.log(Company);
  // @ts-expect-error The same to sort a walk by.
  pages(crm.records.list, { module: "Leads", sort_by: "Company" });
  // @ts-expect-error The same to create.
  await crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe", Company: "Acme" }] } });
  // @ts-expect-error The same to update.
  await crm.records.update({ module: "Leads", id: "1", body: { data: [{ Company: "Acme" }] } });
  // @ts-expect-error The same to update in many records.
  await crm.records.massUpdate({ module: "Leads", body: { data: [{ Company: "Acme" }], ids: ["1"] } });
}

const org = createClient<Org>();
const bare = createClient<{}>();
export async function besides(client: CrmClient<Org>): Promise<void> {
  const lead = (await client.records.list({ module: "Leads" })).data[0];
  console.log(lead?.Nickname, (await getRecords(org, { module: "Leads" })).data[0]?.Nickname);
  for await (const { Nickname } of paginate(org.records.list, { module: "Leads" })) Nickname.toUpperCase();
  // Modules of the merged organization are open records here.
  await client.records.create({ module: "Projects", body: { data: [{ Anything: 1 }] } });
  const company: string | null | undefined = (await bare.records.list({ module: "Leads" })).data[0]?.Company;
  await getModules(client);
  console.log(company);
  // @ts-expect-error A field of the merged organization.
  console.log(lead?.Budget);
  // @ts-expect-error The client of the merged organization.
  await besides(crm);
}`;

let scratch: ScratchProject;
beforeAll(async () => {
  scratch = await packedPackage();
  await addNodeTypes(scratch);
  for (const name of ["redis", "ioredis", "pg", "postgres", "express"]) await addPackage(scratch, name);
});
afterAll(() => scratch?.remove());

test.each(["merged.mts", "merged.cts"])(
  "a program may replace modules, and have clients of others: %s",
  async (name) => {
    const file = join(scratch.folder, name);
    await writeFile(file, `${MERGED}\n`);
    expect(errorsIn(scratch.folder, programIn(scratch.folder, [file], STRICT))).toEqual([]);
  },
);

test("the native compiler accepts and rejects the same", async () => {
  const types = (await readdir("test/types")).filter((name) => !name.endsWith(".test.ts"));
  const files = types.map((name) => name.replace(/\.ts$/, ".mts"));
  const texts = await Promise.all(types.map((name) => readFile(join("test/types", name), "utf8")));
  await Promise.all(files.map((file, index) => writeFile(join(scratch.folder, file), texts[index] ?? "")));
  await writeFile(join(scratch.folder, "merged.mts"), `${MERGED}\n`);
  const flags = "--noEmit --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --module nodenext";
  const target = "--target es2022 --lib es2023,esnext.disposable --types node";
  const tsc = resolve("node_modules/typescript-native/bin/tsc");
  // What one program merges would also hold for the others.
  for (const program of [files, ["merged.mts"]]) {
    const { stdout } = await run(process.execPath, [tsc, ...`${flags} ${target}`.split(" "), ...program], {
      cwd: scratch.folder,
    }).catch((failure: { stdout: string }) => failure);
    expect(stdout).toBe("");
  }
});
