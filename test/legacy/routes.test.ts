import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLegacyClient, type LegacyClient } from "../../src/legacy/client.js";
import type { LegacyInput } from "../../src/legacy/input.js";
import { ROUTES } from "../../src/legacy/routes.js";
import { type RecordingServer, startRecordingServer } from "../support/recording-server.js";

/** A call, and what must be on the wire for it. */
interface Case {
  readonly call: string;
  readonly input?: LegacyInput;
  /** Verb and address below `/crm/v2`. */
  readonly want: string;
  readonly body?: string;
}

const module = "Leads";
const id = "3652397000000649013";
const data = { data: [{ Last_Name: "Doe" }] };
const written = JSON.stringify(data);
const file = (): LegacyInput["x_file_content"] =>
  Object.assign(Readable.from([Buffer.from("file content")]), { path: "/docs/offer.pdf" });
const ignoredBody = { body: data };

const calls: readonly Case[] = [
  { call: "ORG.get", want: "GET /org" },
  { call: "MODULES.get", input: { module, params: { page: 0, per_page: 5 } }, want: "GET /Leads?page=0&per_page=5" },
  { call: "MODULES.get", input: { module, id, ...ignoredBody }, want: `GET /Leads/${id}` },
  { call: "MODULES.post", input: { module, body: data }, want: "POST /Leads", body: written },
  { call: "MODULES.post", input: { module, id: "upsert", body: data }, want: "POST /Leads/upsert", body: written },
  { call: "MODULES.put", input: { module, id, body: data }, want: `PUT /Leads/${id}`, body: written },
  { call: "MODULES.put", input: { module, body: data }, want: "PUT /Leads", body: written },
  { call: "MODULES.delete", input: { module, id, ...ignoredBody }, want: `DELETE /Leads/${id}` },
  { call: "MODULES.delete", input: { module, params: { ids: ["1", "2"] } }, want: "DELETE /Leads?ids=1,2" },
  { call: "MODULES.getAllDeletedRecords", input: { module }, want: "GET /Leads/deleted?type=all" },
  {
    call: "MODULES.getRecycleBinRecords",
    input: { module, params: { page: 2 } },
    want: "GET /Leads/deleted?page=2&type=recycle",
  },
  {
    call: "MODULES.getPermanentlyDeletedRecords",
    input: { module, params: { type: "all" } },
    want: "GET /Leads/deleted?type=permanent",
  },
  {
    call: "MODULES.search",
    input: { module, id, params: { email: "a+b@example.com" } },
    want: "GET /Leads/search?email=a%2Bb%40example.com",
  },
  { call: "SETTINGS.getFields", input: { module }, want: "GET /settings/fields?module=Leads" },
  { call: "SETTINGS.getFields", input: { params: { module } }, want: "GET /settings/fields?module=Leads" },
  { call: "SETTINGS.getLayouts", input: { module, id }, want: `GET /settings/layouts/${id}?module=Leads` },
  {
    call: "SETTINGS.getCustomViews",
    input: { module, params: { page: 1 } },
    want: "GET /settings/custom_views?page=1&module=Leads",
  },
  {
    call: "SETTINGS.updateCustomViews",
    input: { module, id, body: data },
    want: `PUT /settings/custom_views/${id}?module=Leads`,
    body: written,
  },
  { call: "SETTINGS.getModules", want: "GET /settings/modules" },
  { call: "SETTINGS.getModules", input: { module }, want: "GET /settings/modules/Leads" },
  { call: "SETTINGS.getRoles", input: {}, want: "GET /settings/roles" },
  { call: "SETTINGS.getProfiles", input: { id, module }, want: `GET /settings/profiles/${id}?module=Leads` },
  { call: "SETTINGS.getRelatedLists", input: { module }, want: "GET /settings/related_lists?module=Leads" },
  {
    call: "ACTIONS.convert",
    input: { module: "Contacts", id, body: data },
    want: `POST /Leads/${id}/actions/convert`,
    body: written,
  },
  {
    call: "ACTIONS.addTags",
    input: { module, id, params: { tag_names: ["new", "hot lead"], over_write: false } },
    want: `POST /Leads/${id}/actions/add_tags?tag_names=new,hot%20lead&over_write=false`,
  },
  { call: "USERS.get", want: "GET /users" },
  { call: "USERS.get", input: { id, params: { type: "AllUsers" } }, want: `GET /users/${id}?type=AllUsers` },
  {
    call: "ATTACHMENTS.uploadFile",
    input: { module, id, x_file_content: file() },
    want: `POST /Leads/${id}/Attachments`,
    body: 'form-data; name="file"; filename="offer.pdf"\r\nContent-Type: application/octet-stream\r\n\r\nfile content\r\n',
  },
  {
    call: "ATTACHMENTS.deleteFile",
    input: { module, id, relatedId: "77" },
    want: `DELETE /Leads/${id}/Attachments/77`,
  },
  { call: "ATTACHMENTS.downloadFile", input: { module, id, relatedId: 77 }, want: `GET /Leads/${id}/Attachments/77` },
  {
    call: "ATTACHMENTS.uploadLink",
    input: { module, id, body: { attachmentUrl: "https://example.com/a?b=c" } },
    want: `POST /Leads/${id}/Attachments`,
    body: 'form-data; name="attachmentUrl"\r\n\r\nhttps://example.com/a?b=c\r\n',
  },
  {
    call: "ATTACHMENTS.uploadPhoto",
    input: { module, id, x_file_content: Object.assign(Buffer.from("png"), { name: "me.png" }) },
    want: `POST /Leads/${id}/photo`,
    body: 'form-data; name="file"; filename="me.png"\r\nContent-Type: application/octet-stream\r\n\r\npng\r\n',
  },
  { call: "ATTACHMENTS.downloadPhoto", input: { module, id }, want: `GET /Leads/${id}/photo` },
  { call: "ATTACHMENTS.deletePhoto", input: { module, id }, want: `DELETE /Leads/${id}/photo` },
  { call: "ATTACHMENTS.getAttachments", input: { module, id }, want: `GET /Leads/${id}/Attachments` },
  {
    call: "FUNCTIONS.executeFunctionsInGet",
    input: { api_name: "greet", params: { name: "Zoë", auth_type: "apikey" } },
    want: "GET /functions/greet/actions/execute?name=Zo%C3%AB&auth_type=oauth",
  },
  {
    call: "FUNCTIONS.executeFunctionsInPost",
    input: { api_name: "greet", module, body: data },
    want: "POST /functions/greet/actions/execute?auth_type=oauth&module=Leads",
    body: written,
  },
];

const addresses: readonly (Case & { readonly name: string })[] = [
  { name: "kept: an id that is null", call: "MODULES.get", input: { module, id: null }, want: "GET /Leads" },
  { name: "kept: an id that is empty", call: "MODULES.get", input: { module, id: "" }, want: "GET /Leads" },
  {
    name: "kept: slashes in id",
    call: "MODULES.get",
    input: { module, id: `${id}/Notes` },
    want: `GET /Leads/${id}/Notes`,
  },
  {
    name: "kept: slashes in module",
    call: "MODULES.get",
    input: { module: "Leads/1/Notes" },
    want: "GET /Leads/1/Notes",
  },
  { name: "kept: what is encoded", call: "MODULES.get", input: { module, id: "a%20b" }, want: "GET /Leads/a%20b" },
  {
    name: "kept: what is encoded in the query",
    call: "MODULES.search",
    input: { module, params: { criteria: "(Company:equals:A%26B)" } },
    want: "GET /Leads/search?criteria=(Company%3Aequals%3AA%26B)",
  },
  {
    name: "kept: false is sent",
    call: "MODULES.get",
    input: { module, params: { a: false } },
    want: "GET /Leads?a=false",
  },
  {
    name: "kept: own members only",
    call: "MODULES.get",
    input: { module, params: Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } }) },
    want: "GET /Leads?own=2",
  },
  {
    name: "mended: params without a prototype",
    call: "MODULES.get",
    input: { module, params: Object.assign(Object.create(null), { page: 1 }) },
    want: "GET /Leads?page=1",
  },
  {
    name: "mended: undefined and null are left out",
    call: "MODULES.get",
    input: { module, params: { a: undefined, b: null } },
    want: "GET /Leads",
  },
  {
    name: "mended: reserved characters are encoded",
    call: "MODULES.get",
    input: { module: "Größe", id: "a?b#c&$&", params: { "k y": "a&b=c#d%" } },
    want: "GET /Gr%C3%B6%C3%9Fe/a%3Fb%23c%26%24%26?k%20y=a%26b%3Dc%23d%25",
  },
];

let server: RecordingServer;
let client: LegacyClient;

beforeAll(async () => {
  server = await startRecordingServer();
  client = await createLegacyClient().initialize({
    client_id: "id",
    client_secret: "secret",
    redirect_url: "https://example.com/back",
    refresh_token: "refresh",
    mysql_module: "local",
    iamurl: server.url,
    base_url: server.url,
  });
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const invoke = (call: string, input?: LegacyInput) => {
  const [group = "", name = ""] = call.split(".");
  return Reflect.get(Reflect.get(client.API, group), name)(input);
};

async function check({ call, input, want, body }: Case): Promise<void> {
  const { statusCode } = await invoke(call, input);
  expect(statusCode).toBe(200);
  const [sent] = server.requests;
  expect(`${sent?.method} ${sent?.url}`).toBe(want.replace(" ", " /crm/v2"));
  expect(sent?.headers.authorization).toMatch(/^Zoho-oauthtoken token-\d$/);
  expect(sent?.headers["user-agent"]).toBe("Zoho CRM Node SDK");
  if (body === undefined) expect(sent?.body).toBe("");
  else if (body.startsWith("form-data")) expectOnePart(sent?.headers["content-type"], sent?.body, body);
  else expect([sent?.headers["content-type"], sent?.body]).toEqual(["application/json", body]);
}

function expectOnePart(contentType: string | undefined, body: string | undefined, part: string): void {
  const boundary = contentType?.split("multipart/form-data; boundary=")[1];
  expect(body).toBe(`--${boundary}\r\nContent-Disposition: ${part}--${boundary}--\r\n`);
}

describe("requests", () => {
  for (const one of calls) test(`${one.call} ${one.want}`, () => check(one));

  test("every call has a row here", () => {
    const rows = ROUTES.map(({ group, name }) => `${group}.${name}`);
    expect(rows).toHaveLength(30);
    expect(new Set(calls.map(({ call }) => call))).toEqual(new Set(rows));
  });

  test("every row is a call", () => {
    const found = Object.entries(client.API).flatMap(([group, members]) =>
      Object.keys(members).map((name) => `${group}.${name}`),
    );
    expect(found).toEqual(ROUTES.map(({ group, name }) => `${group}.${name}`));
  });
});

describe("addresses", () => {
  for (const one of addresses) test(one.name, () => check(one));

  for (const bad of ["..", "1/../../x", "%2E%2e", "."]) {
    test(`mended: ${bad} is refused`, async () => {
      await expect(client.API.MODULES.get({ module, id: bad })).rejects.toMatchObject({ code: "INVALID_PATH_VALUE" });
      expect(server.requests).toEqual([]);
    });
  }
});

describe("what is missing is named", () => {
  const cases: readonly { call: string; input?: LegacyInput; want: string }[] = [
    { call: "MODULES.get", want: "module" },
    { call: "MODULES.search", input: { id }, want: "module" },
    { call: "SETTINGS.getFields", input: {}, want: "module" },
    { call: "SETTINGS.getRelatedLists", input: { params: {} }, want: "module" },
    { call: "ATTACHMENTS.downloadFile", input: { module, id }, want: "relatedId" },
    { call: "ATTACHMENTS.deleteFile", input: { module, id, relatedId: null }, want: "relatedId" },
    { call: "FUNCTIONS.executeFunctionsInGet", input: { module }, want: "api_name" },
  ];
  for (const { call, input, want } of cases) {
    test(`${call} without ${want}`, async () => {
      await expect(invoke(call, input)).rejects.toMatchObject({
        code: "MISSING_PARAMETER",
        message: `${call}: input.${want} is missing`,
      });
      expect(server.requests).toEqual([]);
    });
  }
});

describe("headers and input", () => {
  test("the caller's headers pass, but token and user agent are ours", async () => {
    const headers = { "If-Modified-Since": "2026-01-01T00:00:00Z", authorization: "mine", "USER-AGENT": "mine" };
    await client.API.MODULES.get({ module, headers });
    expect(server.requests[0]?.headers).toMatchObject({
      "if-modified-since": "2026-01-01T00:00:00Z",
      authorization: "Zoho-oauthtoken token-1",
      "user-agent": "Zoho CRM Node SDK",
    });
  });

  test("the caller's content type stands for JSON, not for a form", async () => {
    const headers = { "Content-Type": "text/plain" };
    await client.API.MODULES.post({ module, headers, body: data });
    await client.API.ATTACHMENTS.uploadFile({ module, id, headers, x_file_content: Buffer.from("x") });
    expect(server.requests.map((request) => request.headers["content-type"])).toEqual([
      "text/plain",
      expect.stringMatching(/^multipart\/form-data; boundary=/),
    ]);
  });

  test("an illegal header rejects", async () => {
    await expect(client.API.MODULES.get({ module, headers: { a: "b\r\nc: d" } })).rejects.toThrow();
    expect(server.requests).toEqual([]);
  });

  test("the input is not changed", async () => {
    const input = (): LegacyInput => ({
      module,
      id,
      relatedId: "1",
      api_name: "f",
      params: { page: 1 },
      headers: {},
      body: data,
    });
    const given = freeze(input());
    for (const { group, name } of ROUTES) await invoke(`${group}.${name}`, given);
    expect(given).toEqual(input());
  });
});

function freeze(input: LegacyInput): LegacyInput {
  for (const value of Object.values(input)) Object.freeze(value);
  return Object.freeze(input);
}
