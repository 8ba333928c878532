/**
 * The `@example` of every generated function works as printed: all of them compile as one strict program, and each
 * succeeds against an emulator that has the records it names.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as operations from "../../generated/operations/index.js";
import type { Emulator, Snapshot } from "../../src/emulator/index.js";
import { type CrmClient, createClient } from "../../src/index.js";
import type { Caller } from "../emulator/support/caller.js";
import { exampleOf, places } from "../emulator/support/described.js";
import { callersOf, createExampleEmulator, ExampleWorld, FILES, isObject } from "../emulator/support/example-world.js";
import { compileErrors } from "../support/package/compile.js";

const FOLDER = "generated/operations";

interface Example {
  operation: string;
  code: string;
}

/** The examples in the comments of the exported functions of a file. */
function examplesIn(text: string): Example[] {
  const source = ts.createSourceFile("operations.ts", text, ts.ScriptTarget.ES2022, true);
  return source.statements.filter(ts.isFunctionDeclaration).flatMap((declared) =>
    ts
      .getJSDocTags(declared)
      .filter(({ tagName }) => tagName.text === "example")
      .map(({ comment }) => ({
        operation: declared.name?.text ?? "",
        code: ts.getTextOfJSDocComment(comment) ?? "",
      })),
  );
}

const texts = await Promise.all((await readdir(FOLDER)).map((file) => readFile(join(FOLDER, file), "utf8")));
const examples = texts.flatMap(examplesIn);

let folder: string;
let emulator: Emulator;
let callers: ReadonlyMap<string, Caller>;
let crm: CrmClient;
let start: Snapshot;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zcrm-examples-"));
  for (const file of Object.values(FILES)) await writeFile(join(folder, file.name), file.stream());
  emulator = createExampleEmulator();
  callers = await callersOf(emulator);
  crm = createClient(emulator.clientOptions());
  start = emulator.snapshot();
});
afterAll(async () => {
  await crm.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

test("every operation of the description has one example", () => {
  const described = places.map(({ operation }) => operation);
  expect(examples.map(({ operation }) => operation).toSorted()).toEqual(described.toSorted());
});

test("all examples compile in a strict project", async () => {
  const functions = examples.map(
    ({ operation, code }) => `export async function ${operation}Example(crm: CrmClient): Promise<void> {\n${code}\n}\n`,
  );
  const names = examples.map(({ operation }) => operation);
  const program = join(folder, "examples.mts");
  await writeFile(
    program,
    `import type { CrmClient } from "zcrm";\nimport { ${names.join(", ")} } from "zcrm/operations";\n${functions.join("")}`,
  );
  const paths = { zcrm: [resolve("src/index.ts")], "zcrm/operations": [resolve(FOLDER, "index.ts")] };
  expect(compileErrors(folder, [program], { paths })).toEqual([]);
});

const AsyncFunction = (async () => {}).constructor as new (
  ...source: string[]
) => (...args: unknown[]) => Promise<void>;

/** Replaces the names of files with paths at which the files exist. */
const withFiles = (code: string): string =>
  Object.values(FILES).reduce(
    (done, { name }) => done.replaceAll(JSON.stringify(name), JSON.stringify(join(folder, name))),
    code,
  );

type Call = (...args: unknown[]) => Promise<unknown>;

/** Runs an example, and returns what its only call resolves to. */
async function resultOf(code: string): Promise<unknown> {
  const results: unknown[] = [];
  const recorded = Object.values(operations as Record<string, Call>).map((call) => async (...args: unknown[]) => {
    const result = await call(...args);
    results.push(result);
    return result;
  });
  await new AsyncFunction("crm", ...Object.keys(operations), code)(crm, ...recorded);
  expect(results).toHaveLength(1);
  return results[0];
}

/** The status of each row of a response. */
function rowStatuses(response: unknown): unknown[] {
  const rows = isObject(response) ? Object.values(response).filter(Array.isArray).flat() : [];
  return rows.filter(isObject).flatMap(({ status }) => (typeof status === "string" ? [status] : []));
}

for (const { operation, code } of examples) {
  test(`the example of ${operation} runs`, async () => {
    const place = places.find((candidate) => candidate.operation === operation);
    if (place === undefined) throw new Error(`the description does not have ${operation}`);
    const described = exampleOf(place);
    emulator.restore(start);
    const world = new ExampleWorld(emulator, callers);
    await world.prepare(operation);

    const response = await resultOf(world.named(withFiles(code)));

    expect(emulator.requests.at(-1)).toMatchObject({ operation, status: described.status });
    expect(response).not.toHaveProperty("error");
    expect(new Set(rowStatuses(response))).toEqual(new Set(rowStatuses(described.answer)));
  });
}
