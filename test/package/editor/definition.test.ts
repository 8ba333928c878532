/** "Go to definition" leads into the installed sources, by the maps of the declarations; for models, to the declarations. */
import { access, readFile } from "node:fs/promises";
import { SourceMap } from "node:module";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Editor, openEditor } from "../../support/package/language-service.js";
import { packedPackage, type ScratchProject } from "../../support/package/packed-package.js";

const PRELUDE = `
import { createClient, type Lead } from "zcrm";
const crm = createClient({ clientId: "a", clientSecret: "b", refreshToken: "c" });`;

let scratch: ScratchProject;
let editor: Editor;
beforeAll(async () => {
  scratch = await packedPackage();
  editor = await openEditor(scratch, PRELUDE);
});
afterAll(() => scratch?.remove());

describe("go to definition", () => {
  const cases = [
    {
      from: "a grouped call",
      text: `crm.records.l‸ist({ module: "Leads" })`,
      file: "operations/records.ts",
      line: /^ +list</,
    },
    {
      from: "a free function",
      text: `import { getRec‸ords } from "zcrm/operations";`,
      file: "operations/records.ts",
      line: /^export async function getRecords</,
    },
    {
      from: "a parameter",
      text: `crm.records.list({ mod‸ule: "Leads" })`,
      file: "operations/records.ts",
      line: /^ +module: M;/,
    },
    { from: "a group", text: "crm.rec‸ords", file: "client.ts", line: /^ +readonly records: RecordsOperationsIn<R>;/ },
  ];
  for (const { from, text, file, line } of cases) {
    test(`from ${from} leads to its source`, async () => {
      const found = await source(editor.definition(text));
      expect(found.file).toBe(join("node_modules/zcrm/dist/sources/generated", file));
      expect(found.line).toMatch(line);
    });
  }

  const models = [
    { from: "a field", text: "declare const lead: Lead; lead.Last_‸Name", line: /Last_Name:string$/ },
    { from: "a model", text: "declare const lead: Le‸ad;", line: /export interface Lead / },
  ];
  for (const { from, text: written, line } of models) {
    test(`from ${from} leads to its declaration`, async () => {
      const { fileName, start } = editor.definition(written);
      expect(relative(scratch.folder, fileName)).toBe("node_modules/zcrm/dist/models.d.cts");
      await expect(access(`${fileName}.map`)).rejects.toThrow("ENOENT");
      const text = await readFile(fileName, "utf8");
      expect(text.split("\n")[text.slice(0, start).split("\n").length - 1]).toMatch(line);
    });
  }
});

/** Follows the map of a declaration file to the source line, as an editor does. */
async function source({
  fileName,
  start,
}: {
  fileName: string;
  start: number;
}): Promise<{ file: string; line: string }> {
  const before = (await readFile(fileName, "utf8")).slice(0, start).split("\n");
  const map = new SourceMap(JSON.parse(await readFile(`${fileName}.map`, "utf8")));
  const entry = map.findEntry(before.length - 1, before.at(-1)?.length ?? 0);
  if (!("originalSource" in entry)) throw new Error(`${fileName} has no map for ${before.at(-1)}`);
  const original = join(dirname(fileName), entry.originalSource);
  const lines = (await readFile(original, "utf8")).split("\n");
  return { file: relative(scratch.folder, original), line: lines[entry.originalLine] ?? "" };
}
