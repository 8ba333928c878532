import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LegacyInput } from "../../src/legacy/call.js";
import type { LegacyClient } from "../../src/legacy/client.js";
import { callName, OLD_CALLS } from "../../src/legacy/old-calls.js";
import { invoke, type LegacyServer, lineOf, startLegacyServer } from "../support/servers/legacy-server.js";

/** A call, and its request on the wire. */
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

let server: LegacyServer;
let client: LegacyClient;
beforeAll(async () => {
  server = await startLegacyServer();
  client = await server.start();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

async function check({ call, input, want, body }: Case): Promise<void> {
  expect(await invoke(client, call, input)).toMatchObject({ statusCode: 200 });
  const [sent] = server.requests;
  expect(sent && lineOf(sent)).toBe(want);
  expect(sent?.url).toMatch(/^\/crm\/v2\//);
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

  test("every call is tested here", () => {
    const rows = OLD_CALLS.map(callName);
    expect(rows).toHaveLength(30);
    expect(new Set(calls.map(({ call }) => call))).toEqual(new Set(rows));
  });

  test("the client has every call, in order", () => {
    const found = Object.entries(client.API).flatMap(([group, members]) =>
      Object.keys(members).map((name) => `${group}.${name}`),
    );
    expect(found).toEqual(OLD_CALLS.map(callName));
  });
});
