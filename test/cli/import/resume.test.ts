/** An import that is stopped continues, and writes nothing twice. */
import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { type Mover, mover } from "../../support/transfer.js";

const csvOf = (rows: number, bad: number): string =>
  `Last_Name,Email,Birthday\n${Array.from({ length: rows }, (_, index) => `Doe,d${index}@example.com,${index % bad === 3 ? "1.2.2026" : "2026-02-01"}\n`).join("")}`;

/** Starts an import, and waits until some of its rows were sent, and others are held. */
async function held(user: Mover, rows: number, delay: number) {
  await user.write("leads.csv", csvOf(rows, 100));
  user.emulator.faults.add({ operation: "records.create", nth: 4, times: 100, delay });
  const command = user.start("import", "Leads", "leads.csv");
  command.endInput();
  await expect.poll(() => creates(user)).toBeGreaterThan(2);
  return command;
}

const creates = ({ emulator }: Mover): number =>
  emulator.requests.filter(({ operation }) => operation === "createRecords").length;

const addresses = async (user: Mover): Promise<string[]> =>
  (await user.records("Leads", "Email")).map(({ Email }) => String(Email)).toSorted();

test("Ctrl-C lets the calls in flight end, and --resume sends the rest", async () => {
  await using user = await mover();
  const command = await held(user, 3000, 300);
  command.kill("SIGINT");
  const stopped = await command.result;
  expect(stopped).toMatchObject({ code: 130, stderr: expect.stringMatching(/^Stopping, .*\n$/) });
  expect(stopped.stdout).toMatch(
    /^Stopped\. Leads: [\d,]+ created, \d+ refused .* To continue:\n {2}zcrm import Leads leads\.csv --resume\n$/,
  );
  const before = await addresses(user);
  expect(before.length).toBeGreaterThan(200);
  expect(before.length).toBeLessThan(2970);

  const again = await user.run("import", "Leads", "leads.csv");
  expect(again).toMatchObject({ code: 2, stdout: "" });
  expect(again.stderr).toContain(
    "an import of leads.csv was stopped, and can continue:\n  zcrm import Leads leads.csv --resume\n",
  );
  expect((await user.run("import", "Leads", "leads.csv", "--resume", "--mode", "upsert")).stderr).toContain(
    "started with another mode (create)",
  );

  user.emulator.faults.clear();
  const resumed = await user.run("import", "Leads", "leads.csv", "--resume");
  expect(resumed).toMatchObject({ code: 1, stdout: expect.stringMatching(/^Leads: 2,970 created, 30 refused/) });
  const after = await addresses(user);
  expect(after.length).toBe(2970);
  expect(new Set(after).size).toBe(2970);
  // The row numbers are those of the file, and each refused row is there once.
  const refused = (await user.read("leads.refused.csv")).trimEnd().split("\n").slice(1);
  expect(refused.map((line) => Number(line.split(",")[3]))).toEqual(
    Array.from({ length: 30 }, (_, index) => index * 100 + 5),
  );
  expect((await readdir(user.folder)).filter((name) => name.includes("zcrm-import"))).toEqual([]);
});

test("a kill at any time loses nothing: with a key, each row is there once after --resume", async () => {
  await using user = await mover();
  await user.write("leads.csv", csvOf(1000, 100));
  user.emulator.faults.add({ operation: "records.create", nth: 3, times: 100, delay: 500 });
  const command = user.start("import", "Leads", "leads.csv", "--key", "Email");
  command.endInput();
  await expect.poll(() => creates(user)).toBeGreaterThan(1);
  command.kill("SIGKILL");
  await command.result;
  user.emulator.faults.clear();
  const resumed = await user.run("import", "Leads", "leads.csv", "--resume");
  expect(resumed).toMatchObject({ code: 1, stdout: expect.stringMatching(/990 created, 10 refused/) });
  const after = await addresses(user);
  expect([after.length, new Set(after).size]).toEqual([990, 990]);
});

test("a file that has changed is not continued", async () => {
  await using user = await mover();
  const command = await held(user, 1500, 300);
  command.kill("SIGTERM");
  expect((await command.result).code).toBe(130);
  await user.write("leads.csv", csvOf(1499, 100));
  const resumed = await user.run("import", "Leads", "leads.csv", "--resume");
  expect(resumed).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("leads.csv is not what it was when its import started"),
  });
});

test("what ends the writing for all rows is said with the command that continues", async () => {
  await using user = await mover();
  await user.write("leads.csv", csvOf(700, 0));
  user.emulator.faults.add({
    operation: "records.create",
    nth: 3,
    times: 100,
    status: 403,
    body: { code: "NO_PERMISSION", details: {}, message: "permission denied", status: "error" },
  });
  const { code, stdout, stderr } = await user.run("import", "Leads", "leads.csv", "--json");
  expect(code).toBe(2);
  expect(stderr).toMatch(/permission[\s\S]*To continue:\n {2}zcrm import Leads leads\.csv --resume\n$/);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: "NO_PERMISSION" } });
  expect(await user.read("leads.refused.csv")).toContain(",notSent,");
  user.emulator.faults.clear();
  const resumed = await user.run("import", "Leads", "leads.csv", "--resume");
  expect([resumed.code, resumed.stdout]).toEqual([0, expect.stringMatching(/^Leads: 700 created/)]);
  expect((await addresses(user)).length).toBe(700);
  // The rows that were not sent are no longer listed.
  expect(await readdir(user.folder)).not.toContain("leads.refused.csv");
});

test("a second Ctrl-C ends at once, and nothing is lost", async () => {
  await using user = await mover();
  const command = await held(user, 1500, 60_000);
  command.kill("SIGINT");
  await command.printed(/Stop again to end at once/);
  command.kill("SIGINT");
  expect((await command.result).code).not.toBe(0);
  expect((await readdir(user.folder)).filter((name) => name.includes("zcrm-import")).length).toBeGreaterThan(1);
});
