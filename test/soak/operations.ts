import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { CrmClient, RequestOptions } from "zcrm";

/** Bytes of a file that is downloaded. */
export const FILE_SIZE = 20_000;
/** Whatever comes in the place of a file is one. */
export const OTHER_FILE = "the file is another one";
const SMALL = new Blob([Buffer.alloc(10_000)]);
const at = { module: "Leads", id: "1" } as const;

/** A call of each kind, which fails where the answer is not the one that is due. */
export type SoakOperation = (crm: CrmClient, options: RequestOptions, folder: string) => Promise<void>;

const list: SoakOperation = async (crm, options) => {
  const { data } = await crm.records.list({ module: "Leads" }, options);
  assert(data.length === 1 && data[0]?.Last_Name === "Größe", "the list is another");
};

const create: SoakOperation = async (crm, options) => {
  const { data } = await crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe" }] } }, options);
  assert(data[0]?.code === "SUCCESS", "the record was not made");
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

const letGo: SoakOperation = async (crm, options) => (await download(crm, options)).body.cancel();

const upload: SoakOperation = async (crm, options) => {
  const { data } = await crm.attachments.upload({ ...at, body: { file: { name: "a.bin", data: SMALL } } }, options);
  assert(data[0]?.code === "SUCCESS", "the file was not taken");
};

function assert(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new Error(otherwise);
}

/** As often as they stand here. */
export const OPERATIONS: readonly SoakOperation[] = [
  ...Array<SoakOperation>(12).fill(list),
  ...[create, create, create, hold, save, letGo, upload, upload],
];
