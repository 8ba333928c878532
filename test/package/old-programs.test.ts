/**
 * Whole programs written for the old packages run on the installed package, against the emulator: with one changed line,
 * and unchanged with `zcrm/legacy/register` loaded first.
 */
import { copyFile, mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { packedPackage, run, type ScratchProject } from "../support/package/packed-package.js";

const PROGRAMS = "test/legacy/programs";
const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

const SEED = {
  Leads: ["Alder", "Birch", "Cedar", "Elm", "Fir", "Oak & Söhne", "Pine"].map((Last_Name) => ({
    Last_Name,
    Company: `${Last_Name} Ltd`,
  })),
};

const NO_DATA = '{"message":"no data","status_code":"204"}';

/** The output of each program. */
const PRINTED: Readonly<Record<string, readonly string[]>> = {
  "top-leads.cjs": [
    "<html><body><b> Top 5 Leads</b><br><span>Pine</span><br><span>Oak & Söhne</span><br><span>Fir</span><br><span>Elm</span><br><span>Cedar</span></body></html>",
  ],
  "tokens.cjs": [
    "access token :string",
    "refresh token :string",
    "expires in :true",
    "access token :string",
    "user :sales@example.com",
    "200 org",
  ],
  "initialize-every-time.cjs": [
    ...Array<string>(4).fill("SUCCESS record added"),
    "MANDATORY_NOT_FOUND error",
    NO_DATA,
    "update",
  ],
  "files.cjs": ["200 SUCCESS", "all bytes.bin", "all bytes.bin true", "200", "SUCCESS", "no file: true"],
  "pages.mjs": ["Alder Birch Cedar Elm Fir Oak & Söhne Pine", "Oak & Söhne Ltd", NO_DATA],
  "convert-and-tag.cjs": ["200 [ 'hot', 'fair 2019' ]", "200 success", "200 Accounts,Contacts,Deals", "true"],
  "accounts.ts": ["Typed Ltd"],
  "inner-paths.cjs": ["1 true"],
};

let scratch: ScratchProject;
let emulator: Emulator;
beforeAll(async () => {
  scratch = await packedPackage();
});
afterAll(() => scratch?.remove());
beforeEach(async () => {
  emulator = await startEmulator({ seed: SEED, functions: { score_lead: ({ id }) => `scored ${id}` } });
});
afterEach(() => emulator.close());

/** The settings in the environment; some programs read names of their own. */
const environment = (): Record<string, string> => ({
  PATH: process.env.PATH ?? "",
  ZCRM__client_id: emulator.clientId,
  ZCRM__client_secret: emulator.clientSecret,
  ZCRM__refresh_token: emulator.refreshToken,
  ZCRM__redirect_url: "https://example.com/callback",
  ZCRM__iamurl: emulator.accountsUrl,
  ZCRM__base_url: emulator.apiUrl,
  ZCRM__mysql_module: "local",
  GRANT_TOKEN: emulator.grantCode(),
  CRM_ID: emulator.clientId,
  CRM_SECRET: emulator.clientSecret,
  CRM_REFRESH: emulator.refreshToken,
  CRM_ACCOUNTS: emulator.accountsUrl,
  CRM_API: emulator.apiUrl,
});

/** The same settings in files, for the program that does not read the environment. */
async function resources(folder: string): Promise<void> {
  await mkdir(join(folder, "resources"), { recursive: true });
  await writeFile(
    join(folder, "resources/oauth_configuration.properties"),
    `[zoho]
crm.client_id=${emulator.clientId}
crm.client_secret=${emulator.clientSecret}
crm.refresh_token=${emulator.refreshToken}
crm.redirect_url=https://example.com/callback
crm.iamurl=${emulator.accountsUrl}
`,
  );
  await writeFile(
    join(folder, "resources/configuration.properties"),
    `[crm]\napi.base_url=${emulator.apiUrl}\napi.mysql_module=local\n`,
  );
}

/** Runs a program in its own folder inside the project. */
async function printed(name: string, change: (text: string) => string, options: readonly string[]): Promise<string[]> {
  const folder = await mkdtemp(join(scratch.folder, "app-"));
  for (const file of await readdir(PROGRAMS)) await copyFile(join(PROGRAMS, file), join(folder, file));
  await writeFile(join(folder, name), change(await readFile(join(PROGRAMS, name), "utf8")));
  const isConfiguredInFiles = name === "top-leads.cjs";
  if (isConfiguredInFiles) await resources(folder);
  const env = isConfiguredInFiles ? { PATH: process.env.PATH ?? "" } : environment();
  const typescript = name.endsWith(".ts") ? ["--import", TSX] : [];
  const { stdout, stderr } = await run(process.execPath, [...typescript, ...options, name], { cwd: folder, env });
  expect(stderr).toBe("");
  return stdout.trimEnd().split("\n");
}

const oneLine = (text: string): string => text.replace(/(["'])(@trifoia\/)?zcrmsdk\1/, "$1zcrm/legacy$1");
const same = (text: string): string => text;

test("every program of the folder is run", async () => {
  const names = (await readdir(PROGRAMS)).filter((name) => name !== "token-module.cjs");
  expect(names.toSorted()).toEqual(Object.keys(PRINTED).toSorted());
});

describe("with one line changed", () => {
  for (const [name, want] of Object.entries(PRINTED).filter(([name]) => name !== "inner-paths.cjs")) {
    test(name, async () => {
      const text = await readFile(join(PROGRAMS, name), "utf8");
      const lines = (of: string) => of.split("\n");
      const changed = lines(oneLine(text)).filter((line, index) => line !== lines(text)[index]);
      expect(changed).toHaveLength(1);
      expect(await printed(name, oneLine, [])).toEqual(want);
    });
  }
});

describe("unchanged", () => {
  for (const [name, want] of Object.entries(PRINTED)) {
    for (const option of ["-r", "--import"]) {
      test(`${option} ${name}`, async () => {
        expect(await printed(name, same, [option, "zcrm/legacy/register"])).toEqual(want);
      });
    }
  }
});
