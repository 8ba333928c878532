/** The hovers of an editor: a short signature, and documentation. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operationIds } from "../../support/description.js";
import { type Editor, openEditor } from "../../support/package/language-service.js";
import { packedPackage, type ScratchProject } from "../../support/package/packed-package.js";

const PRELUDE = `
import { createClient, isCrmError, type Lead } from "zcrm";
const crm = createClient({ clientId: "a", clientSecret: "b", refreshToken: "c" });`;

let scratch: ScratchProject;
let editor: Editor;
beforeAll(async () => {
  scratch = await packedPackage();
  editor = await openEditor(scratch, PRELUDE);
});
afterAll(() => scratch?.remove());

describe("hover", () => {
  const cases = [
    { on: "a list of whole rows", text: `crm.records.l‸ist({ module: "Leads", per_page: 5 })`, most: 125 },
    {
      on: "a list narrowed by two fields",
      text: `crm.records.l‸ist({ module: "Leads", fields: ["Last_Name", "Email"] })`,
      most: 185,
    },
    { on: "a get", text: `crm.records.g‸et({ module: "Leads", id: "1" })`, most: 130 },
    {
      on: "a create",
      text: `crm.records.c‸reate({ module: "Leads", body: { data: [{ Last_Name: "Doe" }] } })`,
      most: 110,
    },
  ];
  for (const { on, text, most } of cases) {
    test(`${on} is short and documented`, () => {
      const { signature, documentation } = editor.hover(text);
      expect(signature).toMatch(/^\(method\) /);
      expect(signature.length).toBeLessThanOrEqual(most);
      expect(documentation.length).toBeGreaterThanOrEqual(100);
      expect(documentation.length).toBeLessThanOrEqual(400);
    });
  }

  test("a result shows as the name of its type", () => {
    const results = [
      { text: `const pa‸ge = await crm.records.list({ module: "Leads" })`, wanted: "const page: RecordList<Lead>" },
      {
        text: `const o‸ne = await crm.records.get({ module: "Leads", id: "1" })`,
        wanted: "const one: Found<Lead> | undefined",
      },
      {
        text: `const ma‸de = await crm.records.create({ module: "Leads", body: { data: [] } })`,
        wanted: "const made: MultiStatus",
      },
      { text: "const ro‸les = await crm.roles.list()", wanted: "const roles: RoleList" },
      {
        text: `const fi‸le = await crm.files.download({ id: "1" })`,
        wanted: "const file: Download | undefined",
      },
    ];
    for (const { text, wanted } of results) {
      expect(editor.hover(text).signature).toBe(wanted);
      expect(wanted.length).toBeLessThanOrEqual(35);
    }
  });

  test("a field shows its type", () => {
    const on = (name: string) => editor.hover(`declare const lead: Lead; lead.${name}`).signature;
    expect(on("Last_‸Name")).toBe("(property) Lead.Last_Name: string");
    expect(on("Em‸ail")).toBe("(property) Lead.Email: string | null");
    for (const name of ["Compa‸ny", "Pho‸ne", "Ci‸ty"]) expect(on(name).length).toBeLessThanOrEqual(40);
  });

  test("members of several types have the same documentation in each", () => {
    const company = "Company that the person works for.";
    const shown = [
      { text: "declare const lead: Lead; lead.Comp‸any", wanted: company },
      { text: `declare const lead: import("zcrm").LeadUpdate; lead.Comp‸any`, wanted: company },
      {
        text: `crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe", Comp‸any: "Acme" }] } })`,
        wanted: company,
      },
      { text: `crm.records.list({ mod‸ule: "Leads" })`, wanted: "Module, such as `Leads`." },
      { text: `crm.notes.list({ per_‸page: 5 })`, wanted: "Items per page, at most 200." },
    ];
    for (const { text, wanted } of shown) expect(editor.hover(text).documentation).toContain(wanted);
    expect(editor.hover(`crm.notes.list({ per_‸page: 5 })`).tags).toBe("200");
  });

  test("every call of a group has 100 to 400 characters of documentation", () => {
    const groups = editor.completions("crm.‸").filter((name) => !["raw", "tokens", "credits", "close"].includes(name));
    const names = editor.completionLists(groups.map((group) => `crm.${group}.‸;`).join("\n"));
    const calls = groups.flatMap((group, index) => names[index]?.map((name) => `crm.${group}.${name}`) ?? []);
    expect(calls).toHaveLength(operationIds.length);
    const hovers = editor.hovers(calls.map((call) => `${call}‸;`).join("\n"));
    const lengths = hovers.map(({ documentation }, index) => [calls[index], documentation.length] as const);
    expect(lengths.filter(([, length]) => length < 100 || length > 400)).toEqual([]);
  });

  test("every free function has at least 100 characters of documentation", () => {
    const hovers = editor.hovers(`import { ${operationIds.map((id) => `${id}‸`).join(", ")} } from "zcrm/operations";`);
    expect(hovers).toHaveLength(operationIds.length);
    const lengths = hovers.map(
      ({ documentation, tags }, index) => [operationIds[index], documentation.length + tags.length] as const,
    );
    expect(lengths.filter(([, length]) => length < 100)).toEqual([]);
  });
});

test("a check of the kind of an error narrows its type", () => {
  const caught = `try {} catch (error) { if (isCrmError(error, "RateLimit")) { error.retry‸After; } }`;
  expect(editor.hover(caught).signature).toMatch(/^\(property\) RateLimitError\.retryAfter: number \| undefined$/);
});
