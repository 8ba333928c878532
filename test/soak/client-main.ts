/**
 * The calls of the soak: `--expose-gc client-main.ts PORT SEED CALLS`. Tells as JSON how they ended, and what is left of
 * them.
 */
import { readdirSync } from "node:fs";
import { createClient } from "zcrm";
import { FAULT_HEADER, FAULTS, type Fault } from "./fault.js";
import { randomFrom } from "./random.js";
import type { SoakReport } from "./report.js";

const [port, seed = "1", total = "200000"] = process.argv.slice(2);
const EARLY = 20_000;
const AT_ONCE = 50;
const id = "4150868000000224000";

const random = randomFrom(Number(seed));
const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const url = `http://127.0.0.1:${port}`;
const crm = createClient({
  clientId: "a",
  clientSecret: "b",
  refreshToken: "c",
  apiUrl: url,
  accountsUrl: url,
  retry: { maxDelay: 1 },
  maxConcurrency: AT_ONCE,
});

let unhandled = 0;
process.on("unhandledRejection", () => {
  unhandled += 1;
});

const outcomes: Record<string, number> = {};
let next = 0;

const OPERATIONS = {
  list: (options: Options) => crm.records.list({ module: "Leads" }, options),
  create: (options: Options) =>
    crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe" }] } }, options),
  download: async (options: Options) => {
    const file = await crm.attachments.download({ module: "Leads", id, attachmentId: "1" }, options);
    // Some change their mind about a file that is on its way.
    if (random() < 0.2) await file?.body.cancel();
    else await file?.arrayBuffer();
  },
  upload: (options: Options) =>
    crm.attachments.upload(
      { module: "Leads", id, body: { file: { name: "soak.bin", data: new Uint8Array(5_000) } } },
      options,
    ),
};

interface Options {
  headers: Record<string, string>;
  timeout: number;
  signal?: AbortSignal;
}

async function call(): Promise<void> {
  const fault: Fault = random() < 0.6 ? "none" : oneOf(FAULTS);
  const name = oneOf(Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[]);
  const options: Options = { headers: { [FAULT_HEADER]: fault }, timeout: fault === "hung" ? 20 : 20_000 };
  let timer: NodeJS.Timeout | undefined;
  if (fault === "aborted") {
    const controller = new AbortController();
    options.signal = controller.signal;
    timer = setTimeout(() => controller.abort(new Error("changed my mind")), random() * 8);
  }
  const outcome = await OPERATIONS[name](options).then(
    () => "answered",
    (error: Error) => error.name,
  );
  clearTimeout(timer);
  const kind = `${fault}: ${outcome}`;
  outcomes[kind] = (outcomes[kind] ?? 0) + 1;
}

async function upTo(count: number): Promise<void> {
  const worker = async () => {
    while (next < count) {
      next += 1;
      await call();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** What is still in use once everything that can be collected has been. */
async function heap(): Promise<number> {
  for (let round = 0; round < 5; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

const start = performance.now();
await upTo(EARLY);
const early = await heap();
await upTo(Number(total));
const late = await heap();
await crm.close();
// Sockets that were ended tell so in a later turn.
for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));

const report: SoakReport = {
  calls: next,
  seconds: (performance.now() - start) / 1_000,
  outcomes,
  early,
  late,
  rss: process.memoryUsage().rss,
  unhandled,
  left: process.getActiveResourcesInfo().filter((kind) => kind !== "PipeWrap" && kind !== "TTYWrap"),
  descriptors: readdirSync("/proc/self/fd").length,
};
console.log(JSON.stringify(report));
