/** `zcrm emulator` as a user runs it: a process of its own that runs until it is stopped. */
import { readFile, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { emulator } from "../../../src/cli/emulator/emulator.js";
import { createClient } from "../../../src/index.js";
import { hearEvents } from "../../emulator/console/page-events.js";
import { startListener } from "../../emulator/support/listener.js";
import { schemaOfOrganization } from "../../emulator/support/schema-of.js";
import { desk, freePort } from "../../support/cli.js";
import { smallOrganization } from "../../support/organization/small-organization.js";
import { withFiles } from "../../support/scratch.js";
import { TLS_CERTIFICATE, TLS_KEY } from "../../support/servers/tls.js";

/** The environment variables that a running emulator has printed. */
async function environmentOf(printed: (pattern: RegExp) => Promise<string>): Promise<Record<string, string>> {
  const text = await printed(/export ZCRM_CLIENT_ID=[\s\S]*Ctrl-C/);
  return Object.fromEntries(
    [...text.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
}

/**
 * How the command rejects a mistake that it finds before it starts an emulator, so that it can run in this process.
 * @param args `DIR` is the folder with the files, here and in the message
 */
const failureOf = (args: readonly string[], files: Readonly<Record<string, string>>): Promise<unknown> =>
  withFiles(files, async (folder) => {
    const failure = await emulator.run(args.map((arg) => arg.replace("DIR", folder))).catch((error: unknown) => error);
    if (!(failure instanceof Error)) throw new Error("the emulator started");
    return { name: failure.name, message: failure.message.replaceAll(folder, "DIR") };
  });

describe("the environment variables that it prints", () => {
  test("are all that a typed or old client needs", async () => {
    await using user = await desk();
    const running = user.start(["emulator", "--port", "0"]);
    const env = await environmentOf(running.printed);
    const page = await running.printed(/http:\S+\/(?=\n)/);
    expect((await fetch(page, { headers: { accept: "text/html" } })).headers.get("content-type")).toContain(
      "text/html",
    );

    const { stdout } = await user.run(["config", "--json"], env);
    expect(JSON.parse(stdout).missing).toEqual([]);
    const programs = {
      "typed.mjs": `import { createClient } from ${JSON.stringify(`${process.cwd()}/dist/index.mjs`)};
        const page = await createClient().records.list({ module: "Leads", per_page: 2 });
        console.log(page.data.length);`,
      "old.cjs": `const client = require(${JSON.stringify(`${process.cwd()}/dist/legacy.cjs`)});
        client.initialize()
          .then(() => client.API.MODULES.get({ module: "Leads", params: { per_page: 2 } }))
          .then((response) => console.log(JSON.parse(response.body).data.length));`,
    };
    for (const [name, text] of Object.entries(programs)) {
      await writeFile(join(user.folder, name), text);
      expect(await user.program(name, env)).toEqual({ code: 0, stdout: "2\n", stderr: "" });
    }
    running.kill("SIGINT");
    expect(await running.result).toMatchObject({ code: 0, stderr: "" });
  });

  test("stay the same for the next run with the same folder, which has the data of the last one", async () => {
    await using user = await desk();
    await writeFile(join(user.folder, "seed.json"), JSON.stringify({ Leads: [{ Last_Name: "Seeded" }] }));
    const port = String(await freePort());
    const args = ["emulator", "--port", port, "--data", "data", "--seed", "seed.json", "--edition", "free"];
    const seen: unknown[] = [];
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const running = user.start(args);
      const env = await environmentOf(running.printed);
      const { ZCRM_CLIENT_ID: clientId = "", ZCRM_CLIENT_SECRET: clientSecret = "" } = env;
      const { ZCRM_REFRESH_TOKEN: refreshToken = "", ZCRM_API_URL: apiUrl = "" } = env;
      const crm = createClient({ clientId, clientSecret, refreshToken, apiUrl, accountsUrl: apiUrl });
      const { data } = await crm.records.list({ module: "Leads" });
      seen.push({ env, names: data.map(({ Last_Name }) => Last_Name) });
      await crm.records.create({ module: "Leads", body: { data: [{ Last_Name: signal, Company: "Acme" }] } });
      running.kill(signal);
      expect((await running.result).code).toBe(0);
    }
    const [first, second] = seen as [{ env: unknown; names: unknown }, { env: unknown; names: unknown }];
    expect(second.env).toEqual(first.env);
    expect([first.names, second.names]).toEqual([["Seeded"], ["SIGTERM", "Seeded"]]);
    expect(await readFile(join(user.folder, "data", "state"), "latin1")).toContain("SIGINT");
  });
});

test("over HTTPS, an old client needs only the variables that it prints", async () => {
  await using user = await desk();
  const pair = ["--tls-key", TLS_KEY, "--tls-cert", relative(user.folder, TLS_CERTIFICATE)];
  const running = user.start(["emulator", "--port", "0", "--host", "localhost", ...pair]);
  const env = await environmentOf(running.printed);
  expect(env).toMatchObject({
    ZCRM_API_URL: expect.stringMatching(/^localhost:\d+$/),
    ZCRM_ACCOUNTS_URL: env.ZCRM_API_URL,
    NODE_EXTRA_CA_CERTS: TLS_CERTIFICATE,
  });
  await writeFile(
    join(user.folder, "old.cjs"),
    `const client = require(${JSON.stringify(resolve("dist/legacy.cjs"))});
    client.initialize()
      .then(() => client.API.MODULES.get({ module: "Leads", params: { per_page: 2 } }))
      .then((response) => console.log(JSON.parse(response.body).data.length));`,
  );
  expect(await user.program("old.cjs", env)).toEqual({ code: 0, stdout: "2\n", stderr: "" });
  running.kill("SIGINT");
  expect((await running.result).code).toBe(0);
});

describe("a setup file", () => {
  const MODULE = `export default {
    users: [{ last_name: "Sample", email: "sam@example.com" }],
    modules: { Projects: { Budget: { type: "double" } } },
    seed: { Projects: [{ Name: "P", Budget: 2.5 }] },
    functions: { double: ({ number }) => ({ doubled: 2 * Number(number) }) },
    edition: "free",
    callbackHosts: ["setup.example.com"],
  };`;

  test("sets options that flags cannot, and flags override it", async () => {
    await using user = await desk();
    await writeFile(join(user.folder, "setup.mjs"), MODULE);
    const args = ["emulator", "--port", "0", "--setup", "setup.mjs", "--edition", "ultimate"];
    const running = user.start([...args, "--callback-host", "A.example.com", "--callback-host", "[::ffff:7f00:1]"]);
    const env = await environmentOf(running.printed);
    const { ZCRM_CLIENT_ID: clientId = "", ZCRM_CLIENT_SECRET: clientSecret = "" } = env;
    const { ZCRM_REFRESH_TOKEN: refreshToken = "", ZCRM_API_URL: apiUrl = "" } = env;
    const crm = createClient({ clientId, clientSecret, refreshToken, apiUrl, accountsUrl: apiUrl });
    expect((await crm.records.list({ module: "Projects" })).data).toMatchObject([{ Name: "P", Budget: 2.5 }]);
    expect((await crm.users.list({ type: "AllUsers" })).users).toHaveLength(2);
    const doubled = await crm.functions.execute({
      functionName: "double",
      auth_type: "oauth",
      arguments: '{"number":4}',
      body: {},
    });
    expect(JSON.stringify(doubled)).toContain('\\"doubled\\":8');
    {
      await using page = await hearEvents({ apiUrl });
      expect((await page.next("overview")).credits.limit).toBe(54_000);
    }
    await using listener = await startListener();
    const url = listener.url.replace("127.0.0.1", "[::ffff:7f00:1]");
    const query = { module: "Projects", fields: ["Name"] };
    await crm.bulkRead.create({ body: { query, callback: { url, method: "post" } } });
    expect(await listener.next()).toMatchObject({ state: "COMPLETED" });
    running.kill("SIGINT");
    expect((await running.result).code).toBe(0);
  });

  const JSON_SETUP = { port: 0, seed: { Leads: [{ Last_Name: "Json", Company: "Acme" }] }, data: "kept" };
  test("may be JSON, and may set the port and the folder, too", async () => {
    await using user = await desk();
    await writeFile(join(user.folder, "setup.json"), JSON.stringify(JSON_SETUP));
    const running = user.start(["emulator", "--setup", "setup.json"]);
    expect(await running.printed(/[\s\S]*Data is kept in kept\.\nPress Ctrl-C/)).not.toContain(":8080");
    running.kill("SIGINT");
    expect((await running.result).code).toBe(0);
    expect(await readFile(join(user.folder, "kept", "state"), "latin1")).toContain("Json");
  });

  /** The default export of `setup.mjs`, and the reason why it is rejected. */
  const rejected: [text: string, want: string][] = [
    ["export const users = [];", "--setup DIR/setup.mjs: the default export must be an object"],
    ["export default { functons: {} };", "--setup DIR/setup.mjs: unknown option functons; did you mean functions?"],
    ["export default { functions: { a: 1 } };", "--setup DIR/setup.mjs: functions: expected functions by name"],
    ['export default { users: [{ name: "X" }] };', "--setup DIR/setup.mjs: users: expected an array of users"],
    ["export default { port: 1.5 };", "port: expected a number from 0 to 65535"],
    ["export default { seed: { Leads: [{}, 1] } };", "--setup DIR/setup.mjs: seed: Leads[1] is not a record"],
    ['throw new Error("no such luck");', "--setup DIR/setup.mjs failed to load: no such luck"],
    ["export default {", "--setup DIR/setup.mjs failed to load: "],
  ];
  test.each(rejected)("is rejected: %s", async (text, want) => {
    const failure = await failureOf(["--setup", "DIR/setup.mjs"], { "setup.mjs": text });
    expect(failure).toMatchObject({ name: "CommandError", message: expect.stringContaining(want) });
  });

  const rejectedAtStart: [text: string, want: string][] = [
    ["export default { seed: { Leads: [{}] } };", "--setup setup.mjs: seed: Leads[0]: MANDATORY_NOT_FOUND"],
    [
      'const users = [1, 2].map(() => ({ last_name: "A", email: "a@b.c" })); export default { users };',
      "a@b.c is taken",
    ],
  ];
  test.each(rejectedAtStart)("is rejected when the emulator starts: %s", async (text, want) => {
    await using user = await desk();
    await writeFile(join(user.folder, "setup.mjs"), text);
    const result = await user.run(["emulator", "--port", "0", "--setup", "setup.mjs"]);
    expect(result.stderr).toContain(want);
    expect(result).toMatchObject({ code: 1, stdout: "" });
  });
});

test("with a schema, by a flag or a setup file, it is that organization", async () => {
  await using user = await desk();
  const schema = schemaOfOrganization(smallOrganization);
  await writeFile(join(user.folder, "schema.json"), JSON.stringify(schema));
  await writeFile(join(user.folder, "setup.json"), '{ "schema": "schema.json", "port": 0 }');
  for (const args of [
    ["--schema", "schema.json", "--port", "0"],
    ["--setup", "setup.json"],
  ]) {
    const running = user.start(["emulator", ...args]);
    const { ZCRM_CLIENT_ID, ZCRM_CLIENT_SECRET, ZCRM_REFRESH_TOKEN, ZCRM_API_URL } = await environmentOf(
      running.printed,
    );
    const crm = createClient({
      clientId: ZCRM_CLIENT_ID ?? "",
      clientSecret: ZCRM_CLIENT_SECRET ?? "",
      refreshToken: ZCRM_REFRESH_TOKEN ?? "",
      apiUrl: ZCRM_API_URL ?? "",
      accountsUrl: ZCRM_API_URL ?? "",
    });
    const { fields } = await crm.fields.list({ module: "Projects" });
    expect(fields.map(({ api_name }) => api_name)).toContain("Budget");
    await expect(crm.records.list({ module: "Vendors" })).rejects.toMatchObject({ code: "INVALID_MODULE" });
    running.kill("SIGINT");
    await running.result;
  }
});

describe("a mistake is reported", () => {
  const FILES = {
    "bad.json": "{",
    "list.json": "[1]",
    "rows.json": '{"Leads":[],"Deals":[{},[]]}',
    "refused.json": '{"Leads":[{}]}',
    "schema.json": '{"format":1,"profile":null,"fieldMembers":[],"modules":{},"leftOut":{},"ids":{}}',
    "both.json": '{"schema":"schema.json","modules":{"Projects":{}}}',
  };

  const found: [args: string[], name: string, want: string][] = [
    [["--port", "eighty"], "UsageError", "--port eighty: must be a number from 0 to 65535"],
    [["--port", "65536"], "UsageError", "--port 65536: must be a number"],
    [["--edition", "enterprize"], "UsageError", "did you mean enterprise?"],
    [["--seeds", "x"], "UsageError", "did you mean --seed?"],
    [["--seed", "DIR/none.json"], "CommandError", "--seed DIR/none.json cannot be read"],
    [["--seed", "DIR/bad.json"], "CommandError", "--seed DIR/bad.json is not valid JSON"],
    [["--seed", "DIR/list.json"], "CommandError", "expected arrays of records by module"],
    [
      ["--seed", "DIR/rows.json"],
      "CommandError",
      "--seed DIR/rows.json: Deals[1] is not a record; expected arrays of records by module",
    ],
    [
      ["--schema", "DIR/none.json"],
      "CommandError",
      "--schema DIR/none.json: the file does not exist; zcrm pull writes it",
    ],
    [["--schema", "DIR/bad.json"], "CommandError", "--schema DIR/bad.json is not JSON: "],
    [
      ["--schema", "DIR/rows.json"],
      "CommandError",
      "--schema DIR/rows.json is not a schema: it needs the members format and modules",
    ],
    [["--setup", "DIR/none.mjs"], "CommandError", "--setup DIR/none.mjs cannot be read"],
    [["--setup", "DIR/bad.json"], "CommandError", "--setup DIR/bad.json is not valid JSON"],
    [["--callback-host", "https://a.example.com"], "UsageError", "https://a.example.com: pass only a host"],
    [["--callback-host", "a.example.com:80"], "UsageError", "pass only a host, e.g. ci.example.com"],
    [["--tls-key", "key.pem"], "UsageError", "--tls-key and --tls-cert go together"],
    [["--tls-cert", "cert.pem"], "UsageError", "--tls-key and --tls-cert go together"],
    [["--tls-key", "DIR/no.pem", "--tls-cert", "DIR/no.pem"], "CommandError", "--tls-key DIR/no.pem cannot be read"],
  ];
  test.each(found)("%j", async (args, name, want) => {
    expect(await failureOf(args, FILES)).toMatchObject({ name, message: expect.stringContaining(want) });
  });

  const foundAtStart: [args: string[], want: string][] = [
    [["--seed", "refused.json"], "zcrm emulator: --seed refused.json: Leads[0]: MANDATORY_NOT_FOUND"],
    [["--schema", "schema.json", "--seed", "refused.json"], "--seed refused.json: the schema has no module Leads"],
    [["--setup", "both.json"], "zcrm emulator: --setup both.json: modules: the schema says which modules"],
    [["--host", "www.zohoapis.com"], "is one of Zoho's hosts"],
    [["--tls-key", "bad.json", "--tls-cert", "bad.json"], "tls: expected a key and its certificate in PEM format"],
  ];
  test.each(foundAtStart)("when the emulator starts: %j", async (args, want) => {
    await using user = await desk();
    for (const [name, text] of Object.entries(FILES)) await writeFile(join(user.folder, name), text);
    const result = await user.run(["emulator", "--port", "0", ...args]);
    expect(result.stderr).toContain(want);
    expect(result).toMatchObject({ code: 1, stdout: "" });
  });

  test("a port and a folder in use", async () => {
    await using user = await desk();
    const port = String(await freePort());
    const running = user.start(["emulator", "--port", port, "--data", "data"]);
    await environmentOf(running.printed);
    expect((await user.run(["emulator", "--port", port])).stderr).toContain(`port ${port} is in use`);
    expect((await user.run(["emulator", "--port", "0", "--data", "data"])).stderr).toContain(
      "in use by another emulator",
    );
    running.kill("SIGTERM");
    expect((await running.result).code).toBe(0);
  });
});
