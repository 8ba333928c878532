import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { CrmClient, RequestOptions } from "zcrm";

/** The size of the downloaded file, in bytes. */
export const FILE_SIZE = 20_000;
/** The error of a call that gets something other than the file. */
export const OTHER_FILE = "the file is a different one";
const SMALL = new Blob([Buffer.alloc(10_000)]);
const at = { module: "Leads", id: "1" } as const;

/** A call that throws if it does not get the expected response. */
export type SoakOperation = (crm: CrmClient, options: RequestOptions, folder: string) => Promise<void>;

const list: SoakOperation = async (crm, options) => {
  const { data } = await crm.records.list({ module: "Leads" }, options);
  assert(data.length === 1 && data[0]?.Last_Name === "Größe", "the list is a different one");
};

const create: SoakOperation = async (crm, options) => {
  const { data } = await crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe" }] } }, options);
  assert(data[0]?.code === "SUCCESS", "the record was not created");
};

const download = (crm: CrmClient, options: RequestOptions) =>
  crm.attachments.download({ ...at, attachmentId: "5" }, options).then((file) => {
    if (!file) throw new Error("there is no file");
    return file;
  });

const hold: SoakOperation = async (crm, options) => {
  const { byteLength } = await (await download(crm, options)).arrayBuffer();
  assert(byteLength === FILE_SIZE, OTHER_FILE);
};

const save: SoakOperation = async (crm, options, folder) => {
  const path = await (await download(crm, options)).saveTo(join(folder, crypto.randomUUID()));
  const { length } = await readFile(path);
  await rm(path);
  assert(length === FILE_SIZE, OTHER_FILE);
};

const discard: SoakOperation = async (crm, options) => (await download(crm, options)).body.cancel();

const upload: SoakOperation = async (crm, options) => {
  const { data } = await crm.attachments.upload({ ...at, body: { file: { name: "a.bin", data: SMALL } } }, options);
  assert(data[0]?.code === "SUCCESS", "the file was not accepted");
};

function assert(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}

/** The operations, as often as they are called in relation to each other. */
export const OPERATIONS: readonly SoakOperation[] = [
  ...Array<SoakOperation>(12).fill(list),
  ...[create, create, create, hold, save, discard, upload, upload],
];
