/**
 * Prints the files of this project whose functions run during one warm typed call, by V8's precise coverage:
 * `npx tsx test/bench/rooms.ts`. Functions that only run when a module loads do not count.
 */
import { createServer } from "node:http";
import { Session } from "node:inspector/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createClient } from "../../src/client.js";

const PROJECT = `${pathToFileURL(join(import.meta.dirname, "../.."))}/`;
const PAGE = JSON.stringify({ data: [{ id: "1", Last_Name: "Doe" }], info: { more_records: false, page: 1 } });
const TOKEN = JSON.stringify({ access_token: "1000.a.b", expires_in: 3_600, token_type: "Bearer" });

await using server = createServer((request, response) => {
  response.setHeader("content-type", "application/json");
  response.end(request.url?.startsWith("/oauth/") ? TOKEN : PAGE);
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

await using crm = createClient({
  clientId: "id",
  clientSecret: "secret",
  refreshToken: "1000.r.r",
  apiUrl: url,
  accountsUrl: url,
});
const list = () => crm.records.list({ module: "Leads", per_page: 5 });
for (let call = 0; call < 3; call += 1) await list();

const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
// Resets the counters.
await session.post("Profiler.takePreciseCoverage");
await list();
const { result } = await session.post("Profiler.takePreciseCoverage");
session.disconnect();

const files = result
  .filter(({ url: file, functions }) => file.startsWith(PROJECT) && functions.some(wasCalled))
  .map(({ url: file }) => file.slice(PROJECT.length))
  .filter((file) => /^(?:src|generated)\//.test(file))
  .sort();
for (const file of files) console.log(file);
console.log(`${files.length} files`);

function wasCalled({ ranges }: { ranges: readonly { readonly count: number }[] }): boolean {
  return ranges.some(({ count }) => count > 0);
}
