import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { emitApi, exampleOf, withTable } from "../../../codegen/legacy/emit.js";
import { callName, OLD_CALLS } from "../../../src/legacy/old-calls.js";

test("the committed interface and guide match the table of old calls", async () => {
  expect(await readFile("src/legacy/api.ts", "utf8")).toBe(emitApi(OLD_CALLS));
  const guide = await readFile("MIGRATION.md", "utf8");
  expect(guide).toBe(withTable(guide, OLD_CALLS));
});

test("the guide's table has a row for each replacement of each of the 30 calls", async () => {
  const guide = await readFile("MIGRATION.md", "utf8");
  const rows = [...guide.matchAll(/^\| `API\.(\w+\.\w+)\(.*?`crm\.(\w+\.\w+)\(/gm)].map(([, old, typed]) => [
    old,
    typed,
  ]);
  expect(rows).toEqual(OLD_CALLS.flatMap((call) => call.replacedBy.map(({ method }) => [callName(call), method])));
  expect(new Set(rows.map(([old]) => old)).size).toBe(30);
});

test("every input of a call has a replacement", () => {
  for (const call of OLD_CALLS) expect(call.replacedBy.at(-1)?.given, callName(call)).toBeUndefined();
});

test("an example shows the input that its replacement is for", () => {
  const post = OLD_CALLS.find((call) => callName(call) === "MODULES.post");
  const examples = post?.replacedBy.map((replacement) => exampleOf(post, replacement));
  expect(examples).toEqual([
    { old: 'API.MODULES.post({ module, body, id: "upsert" })', typed: "crm.records.upsert({ module, body })" },
    { old: "API.MODULES.post({ module, body })", typed: "crm.records.create({ module, body })" },
  ]);
});

test("a guide without the comments around the table is an error", () => {
  expect(() => withTable("# A guide\n", OLD_CALLS)).toThrow("MIGRATION.md lacks the comments");
});
