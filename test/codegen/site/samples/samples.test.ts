/**
 * Every code sample of every operation works as printed: the typed programs and the `@example` of each generated
 * function compile as one strict program; and these, the old calls and the command lines of `curl` succeed against an
 * emulator that has the records they name.
 */
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as operations from "../../../../generated/operations/index.js";
import type { Emulator, Snapshot } from "../../../../src/emulator/index.js";
import { type CrmClient, createClient } from "../../../../src/index.js";
import { createLegacyClient, type LegacyClient } from "../../../../src/legacy/client.js";
import { callName, OLD_CALLS } from "../../../../src/legacy/old-calls.js";
import { accessToken, type Caller } from "../../../emulator/support/caller.js";
import { exampleOf, placeOf, places } from "../../../emulator/support/described.js";
import {
  callersOf,
  ExampleWorld,
  FILES,
  isObject,
  startExampleEmulator,
} from "../../../emulator/support/example-world.js";
import { compileErrors } from "../../../support/package/compile.js";
import { type PrintedSample, printedSamples } from "./printed-samples.js";
import { type Printed, runCurlLine, runFunctionExample, runOldCall, runTypedProgram } from "./run-sample.js";

const samples = await printedSamples();
const ofKind = (kind: PrintedSample["kind"]) => samples.filter((sample) => sample.kind === kind);

let folder: string;
let emulator: Emulator;
let callers: ReadonlyMap<string, Caller>;
let crm: CrmClient;
let old: LegacyClient;
let token: string;
let start: Snapshot;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zcrm-samples-"));
  emulator = await startExampleEmulator();
  callers = await callersOf(emulator);
  token = await accessToken(emulator);
  crm = createClient(emulator.clientOptions());
  old = await createLegacyClient().initialize({
    client_id: emulator.clientId,
    client_secret: emulator.clientSecret,
    redirect_url: "http://localhost",
    refresh_token: emulator.refreshToken,
    mysql_module: "local",
    iamurl: emulator.accountsUrl,
    base_url: emulator.apiUrl,
  });
  // Both clients have their tokens before the state to which each sample returns.
  await Promise.all([crm.organization.get(), old.API.ORG.get()]);
  start = emulator.snapshot();
});
afterAll(async () => {
  await crm?.close();
  await emulator?.close();
  await rm(folder, { recursive: true });
});

describe("the samples are complete", () => {
  const described = places.map(({ operation }) => operation).toSorted();

  test.each(["function", "typescript", "curl"] as const)("every operation of the description has one: %s", (kind) => {
    expect(
      ofKind(kind)
        .map(({ operation }) => operation)
        .toSorted(),
    ).toEqual(described);
  });

  test("every old call has a sample for each typed call that replaces it", () => {
    const called = ofKind("old").map(({ code }) => /API\.(\w+\.\w+)\(/.exec(code)?.[1] ?? code);
    expect(called.toSorted()).toEqual(
      OLD_CALLS.flatMap((call) => call.replacedBy.map(() => callName(call))).toSorted(),
    );
  });
});

test("all typed samples compile in a strict project", async () => {
  const programs = ofKind("typescript").map(({ operation, code }) => [`${operation}.mts`, code] as const);
  const functions = ofKind("function").map(
    ({ operation, code }) => `export async function ${operation}Example(crm: CrmClient): Promise<void> {\n${code}\n}\n`,
  );
  const imports = `import type { CrmClient } from "zcrm";\nimport * as operations from "zcrm/operations";\n`;
  const names = `const { ${Object.keys(operations).join(", ")} } = operations;\n`;
  const files = [...programs, ["functions.mts", imports + names + functions.join("")] as const];
  const source = join(folder, "programs");
  await mkdir(source);
  await Promise.all(files.map(([name, code]) => writeFile(join(source, name), code)));
  const paths = { zcrm: [resolve("src/index.ts")], "zcrm/operations": [resolve("generated/operations/index.ts")] };
  const written = files.map(([name]) => join(source, name));
  expect(compileErrors(source, written, { paths })).toEqual([]);
});

/** The status of each row of a response. */
function rowStatuses(response: unknown): unknown[] {
  const rows = isObject(response) ? Object.values(response).filter(Array.isArray).flat() : [];
  return rows.filter(isObject).flatMap(({ status }) => (typeof status === "string" ? [status] : []));
}

/** Responses that differ from that of the description, because an old call sends other values. */
const STATUSES: Readonly<Record<string, number>> = {
  // Nothing is deleted permanently until 60 days have passed.
  "MODULES.getPermanentlyDeletedRecords": 204,
};

const counts = `${ofKind("typescript").length} programs, ${ofKind("old").length} old calls, ${ofKind("curl").length} curl lines`;

describe(`a sample runs: ${counts}`, () => {
  test.each(samples)("$title", async (sample) => {
    const { operation, kind, code } = sample;
    const described = exampleOf(placeOf(operation));
    emulator.restore(start);
    const world = new ExampleWorld(emulator, callers);
    await world.prepare(operation);
    const own = await mkdtemp(join(folder, "sample-"));
    const file = FILES[operation];
    if (file !== undefined) await writeFile(join(own, file.name), file.stream());
    const before = emulator.requests.length;

    const printed = await runSample({ ...sample, code: world.named(code) }, own);

    const [name = ""] = Object.keys(STATUSES).filter((call) => code.includes(call));
    const sent = emulator.requests.slice(before);
    expect(sent).toMatchObject([{ operation, status: STATUSES[name] ?? described.status }]);
    expect(new Set(rowStatuses(sent[0]?.response?.body))).toEqual(new Set(rowStatuses(described.answer)));
    if (kind === "function") return;
    expect(printed.errors).toEqual([]);
    const type = new Headers(sent[0]?.response?.headers).get("content-type");
    if (type !== null && !type.includes("json")) expect(await savedSizes(own)).toEqual([expect.any(Number)]);
    else if (/console\.log|^curl/m.test(code)) expect(printed.lines).not.toEqual([]);
  });
});

function runSample(sample: PrintedSample, own: string): Promise<Printed> {
  switch (sample.kind) {
    case "function":
      return runFunctionExample(sample.code, crm, own);
    case "typescript":
      return runTypedProgram(sample.code, crm, own);
    case "old":
      return runOldCall(sample.code, old, own);
    case "curl":
      return runCurlLine(sample.code, { emulator, token, folder: own });
  }
}

/** The sizes of the files that a sample has saved, if they are not empty. */
async function savedSizes(own: string): Promise<number[]> {
  const names = (await readdir(own)).filter((name) => !name.startsWith("."));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(own, name))).size));
  return sizes.filter((size) => size > 0);
}
