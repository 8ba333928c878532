import { mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Schema } from "../../src/schema/schema.js";
import { changesOf } from "../../src/schema/types/changes.js";
import { apply, filesIn } from "../../src/schema/types/folder.js";
import { typesOf } from "../../src/schema/types/types-of.js";
import { writeTypes } from "../../src/schema/write-types.js";
import { fieldOf, type ModulePlan, organizationOf, valuesOf } from "../support/organization/organization.js";
import { withFiles } from "../support/scratch.js";
import { checked, errorsOf } from "./support/compiled.js";
import { schemaOfOrganization } from "./support/schema-of.js";

const named = (...names: string[]) => names.map((name) => fieldOf(name, "text"));
const rowsOf = (module: string) => fieldOf("Rows", "subform", { subform: { module } });
const many = (text: string) => valuesOf(Array.from({ length: 70 }, (_, index) => `${text} ${index}`));
const schemaOf = (...plans: ModulePlan[]): Schema => schemaOfOrganization(organizationOf(plans));

const before = schemaOf(
  { api_name: "Leads", fields: [...named("Name"), rowsOf("Visits"), fieldOf("Country", "picklist", many("Land"))] },
  { api_name: "Visits", fields: named("Place") },
  { api_name: "Project", fields: named("Title") },
  { api_name: "Old_Rows", fields: named("Text") },
  { api_name: "Old_Things", fields: [rowsOf("Old_Rows")] },
);
const after = schemaOf(
  // Its rows are those of a new module, whose file is written before.
  { api_name: "Leads", fields: [...named("Name", "City"), rowsOf("Zones")] },
  { api_name: "Zones", fields: [...named("Area"), fieldOf("Country", "picklist", many("Zone"))] },
  { api_name: "Visits", fields: [...named("Place"), rowsOf("Leads")] },
  // It takes the name of the other one's type.
  { api_name: "Projects", fields: named("Title") },
  { api_name: "Project", fields: named("Title") },
);

async function textsIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      paths.map(
        async (path): Promise<[string, string]> => [path.slice(folder.length + 1), await readFile(path, "utf8")],
      ),
    ),
  );
}

describe("writeTypes", () => {
  test("writes the schema and its types, and then only what changes", () =>
    withFiles({}, async (root) => {
      const out = join(root, "src/zoho");
      const first = await writeTypes(before, { out });
      expect(first).toEqual({
        written: [
          "picklists/Leads.ts",
          ...["Visits.ts", "Leads.ts", "Old_Rows.ts", "Old_Things.ts", "Project.ts", "index.ts", "schema.json"],
        ],
        unchanged: [],
        removed: [],
        unknown: [],
      });
      const texts = await textsIn(out);
      expect(JSON.parse(texts.get("schema.json") ?? "")).toEqual(JSON.parse(JSON.stringify(before)));
      expect(texts.get("schema.json")).toMatch(/^\{\n {2}"format": 1,\n[\s\S]*\n\}\n$/);
      expect(await writeTypes(before, { out })).toMatchObject({ written: [], removed: [], unchanged: first.written });
      const second = await writeTypes(after, { out });
      expect(second.removed).toEqual(["picklists/Leads.ts", "Old_Things.ts", "Old_Rows.ts"]);
      expect(second.unchanged).toEqual([]);
      expect([...(await textsIn(out))].toSorted()).toEqual(
        [...typesOf(after).files, ["schema.json", (await textsIn(out)).get("schema.json")]].toSorted(),
      );
    }));

  test("takes a checkout with other line ends for the same", () =>
    withFiles({}, async (out) => {
      await writeTypes(before, { out });
      for (const [path, text] of await textsIn(out)) await writeFile(join(out, path), text.replaceAll("\n", "\r\n"));
      expect(await writeTypes(before, { out })).toMatchObject({ written: [], removed: [] });
    }));

  test("keeps files of other people, and names those in the way before it writes anything", () =>
    withFiles({ "own.ts": "export const a = 1;", "picklists/own.ts": "export {};", "notes.md": "x" }, async (out) => {
      await writeTypes(before, { out });
      expect([...(await textsIn(out)).keys()]).toEqual(
        expect.arrayContaining(["own.ts", "picklists/own.ts", "notes.md"]),
      );
      await writeFile(join(out, "Projects.ts"), "export interface Mine {}\n");
      await writeFile(join(out, "schema.json"), '{ "$schema": "mine" }');
      const texts = await textsIn(out);
      await expect(writeTypes(after, { out })).rejects.toMatchObject({
        code: "FILE_IN_THE_WAY",
        message: expect.stringContaining(
          `${join(out, "Projects.ts")}, ${join(out, "schema.json")}: not written by zcrm pull`,
        ),
      });
      expect(await textsIn(out)).toEqual(texts);
    }));

  test("replaces a schema with conflict markers", () =>
    withFiles({}, async (out) => {
      await writeTypes(before, { out });
      const path = join(out, "schema.json");
      const text = await readFile(path, "utf8");
      await writeFile(path, text.replace('"leftOut"', '<<<<<<< ours\n"leftOut"'));
      expect(await writeTypes(before, { out })).toMatchObject({ written: ["schema.json"] });
      expect(await readFile(path, "utf8")).toBe(text);
    }));

  test("refuses a file in place of the folder, and a folder in place of a file", () =>
    withFiles({ file: "x" }, async (root) => {
      await expect(writeTypes(before, { out: join(root, "file") })).rejects.toMatchObject({ code: "FILE_IN_THE_WAY" });
      await mkdir(join(root, "out/Leads.ts"), { recursive: true });
      await expect(writeTypes(before, { out: join(root, "out") })).rejects.toThrow(join(root, "out/Leads.ts"));
      expect(await readdir(join(root, "out"))).toEqual(["Leads.ts"]);
    }));

  test("does not write where a link leads", () =>
    withFiles({ "elsewhere.ts": "// Written by `zcrm pull`. An older text.\n" }, async (root) => {
      const out = join(root, "out");
      await mkdir(out);
      await symlink(join(root, "elsewhere.ts"), join(out, "Leads.ts"));
      await writeTypes(before, { out });
      expect(await readFile(join(root, "elsewhere.ts"), "utf8")).toContain("An older text.");
      expect(await readFile(join(out, "Leads.ts"), "utf8")).toContain("export interface Lead ");
    }));

  test("removes what an interrupted run left, and an empty folder of lists", () =>
    withFiles({}, async (out) => {
      await writeTypes(before, { out });
      await writeFile(join(out, "Leads.ts.0000.zcrm-partial"), "half");
      await writeFile(join(out, "picklists/Leads.ts.0000.zcrm-partial"), "half");
      await writeTypes(schemaOf({ api_name: "Leads", fields: named("Name") }), { out });
      expect((await readdir(out)).toSorted()).toEqual(["Leads.ts", "index.ts", "schema.json"]);
    }));

  test("leaves files that everybody may read, as other files of a project", () =>
    withFiles({}, async (out) => {
      await writeTypes(before, { out });
      expect((await stat(join(out, "Leads.ts"))).mode & 0o777).toBe(0o666 & ~process.umask());
    }));
});

test("the folder compiles after every single step from one state to another", () =>
  withFiles({}, async (out) => {
    const states = new Map<string, string>();
    let steps = 0;
    for (const schema of [before, after, before]) {
      const { files } = typesOf(schema);
      for (const change of changesOf(files, await filesIn(out, files.keys()))) {
        await apply(out, change);
        steps += 1;
        const place = `${steps} ${change.kind} ${change.path.replace("/", " ")}/`;
        for (const [path, text] of checked(await textsIn(out), place)) states.set(path, text);
      }
      expect(await textsIn(out)).toEqual(files);
    }
    expect(steps).toBeGreaterThan(20);
    // One program with a folder for each state: most of the time is for what all of them import.
    expect(errorsOf(states)).toEqual([]);
  }));
