/** The client libraries that Zoho and others published for CRM v2, unmodified, against the emulator. */
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { strToU8, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { type Emulator, type EmulatorOptions, environmentLines, startEmulator } from "../../../src/emulator/index.js";
import { run } from "../../support/package/packed-package.js";
import { withFiles } from "../../support/scratch.js";
import { TLS, TLS_CERTIFICATE } from "../../support/servers/tls.js";
import { places } from "../support/described.js";
import { startListener } from "../support/listener.js";
import { publishedClients } from "./install.js";
import { type Expected, OLD_ANSWERS, SDK_ANSWERS } from "./published-answers.js";

let modules = "";

beforeAll(async () => {
  modules = await publishedClients();
});

interface Outcome {
  readonly status?: number;
  readonly body?: unknown;
  readonly threw?: string;
}

/** What only the later SDKs have: the calls of the program, and the operations that they reach. */
const ROLES_OF_DEALS = {
  calls: ["give a role", "roles of a deal", "role of a deal", "take a role"],
  operations: ["addContactRoleToDeal", "getDealContactRole", "getDealContactRoles", "removeContactRoleFromDeal"],
};
const IDS_OF_ONES_OWN = {
  calls: [
    "create with an id of one's own",
    "get by it",
    "update by it",
    "update of what it does not name",
    "give the lead one",
    "relate by them",
    "related by them",
    "relate one by them",
    "related one by them",
    "unrelate one by them",
    "relate again",
    "unrelate by them",
    "delete by it",
  ],
  operations: [],
};
const FUNCTIONS = {
  calls: ["function", "function with a file", "function with arguments"],
  operations: ["executeFunctionUsingParameters", "executeFunctionUsingRequestBody"],
};

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
async function runProgram(
  name: string,
  emulator: Emulator,
  folder: string,
  settings: object,
): Promise<Record<string, Outcome>> {
  const { clientId, clientSecret, refreshToken, apiUrl } = emulator;
  const given = { clientId, clientSecret, refreshToken, apiUrl, folder, ...settings };
  const program = resolve("test/emulator/published/programs", name);
  const options = { cwd: folder, env: environment(), maxBuffer: 10_000_000 };
  const { stdout, stderr } = await run(process.execPath, [program, JSON.stringify(given)], options);
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

/** Every call came to what is expected, in this order, and none was made that is not expected. */
function expectOutcomes(outcomes: Record<string, Outcome>, expected: Expected, left: readonly string[] = []): void {
  const wanted = Object.entries(expected).filter(([name]) => !left.includes(name));
  expect(Object.keys(outcomes)).toEqual(wanted.map(([name]) => name));
  for (const [name, [status, body]] of wanted) {
    const outcome = outcomes[name];
    expect.soft(outcome?.status, `${name}: ${JSON.stringify(outcome)}`).toBe(status);
    if (body === null) expect.soft(outcome?.body, name).toBeNull();
    else if (body !== undefined) expect.soft({ body: outcome?.body }, name).toMatchObject({ body });
  }
}

/** The requests that Zoho would not have taken. */
const refusals = ({ requests }: Emulator): unknown[] =>
  requests.flatMap(({ operation, status = 0 }) => (status >= 400 ? [[operation, status]] : []));

const tokenRequests = ({ requests }: Emulator): number =>
  requests.filter(({ path }) => path.startsWith("/oauth/v2/token")).length;

describe.each([
  ["zcrmsdk 1.1", "sdk-1.cjs", [ROLES_OF_DEALS, IDS_OF_ONES_OWN, FUNCTIONS]],
  ["@zohocrm/nodejs-sdk-2.0", "sdk-6.cjs", [FUNCTIONS]],
  ["@zohocrm/typescript-sdk-2.0", "sdk-7.cjs", []],
] as const)("%s", (_client, program, missing) => {
  const left = missing.flatMap(({ calls }) => calls);
  const without = missing.flatMap(({ operations }) => operations);

  test("all of its calls, from its tokens to its models", async () => {
    await using emulator = await startEmulator(SETUP);
    await using listener = await startListener();
    const settings = { grantToken: emulator.grantCode(), notifyUrl: listener.url };
    const outcomes = await inFolder((folder) => runProgram(program, emulator, folder, settings));
    expectOutcomes(outcomes, SDK_ANSWERS, left);
    const meant = Object.values(outcomes).filter(({ status = 0, threw }) => threw !== undefined || status >= 400);
    expect(refusals(emulator)).toHaveLength(meant.length);
    // It is refused the fields, which it reads first.
    expect(outcomes["unknown module"]?.threw).toContain("INVALID_MODULE");
    expect(tokenRequests(emulator)).toBe(1);
    const driven = new Set(emulator.requests.map(({ operation }) => operation));
    const others = places.map(({ operation }) => operation).filter((operation) => !driven.has(operation));
    expect(others.sort()).toEqual([...NOT_IN_SDKS, ...without].sort());
  });

  test("a later process goes on with the tokens of its file, and asks for new ones when they end", async () => {
    await using emulator = await startEmulator(SETUP);
    const settings = { grantToken: emulator.grantCode(), isShort: true };
    await inFolder(async (folder) => {
      const asks = async (): Promise<number> => {
        expect(await runProgram(program, emulator, folder, settings)).toMatchObject({ org: { status: 200 } });
        return tokenRequests(emulator);
      };
      expect([await asks(), await asks()]).toEqual([1, 1]);
      const file = join(folder, "tokens.txt");
      await writeFile(file, (await readFile(file, "utf8")).replace(/\b\d{13}\b/, String(Date.now())));
      emulator.expireTokens();
      expect(await asks()).toBe(2);
    });
  });
});

describe.each(["zcrmsdk-0", "@trifoia/zcrmsdk"])("%s", (client) => {
  test("all of its calls, over HTTPS, which is all that it speaks", async () => {
    await using emulator = await startEmulator({ ...SETUP, host: "localhost", tls: TLS });
    const settings = { client, grantToken: emulator.grantCode(), host: new URL(emulator.apiUrl).host };
    const outcomes = await inFolder((folder) => runProgram("old-client.cjs", emulator, folder, settings));
    expectOutcomes(outcomes, OLD_ANSWERS);
    expect(refusals(emulator)).toEqual([]);
    expect(tokenRequests(emulator)).toBe(2);
  });
});

test("the lines that the emulator prints are all that @trifoia/zcrmsdk needs", async () => {
  await using emulator = await startEmulator({ host: "localhost", tls: TLS });
  const env = environmentLines(emulator.clientOptions()).map((line) => line.replace("export ", "").split("=", 2));
  const program = `const client = require("@trifoia/zcrmsdk");
    client.initialize()
      .then(() => client.API.MODULES.get({ module: "Leads", params: { per_page: 2 } }))
      .then(({ body }) => console.log(JSON.parse(body).data.length));`;
  const { stdout } = await run(process.execPath, ["--eval", program], {
    env: { ...environment(), ...Object.fromEntries(env) },
  });
  expect(stdout).toBe("2\n");
});
