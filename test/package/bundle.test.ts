/** What a bundler puts into a program that uses the installed package: what it calls, and nothing else. */
import { readFile } from "node:fs/promises";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packedPackage, type ScratchProject } from "../support/packed-package.js";

let scratch: ScratchProject;
beforeAll(async () => {
  scratch = await packedPackage();
});
afterAll(() => scratch?.remove());

const description: { paths: Record<string, Record<string, { operationId?: string }>> } = JSON.parse(
  await readFile("generated/openapi.json", "utf8"),
);
const operationIds = Object.values(description.paths)
  .flatMap((path) => Object.values(path))
  .flatMap(({ operationId }) => operationId ?? []);

/** The program in one minified text, as it would be sent to another machine. */
async function bundle(program: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: scratch.folder, loader: "js" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  return outputFiles.map(({ text }) => text).join("");
}

/** The operations that a bundle holds, told by what each says of itself. */
const operationsIn = (text: string): string[] => operationIds.filter((id) => text.includes(`{id:"${id}"`));

/** Calls free functions on a client that is given. */
const calling = (...names: readonly string[]): string =>
  `import { ${names.join(", ")} } from "zcrm/operations"; export const used = [${names.join(", ")}];`;

test("one free function brings itself and the runtime, and not the other 136", async () => {
  const one = await bundle(calling("getRecords"));
  expect(operationsIn(one)).toEqual(["getRecords"]);
  expect(one.length).toBeLessThan(8_000);
  const two = await bundle(calling("getRecords", "searchRecords"));
  expect(operationsIn(two)).toEqual(["getRecords", "searchRecords"]);
  expect(two.length - one.length).toBeLessThan(600);
  const all = await bundle(`import * as all from "zcrm/operations"; export const used = Object.values(all);`);
  expect(operationsIn(all)).toHaveLength(137);
  expect(all.length).toBeGreaterThan(2 * one.length);
});

test("a client brings its groups, but neither the emulator nor the old client", async () => {
  const client = await bundle(`import { createClient } from "zcrm"; export const crm = createClient();`);
  expect(operationsIn(client)).toHaveLength(137);
  expect(client).not.toContain("startEmulator");
  expect(client).not.toContain("ZCRMRestClient");
  expect(client.length).toBeLessThan(110_000);
});

test("an import that is not used brings nothing", async () => {
  for (const entry of ["zcrm", "zcrm/operations", "zcrm/emulator"]) {
    expect((await bundle(`import * as unused from "${entry}"; export const nothing = 1;`)).length).toBeLessThan(100);
  }
});
