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
const own = bindGroups(createClient());
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
`;

test("its walks have the rows that the package's have, with the overlay's modules and fields", () =>
  generating({ "mine.json": OVERLAY }, { overlays: ["mine.json"] }, async (out, run) => {
    await run();
    // The comment of the registry says how a program adds to the modules.
    const modules = await readFile(join(out, "modules.ts"), "utf8");
    const [, example = ""] = /@example\n(.*?) \*\//s.exec(modules) ?? [];
    const added = example
      .replaceAll(/^ \* ?/gm, "")
      .replaceAll("Budget", "Added")
      .replaceAll("number | null", "string");
    expect(added).toContain('declare module "./out/models.js"');
    const types = "interface Project { id: string }\ninterface NewProject {}\ninterface ProjectUpdate {}\n";
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
