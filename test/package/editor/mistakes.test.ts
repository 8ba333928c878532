/** The errors of the compiler: on the wrong word, short, and with the right word if it is similar. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Editor, openEditor } from "../../support/package/language-service.js";
import { packedPackage, type ScratchProject } from "../../support/package/packed-package.js";

const PRELUDE = `
import { createClient, isCrmError, pages, paginate } from "zcrm";
import { getRecords } from "zcrm/operations";
const crm = createClient({ clientId: "a", clientSecret: "b", refreshToken: "c" });`;

let scratch: ScratchProject;
let editor: Editor;
beforeAll(async () => {
  scratch = await packedPackage();
  editor = await openEditor(scratch, PRELUDE);
});
afterAll(() => scratch?.remove());

/** A program with a mistake between `«` and `»`, which the error must mark, and a part of the message. */
interface Mistake {
  readonly text: string;
  readonly says: string;
  /** Maximum length of the message. Longer if an argument lacks a member: the compiler then prints whole types. @default 210 */
  readonly most?: number;
}

const meant = (name: string): string => `Did you mean to write '${name}'?`;

const MISTAKES: Readonly<Record<string, readonly Mistake[]>> = {
  "options of the client": [
    { text: `createClient({ «clientID»: "a" })`, says: meant("clientId") },
    { text: "createClient({ retry: { «maxRetrys»: 5 } })", says: meant("maxRetries") },
    { text: `createClient({ «timeout»: "5" })`, says: "Type 'string' is not assignable to type 'number'" },
    { text: `createClient({ «dataCenter»: "mars" })`, says: "to type 'DataCenter" },
    { text: `createClient({ «store»: {} })`, says: "is missing the following properties from type 'TokenStore'" },
  ],
  "duplicate check fields": [
    {
      text: `crm.records.upsert({ module: "Leads", body: { data: [], duplicate_check_fields: [«"Emial"»] } })`,
      says: `Did you mean '"Email"'?`,
      most: 400,
    },
  ],
  "options of a call": [
    { text: `crm.records.list({ module: "Leads" }, { «timout»: 1 })`, says: meant("timeout") },
    { text: `crm.records.list({ module: "Leads" }, { retry: { «maxRetrys»: 1 } })`, says: meant("maxRetries") },
    { text: `crm.records.list({ module: "Leads" }, { «timeout»: "1" })`, says: "to type 'number'" },
    { text: `getRecords(crm, { module: "Leads" }, { «timout»: 5 })`, says: meant("timeout") },
    { text: `pages(crm.records.list, { module: "Deals" }, { «prefech»: true })`, says: meant("prefetch") },
  ],
  "names of groups and calls": [
    { text: "crm.«record».list({})", says: "Did you mean 'records'?" },
    { text: `crm.records.«lst»({ module: "Leads" })`, says: "Did you mean 'list'?" },
  ],
  parameters: [
    { text: `crm.records.list({ module: "Leads", «perpage»: 5 })`, says: meant("per_page") },
    { text: `getRecords(crm, { module: "Leads", «perpage»: 5 })`, says: meant("per_page") },
    { text: `crm.records.get({ module: "Leads", «ID»: "1" })`, says: meant("id") },
    { text: `crm.organization.get({ «id»: "1" })`, says: "to type 'never'" },
    { text: `crm.records.list({ module: "Leads", «per_page»: "5" })`, says: "to type 'number'" },
    { text: `crm.records.list({ module: "Leads", «sort_order»: "up" })`, says: `'"asc" | "desc"'` },
    { text: `crm.records.list({ module: "Leads", «ids»: "1,2" })`, says: "to type 'readonly string[]'" },
    { text: `crm.records.get({ module: "Leads", «id»: 1 })`, says: "to type 'string'" },
    { text: "crm.records.list(«{}»)", says: "Property 'module' is missing" },
    { text: "crm.records.«list»()", says: "Expected 1-2 arguments" },
    { text: `crm.records.get(«{ module: "Leads" }»)`, says: "Property 'id' is missing", most: 230 },
    { text: `getRecords(«{}», { module: "Leads" })`, says: "Property 'raw' is missing" },
  ],
  "names of fields": [
    { text: `crm.records.list({ module: "Leads", fields: [«"Lst_Name"»] })`, says: `Did you mean '"Last_Name"'?` },
    { text: `crm.records.list({ module: "Leads", fields: ["id", «"Emial"»] })`, says: `Did you mean '"Email"'?` },
    { text: `crm.records.list({ module: "Leads", «sort_by»: "Lst_Name" })`, says: `Did you mean '"Last_Name"'?` },
    { text: `(await crm.records.list({ module: "Leads" })).data[0]?.«LastName»`, says: "Did you mean 'Last_Name'?" },
  ],
  bodies: [
    { text: `crm.records.create(«{ module: "Leads" }»)`, says: "Property 'body' is missing", most: 230 },
    { text: `crm.records.create({ module: "Leads", body: { data: [], «triger»: [] } })`, says: meant("trigger") },
    {
      text: `crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe", «Emial»: "a" }] } })`,
      says: meant("Email"),
    },
    {
      text: `crm.records.create({ module: "Leads", body: { data: [«{ Email: "a" }»] } })`,
      says: "Property 'Last_Name' is missing",
    },
    {
      text: `crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe", «Full_Name»: "a" }] } })`,
      says: "'Full_Name' does not exist in type 'NewLead'",
    },
    {
      text: `crm.records.create({ module: "Leads", body: { data: [{ «Last_Name»: 5 }] } })`,
      says: "to type 'string'",
    },
    {
      text: `crm.records.update({ module: "Deals", id: "1", body: { data: [{ «Amount»: "5" }] } })`,
      says: "to type 'number'",
    },
    {
      text: `crm.records.updateMany({ module: "Leads", body: { data: [«{ Email: null }»] } })`,
      says: "Property 'id' is missing",
    },
    {
      text: `crm.records.updateMany({ module: "Leads", body: { data: [{ id: "1", «Emial»: null }] } })`,
      says: meant("Email"),
    },
    { text: `crm.notes.create({ body: { data: [{ «Note_Contnt»: "a" }] } })`, says: meant("Note_Content") },
    { text: `crm.tags.create({ module: "Leads", body: { tags: [{ «nam»: "a" }] } })`, says: meant("name") },
    {
      text: `crm.photos.upload({ module: "Leads", id: "1", body: { «file»: "photo.png" } })`,
      says: "to type 'FileInput'",
    },
  ],
  paging: [
    { text: `pages(crm.records.list, { module: "Deals", «perpage»: 5 })`, says: meant("per_page") },
    { text: `paginate(crm.records.search, { module: "Deals", «wrd»: "x" })`, says: meant("word") },
    { text: `paginate(crm.users.list, { «typ»: "AllUsers" })`, says: meant("type") },
    { text: `paginate(crm.users.list, { «type»: "AllUser" })`, says: `Did you mean '"AllUsers"'?` },
    { text: `pages(crm.records.list, { module: "Deals", fields: [«"Amont"»] })`, says: `Did you mean '"Amount"'?` },
    { text: `paginate(crm.records.list, { module: "Deals", «sort_by»: "Amont" })`, says: `Did you mean '"Amount"'?` },
    { text: `paginate(crm.records.list, { module: "Deals", «per_page»: "5" })`, says: "to type 'number'" },
    { text: `paginate(crm.coql.query, { body: { «select_qery»: "x" } })`, says: meant("select_query") },
    { text: "pages(crm.records.list, «{}»)", says: "Property 'module' is missing", most: 270 },
    { text: `pages(«crm.notes.get», { id: "1" })`, says: "to parameter of type '(params: PagedParams", most: 500 },
  ],
  "kinds of errors": [
    { text: `try {} catch (error) { isCrmError(error, «"RateLimited"») }`, says: "'keyof CrmErrors" },
    {
      text: `try {} catch (error) { if (isCrmError(error, "Network")) error.«retryAfter» }`,
      says: "does not exist on type 'NetworkError'",
    },
  ],
};

for (const [group, mistakes] of Object.entries(MISTAKES)) {
  describe(group, () => {
    for (const { text, says, most = 210 } of mistakes) {
      test(text, () => {
        const problems = editor.problems(text.replace(/[«»]/g, ""));
        expect(problems.map(({ marked }) => marked)).toEqual([text.replace(/^.*«|».*$/g, "")]);
        const [{ message } = { message: "" }] = problems;
        expect(message).toContain(says);
        expect(message.length).toBeLessThanOrEqual(most);
      });
    }
  });
}

test("a correct call has no errors", () => {
  expect(editor.problems(`await crm.records.list({ module: "Leads", fields: ["Email"] }, { timeout: 5 })`)).toEqual([]);
});
