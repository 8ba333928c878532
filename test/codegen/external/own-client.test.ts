/** The client that an overlay on the package's own description gives, as a program uses it. */
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { compileErrors } from "../../support/package/compile.js";
import { generating } from "./generating.js";

const OVERLAY = {
  overlay: "1.0.0",
  info: { title: "Mine", version: "1" },
  actions: [
    {
      target: "$.components.schemas.Lead",
      update: { properties: { Budget: { type: "number", description: "Budget." } } },
    },
    {
      target: "$.components.schemas",
      update: {
        Vehicle: {
          type: "object",
          "x-module": "Vehicles",
          properties: { id: { type: "string" }, Plate: { type: "string" } },
        },
      },
    },
  ],
};

const PROGRAM = `\
import { createClient, pages, paginate } from "zcrm";
import { bindGroups } from "./out/client.js";
import { getRecords } from "./out/operations/index.js";
const crm = createClient();
const own = bindGroups(crm);
export async function walk(): Promise<void> {
  for await (const deal of paginate(own.records.list, { module: "Deals", sort_by: "Amount" })) {
    deal.Stage.toUpperCase();
    deal.Amuont; // wrong
  }
  for await (const lead of paginate(own.records.list, { module: "Leads", fields: ["Budget", "Company"], sort_by: "Budget" })) {
    lead.Budget?.toFixed();
    lead.Email; // wrong
  }
  paginate(own.records.list, { module: "Leads", fields: ["Bugdet"] }); // wrong
  paginate(own.records.list, { module: "Leads", sort_by: "Bugdet" }); // wrong
  for await (const { data } of pages(own.records.search, { module: "Vehicles", word: "a" })) data[0]?.Plate.toUpperCase();
  for await (const row of paginate(own.records.list, { module: "Others" })) row.anything;
  for await (const user of paginate(own.users.list, {})) user.nope; // wrong
  for await (const lead of paginate(own.records.list, { module: "Leads" })) lead.Added.toUpperCase();
}
/** The modules that \`augmentation.d.ts\` merges, with the package's client as well as the program's own groups. */
export async function merged(): Promise<void> {
  (await own.records.list({ module: "Accounts" })).data[0]?.Nickname.toUpperCase();
  (await own.records.list({ module: "Accounts" })).data[0]?.Website; // wrong
  (await getRecords(crm, { module: "Accounts", fields: ["Nickname"] })).data[0]?.Nickname.toUpperCase();
  (await getRecords(crm, { module: "Accounts" })).data[0]?.Website; // wrong
  (await own.records.list({ module: "Projects" })).data[0]?.id.toUpperCase();
  for await (const account of paginate(own.records.list, { module: "Accounts" })) account.Nickname.toUpperCase();
  // They are not the package's.
  (await crm.records.list({ module: "Accounts" })).data[0]?.Website?.toUpperCase();
}
/** An organization, with the package's client as well as the program's own groups. */
interface Org { Vehicles: { read: { id: string; Doors: number } } }
export async function ofOrganization(): Promise<void> {
  const org = createClient<Org>();
  const groups = bindGroups<Org>(org);
  (await groups.records.list({ module: "Vehicles", sort_by: "Doors" })).data[0]?.Doors.toFixed();
  (await groups.records.list({ module: "Vehicles" })).data[0]?.Plate; // wrong
  (await getRecords(org, { module: "Vehicles" })).data[0]?.Doors.toFixed();
  (await getRecords(org, { module: "Vehicles", sort_by: "Plate" })); // wrong
  for await (const vehicle of paginate(groups.records.list, { module: "Vehicles" })) vehicle.Doors.toFixed();
  (await groups.records.list({ module: "Leads" })).data[0]?.Budget?.toFixed();
  (await groups.coql.query({ body: { select_query: "select id from Leads" } })).data[0]?.id.toUpperCase();
}
`;

test("its walks have the rows that the package's have, with the overlay's modules and fields", () =>
  generating({ "mine.json": OVERLAY }, { overlays: ["mine.json"] }, async (out, run) => {
    await run();
    // The comments say how a program adds fields, and replaces modules.
    const modules = await readFile(join(out, "modules.ts"), "utf8");
    const added = [...modules.matchAll(/@example\n(.*?) \*\//gs)]
      .map(([, example = ""]) => example.replaceAll(/^ \* ?/gm, ""))
      .join("")
      .replaceAll("Budget", "Added")
      .replaceAll("number | null", "string")
      .replaceAll("Leads: {", "Accounts: {");
    expect(added).toContain('declare module "./out/models.js"');
    expect(added).toContain('declare module "./out/modules.js"');
    const types = [
      "MyLead { id: string; Nickname: string }",
      "NewMyLead {}",
      "MyLeadUpdate {}",
      "Project { id: string }",
    ]
      .concat("NewProject {}", "ProjectUpdate {}")
      .map((type) => `interface ${type}\n`)
      .join("");
    const [program, augmentation] = [join(out, "../program.ts"), join(out, "../augmentation.d.ts")];
    await writeFile(augmentation, added + types);
    await writeFile(program, PROGRAM);
    const errors = compileErrors(join(out, ".."), [program, augmentation], {
      paths: { zcrm: [resolve("src/index.ts")], "zcrm/runtime": [resolve("src/core/operation.ts")] },
      lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
    });
    const wrong = PROGRAM.split("\n").flatMap((line, index) => (line.endsWith("// wrong") ? [index + 1] : []));
    expect(errors.map((error) => error.split(" ")[0])).toEqual(wrong.map((line) => `program.ts:${line}`));
  }));
