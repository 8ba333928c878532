/** Files and options that end an import before anything is sent. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { importCommand } from "../../../src/cli/import/import.js";
import { type Mover, mover } from "../../support/transfer.js";

let user: Mover;
beforeAll(async () => {
  user = await mover();
});
afterAll(() => user?.[Symbol.asyncDispose]());
afterEach(() => {
  vi.unstubAllEnvs();
});

const cases: [name: string, content: string | Uint8Array, args: string[], want: string][] = [
  [
    "unknown.csv",
    "Last_Nam,Email\nA,b\n",
    [],
    'column "Last_Nam": Leads has no such field in the organization; did you mean Last_Name?',
  ],
  ["twice.csv", "Email,Last_Name,Email\n", [], 'columns 1 and 3 have the same header "Email"'],
  ["empty-header.csv", "Last_Name,,Email\nA,b,c\n", [], "column 2: the header is empty"],
  ["empty.csv", "", [], "empty.csv is empty"],
  ["label.csv", "Interviews Held,Last_Name\n", [], "a cell cannot hold Subform_2"],
  ["quote.csv", 'Last_Name\nA\n5" pipe\n', [], "quote.csv, row 3: a quote is within a cell"],
  ["open.csv", 'Last_Name\n"A\nB\n', [], "open.csv, row 2: a quote is not closed"],
  ["latin.csv", Buffer.from("Last_Name\nMüller\n", "latin1"), [], "pass --encoding windows-1252"],
  ["wide.csv", Buffer.from("Last_Name\nA\n", "utf16le"), [], "pass --encoding utf-16le"],
  ["object.json", '{"Last_Name":"A"}', [], "object.json, object 1: the file must be an array"],
  ["broken.json", '[{"Last_Name":"A"},{"Last_Name"}]', [], "broken.json, object 2: this is not JSON"],
  ["broken.ndjson", '{"Last_Name":"A"}\n\n[1]\n', [], "broken.ndjson, line 3: expected an object"],
  [
    "member.ndjson",
    '{"Last_Name":"A"}\n{"Emial":"b"}\n',
    [],
    'column "Emial": Leads has no such field in the organization; did you mean Email?',
  ],
  ["no-id.csv", "Last_Name\nA\n", ["--mode", "update"], "the file has no column id"],
  ["no-key.csv", "Last_Name\nA\n", ["--key", "Email"], "--key Email: the file has no column for it"],
  ["what.dat", "Last_Name\nA\n", [], "its name does not tell the format"],
  [
    "mode.csv",
    "Last_Name\nA\n",
    ["--mode", "creat"],
    "--mode creat: pass create, update, upsert, delete; did you mean create?",
  ],
  ["fine.csv", "Last_Name\nA\n", ["--resume"], "there is nothing to resume"],
  ["fine.csv", "Last_Name\nA\n", ["--refused", "FOLDER/fine.csv"], "--refused is the file that is imported"],
  ["fine.csv", "Last_Name\nA\n", ["--schema", "missing.json"], "missing.json: the file does not exist"],
  ["fine.csv", "Last_Name\nA\n", ["--map", "FOLDER/fine.csv"], "fine.csv: this is not JSON"],
];

test.each(cases)("%s: %#", async (name, content, args, want) => {
  await user.write(name, content);
  for (const [variable, value] of Object.entries(user.environment)) vi.stubEnv(variable, value);
  user.emulator.requests.length = 0;
  const words = ["Leads", join(user.folder, name), ...args.map((arg) => arg.replace("FOLDER", user.folder))];
  const failure: unknown = await importCommand.run(words).catch((error: unknown) => error);
  expect((failure as Error).message.replaceAll(`${user.folder}/`, "")).toContain(want);
  const operations = user.emulator.requests.map(({ operation }) => operation);
  expect(operations.filter((operation) => operation !== "getFields" && operation !== "requestToken")).toEqual([]);
  expect((await readdir(user.folder)).filter((file) => file.includes("zcrm-import"))).toEqual([]);
});
