/** Measures the emulator: `npx tsx --expose-gc test/bench/emulator.ts`. All times are CPU times. */
import { Agent, request as httpRequest } from "node:http";
import { strToU8, zipSync } from "fflate";
import { createEmulator, type Emulator, startEmulator } from "../../src/emulator/index.js";

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

const started = cpuMicroseconds();
const emulator = await startEmulator({ defaultData: false });
show("start", ms((cpuMicroseconds() - started) / 1000));

const token = await accessToken(emulator);
await send("GET", "/crm/v2/Leads");
show("start to first response", ms((cpuMicroseconds() - started) / 1000));

const lead = (n: number) => ({
  First_Name: "Sam",
  Last_Name: `Sample ${n}`,
  Email: `sam${n}@example.com`,
  Company: "A",
});
const leads = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => lead(from + n));
const [first = ""] = emulator.seed({ Leads: leads(0, 10_000) }).Leads ?? [];

show("snapshot of 10,000 records", ms(timed(() => emulator.snapshot())));
const snapshot = emulator.snapshot();
show("restore of 10,000 records", ms(timed(() => emulator.restore(snapshot))));
show("first write after a restore", ms(await timedCall(() => send("POST", "/crm/v2/Leads", { data: [lead(-1)] }))));

emulator.restore(snapshot);
await rate("GET one record", () => send("GET", `/crm/v2/Leads/${first}`));
await rate("POST one record", () => send("POST", "/crm/v2/Leads", { data: [lead(0)] }));
await rate("PUT one record", () => send("PUT", `/crm/v2/Leads/${first}`, { data: [{ City: "X" }] }));
emulator.restore(snapshot);
await rate("list 5 of 10,000", () => send("GET", "/crm/v2/Leads?per_page=5"));
await rate("list 200 of 10,000", () => send("GET", "/crm/v2/Leads"), 200);
emulator.seed({ Leads: leads(10_000, 100_000) });
await rate("list 5 of 100,000", () => send("GET", "/crm/v2/Leads?per_page=5"));

await beside("bulk read of 100,000", "/crm/bulk/v2/read", { query: { module: "Leads" } });
await beside("bulk write of 25,000", "/crm/bulk/v2/write", {
  operation: "insert",
  resource: [{ type: "data", module: "Leads", file_id: await upload(leads(0, 25_000)) }],
});

const local = createEmulator({ defaultData: false });
const before = memory();
const seeding = cpuMicroseconds();
local.seed({ Leads: leads(0, 100_000) });
show("seed 100,000 records", ms((cpuMicroseconds() - seeding) / 1000));
show(
  "memory of 100,000 records",
  `${Math.round(memory() - before)} MB, process ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
);
const localToken = await accessToken(local);
await query(
  "search by criteria",
  "/Leads/search?criteria=((Last_Name:starts_with:Sample 9)and(Email:equals:sam99999@example.com))",
);
await query("search by email", "/Leads/search?email=sam99999@example.com");
await query("search by word", "/Leads/search?word=9999");
await coql("COQL, like", "select id from Leads where (Last_Name like '%99%' and Company = 'A') limit 200");
await coql(
  "COQL, sorted, 100,000 found",
  "select id from Leads where id is not null order by Last_Name desc limit 200",
);
await coql("COQL, times", "select id from Leads where Created_Time > '2020-01-01T00:00:00Z' limit 200");
await emulator.close();
agent.destroy();

/** Times one call over 100,000 records, without a socket. */
async function query(name: string, path: string, body?: object): Promise<void> {
  const once = async () => {
    const response = await local.fetch(`${local.apiUrl}/crm/v2${path}`, {
      method: body ? "POST" : "GET",
      headers: { authorization: `Zoho-oauthtoken ${localToken}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (response.status !== 200) throw new Error(`${name}: ${response.status} ${await response.text()}`);
    await response.text();
  };
  await once();
  show(name, ms(await timedCall(once)));
}

async function coql(name: string, select_query: string): Promise<void> {
  await query(name, "/coql", { select_query });
}

/** Times a job, and other calls that are made while it runs. */
async function beside(name: string, path: string, body: object): Promise<void> {
  const begun = cpuMicroseconds();
  const id = /"id":"(\d+)"/.exec(await send("POST", path, body))?.[1];
  const times: number[] = [];
  const isUnderWay = async () => !(await send("GET", `${path}/${id}`)).includes('"COMPLETED"');
  while (await isUnderWay()) {
    for (let n = 0; n < 20; n += 1) {
      times.push(await timedCall(() => send("GET", `/crm/v2/Leads/${first}`)));
    }
  }
  const all = ms((cpuMicroseconds() - begun) / 1000);
  times.sort((a, b) => a - b);
  const [middle = 0, worst = 0] = [times[times.length >> 1], times.at(-1)];
  show(name, `${all} with ${times.length} other calls: half in ${ms(middle)}, all in ${ms(worst)}`);
}

/** Uploads rows for a bulk write. */
async function upload(rows: readonly object[]): Promise<string> {
  const csv = [rows[0] ?? {}].map(Object.keys).concat(rows.map(Object.values)).join("\n");
  const body = new FormData();
  body.set("file", new File([new Uint8Array(zipSync({ "rows.csv": strToU8(csv) }))], "rows.zip"));
  const headers = { authorization: `Zoho-oauthtoken ${token}`, feature: "bulk-write", "X-CRM-ORG": "900000144" };
  const answer = await emulator.fetch(`${emulator.apiUrl}/crm/v2/upload`, { method: "POST", headers, body });
  return ((await answer.json()) as { details: { file_id: string } }).details.file_id;
}

/**
 * Prints the number of warm requests a second that one core serves, including the work of the client. It is derived from
 * CPU time, so a busy machine does not change it.
 */
async function rate(name: string, once: () => Promise<unknown>, count = 2000): Promise<void> {
  const all = () =>
    Promise.all(
      Array.from({ length: 4 }, async () => {
        for (let n = 0; n < count / 4; n += 1) await once();
      }),
    );
  await all();
  const before = cpuMicroseconds();
  await all();
  const each = (cpuMicroseconds() - before) / count;
  show(name, `${Math.round(1e6 / each)}/s (${Math.round(each)} µs each, including the client)`);
}

function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

async function accessToken(of: Emulator): Promise<string> {
  const { clientId: client_id, clientSecret: client_secret, refreshToken: refresh_token } = of;
  const body = new URLSearchParams({ grant_type: "refresh_token", client_id, client_secret, refresh_token });
  const answer = await of.fetch(`${of.accountsUrl}/oauth/v2/token`, { method: "POST", body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

function send(method: string, path: string, body?: unknown): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Zoho-oauthtoken ${token}`, "content-type": "application/json" };
    const request = httpRequest(`${emulator.apiUrl}${path}`, { agent, method, headers }, (response) => {
      if ((response.statusCode ?? 500) >= 300) reject(new Error(`${method} ${path}: ${response.statusCode}`));
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve(text));
    });
    request.on("error", reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function timed(work: () => unknown): number {
  const begin = cpuMicroseconds();
  work();
  return (cpuMicroseconds() - begin) / 1000;
}

async function timedCall(work: () => Promise<unknown>): Promise<number> {
  const begin = cpuMicroseconds();
  await work();
  return (cpuMicroseconds() - begin) / 1000;
}

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`;
}

function show(name: string, value: string): void {
  console.log(`${name.padEnd(30)} ${value}`);
}
