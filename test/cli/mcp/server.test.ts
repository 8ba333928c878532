/** The server in this process, by the clock of the emulator: time limits, cancelled calls, and what metadata costs. */
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import * as sdk from "@modelcontextprotocol/server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { mcp } from "../../../src/cli/mcp/mcp.js";
import { createServer, TIME } from "../../../src/cli/mcp/server.js";
import { createEmulator, type Emulator, type Snapshot } from "../../../src/emulator/index.js";
import { createClient, type TraceOutcome } from "../../../src/index.js";
import { pullSchema } from "../../../src/schema/index.js";
import { dataIn } from "./support/session.js";

const ID = "410000000000688016";

let emulator: Emulator;
let start: Snapshot;
let client: Client;
let close: () => Promise<void>;
let requested: () => void;
const outcomes: TraceOutcome[] = [];
const warnings: string[] = [];
beforeAll(async () => {
  emulator = await createEmulator({ seed: { Leads: [{ id: ID, Last_Name: "Doe" }] } });
  start = emulator.snapshot();
});
afterAll(() => emulator?.close());
beforeEach(async () => {
  emulator.restore(start);
  await connect();
});
afterAll(() => close?.());

/** Connects a client to a new server. @param schema The schema file */
async function connect(schema?: string): Promise<void> {
  requested = () => undefined;
  outcomes.length = 0;
  warnings.length = 0;
  await close?.();
  const options = emulator.clientOptions();
  const crm = createClient({
    ...options,
    hooks: {
      request: () => requested(),
      async trace(kind, event, run) {
        await run();
        if (kind === "call") outcomes.push(event.outcome);
      },
    },
  });
  const parts = { crm, clock: options.clock, mayWrite: true, schema, version: "1.0.0", random: randomBytes };
  const server = createServer(sdk, { ...parts, warn: (text) => void warnings.push(text) });
  const [near, far] = sdk.InMemoryTransport.createLinkedPair();
  await server.connect(far);
  client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(near);
  close = async () => {
    await client.close();
    await crm.close();
  };
}

const GET = { name: "get_record", arguments: { module: "Leads", id: ID, fields: ["Last_Name"] } };

async function textOf(call: { readonly name: string; readonly arguments: Record<string, unknown> }): Promise<string> {
  const { content } = await client.callTool(call);
  return content.map((part) => (part.type === "text" ? part.text : "")).join("\n");
}

test("a call ends in time, before clients give up, and says so", async () => {
  await textOf(GET);
  const before = Date.now();
  const began = emulator.clientOptions().clock.now();
  emulator.faults.add({ operation: "records.get", delay: 10 * 60_000 });
  // The clock goes on while the call begins.
  expect(await textOf(GET)).toMatch(/^TIMEOUT: .* no response within (50000|49\d{3}) ms/);
  expect(emulator.clientOptions().clock.now() - began).toBeLessThanOrEqual(TIME + 1_000);
  expect(Date.now() - before).toBeLessThan(10_000);
  expect(TIME).toBeLessThan(60_000);
});

test("a call that is cancelled ends its request, and the server goes on", async () => {
  await textOf(GET);
  outcomes.length = 0;
  emulator.faults.add({ operation: "records.get", delay: 40_000 });
  const abort = new AbortController();
  requested = () => abort.abort();
  const call = client.callTool(GET, { signal: abort.signal });
  await expect(call).rejects.toThrow();
  emulator.faults.clear();
  expect(await textOf(GET)).toContain('"Doe"');
  expect(outcomes).toMatchObject([{ error: "ABORTED" }, { error: undefined, status: 200 }]);
  expect(warnings).toEqual([]);
});

test("metadata is kept for ten minutes", async () => {
  const describe = { name: "describe_module", arguments: { module: "Leads", fields: ["Email"] } };
  const asked = () => emulator.requests.filter(({ name }) => name === "fields.list").length;
  await textOf(describe);
  await textOf(describe);
  expect(asked()).toBe(1);
  emulator.advance("9m");
  await textOf(describe);
  expect(asked()).toBe(1);
  emulator.advance("2m");
  await textOf(describe);
  expect(asked()).toBe(2);
});

test("a schema file describes its modules, and Zoho is asked nothing", async () => {
  const folder = await mkdtemp(join(tmpdir(), "zcrm-mcp-"));
  try {
    await using crm = createClient(emulator.clientOptions());
    const file = join(folder, "schema.json");
    await writeFile(file, JSON.stringify(await pullSchema(crm, { modules: ["Leads"] })));
    await connect(file);
    emulator.requests.length = 0;
    const text = await textOf({ name: "describe_module", arguments: { module: "Leads", words: "email" } });
    expect(text).toContain(`of Leads, by ${file}:`);
    expect(text).toContain('"name":"Email"');
    expect(await textOf({ name: "describe_module", arguments: { module: "Leeds" } })).toMatch(
      /no module Leeds; did you mean Leads/,
    );
    expect(emulator.requests).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("the guide describes the tools that exist", async () => {
  const guide = await readFile("docs/mcp.md", "utf8");
  const { tools } = await client.listTools();
  expect([...guide.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)).toEqual(tools.map(({ name }) => name));
});

test("the configuration in the guide and in the help is JSON, with settings that exist", async () => {
  const settings = await readFile("docs/configuration.md", "utf8");
  for (const text of [await readFile("docs/mcp.md", "utf8"), mcp.help("mcp")]) {
    const [json = ""] = /^( *)\{\n[\s\S]*?^\1\}/m.exec(text) ?? [];
    const { mcpServers } = JSON.parse(json) as { mcpServers: Record<string, { env: object; args: string[] }> };
    const [{ env, args } = { env: {}, args: [] }] = Object.values(mcpServers);
    for (const name of Object.keys(env)) expect(settings).toContain(`\`${name}\``);
    for (const arg of args.filter((word) => /^--(?!yes|package)/.test(word)))
      expect(mcp.options).toHaveProperty(arg.slice(2));
  }
});

test("rejected rows come with what to do, and those that were written with their ids", async () => {
  const records = [
    { id: ID, City: "Rome" },
    { id: "410000000000000001", City: "Oslo" },
  ];
  const call = { name: "update_records", arguments: { module: "Leads", records } };
  const confirm = /confirm: "([^"]+)"/.exec(await textOf(call))?.[1];
  const { content, isError } = await client.callTool({ ...call, arguments: { ...call.arguments, confirm } });
  expect(isError).not.toBe(true);
  expect(JSON.stringify(content)).toMatch(/1 of 2 rows written by records\.updateMany\.\\nINVALID_DATA: /);
});

test("a preview shows all that would be sent: other members of the body, long texts, and how many rows", async () => {
  const story = "long ".repeat(1_000);
  const wanted = { operation: "records.create", parameters: { module: "Leads" } };
  const body = { data: [{ Last_Name: "Doe", Description: story }], trigger: ["workflow"] };
  const text = await textOf({ name: "call_operation", arguments: { ...wanted, body } });
  expect(text).toMatch(/POST \/crm\/v2\/Leads with 1 row, for 1 API credit/);
  expect(dataIn(text)).toEqual(body);

  const records = Array.from({ length: 100 }, (_, index) => ({
    Last_Name: `Doe ${index}`,
    Description: "x".repeat(300),
  }));
  const many = await textOf({ name: "create_records", arguments: { module: "Leads", records } });
  expect(many).toMatch(/with 100 rows, for 10 API credits/);
  expect(many).toMatch(/\n\d\d rows are shown; all of them would be sent\.$/);
});

test("a write whose response is lost may have been carried out", async () => {
  const call = { name: "create_records", arguments: { module: "Leads", records: [{ Last_Name: "Lost" }] } };
  const confirm = /confirm: "([^"]+)"/.exec(await textOf(call))?.[1] ?? "";
  emulator.faults.add({ operation: "records.create", reset: "after headers" });
  expect(await textOf({ ...call, arguments: { ...call.arguments, confirm } })).toContain("may have been carried out");
  emulator.faults.clear();
  // The code is used up, so that the same call is not sent again by mistake.
  expect(await textOf({ ...call, arguments: { ...call.arguments, confirm } })).toContain("it was used before");
});

test("modules complete their names, and fields are a resource", async () => {
  const ref = { type: "ref/resource" as const, uri: "zcrm://modules/{module}/fields" };
  const { completion } = await client.complete({ ref, argument: { name: "module", value: "co" } });
  expect(completion.values).toEqual(["Contacts"]);
  const { contents } = await client.readResource({ uri: "zcrm://modules/Contacts/fields" });
  expect(JSON.stringify(contents)).toMatch(/Data written by other people.*Account_Name/);
  await expect(client.readResource({ uri: "zcrm://modules/Nonsense/fields" })).rejects.toThrow(/INVALID_MODULE/);
});
