/** The program that `caller.ts` starts: it makes calls with shared limits, and says how they ended. */
import { once } from "node:events";
import { type ClientOptions, createClient, fileLimits } from "../../src/index.js";
import type { CallerSpec } from "./caller.js";

const { name, calls, parallel, folder, maxConcurrency, isClosed, ...options } = JSON.parse(
  process.argv[2] ?? "",
) as CallerSpec & ClientOptions;
const crm = createClient({ ...options, maxConcurrency, limits: fileLimits({ folder }) });

console.log("ready");
await once(process.stdin, "data");
process.stdin.destroy();

let left = calls;
async function call(): Promise<void> {
  while (left > 0) {
    left -= 1;
    await crm.records.list({ module: "Leads" }, { headers: { "x-process": name } });
  }
}
await Promise.all(Array.from({ length: parallel }, call));
console.log("done");
if (isClosed) await crm.close();
