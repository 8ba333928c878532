/**
 * `node --expose-gc --import tsx test/data/write/memory-run.ts [ROWS]`: writes many rows, and prints the heap after each tenth.
 * The server is a function, so that all of the heap is the writing's.
 */
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeRecords } from "../../../src/data/index.js";
import { createClient } from "../../../src/index.js";

const ROWS = Number(process.argv[2] ?? 1_000_000);
const folder = await mkdtemp(join(tmpdir(), "zcrm-memory-"));
const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

let next = 4_100_000_000_000_000_000n;
const row = () => {
  next += 1n;
  return { status: "success", code: "SUCCESS", message: "record added", details: { id: String(next) } };
};
const crm = createClient({
  clientId: "c",
  clientSecret: "s",
  refreshToken: "r",
  apiUrl: "http://127.0.0.1:1",
  accountsUrl: "http://127.0.0.1:1",
  fetch: async (input, init) => {
    if (String(input).includes("oauth")) return Response.json({ access_token: "1000.a", expires_in: 3600 });
    const { data } = JSON.parse(String(init?.body)) as { data: unknown[] };
    return Response.json({ data: data.map(row) }, { status: 201 });
  },
});

async function* rows() {
  for (let at = 0; at < ROWS; at += 1)
    yield { Last_Name: `Lead ${at}`, Company: "Example Ltd", Email: `lead${at}@example.com` };
}

async function run(title: string, checkpoint: string | undefined): Promise<void> {
  const start = performance.now();
  const heaps: number[] = [];
  let peak = 0;
  let count = 0;
  const writing = writeRecords(crm, rows(), { module: "Leads", mode: "create", ...(checkpoint && { checkpoint }) });
  for await (const { index } of writing) {
    count += 1;
    if (index % (ROWS / 100) === 0) peak = Math.max(peak, process.memoryUsage().heapUsed);
    if (index % (ROWS / 10) === 0) {
      globalThis.gc?.();
      heaps.push(process.memoryUsage().heapUsed);
    }
  }
  const seconds = (performance.now() - start) / 1000;
  const rate = Math.round(count / seconds);
  console.log(`${title}: ${count} outcomes in ${seconds.toFixed(1)} s (${rate} a second)`);
  console.log(`  heap after each tenth: ${heaps.map(megabytes).join(", ")}; highest ${megabytes(peak)}`);
  console.log(`  resident: ${megabytes(process.memoryUsage().rss)}`);
}

const checkpoint = join(folder, "journal");
await run("without a checkpoint", undefined);
await run("with a checkpoint", checkpoint);
console.log(`  the checkpoint has ${megabytes((await stat(checkpoint)).size)}`);
await run("resumed, all of it settled", checkpoint);
crm.close();
await rm(folder, { recursive: true });
