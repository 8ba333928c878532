/** The real program: files as people have them, what it refuses, and how it ends. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mover, mover } from "../../support/transfer.js";

let user: Mover;
beforeAll(async () => {
  user = await mover();
});
afterAll(() => user?.[Symbol.asyncDispose]());
const namesOf = async (...fields: readonly string[]) => user.records("Leads", ...fields);

test("a CSV of Excel: mark, semicolons, CR LF, quotes, line ends in cells, labels, and rows of nothing", async () => {
  const rows = [
    "Last_Name;email;Interviews;Remarks;Score_Raw",
    'Doe;doe@excel.example;;"said ""hi""\r\nand left; then";0.5',
    ";;;;",
    "Roe;roe@excel.example;;;",
  ];
  await user.write("excel.csv", `\ufeff${rows.join("\r\n")}\r\n`);
  await user.write("map.json", JSON.stringify({ Interviews: null }));
  const { code, stdout, stderr } = await user.run("import", "Leads", "excel.csv", "--map", "map.json");
  expect([code, stderr]).toEqual([0, 'Not sent: "Interviews" (left out by --map).\n']);
  expect(stdout).toMatch(/^Leads: 2 created \(2 API credits, \d+ s\)\n$/);
  expect(await namesOf("Last_Name", "Email", "Remarks", "Score_Raw")).toEqual([
    { Last_Name: "Doe", Email: "doe@excel.example", Remarks: 'said "hi"\r\nand left; then', Score_Raw: 0.5 },
    { Last_Name: "Roe", Email: "roe@excel.example", Remarks: null, Score_Raw: null },
  ]);
});

test("rows that are refused go to a file, which can be corrected and imported", async () => {
  await user.write(
    "mixed.csv",
    `Last_Name,Email,Birthday,Lead_Source
Good,good@mixed.example,2026-12-31,Loxo
Local,local@mixed.example,31.12.2026,
,nameless@mixed.example,,
Twice,good@mixed.example,,
Short,short@mixed.example
`,
  );
  const { code, stdout, stderr } = await user.run("import", "Leads", "mixed.csv");
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^Leads: 1 created, 4 refused .*\n4 rows in mixed\.refused\.csv, .*\n {2}zcrm import Leads mixed\.refused\.csv\n$/,
  );
  expect(stderr).toContain("Lead_Source (1 value)");
  const refused = (await user.read("mixed.refused.csv")).trimEnd().split("\n");
  expect(refused).toEqual([
    "Last_Name,Email,Birthday,Lead_Source,zcrm_row,zcrm_status,zcrm_code,zcrm_field,zcrm_message",
    expect.stringMatching(/^Local,local@mixed\.example,31\.12\.2026,,3,refused,INVALID_DATA,Birthday,/),
    expect.stringMatching(/^,nameless@mixed\.example,,,4,refused,MANDATORY_NOT_FOUND,Last_Name,/),
    expect.stringMatching(/^Twice,good@mixed\.example,,,5,refused,DUPLICATE_DATA,Email,/),
    expect.stringMatching(/^Short,short@mixed\.example,6,refused,INVALID_ROW,,/),
  ]);
  const corrected = refused
    .slice(0, 4)
    .map((line) => line.replace("31.12.2026", "2026-12-31").replace(/^,/, "Named,").replace("Twice,good", "Twice,new"));
  await user.write("mixed.refused.csv", corrected.join("\n"));
  const again = await user.run("import", "Leads", "mixed.refused.csv");
  expect(again).toEqual({ code: 0, stdout: expect.stringMatching(/^Leads: 3 created/), stderr: "" });
  const stored = (await namesOf("Last_Name", "Email")).filter(({ Email }) => String(Email).endsWith("@mixed.example"));
  expect(stored.map(({ Last_Name }) => Last_Name)).toEqual(["Good", "Local", "Named", "Twice"]);
  // A second import of the first file does not overwrite what the user may be correcting.
  await user.run("import", "Leads", "mixed.csv");
  expect(await readdir(user.folder)).toEqual(expect.arrayContaining(["mixed.refused.csv", "mixed.refused-2.csv"]));
});

test("rows whose response was lost are unknown, and never refused", async () => {
  await user.write("lost.csv", "Last_Name,Email\nLost,lost@example.com\n");
  user.emulator.faults.add({ operation: "records.create", reset: "after headers" });
  const { code, stdout } = await user.run("import", "Leads", "lost.csv", "--refused", "unclear.csv");
  expect([code, stdout]).toEqual([
    1,
    expect.stringMatching(
      /^Leads: 1 unknown [\s\S]*1 row in unclear\.csv[\s\S]*look for their records before you import them again/,
    ),
  ]);
  expect(await user.read("unclear.csv")).toContain("lost@example.com,2,unknown,OUTCOME_UNKNOWN,");
  const again = await user.run("import", "Leads", "lost.csv", "--refused", "unclear.csv");
  expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining("--refused unclear.csv: the file exists") });
});

test("of standard input, no copy is left, whether it was imported or not", async () => {
  await user.write("piped.csv", "Last_Name\nPiped\n");
  const lines = ["csv", "ndjson"].map((format) => `zcrm import Leads - --format ${format} < piped.csv`);
  const results = await Promise.all(
    lines.map((line) => user.shell(`mkdir -p copies; export TMPDIR=$PWD/copies; ${line}`)),
  );
  expect(results).toMatchObject([
    { code: 0 },
    { code: 2, stderr: expect.stringContaining("standard input, line 1: this is not JSON") },
  ]);
  expect(await readdir(join(user.folder, "copies"))).toEqual([]);
});

describe("a dry run", () => {
  test("says what would be refused, by column, costs nothing but the fields, and writes nothing", async () => {
    await user.write(
      "dry.csv",
      "Last_Name,Email,Birthday\nA,a@dry.example,2026-01-01\nB,nobody,1.2.2026\nC,c@dry.example,1/2/2026\n",
    );
    const before = await namesOf("id");
    user.emulator.requests.length = 0;
    const { code, stdout } = await user.run("import", "Leads", "dry.csv", "--dry-run");
    expect([code, stdout.split("\n")]).toEqual([
      1,
      [
        "dry.csv, checked against the organization: 1 row can be sent, 2 rows would be refused. Nothing was written.",
        expect.stringMatching(/^ {2}2 rows, first row 3: Birthday: must be a date as YYYY-MM-DD/),
        expect.stringMatching(/^Writing them takes about 1 call, 1 API credit\.$/),
        "",
      ],
    ]);
    expect(user.emulator.requests.filter(({ path }) => path.includes("/crm/")).map(({ path }) => path)).toEqual([
      expect.stringContaining("settings/fields"),
    ]);
    expect(await namesOf("id")).toEqual(before);
    expect((await readdir(user.folder)).filter((name) => name.startsWith("dry"))).toEqual(["dry.csv"]);
  });

  test("against a pulled schema needs no token", async () => {
    expect((await user.run("pull", "--modules", "Leads", "--out", "zoho")).code).toBe(0);
    await user.write("offline.csv", "Last_Name,Email\nA,nobody\n");
    const offline = { ZCRM__refresh_token: "", ZCRM__base_url: "http://127.0.0.1:9" };
    const names = Object.entries(offline)
      .map(([name, value]) => `${name}=${value}`)
      .join(" ");
    const line = `export ${names}; zcrm import Leads offline.csv --dry-run --schema zoho/schema.json --json`;
    const { code, stdout } = await user.shell(line);
    expect(JSON.parse(stdout)).toMatchObject({
      dryRun: true,
      sendable: 0,
      refused: 1,
      schema: "zoho/schema.json",
      problems: [{ column: "Email", code: "INVALID_DATA", firstRow: 2, rows: 1 }],
    });
    expect(code).toBe(1);
  });
});

test("by key, with upsert, update and delete; empty cells leave fields as they are, or clear them", async () => {
  await user.write("key.csv", "Email,Last_Name,Phone\nk1@key.example,One,1\nk2@key.example,Two,2\n");
  const args = ["--key", "Email", "--mode"] as const;
  expect((await user.run("import", "Leads", "key.csv", ...args, "upsert")).stdout).toMatch(/^Leads: 2 created/);
  await user.write("key.csv", "Email,Last_Name,Phone\nk1@key.example,Uno,\nk2@key.example,Dos,22\n");
  expect((await user.run("import", "Leads", "key.csv", ...args, "upsert")).stdout).toMatch(/^Leads: 2 updated/);
  const phones = async () => {
    const rows = await namesOf("Email", "Phone");
    return rows.filter(({ Email }) => String(Email).endsWith("@key.example")).map(({ Phone }) => Phone);
  };
  expect(await phones()).toEqual(["1", "22"]);
  expect((await user.run("import", "Leads", "key.csv", ...args, "update", "--empty", "clear")).code).toBe(0);
  expect(await phones()).toEqual([null, "22"]);
  expect((await user.run("import", "Leads", "key.csv", ...args, "delete")).stdout).toMatch(/^Leads: 2 deleted/);
  expect(await phones()).toEqual([]);
});

test("the command for the refused rows has the options that they need", async () => {
  await user.write("own.csv", "Who,Email\n,own@example.com\n");
  await user.write("own.json", JSON.stringify({ Who: "Last_Name" }));
  const args = ["--map", "own.json", "--mode", "upsert", "--key", "Email", "--empty", "clear"];
  const { stdout } = await user.run("import", "Leads", "own.csv", ...args);
  const [command = ""] = /zcrm import Leads own\.refused\.csv .*/.exec(stdout) ?? [];
  expect(command).toBe("zcrm import Leads own.refused.csv --mode upsert --key Email --map own.json --empty clear");
  await user.write("own.refused.csv", (await user.read("own.refused.csv")).replace("\n,", "\nOwn,"));
  expect(await user.shell(command)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Leads: 1 created/) });
});

test("rows with the same key are one record, and the others are said to be skipped", async () => {
  await user.write("twins.csv", "Email,Last_Name\ntwin@example.com,One\ntwin@example.com,Two\n");
  const { code, stdout } = await user.run("import", "Leads", "twins.csv", "--key", "Email");
  expect([code, stdout.split("\n")]).toEqual([
    0,
    [
      expect.stringMatching(/^Leads: 1 created, 1 skipped /),
      "Skipped rows have the same Email as another row, or as a record that is there already.",
      "",
    ],
  ]);
});

test("NDJSON from a pipe: each object is a row, and refused ones are NDJSON too", async () => {
  const rows = [
    { Last_Name: "Pipe", Email: "pipe@example.com", Languages: ["English"] },
    { Email: "no-name@example.com" },
  ];
  await user.write("rows.txt", rows.map((row) => JSON.stringify(row)).join("\n"));
  const { code, stdout } = await user.shell("zcrm import Leads - --format ndjson < rows.txt");
  expect([code, stdout]).toEqual([1, expect.stringContaining("1 row in Leads.refused.ndjson")]);
  expect(JSON.parse(await user.read("Leads.refused.ndjson"))).toMatchObject({
    Email: "no-name@example.com",
    zcrm_row: "2",
    zcrm_code: "MANDATORY_NOT_FOUND",
    zcrm_field: "Last_Name",
  });
});

test("other encodings are read if they are named, and UTF-16 by its mark", async () => {
  await user.write("named.csv", Buffer.from("Last_Name;Email\nMüller;m@latin.example\n", "latin1"));
  expect((await user.run("import", "Leads", "named.csv", "--encoding", "windows-1252")).code).toBe(0);
  await user.write("marked.csv", Buffer.from("\ufeffLast_Name\tEmail\r\nŽižek\tz@wide.example\r\n", "utf16le"));
  expect((await user.run("import", "Leads", "marked.csv")).code).toBe(0);
  const names = (await namesOf("Last_Name")).map(({ Last_Name }) => Last_Name);
  expect(names).toEqual(expect.arrayContaining(["Müller", "Žižek"]));
});
