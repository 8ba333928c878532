import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, type Snapshot, startEmulator } from "../../../src/emulator/index.js";
import { accessToken, type Caller, callerOf } from "../support/caller.js";

let emulator: Emulator;
let call: Caller;
let start: Snapshot;
const lead = "4100000000000650001";
const attachments = `/Leads/${lead}/Attachments`;
const photo = `/Leads/${lead}/photo`;

beforeAll(async () => {
  const seed = {
    Leads: [{ id: lead, Last_Name: "Sample" }],
    Deals: [{ id: "4100000000000650002", Deal_Name: "D", Stage: "Qualification" }],
  };
  emulator = await startEmulator({ seed });
  call = await callerOf(emulator);
  start = emulator.snapshot();
});
beforeEach(() => emulator.restore(start));
afterAll(() => emulator.close());

const form = (content: string | Uint8Array<ArrayBuffer>, name: string, type = ""): FormData => {
  const data = new FormData();
  data.set("file", new File([content], name, { type }));
  return data;
};

async function download(path: string): Promise<{ response: Response; bytes: Uint8Array }> {
  const authorization = `Zoho-oauthtoken ${await accessToken(emulator)}`;
  const response = await fetch(`${emulator.apiUrl}/crm/v2${path}`, { headers: { authorization } });
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
}

const upload = async (...given: Parameters<typeof form>): Promise<string> => {
  const uploaded = await call("POST", attachments, form(...given));
  expect(uploaded.status).toBe(200);
  expect(uploaded.body.data?.[0]).toMatchObject({ code: "SUCCESS", message: "attachment uploaded successfully" });
  return String(uploaded.body.data?.[0]?.details?.id);
};

describe("attachments", () => {
  test("are downloaded as they were uploaded, under their own name", async () => {
    const content = Uint8Array.from({ length: 70_000 }, (_, n) => n % 256);
    const name = "Größe (1) 'x' 100%.bin";
    const id = await upload(content, name);
    const { response, bytes } = await download(`${attachments}/${id}`);
    expect(response.status).toBe(200);
    expect(Buffer.compare(bytes, content)).toBe(0);
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    const disposition = response.headers.get("content-disposition") ?? "";
    expect(disposition).toMatch(/^attachment;filename\*=UTF-8''[\w.%-]+$/);
    expect(decodeURIComponent(disposition.split("'").at(-1) ?? "")).toBe(name);
  });

  test("are listed, newest first, and deleted", async () => {
    expect((await call("GET", attachments)).status).toBe(204);
    const first = await upload("a", "a.txt", "text/plain");
    const second = await upload("", "empty.txt");
    const list = await call("GET", attachments);
    expect(list.body.info).toEqual({ per_page: 200, count: 2, page: 1, more_records: false });
    expect(list.body.data?.[0]).toMatchObject({ id: second, File_Name: "empty.txt", Size: "0" });
    expect(list.body.data?.[1]).toMatchObject({
      id: first,
      Size: "1",
      $type: "Attachment",
      $se_module: "Leads",
      Parent_Id: { name: "Sample", id: lead },
    });
    expect((await call("DELETE", `${attachments}/${first}`)).body.data?.[0]?.details).toEqual({ id: first });
    const many = await call("DELETE", `${attachments}?ids=${first},${second}`);
    expect(many.status).toBe(207);
    expect((await download(`${attachments}/${second}`)).response.status).toBe(204);
    expect((await call("GET", attachments)).status).toBe(204);
  });

  test("are sent as bytes, because clients take text for a response", async () => {
    const { response, bytes } = await download(
      `${attachments}/${await upload('{"a":1}', "a.json", "application/json")}`,
    );
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(new TextDecoder().decode(bytes)).toBe('{"a":1}');
  });

  test("may be links", async () => {
    const link = await call("POST", `${attachments}?attachmentUrl=https%3A%2F%2Fexample.com%2Fa.pdf`);
    expect(link.status).toBe(200);
    const list = await call("GET", `${attachments}?fields=$link_url,$type`);
    expect(list.body.data?.[0]).toEqual({
      $type: "Link URL",
      $link_url: "https://example.com/a.pdf",
      id: link.body.data?.[0]?.details?.id,
    });
  });

  test("a link is unique on its record, and programs are refused", async () => {
    const link = () => call("POST", `${attachments}?attachmentUrl=https://example.com/a.pdf`);
    expect((await link()).status).toBe(200);
    const again = await link();
    expect(again.status).toBe(400);
    expect(again.body).toMatchObject({ code: "INVALID_DATA", details: { api_name: "attachmentUrl" } });
    expect((await call("POST", attachments, form("x", "SETUP.EXE"))).body.details).toEqual({ api_name: "file" });
  });

  test("belong to their record only", async () => {
    const id = await upload("a", "a.txt");
    expect((await download(`/Deals/4100000000000650002/Attachments/${id}`)).response.status).toBe(204);
  });

  test("need a record and a file", async () => {
    expect((await call("POST", "/Leads/41/Attachments", form("a", "a.txt"))).body).toMatchObject({
      code: "INVALID_DATA",
      details: { id: "41" },
    });
    expect((await call("POST", attachments)).body.code).toBe("REQUIRED_PARAM_MISSING");
    const both = await call("POST", `${attachments}?attachmentUrl=https://example.com/`, form("a", "a.txt"));
    expect(both.status).toBe(400);
    const broken = { "content-type": "multipart/form-data; boundary=x" };
    expect((await call("POST", attachments, "--y\r\n", broken)).status).toBe(400);
  });
});

describe("photos", () => {
  test("are downloaded as they were uploaded, and deleted", async () => {
    expect((await call("GET", photo)).status).toBe(204);
    const uploaded = await call("POST", photo, form("png bytes", "me.png", "image/png"));
    expect(JSON.stringify(uploaded.body)).toBe(
      '{"message":"photo uploaded successfully","details":{},"status":"success","code":"SUCCESS"}',
    );
    const { response, bytes } = await download(photo);
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(new TextDecoder().decode(bytes)).toBe("png bytes");
    expect((await call("GET", `/Leads/${lead}`)).body.data?.[0]?.Record_Image).toMatch(/^\w+$/);
    expect((await call("DELETE", photo)).body).toMatchObject({ code: "SUCCESS", message: "Photo deleted" });
    expect((await call("GET", photo)).status).toBe(204);
  });

  test("have at most 10 MB", async () => {
    const limit = 10 * 1024 * 1024;
    expect((await call("POST", photo, form(new Uint8Array(limit), "me.png"))).status).toBe(200);
    const large = await call("POST", photo, form(new Uint8Array(limit + 1), "me.png"));
    expect(large.status).toBe(400);
    expect(large.body).toMatchObject({ code: "FILE_SIZE_MORE_THAN_ALLOWED_SIZE", details: { name: "me.png" } });
  });

  test("are images, of modules that have photos", async () => {
    expect((await call("POST", photo, form("x", "me.txt"))).status).toBe(400);
    const deal = await call("POST", "/Deals/4100000000000650002/photo", form("x", "me.png"));
    expect(deal.body.code).toBe("NOT_SUPPORTED");
  });
});

test("no file may be a virus", async () => {
  // What scanners look for is not written out here, or this would be one.
  const virus = () => form(`X5O!P%@AP[4\\PZX54(P^)7CC)7}$${"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"}!$H+H*`, "a.png");
  for (const path of ["/files", attachments, photo]) {
    const { status, body } = await call("POST", path, virus());
    expect([path, status, body.code]).toEqual([path, 400, "VIRUS_DETECTED"]);
  }
  expect(
    (await call("POST", "/files", form(`${"x".repeat(200)}EICAR-STANDARD-ANTIVIRUS-TEST-FILE`, "a.txt"))).status,
  ).toBe(200);
});

describe("files", () => {
  const several = (files: readonly File[]): FormData => {
    const data = new FormData();
    for (const one of files) data.append("file", one);
    return data;
  };

  test("get one key each, in order, and are downloaded by it", async () => {
    const large = new File([new Uint8Array(20 * 1024 * 1024 + 1)], "large.bin");
    const { status, body } = await call(
      "POST",
      "/files",
      several([new File(["a"], "a.txt"), large, new File(["b"], "b.txt")]),
    );
    expect(status).toBe(200);
    expect(body.data).toMatchObject([
      { code: "SUCCESS", details: { name: "a.txt" }, message: "a.txt uploaded Succesfully" },
      { code: "FILE_SIZE_MORE_THAN_ALLOWED_SIZE", details: { name: "large.bin" } },
      { code: "SUCCESS", details: { name: "b.txt" } },
    ]);
    const { response, bytes } = await download(`/files?id=${body.data?.[2]?.details?.id}`);
    expect(response.headers.get("content-disposition")).toBe("attachment;filename*=UTF-8''b.txt");
    expect(new TextDecoder().decode(bytes)).toBe("b");
  });

  test("an attachment has such a key as well", async () => {
    await upload("attached", "a.txt");
    const { body } = await call("GET", attachments);
    const { bytes } = await download(`/files?id=${body.data?.[0]?.$file_id}`);
    expect(new TextDecoder().decode(bytes)).toBe("attached");
  });

  test("are at most ten; an unknown key returns no content", async () => {
    const eleven = await call(
      "POST",
      "/files",
      several(Array.from({ length: 11 }, (_, n) => new File(["a"], `${n}.txt`))),
    );
    expect(eleven.body).toMatchObject({ code: "LIMIT_EXCEEDED", details: { limit: 10 } });
    expect((await call("POST", "/files", new FormData())).body.details).toEqual({ api_name: "file" });
    expect((await call("GET", "/files?id=unknown")).status).toBe(204);
    expect((await call("GET", "/files")).body.code).toBe("REQUIRED_PARAM_MISSING");
  });
});
