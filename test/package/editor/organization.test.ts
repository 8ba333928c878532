/** What an editor shows for the client of an organization with modules and fields of its own. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { modules, operationIds, parametersOf } from "../../support/description.js";
import { type Editor, openEditor } from "../../support/package/language-service.js";
import { packedPackage, type ScratchProject } from "../../support/package/packed-package.js";

const PRELUDE = `
import { createClient, pages, paginate } from "zcrm";
import { getRecords } from "zcrm/operations";
interface Lead { id: string; Last_Name: string; Company_Size: number | null }
interface NewLead extends LeadUpdate { Last_Name: string }
interface LeadUpdate { Last_Name?: string; Company_Size?: number | null }
interface Project { id: string; Name: string; Effort: number }
interface Org {
  Leads: { read: Lead; create: NewLead; update: LeadUpdate };
  Projects: { read: Project; create: Partial<Project>; update: Partial<Project> };
}
const crm = createClient<Org>();`;

let scratch: ScratchProject;
let editor: Editor;
beforeAll(async () => {
  scratch = await packedPackage();
  editor = await openEditor(scratch, PRELUDE);
});
afterAll(() => scratch?.remove());

describe("hover", () => {
  const cases = [
    { on: "a list of whole rows", text: `crm.records.l‸ist({ module: "Leads", per_page: 5 })`, most: 131 },
    { on: "a narrowed list", text: `crm.records.l‸ist({ module: "Leads", fields: ["Last_Name", "id"] })`, most: 185 },
    { on: "a get", text: `crm.records.g‸et({ module: "Leads", id: "1" })`, most: 136 },
    {
      on: "a create",
      text: `crm.records.c‸reate({ module: "Leads", body: { data: [{ Last_Name: "Doe" }] } })`,
      most: 117,
    },
  ];
  for (const { on, text, most } of cases) {
    test(`${on} is short, and documented as for any client`, () => {
      const { signature, documentation } = editor.hover(text);
      expect(signature).toMatch(/^\(method\) /);
      expect(signature.length).toBeLessThanOrEqual(most);
      expect(documentation).toBe(editor.hover(`createClient().${text.slice("crm.".length)}`).documentation);
      expect(documentation.length).toBeGreaterThanOrEqual(100);
    });
  }

  test("a client and a result show as the names of their types", () => {
    expect(editor.hover("c‸rm").signature).toBe("const crm: CrmClient<Org>");
    const page = `const pa‸ge = await crm.records.list({ module: "Projects" })`;
    expect(editor.hover(page).signature).toBe("const page: RecordList<Project>");
    const one = `const o‸ne = await crm.records.get({ module: "Leads", id: "1" })`;
    expect(editor.hover(one).signature).toBe("const one: Found<Lead> | undefined");
  });

  test("a parameter is documented", () => {
    for (const name of ["modu‸le", "fie‸lds", "sort_b‸y", "per_pa‸ge"]) {
      const value =
        name === "fie‸lds" ? '["id"]' : name === "per_pa‸ge" ? "5" : name === "modu‸le" ? '"Leads"' : '"id"';
      const others = name === "modu‸le" ? "" : `module: "Leads", `;
      const { documentation } = editor.hover(`crm.records.list({ ${others}${name}: ${value} })`);
      expect(documentation.length, name).toBeGreaterThan(20);
    }
  });

  test("every call is there", () => {
    const groups = editor.completions("crm.‸").filter((name) => !["raw", "tokens", "credits", "close"].includes(name));
    const names = editor.completionLists(groups.map((group) => `crm.${group}.‸;`).join("\n"));
    expect(names.flat()).toHaveLength(operationIds.length);
  });
});

describe("completions", () => {
  const all = [...modules, "Projects"];
  const fields = ["id", "Name", "Effort"];
  const cases: { text: string; wanted: readonly string[] }[] = [
    { text: `crm.records.list({ module: "‸" })`, wanted: all },
    { text: `crm.records.create({ module: "‸" })`, wanted: all },
    { text: `getRecords(crm, { module: "‸" })`, wanted: all },
    { text: `paginate(crm.records.list, { module: "‸" })`, wanted: all },
    { text: `pages(crm.records.search, { word: "a", module: "‸" })`, wanted: all },
    { text: `crm.records.list({ module: "Projects", fields: ["‸"] })`, wanted: fields },
    { text: `crm.records.list({ module: "Projects", fields: ["id", "‸"] })`, wanted: fields },
    { text: `crm.records.list({ module: "Projects", sort_by: "‸" })`, wanted: fields },
    { text: `getRecords(crm, { module: "Projects", fields: ["‸"] })`, wanted: fields },
    { text: `paginate(crm.records.list, { module: "Projects", fields: ["‸"] })`, wanted: fields },
    { text: `paginate(crm.records.list, { module: "Projects", sort_by: "‸" })`, wanted: fields },
    { text: `crm.records.create({ module: "Projects", body: { data: [{ ‸ }] } })`, wanted: fields },
    { text: "crm.records.list({ ‸ })", wanted: parametersOf("/{module}", "get") },
  ];
  for (const { text, wanted } of cases) {
    test(text, () => expect(editor.completions(text).toSorted()).toEqual(wanted.toSorted()));
  }
});

describe("mistakes are marked at their place, with the right name", () => {
  const meant = (name: string): string => `Did you mean to write '${name}'?`;
  const cases: { text: string; says: string }[] = [
    { text: `crm.records.list({ module: "Projects", fields: [«"Nme"»] })`, says: `Did you mean '"Name"'?` },
    { text: `crm.records.list({ module: "Projects", «sort_by»: "Efort" })`, says: `Did you mean '"Effort"'?` },
    { text: `getRecords(crm, { module: "Leads", fields: [«"Last_Nam"»] })`, says: `Did you mean '"Last_Name"'?` },
    { text: `paginate(crm.records.list, { module: "Projects", fields: [«"Nme"»] })`, says: `Did you mean '"Name"'?` },
    { text: `pages(crm.records.list, { module: "Projects", «sort_by»: "Nme" })`, says: `Did you mean '"Name"'?` },
    {
      text: `(await crm.records.list({ module: "Leads" })).data[0]?.«Compny_Size»`,
      says: "Did you mean 'Company_Size'?",
    },
    {
      text: `(await getRecords(crm, { module: "Leads" })).data[0]?.«Compny_Size»`,
      says: "Did you mean 'Company_Size'?",
    },
    {
      text: `for await (const lead of paginate(crm.records.list, { module: "Leads" })) lead.«Compny_Size»`,
      says: "Did you mean 'Company_Size'?",
    },
    {
      text: `crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe", «Compny_Size»: 5 }] } })`,
      says: meant("Company_Size"),
    },
    {
      text: `crm.records.update({ module: "Leads", id: "1", body: { data: [{ «Compny_Size»: 5 }] } })`,
      says: meant("Company_Size"),
    },
    {
      text: `crm.records.create({ module: "Leads", body: { data: [«{ Company_Size: 5 }»] } })`,
      says: "'Last_Name' is missing",
    },
    { text: `crm.records.list({ module: "Leads", «perpage»: 5 })`, says: meant("per_page") },
    { text: `getRecords(crm, { module: "Leads", «perpage»: 5 })`, says: meant("per_page") },
    { text: `paginate(crm.records.list, { module: "Leads", «perpage»: 5 })`, says: meant("per_page") },
    { text: "crm.records.list(«{}»)", says: "Property 'module' is missing" },
  ];
  for (const { text, says } of cases) {
    test(text, () => {
      const problems = editor.problems(text.replace(/[«»]/g, ""));
      expect(problems.map(({ marked }) => marked)).toEqual([text.replace(/^.*«|».*$/g, "")]);
      const [{ message } = { message: "" }] = problems;
      expect(message).toContain(says);
      expect(message.length).toBeLessThanOrEqual(230);
    });
  }
});
