import { beforeAll, expect, test } from "vitest";
import { createEmulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf, type ReplyBody } from "../support/caller.js";

let call: Caller;

beforeAll(async () => {
  const emulator = createEmulator({ defaultData: false, modules: { Leads: { Papers: { type: "fileupload" } } } });
  call = await callerOf(emulator);
});

async function upload(name: string, text: string): Promise<string> {
  const form = new FormData();
  form.append("file", new File([text], name, { type: "text/plain" }));
  return String((await call("POST", "/files", form)).body.data?.[0]?.details?.id);
}

async function papers(id: string): Promise<ReplyBody[]> {
  const { body } = await call("GET", `/Leads/${id}?fields=Papers`);
  return body.data?.[0]?.Papers as unknown as ReplyBody[];
}

test("files are added by their upload ids, and removed by their own ids", async () => {
  const [one, two] = [await upload("offer.pdf", "one"), await upload("plan.txt", "twice")];
  const created = await call("POST", "/Leads", { data: [{ Last_Name: "A", Papers: [{ file_id: one }] }] });
  expect(created.status).toBe(201);
  const id = String(created.body.data?.[0]?.details?.id);
  expect(await papers(id)).toEqual([
    {
      extn: "pdf",
      is_Preview_Available: false,
      download_Url: `/crm/v2/files?id=${one}`,
      delete_Url: null,
      entity_Id: id,
      mode: "",
      original_Size_Byte: "3",
      preview_Url: null,
      file_Name: "offer.pdf",
      file_Id: one,
      attachment_Id: expect.stringMatching(/^\d{19}$/),
      file_Size: "0.00 KB",
      creator_Id: "4100000000000201001",
      link_Docs: 0,
    },
  ]);
  await call("PUT", `/Leads/${id}`, { data: [{ Papers: [two] }] });
  const both = await papers(id);
  expect(both).toMatchObject([{ file_Id: one }, { file_Id: two, entity_Id: id }]);
  expect((await call("GET", `/files?id=${both[1]?.file_Id}`)).status).toBe(200);
  const download = (record: string, attachment: unknown) => call("GET", `/Leads/${record}/Attachments/${attachment}`);
  const downloaded = await download(id, both[1]?.attachment_Id);
  expect(downloaded.headers.get("content-disposition")).toContain("plan.txt");
  const other = String((await call("POST", "/Leads", { data: [{ Last_Name: "B" }] })).body.data?.[0]?.details?.id);
  expect((await download(other, both[1]?.attachment_Id)).status).toBe(204);
  await call("PUT", `/Leads/${id}`, { data: [{ Papers: [{ attachment_Id: both[0]?.attachment_Id, _delete: null }] }] });
  expect(await papers(id)).toMatchObject([{ file_Id: two }]);
  await call("PUT", `/Leads/${id}`, { data: [{ Papers: null }] });
  expect(await papers(id)).toBeNull();
});

test("a file that was not uploaded is rejected, and so is a value that is not a list", async () => {
  for (const Papers of [["41"], [{ file_Id: "41" }], "41"]) {
    const refused = await call("POST", "/Leads", { data: [{ Last_Name: "A", Papers }] });
    expect(refused.body.data?.[0]).toMatchObject({ code: "INVALID_DATA", details: { api_name: "Papers" } });
  }
});

test("the metadata of the module names the field", async () => {
  const { body } = await call("GET", "/settings/fields?module=Leads");
  const field = Object.values(body.fields ?? {}).find(({ api_name }) => String(api_name) === "Papers");
  expect(field).toMatchObject({ data_type: "fileupload", json_type: "jsonarray" });
});
