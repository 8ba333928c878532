/** Programs over pulled types, as the compiler of their authors sees them. */
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { typesOf } from "../../../src/schema/types/types-of.js";
import { smallOrganization } from "../../support/organization/small-organization.js";
import { errorsOf, programOf } from "../support/compiled.js";
import { schemaOfOrganization } from "../support/schema-of.js";

const { files } = typesOf(schemaOfOrganization(smallOrganization));
const zoho = [...files].map(([path, text]) => [`zoho/${path}`, text] as const);

/** The client of an organization, and what the lines below use. */
const PRELUDE = `
import { createClient } from "zcrm";
import type { Org } from "./zoho/index.js";
const crm = createClient<Org>();
const [lead] = (await crm.records.list({ module: "Leads" })).data;
if (!lead) throw new Error();
const create = (data: Org["Leads"]["create"]) => crm.records.create({ module: "Leads", body: { data: [data] } });
const update = (body: Org["Leads"]["update"]) =>
  crm.records.update({ module: "Leads", id: "1", body: { data: [body] } });
`;

describe("createClient<Org>()", () => {
  test("knows the organization's modules and fields", () => {
    const program = `${PRELUDE}
      import type { Lead } from "./zoho/Leads.js";
      import type { Project } from "./zoho/Projects.js";
      import { paginate } from "zcrm";
      export const projects: Project[] = (await crm.records.list({ module: "Projects" })).data;
      for await (const project of paginate(crm.records.list, { module: "Projects", fields: ["Budget"] }))
        console.log(project.Budget?.toFixed(2), project.id);
      const row: Lead = lead;
      const score: number | undefined = row.Subform_2[0]?.Score;
      const linked: string | undefined = row.Jobs[0]?.Jobs?.id;
      const source = row.Lead_Source === "Cold Call";
      console.log(score, linked, source, row["Revenue(First_Touch)"]?.toFixed(), row.$converted, row.$approved);
      await create({ Last_Name: "Doe", Lead_Source: "Cold Call", Account: { id: "1" }, Languages: ["Français"] });
      await create({ Last_Name: "Doe", Lead_Source: "A value that Zoho may know", Subform_2: [{ Score: 5 }] });
      await update({ Email: null, Jobs: [{ id: "2", _delete: null }], Owner: "3" });
      // Other modules are open, and standard ones that were not pulled are as ever.
      console.log((await crm.records.list({ module: "Elsewhere" })).data[0]?.Whatever);
      console.log((await crm.records.list({ module: "Vendors" })).data[0]?.Vendor_Name);
    `;
    expect(errorsOf(new Map([...zoho, ["program.ts", program]]))).toEqual([]);
  });

  test("works for an organization that is merged into the package", () => {
    const program = `
      import { createClient, type RecordOf } from "zcrm";
      import type { Org } from "./zoho/index.js";
      declare module "zcrm" {
        interface OrganizationModules extends Org {}
      }
      const crm = createClient();
      export const budget: number | null | undefined = (await crm.records.list({ module: "Projects" })).data[0]?.Budget;
      export const source = (lead: RecordOf<"Leads">): string => lead.Last_Name;
      // @ts-expect-error this organization has no such field
      export const company = (lead: RecordOf<"Leads">): unknown => lead.Company;
    `;
    expect(errorsOf(new Map([...zoho, ["program.ts", program]]))).toEqual([]);
  });

  const WRONG: readonly (readonly [line: string, marked: string, message: RegExp])[] = [
    ["lead.Company;", "Company", /'Company' does not exist on type 'Lead'/],
    ["lead.Last_Nam;", "Last_Nam", /Did you mean 'Last_Name'/],
    ['await create({ Last_Name: "A", Emial: "a@example.com" });', "Emial", /Did you mean to write 'Email'/],
    ["await create({});", "{}", /'Last_Name' is missing/],
    ["await update({ Last_Name: null });", "Last_Name", /'null' is not assignable to type 'string'/],
    ['await create({ Last_Name: "A", Days_Open: 3 });', "Days_Open", /'Days_Open' does not exist/],
    ['await create({ Last_Name: "A", Candidate_No: "3" });', "Candidate_No", /'Candidate_No' does not exist/],
    ['await create({ Last_Name: "A", Created_Time: "now" });', "Created_Time", /'Created_Time' does not exist/],
    ["await update({ Subform_2: [{ Scor: 1 }] });", "Scor", /'Scor' does not exist|Did you mean/i],
    ['await update({ Subform_2: [{ Score: "1" }] });', "Score", /'string' is not assignable to type 'number'/],
    ['await create({ Last_Name: "A", External_Number: 12 });', "External_Number", /'number' is not assignable/],
    ["lead.Interview_Date;", "Interview_Date", /does not exist on type 'Lead'/],
    ['await crm.records.list({ module: "Leads", fields: ["Company"] });', '"Company"', /is not assignable/],
    ['await crm.records.list({ module: "Projects", sort_by: "Bugdet" });', "sort_by", /Did you mean '"Budget"'/],
  ];

  test("rejects what the organization lacks, at its place", () => {
    const lines = WRONG.map(([line]) => line);
    const text = `${PRELUDE}${lines.join("\n")}\nexport {};\n`;
    const program = programOf(new Map([...zoho, ["program.ts", text]]));
    const found = program.getSemanticDiagnostics(program.getSourceFile("/project/program.ts"));
    const first = PRELUDE.split("\n").length - 1;
    const reported = lines.map((_, index) => {
      const [one] = found.filter(
        ({ file, start = 0 }) => file?.getLineAndCharacterOfPosition(start).line === first + index,
      );
      return [
        text.slice(one?.start, (one?.start ?? 0) + (one?.length ?? 0)),
        one && ts.flattenDiagnosticMessageText(one.messageText, "\n"),
      ];
    });
    expect(reported).toEqual(WRONG.map(([, marked, message]) => [marked, expect.stringMatching(message)]));
    expect(found.length).toBe(WRONG.length);
  });
});
