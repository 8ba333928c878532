/** The client libraries that Zoho and others published for CRM v2, unmodified, against the emulator. */
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { strToU8, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { environmentNames, SETTINGS, type SettingName } from "../../../src/config/settings-table.js";
import { type Emulator, type EmulatorOptions, environmentLines, startEmulator } from "../../../src/emulator/index.js";
import { run } from "../../support/package/packed-package.js";
import { withFiles } from "../../support/scratch.js";
import { TLS, TLS_CERTIFICATE } from "../../support/servers/tls.js";
import { places } from "../support/described.js";
import { startListener } from "../support/listener.js";
import { publishedClients } from "./install.js";
import { type CallOutcome, expectOutcomes, isRefused } from "./outcomes.js";

let modules = "";

beforeAll(async () => {
  modules = await publishedClients();
});

const PROGRAMS = "test/emulator/published/programs";
const { GROUPS }: { GROUPS: readonly string[] } = createRequire(import.meta.url)("./programs/sdk/drive.cjs");

const ROLES_OF_DEALS = [
  "addContactRoleToDeal",
  "getDealContactRole",
  "getDealContactRoles",
  "removeContactRoleFromDeal",
];
const FUNCTIONS = ["executeFunctionUsingParameters", "executeFunctionUsingRequestBody"];

/** The SDKs, and what each lacks of the calls and operations of all of them. */
const SDKS = [
  {
    client: "zcrmsdk 1.1",
    program: "sdk-1.cjs",
    lacks: { groups: ["external-ids", "functions"], operations: [...ROLES_OF_DEALS, ...FUNCTIONS] },
  },
  {
    client: "@zohocrm/nodejs-sdk-2.0",
    program: "sdk-6.cjs",
    lacks: { groups: ["functions"], operations: FUNCTIONS },
  },
  { client: "@zohocrm/typescript-sdk-2.0", program: "sdk-7.cjs", lacks: { groups: [], operations: [] } },
];

/** Operations that none of the SDKs has. */
const NOT_IN_SDKS = [
  "authorize",
  "createRecordNotes",
  "getPipelines",
  "getServerInfo",
  "getUserInfo",
  "introspectToken",
  "requestDeviceCode",
  "requestDeviceToken",
  "revokeToken",
  "updateCustomViews",
];

/** The smallest picture: one dot. */
const DOT = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const SETUP: EmulatorOptions = {
  seed: {},
  users: [{ first_name: "Bo", last_name: "Aas", email: "bo@example.com" }],
  functions: { greet: ({ name, inputFile }) => (inputFile instanceof File ? inputFile.name : `Hello ${name}`) },
  modules: {
    Leads: { Code: { type: "text", unique: true } },
    Products: { Code: { type: "text", unique: true } },
    Projects: {
      Name: { type: "text" },
      Budget: { type: "double" },
      Kinds: { type: "multiselectpicklist", pickList: ["Indoor", "Outdoor"] },
      Begins: { type: "date" },
      Done: { type: "boolean" },
      Client: { type: "lookup", lookup: "Accounts" },
    },
  },
};

/** The environment of a program: the clients, and trust in the certificate. */
const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  NODE_PATH: modules,
  NODE_EXTRA_CA_CERTS: TLS_CERTIFICATE,
  // The old clients bring libraries that warn.
  NODE_NO_WARNINGS: "1",
});

/** A folder of its own for a program, with the files that it sends. */
const inFolder = <T>(work: (folder: string) => Promise<T>): Promise<T> =>
  withFiles({ "offer.txt": "An offer", "plan.txt": "A plan" }, async (folder) => {
    await writeFile(join(folder, "dot.png"), DOT);
    await writeFile(join(folder, "Leads.zip"), zipSync({ "Leads.csv": strToU8("Last_Name,Company\nHaug,Haug AS\n") }));
    return await work(folder);
  });

/** Runs a program, and gives what it printed of its calls. */
async function runProgram(name: string, emulator: Emulator, folder: string, settings: object): Promise<CallOutcome[]> {
  const { clientId, clientSecret, refreshToken, apiUrl } = emulator;
  const given = { clientId, clientSecret, refreshToken, apiUrl, folder, ...settings };
  const program = resolve(PROGRAMS, name);
  const options = { cwd: folder, env: environment(), maxBuffer: 10_000_000 };
  const { stdout, stderr } = await run(process.execPath, [program, JSON.stringify(given)], options);
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

/** The requests that Zoho would not have taken. */
const refusals = ({ requests }: Emulator): unknown[] =>
  requests.flatMap(({ operation, status = 0 }) => (status >= 400 ? [[operation, status]] : []));

const tokenRequests = ({ requests }: Emulator): number =>
  requests.filter(({ path }) => path.startsWith("/oauth/v2/token")).length;

describe.each(SDKS)("$client", ({ program, lacks }) => {
  describe("a program that makes all of its calls", () => {
    let calls: readonly CallOutcome[];
    let ran: Emulator;

    beforeAll(async () => {
      await using emulator = await startEmulator(SETUP);
      await using listener = await startListener();
      const settings = { grantToken: emulator.grantCode(), notifyUrl: listener.url };
      calls = await inFolder((folder) => runProgram(program, emulator, folder, settings));
      ran = emulator;
    });

    test.each(GROUPS.filter((group) => !lacks.groups.includes(group)))("sees what it expects of %s", (group) => {
      const ofGroup = calls.filter((call) => call.group === group);

      expect(ofGroup.length).toBeGreaterThan(0);
      expectOutcomes(ofGroup);
    });

    test("gets no errors other than the expected ones", () => {
      expect(refusals(ran)).toHaveLength(calls.filter(isRefused).length);
    });

    test("requests one token", () => {
      expect(tokenRequests(ran)).toBe(1);
    });

    test("reaches every operation that it has", () => {
      const driven = new Set(ran.requests.map(({ operation }) => operation));

      const others = places.map(({ operation }) => operation).filter((operation) => !driven.has(operation));
      expect(others.toSorted()).toEqual([...NOT_IN_SDKS, ...lacks.operations].toSorted());
    });
  });

  test("a later process uses the tokens of its file, and renews them when they expire", async () => {
    await using emulator = await startEmulator(SETUP);
    const settings = { grantToken: emulator.grantCode(), groups: ["organization"] };
    await inFolder(async (folder) => {
      const tokensAfterRun = async (): Promise<number> => {
        expectOutcomes(await runProgram(program, emulator, folder, settings));
        return tokenRequests(emulator);
      };
      expect([await tokensAfterRun(), await tokensAfterRun()]).toEqual([1, 1]);
      const file = join(folder, "tokens.txt");
      await writeFile(file, (await readFile(file, "utf8")).replace(/\b\d{13}\b/, String(Date.now())));
      emulator.expireTokens();
      expect(await tokensAfterRun()).toBe(2);
    });
  });
});

describe.each(["zcrmsdk-0", "@trifoia/zcrmsdk"])("%s", (client) => {
  test("all of its calls, over HTTPS, its only protocol", async () => {
    await using emulator = await startEmulator({ ...SETUP, host: "localhost", tls: TLS });
    const settings = { client, grantToken: emulator.grantCode(), host: new URL(emulator.apiUrl).host };

    const calls = await inFolder((folder) => runProgram("old-client.cjs", emulator, folder, settings));

    expect(calls.length).toBeGreaterThan(0);
    expectOutcomes(calls);
    expect(refusals(emulator)).toEqual([]);
    expect(tokenRequests(emulator)).toBe(2);
  });
});

test("what the emulator prints is all that @trifoia/zcrmsdk needs, by the names of that package", async () => {
  await using emulator = await startEmulator({ host: "localhost", tls: TLS });
  const oldNames = new Map((Object.keys(SETTINGS) as SettingName[]).map((name) => environmentNames(name)));
  const env = environmentLines(emulator.clientOptions()).map((line) => {
    const [name = "", value] = line.replace("export ", "").split("=", 2);
    return [oldNames.get(name), value];
  });
  const program = `const client = require("@trifoia/zcrmsdk");
    client.initialize()
      .then(() => client.API.MODULES.get({ module: "Leads", params: { per_page: 2 } }))
      .then(({ body }) => console.log(JSON.parse(body).data.length));`;
  const { stdout } = await run(process.execPath, ["--eval", program], {
    env: { ...environment(), ...Object.fromEntries(env) },
  });
  expect(stdout).toBe("2\n");
});
