/** The real program: exit codes, files in a pipe, standard input, and the help of an operation. */
import { exec, spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { built } from "../../support/build.js";
import { type Desk, desk } from "../../support/cli.js";

const ID = "4100000000000688016";
const LEAD = ["--param", "module=Leads", "--param", `id=${ID}`];

let emulator: Emulator;
let user: Desk;
let env: Record<string, string>;
beforeAll(async () => {
  emulator = await startEmulator({ seed: { Leads: [{ id: ID, Last_Name: "Sample" }] } });
  user = await desk(emulator);
  env = { ZCRM__refresh_token: emulator.refreshToken, ZCRM_TOKEN_CACHE: "off" };
});
afterAll(async () => {
  await user?.[Symbol.asyncDispose]();
  await emulator?.close();
});

const call = (...args: readonly string[]) => user.run(["call", ...args], env);

test("exit codes: 0 done, 1 rejected rows, 2 failed", async () => {
  const read = await call("records.get", ...LEAD);
  expect(read).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(read.stdout)).toMatchObject({ data: [{ id: ID }] });

  await writeFile(join(user.folder, "leads.json"), JSON.stringify({ data: [{ Company: "Example Ltd" }] }));
  const rejected = await call("records.create", "--param", "module=Leads", "--body", "leads.json");
  expect(rejected).toMatchObject({ code: 1, stderr: expect.stringContaining("1 of 1 rows rejected") });
  expect(JSON.parse(rejected.stdout)).toMatchObject({ data: [{ code: "MANDATORY_NOT_FOUND" }] });

  const failed = await call("records.list", "--param", "module=Nonsense", "--json");
  expect(failed).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^zcrm call: records\.list .*INVALID_MODULE/),
  });
  expect(JSON.parse(failed.stdout)).toMatchObject({ error: { code: "INVALID_MODULE" } });

  expect(await call("records.list")).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("needs --param"),
  });
});

test("standard input is a body, and a file goes through a pipe byte by byte", async () => {
  const creating = user.start(["call", "records.create", "--param", "module=Leads", "--body", "-"], env);
  creating.type('{"data":[{"Last_Name":"From a pipe"}]}');
  creating.endInput();
  expect((await creating.result).code).toBe(0);

  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256));
  await writeFile(join(user.folder, "any.bin"), bytes);
  const { stdout } = await call("attachments.upload", ...LEAD, "--file", "file=any.bin");
  const attachment = ["--param", `attachmentId=${JSON.parse(stdout).data[0].details.id}`];
  const cli = await built("cli.cjs");
  const { clientId, clientSecret, accountsUrl, apiUrl } = emulator;
  const download = `"${process.execPath}" "${cli}" call attachments.download ${[...LEAD, ...attachment].join(" ")} > out.bin`;
  const environment = {
    ...{ PATH: process.env.PATH, HOME: user.folder, ...env },
    ...{ ZCRM__client_id: clientId, ZCRM__client_secret: clientSecret },
    ...{ ZCRM__iamurl: accountsUrl, ZCRM__base_url: apiUrl },
  };
  await promisify(exec)(download, { cwd: user.folder, env: environment });
  expect((await readFile(join(user.folder, "out.bin"))).equals(bytes)).toBe(true);
});

test("Ctrl-C is exit code 130, and a write may have been carried out", async () => {
  for (const [operation, message] of [
    ["records.list", /^zcrm call: stopped\n$/],
    ["records.deleteMany", /^zcrm call: stopped; records\.deleteMany may have been carried out/],
  ] as const) {
    const before = emulator.requests.length;
    emulator.faults.add({ operation, slow: 60_000 });
    const ids = operation === "records.list" ? [] : ["--param", "ids=1"];
    const calling = user.start(["call", operation, "--param", "module=Leads", ...ids], env);
    await vi.waitFor(() => expect(emulator.requests.length).toBeGreaterThan(before + 1), 5_000);
    calling.kill("SIGINT");
    expect(await calling.result).toMatchObject({ code: 130, stdout: "", stderr: expect.stringMatching(message) });
  }
});

test("Ctrl-C also stops a file on its way to a pipe", async () => {
  await writeFile(join(user.folder, "long.txt"), "0123456789".repeat(100));
  const { stdout } = await call("attachments.upload", ...LEAD, "--file", "file=long.txt");
  const attachment = ["--param", `attachmentId=${JSON.parse(stdout).data[0].details.id}`];
  emulator.faults.add({ operation: "attachments.download", slow: 60_000 });
  const calling = user.start(["call", "attachments.download", ...LEAD, ...attachment], env);
  await calling.printed(/0123/);
  calling.kill("SIGINT");
  expect(await calling.result).toMatchObject({ code: 130, stderr: "zcrm call: stopped\n" });
});

test("help call OPERATION is call OPERATION --help", async () => {
  const help = await user.run(["help", "call", "records.list"]);
  expect(help).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("Usage: zcrm call records.list --param module=…"),
  });
  expect(await call("records.list", "--help")).toEqual(help);
});

test("bash completes names of operations and codes", async () => {
  const { stdout: script } = await user.run(["completion", "bash"]);
  const offered = (...words: readonly string[]) =>
    spawnSync(
      "bash",
      [
        "-c",
        `${script}\nCOMP_WORDS=(${["zcrm", ...words].map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _zcrm; printf '%s\\n' "\${COMPREPLY[@]}"`,
      ],
      { encoding: "utf8" },
    )
      .stdout.split("\n")
      .filter(Boolean);
  expect(offered("call", "records.li")).toEqual(["records.list", "records.listDeleted"]);
  expect(offered("call", "records.list", "--par")).toEqual(["--param"]);
  expect(offered("explain", "DUPL")).toEqual(["DUPLICATE_DATA"]);
});

test("explain needs no settings, and an unknown code is exit code 2", async () => {
  expect(await user.run(["explain", "duplicate_data"])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^DUPLICATE_DATA\n/),
  });
  expect(await user.run(["explain", "nonsense"])).toMatchObject({ code: 2, stdout: "" });
});
