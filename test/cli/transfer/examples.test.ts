/** Every example in the help of the two commands runs as it is. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { exportCommand } from "../../../src/cli/export/export.js";
import { importCommand } from "../../../src/cli/import/import.js";
import { type Mover, mover } from "../../support/transfer.js";

const examplesIn = (help: string): string[] =>
  help.split("\n").flatMap((line) => /^ {2}(zcrm (?!.*FILE).*)$/.exec(line)?.[1] ?? []);

const EXAMPLES = [...examplesIn(exportCommand.help("export")), ...examplesIn(importCommand.help("import"))];

let user: Mover;
beforeAll(async () => {
  user = await mover(450);
});
afterAll(() => user?.[Symbol.asyncDispose]());
beforeEach(() => user.emulator.faults.clear());

const DENIED = {
  status: 403,
  body: { code: "NO_PERMISSION", details: {}, message: "permission denied", status: "error" },
};

/** What must have happened before an example. */
async function prepare(line: string): Promise<void> {
  await user.shell("rm -rf *");
  const isExport = line.startsWith("zcrm export");
  if (!isExport || line.includes("import")) {
    const rows = Array.from({ length: 250 }, (_, index) => `Doe,${Date.now()}.${index}@example.com\n`);
    await user.write("leads.csv", `Last_Name,Email\n${rows.join("")}`);
  }
  if (!line.includes("--resume")) return;
  const operation = isExport ? "coql.query" : "records.create";
  user.emulator.faults.add({ operation, nth: 2, times: 100, ...DENIED });
  const stopped = await user.shell(line.replace(" --resume", ""));
  expect(stopped).toMatchObject({ code: 2, stderr: expect.stringContaining(line) });
  user.emulator.faults.clear();
}

test("there are examples", () => {
  expect(EXAMPLES.length).toBeGreaterThan(7);
});

test.each(EXAMPLES)("%s", async (line) => {
  await prepare(line);
  const { code, stderr } = await user.shell(`set -o pipefail; ${line}`);
  expect(stderr).not.toMatch(/zcrm (import|export):|Error/);
  // The reader of the output may have ended first.
  expect(line.includes("| head") ? [0, 141] : [0]).toContain(code);
});
