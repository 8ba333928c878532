/** The status of each operation, for a valid request and for invalid ones. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Emulator, type Snapshot, startEmulator } from "../../src/emulator/index.js";
import { type Caller, callerOf } from "./support/caller.js";
import { placeOf } from "./support/described.js";

const lead = "4100000000000650001";
const unknown = "4100000000000999999";
const row = { Last_Name: "Sample", Email: "sample@example.com" };
const file = (name: string): FormData => {
  const form = new FormData();
  form.set("file", new File(["bytes"], name));
  return form;
};

/** One line: operation, status, and the request that shall get it. Each starts from the same state. */
const calls: { operation: string; status: number; path: string; body?: unknown }[] = [
  { operation: "getRecords", status: 200, path: "/Leads" },
  { operation: "getRecords", status: 204, path: "/Leads?page=2" },
  { operation: "getRecords", status: 400, path: "/Nothing" },
  { operation: "createRecords", status: 201, path: "/Leads", body: { data: [row] } },
  { operation: "createRecords", status: 207, path: "/Leads", body: { data: [row, {}] } },
  { operation: "createRecords", status: 202, path: "/Leads", body: { data: [{}] } },
  { operation: "createRecords", status: 400, path: "/Leads", body: "{" },
  { operation: "updateRecords", status: 200, path: "/Leads", body: { data: [{ id: lead }] } },
  { operation: "updateRecords", status: 207, path: "/Leads", body: { data: [{ id: lead }, {}] } },
  { operation: "updateRecords", status: 202, path: "/Leads", body: { data: [{ id: unknown }] } },
  { operation: "upsertRecords", status: 200, path: "/Leads/upsert", body: { data: [row, row] } },
  { operation: "deleteRecords", status: 200, path: `/Leads?ids=${lead}` },
  { operation: "deleteRecords", status: 207, path: `/Leads?ids=${lead},${unknown}` },
  { operation: "searchRecords", status: 200, path: "/Leads/search?word=Sample" },
  { operation: "searchRecords", status: 204, path: "/Leads/search?word=nobody" },
  { operation: "getDeletedRecords", status: 200, path: "/Contacts/deleted" },
  { operation: "getRecord", status: 200, path: `/Leads/${lead}` },
  { operation: "getRecord", status: 204, path: `/Leads/${unknown}` },
  { operation: "updateRecord", status: 200, path: `/Leads/${lead}`, body: { data: [row] } },
  { operation: "deleteRecord", status: 200, path: `/Leads/${lead}` },
  { operation: "deleteRecord", status: 202, path: `/Leads/${unknown}` },
  { operation: "convertLead", status: 200, path: `/Leads/${lead}/actions/convert`, body: { data: [{}] } },
  { operation: "convertLead", status: 202, path: `/Leads/${unknown}/actions/convert`, body: { data: [{}] } },
  { operation: "addTagsToRecord", status: 200, path: `/Leads/${lead}/actions/add_tags?tag_names=A,B` },
  { operation: "removeTagsFromRecord", status: 200, path: `/Leads/${lead}/actions/remove_tags?tag_names=A` },
  { operation: "addTagsToMultipleRecords", status: 200, path: `/Leads/actions/add_tags?tag_names=A&ids=${lead}` },
  { operation: "addTagsToMultipleRecords", status: 207, path: `/Leads/actions/add_tags?tag_names=A&ids=${lead},1` },
  { operation: "removeTagsFromMultipleRecords", status: 200, path: `/Leads/actions/remove_tags?tag_names=A&ids=1` },
  { operation: "uploadAttachment", status: 200, path: `/Leads/${lead}/Attachments`, body: file("a.txt") },
  { operation: "getAttachments", status: 204, path: `/Leads/${lead}/Attachments` },
  { operation: "getAttachments", status: 200, path: "/Leads/4100000000000650002/Attachments" },
  { operation: "deleteAttachments", status: 200, path: `/Leads/${lead}/Attachments?ids=1,2` },
  { operation: "downloadAttachment", status: 204, path: `/Leads/${lead}/Attachments/1` },
  { operation: "deleteAttachment", status: 200, path: `/Leads/${lead}/Attachments/1` },
  { operation: "getPhoto", status: 204, path: `/Leads/${lead}/photo` },
  { operation: "uploadPhoto", status: 200, path: `/Leads/${lead}/photo`, body: file("a.png") },
  { operation: "deletePhoto", status: 200, path: `/Leads/${lead}/photo` },
  { operation: "getNotes", status: 204, path: "/Notes" },
  { operation: "createNotes", status: 201, path: "/Notes", body: { data: [{ Note_Content: "A", Parent_Id: lead }] } },
  { operation: "updateNotes", status: 202, path: "/Notes", body: { data: [{ id: unknown, Note_Title: "B" }] } },
  { operation: "deleteNotes", status: 202, path: `/Notes?ids=${unknown}` },
  { operation: "getNote", status: 204, path: `/Notes/${unknown}` },
  { operation: "updateNote", status: 202, path: `/Notes/${unknown}`, body: { data: [{ Note_Title: "B" }] } },
  { operation: "deleteNote", status: 202, path: `/Notes/${unknown}` },
  { operation: "getModules", status: 200, path: "/settings/modules" },
  { operation: "getModule", status: 200, path: "/settings/modules/Leads" },
  { operation: "getFields", status: 200, path: "/settings/fields?module=Leads" },
  { operation: "getField", status: 204, path: "/settings/fields/1?module=Leads" },
  { operation: "getLayouts", status: 200, path: "/settings/layouts?module=Leads" },
  { operation: "getLayout", status: 204, path: "/settings/layouts/1?module=Leads" },
  { operation: "getCustomViews", status: 200, path: "/settings/custom_views?module=Leads" },
  { operation: "getCustomView", status: 204, path: "/settings/custom_views/1?module=Leads" },
  { operation: "getRelatedLists", status: 200, path: "/settings/related_lists?module=Leads" },
  { operation: "getRelatedList", status: 204, path: "/settings/related_lists/1?module=Leads" },
  { operation: "getRoles", status: 200, path: "/settings/roles" },
  { operation: "getRole", status: 200, path: "/settings/roles/4100000000000026005" },
  { operation: "getProfiles", status: 200, path: "/settings/profiles" },
  { operation: "getProfile", status: 200, path: "/settings/profiles/4100000000000026011" },
  { operation: "getUsers", status: 200, path: "/users" },
  { operation: "getUser", status: 200, path: "/users/4100000000000201001" },
  { operation: "getOrganization", status: 200, path: "/org" },
  { operation: "executeFunctionUsingParameters", status: 200, path: "/functions/f/actions/execute?auth_type=oauth" },
];

let emulator: Emulator;
let call: Caller;
let start: Snapshot;

beforeAll(async () => {
  emulator = await startEmulator({
    functions: { f: () => "done" },
    seed: {
      Leads: [
        { id: lead, ...row },
        { id: "4100000000000650002", ...row },
      ],
    },
  });
  call = await callerOf(emulator);
  const [contact] = emulator.seed({ Contacts: [row] }).Contacts ?? [];
  await call("DELETE", `/Contacts/${contact}`);
  await call("POST", "/Leads/4100000000000650002/Attachments", file("b.txt"));
  start = emulator.snapshot();
});
afterAll(() => emulator.close());

for (const { operation, status, path, body } of calls) {
  test(`${operation} returns ${status}`, async () => {
    emulator.restore(start);
    const place = placeOf(operation);
    const reply = await call(place.method.toUpperCase(), path, body);
    expect(emulator.requests.at(-1)?.operation).toBe(operation);
    expect(reply.status).toBe(status);
  });
}
