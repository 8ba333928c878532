/** `zcrm emulator` as a user meets it: a process that runs until it is told to end. */
import { readFile, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { createClient } from "../../../src/index.js";
import { hearEvents } from "../../emulator/console/page-events.js";
import { startListener } from "../../emulator/support/listener.js";
import { desk, freePort } from "../../support/cli.js";
import { TLS_CERTIFICATE, TLS_KEY } from "../../support/servers/tls.js";

/** The values of the lines that a running emulator has printed. */
async function environmentOf(printed: (pattern: RegExp) => Promise<string>): Promise<Record<string, string>> {
  const text = await printed(/export ZCRM__client_id=[\s\S]*Ctrl-C/);
  return Object.fromEntries(
    [...text.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
}

describe("the lines that it prints", () => {
  test("are all that a client needs, typed or old", async () => {
    await using user = await desk();
    const emulator = user.start(["emulator", "--port", "0"]);
    const env = await environmentOf(emulator.printed);
    const page = await emulator.printed(/http:\S+\/(?=\n)/);
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
    emulator.kill("SIGINT");
    expect(await emulator.result).toMatchObject({ code: 0, stderr: "" });
  });

  test("are the same for the next run with the same folder, which has what the last one had", async () => {
    await using user = await desk();
    await writeFile(join(user.folder, "seed.json"), JSON.stringify({ Leads: [{ Last_Name: "Seeded" }] }));
    const port = String(await freePort());
    const args = ["emulator", "--port", port, "--data", "data", "--seed", "seed.json", "--edition", "free"];
    const seen: unknown[] = [];
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const emulator = user.start(args);
      const env = await environmentOf(emulator.printed);
      const { ZCRM__client_id: clientId = "", ZCRM__client_secret: clientSecret = "" } = env;
      const { ZCRM__refresh_token: refreshToken = "", ZCRM__base_url: apiUrl = "" } = env;
      const crm = createClient({ clientId, clientSecret, refreshToken, apiUrl, accountsUrl: apiUrl });
      const { data } = await crm.records.list({ module: "Leads" });
      seen.push({ env, names: data.map(({ Last_Name }) => Last_Name) });
      await crm.records.create({ module: "Leads", body: { data: [{ Last_Name: signal, Company: "Acme" }] } });
      emulator.kill(signal);
      expect((await emulator.result).code).toBe(0);
    }
    const [first, second] = seen as [{ env: unknown; names: unknown }, { env: unknown; names: unknown }];
    expect(second.env).toEqual(first.env);
    expect([first.names, second.names]).toEqual([["Seeded"], ["SIGTERM", "Seeded"]]);
    expect(await readFile(join(user.folder, "data", "state"), "latin1")).toContain("SIGINT");
  });
});

test("over HTTPS, an old client needs but the lines that are printed", async () => {
  await using user = await desk();
  const pair = ["--tls-key", TLS_KEY, "--tls-cert", relative(user.folder, TLS_CERTIFICATE)];
  const emulator = user.start(["emulator", "--port", "0", "--host", "localhost", ...pair]);
  const env = await environmentOf(emulator.printed);
  expect(env).toMatchObject({
    ZCRM__base_url: expect.stringMatching(/^localhost:\d+$/),
    ZCRM__iamurl: env.ZCRM__base_url,
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
  emulator.kill("SIGINT");
  expect((await emulator.result).code).toBe(0);
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

  test("declares what flags cannot, and flags go before it", async () => {
    await using user = await desk();
    await writeFile(join(user.folder, "setup.mjs"), MODULE);
    const args = ["emulator", "--port", "0", "--setup", "setup.mjs", "--edition", "ultimate"];
    const emulator = user.start([...args, "--callback-host", "A.example.com", "--callback-host", "[::ffff:7f00:1]"]);
    const env = await environmentOf(emulator.printed);
    const { ZCRM__client_id: clientId = "", ZCRM__client_secret: clientSecret = "" } = env;
    const { ZCRM__refresh_token: refreshToken = "", ZCRM__base_url: apiUrl = "" } = env;
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
    emulator.kill("SIGINT");
    expect((await emulator.result).code).toBe(0);
  });

  const JSON_SETUP = { port: 0, seed: { Leads: [{ Last_Name: "Json", Company: "Acme" }] }, data: "kept" };
  test("may be JSON, which may choose the port and the folder as well", async () => {
    await using user = await desk();
    await writeFile(join(user.folder, "setup.json"), JSON.stringify(JSON_SETUP));
    const emulator = user.start(["emulator", "--setup", "setup.json"]);
    expect(await emulator.printed(/Everything is kept in kept\. Ctrl-C/)).not.toContain(":8080");
    emulator.kill("SIGINT");
    expect((await emulator.result).code).toBe(0);
    expect(await readFile(join(user.folder, "kept", "state"), "latin1")).toContain("Json");
  });

  const wrong: [text: string, want: string][] = [
    ["export const users = [];", "--setup setup.mjs: export the options of startEmulator as default"],
    ["export default { functons: {} };", "--setup setup.mjs: unknown option functons; did you mean functions?"],
    ["export default { functions: { a: 1 } };", "--setup setup.mjs: functions: give functions by name"],
    ['export default { users: [{ name: "X" }] };', "--setup setup.mjs: users: give a list of people"],
    ["export default { port: 1.5 };", "port: give a number from 0 to 65535"],
    ["export default { seed: { Leads: [{}, 1] } };", "--setup setup.mjs: seed: Leads[1] is no record"],
    ["export default { seed: { Leads: [{}] } };", "--setup setup.mjs: seed: Leads[0]: MANDATORY_NOT_FOUND"],
    [
      'const users = [1, 2].map(() => ({ last_name: "A", email: "a@b.c" })); export default { users };',
      "a@b.c is taken",
    ],
    ['throw new Error("no such luck");', "--setup setup.mjs failed as it was loaded: no such luck"],
    ["export default {", "--setup setup.mjs failed as it was loaded: "],
  ];
  for (const [text, want] of wrong) {
    test(`is refused: ${text}`, async () => {
      await using user = await desk();
      await writeFile(join(user.folder, "setup.mjs"), text);
      const result = await user.run(["emulator", "--port", "0", "--setup", "setup.mjs"]);
      expect(result.stderr).toContain(want);
      expect(result).toMatchObject({ code: 1, stdout: "" });
    });
  }
});

describe("what is wrong is said", () => {
  const wrong: [args: string[], code: number, want: string][] = [
    [["--port", "eighty"], 2, "--port eighty: give a number from 0 to 65535"],
    [["--port", "65536"], 2, "--port 65536: give a number"],
    [["--edition", "enterprize"], 2, "did you mean enterprise?"],
    [["--seeds", "x"], 2, "did you mean --seed?"],
    [["--seed", "none.json"], 1, "--seed none.json cannot be read"],
    [["--seed", "bad.json"], 1, "--seed bad.json is no JSON"],
    [["--seed", "list.json"], 1, "give lists of records by module"],
    [["--seed", "rows.json"], 1, "--seed rows.json: Deals[1] is no record; give lists of records by module"],
    [["--seed", "refused.json"], 1, "--seed refused.json: Leads[0]: MANDATORY_NOT_FOUND"],
    [["--setup", "none.mjs"], 1, "--setup none.mjs cannot be read"],
    [["--setup", "bad.json"], 1, "--setup bad.json is no JSON"],
    [["--callback-host", "https://a.example.com"], 2, "--callback-host https://a.example.com: give a host alone"],
    [["--callback-host", "a.example.com:80"], 2, "give a host alone, as ci.example.com"],
    [["--host", "www.zohoapis.com"], 1, "is a host of Zoho's"],
    [["--tls-key", "key.pem"], 2, "--tls-key and --tls-cert go together"],
    [["--tls-cert", "cert.pem"], 2, "--tls-key and --tls-cert go together"],
    [["--tls-key", "none.pem", "--tls-cert", "none.pem"], 1, "--tls-key none.pem cannot be read"],
    [["--tls-key", "bad.json", "--tls-cert", "bad.json"], 1, "tls: give a key and its certificate as PEM texts"],
  ];
  for (const [args, code, want] of wrong) {
    test(args.join(" "), async () => {
      await using user = await desk();
      const files = {
        "bad.json": "{",
        "list.json": "[1]",
        "rows.json": '{"Leads":[],"Deals":[{},[]]}',
        "refused.json": '{"Leads":[{}]}',
      };
      for (const [name, text] of Object.entries(files)) await writeFile(join(user.folder, name), text);
      const result = await user.run(["emulator", "--port", "0", ...args]);
      expect(result.stderr).toContain(want);
      expect(result).toMatchObject({ code, stdout: "" });
    });
  }

  test("a port and a folder that are in use", async () => {
    await using user = await desk();
    const port = String(await freePort());
    const emulator = user.start(["emulator", "--port", port, "--data", "data"]);
    await environmentOf(emulator.printed);
    expect((await user.run(["emulator", "--port", port])).stderr).toContain(`port ${port} is in use`);
    expect((await user.run(["emulator", "--port", "0", "--data", "data"])).stderr).toContain(
      "in use by another emulator",
    );
    emulator.kill("SIGTERM");
    expect((await emulator.result).code).toBe(0);
  });
});
