/** The client libraries that Zoho and others published for CRM v2, unmodified, against the emulator. */
import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { strToU8, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/emulator/index.js";
import { publishedClients } from "../support/published-clients.js";
import { withFiles } from "../support/scratch.js";
import { startListener } from "./listener.js";
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

/** Calls that only the later SDKs have. */
const ROLES_OF_DEALS = ["give a role", "roles of a deal", "role of a deal", "take a role"];
const FUNCTIONS = ["function", "function with a file", "function with arguments"];

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

/** Runs a program in a folder of its own that has the files it sends, and gives what it printed of its calls. */
async function runProgram(
  name: string,
  emulator: Emulator,
  settings: object,
  look: (folder: string) => Promise<void> = async () => {},
): Promise<Record<string, Outcome>> {
  return await withFiles({ "offer.txt": "An offer", "plan.txt": "A plan" }, async (folder) => {
    await writeFile(join(folder, "dot.png"), DOT);
    await writeFile(join(folder, "Leads.zip"), zipSync({ "Leads.csv": strToU8("Last_Name,Company\nHaug,Haug AS\n") }));
    const { clientId, clientSecret, refreshToken, apiUrl } = emulator;
    const grantToken = emulator.grantCode();
    const given = { clientId, clientSecret, refreshToken, grantToken, apiUrl, folder, ...settings };
    const child = spawn(process.execPath, [resolve("test/emulator/clients", name), JSON.stringify(given)], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        NODE_PATH: modules,
        NODE_EXTRA_CA_CERTS: resolve("test/support/tls/server-cert.pem"),
        // The old clients bring a library that does.
        NODE_NO_WARNINGS: "1",
      },
    });
    const output = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        output[stream] += text;
      });
    }
    const code = await new Promise((ended) => child.on("close", ended));
    expect({ code, stderr: output.stderr }).toEqual({ code: 0, stderr: "" });
    await look(folder);
    return JSON.parse(output.stdout);
  });
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

const operations = ({ requests }: Emulator): Set<unknown> => new Set(requests.map(({ operation }) => operation));

describe.each([
  { program: "sdk-1.cjs", client: "zcrmsdk 1.1", left: [...ROLES_OF_DEALS, ...FUNCTIONS] },
  { program: "sdk-6.cjs", client: "@zohocrm/nodejs-sdk-2.0", left: FUNCTIONS },
  { program: "sdk-7.cjs", client: "@zohocrm/typescript-sdk-2.0", left: [] },
])("$client", ({ program, left }) => {
  test("all of its calls, from its tokens to its models", async () => {
    await using emulator = await startEmulator(SETUP);
    await using listener = await startListener();
    const outcomes = await runProgram(program, emulator, { notifyUrl: listener.url }, async (folder) => {
      expect(await readFile(join(folder, "tokens.txt"), "utf8")).toContain(emulator.clientId);
    });
    expectOutcomes(outcomes, SDK_ANSWERS, left);
    const meant = Object.keys(outcomes).filter((name) => (outcomes[name]?.status ?? 400) >= 400);
    expect(refusals(emulator)).toHaveLength(meant.length);
    // It is refused the fields, which it reads first.
    expect(outcomes["unknown module"]?.threw).toContain("INVALID_MODULE");
    expect(tokenRequests(emulator)).toBe(1);
    await writeFile(`.cache/ops-${program}`, [...operations(emulator)].join("\n"));
  });
});

describe.each(["zcrmsdk-0", "@trifoia/zcrmsdk"])("%s", (client) => {
  test("all of its calls, over HTTPS, which is all that it speaks", async () => {
    const pem = (name: string) => readFile(`test/support/tls/${name}.pem`, "utf8");
    const tls = { key: await pem("server-key"), cert: await pem("server-cert") };
    await using emulator = await startEmulator({ ...SETUP, host: "localhost", tls });
    const outcomes = await runProgram("old-client.cjs", emulator, { client, host: new URL(emulator.apiUrl).host });
    expectOutcomes(outcomes, OLD_ANSWERS);
    expect(refusals(emulator)).toEqual([]);
    expect(tokenRequests(emulator)).toBe(2);
  });
});
