/** Walks with the emulator: over sockets, with every layer of the client. */
import { afterEach, expect, test } from "vitest";
import { startEmulator } from "../src/emulator/index.js";
import { createClient, pages, paginate } from "../src/index.js";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function clientWith(count: number) {
  const Leads = Array.from({ length: count }, (_, number) => ({ Last_Name: `Lead ${number}`, Company: "Acme" }));
  const emulator = await startEmulator({ seed: { Leads } });
  const crm = createClient(emulator.clientOptions());
  closing.push(crm.close, () => emulator.close());
  return { emulator, crm, requests: () => emulator.requests.filter(({ path }) => path.startsWith("/crm/v2/")).length };
}

test("the records of a module can be read page by page and one by one", async () => {
  const { crm, requests } = await clientWith(11);
  const sizes: number[] = [];
  for await (const { data } of pages(crm.records.list, { module: "Leads", per_page: 4 })) sizes.push(data.length);
  expect(sizes).toEqual([4, 4, 3]);
  expect(requests()).toBe(3);

  const names = new Set<string>();
  for await (const lead of paginate(crm.records.list, { module: "Leads", per_page: 4 })) names.add(lead.Last_Name);
  expect(names.size).toBe(11);
});

test("a search can be walked, with the selected fields", async () => {
  const { crm } = await clientWith(3);
  const found: (string | null)[] = [];
  const params = { module: "Leads", criteria: "(Company:equals:Acme)", per_page: 2 } as const;
  for await (const lead of paginate(crm.records.search, { ...params, fields: ["Company"] })) found.push(lead.Company);
  expect(found).toEqual(["Acme", "Acme", "Acme"]);
});

test("a list without records ends at once", async () => {
  const { crm, requests } = await clientWith(0);
  for await (const _ of paginate(crm.records.list, { module: "Leads" })) throw new Error("unexpected record");
  expect(requests()).toBe(1);
});

test("a search that reaches Zoho's ceiling says so after its last record", async () => {
  const { crm } = await clientWith(2_001);
  let count = 0;
  const walk = async () => {
    for await (const _ of paginate(crm.records.search, { module: "Leads", criteria: "(Company:equals:Acme)" }))
      count += 1;
  };
  await expect(walk()).rejects.toMatchObject({
    code: "LIMIT_REACHED",
    operation: "searchRecords",
    message: expect.stringContaining("2000 rows at most, and there may be more; narrow the search"),
  });
  expect(count).toBe(2_000);
});

test("a promise instead of the call is rejected at once", async () => {
  const { crm } = await clientWith(1);
  const page = crm.records.list({ module: "Leads" });
  expect(() => paginate(page as never, {} as never)).toThrow("a walk needs the call itself");
  expect(() => pages(page as never, {} as never)).toThrow("a walk needs the call itself");
  await page;
});

test("leaving the loop requests no more pages", async () => {
  const { crm, requests } = await clientWith(10);
  for await (const _ of paginate(crm.records.list, { module: "Leads", per_page: 2 })) break;
  expect(requests()).toBe(1);
});

test("a signal ends the walk between two entries of a page", async () => {
  const { crm } = await clientWith(4);
  const controller = new AbortController();
  const seen: string[] = [];
  const walk = async () => {
    for await (const { id } of paginate(crm.records.list, { module: "Leads" }, { signal: controller.signal })) {
      seen.push(id);
      controller.abort(new Error("enough"));
    }
  };
  await expect(walk()).rejects.toThrow("enough");
  expect(seen).toHaveLength(1);
});

test("the loop throws what the call throws", async () => {
  const { crm } = await clientWith(0);
  const walk = async () => {
    for await (const _ of paginate(crm.records.list, { module: "Leeds" })) throw new Error("unexpected record");
  };
  await expect(walk()).rejects.toMatchObject({ code: "INVALID_MODULE", operation: "getRecords" });
});
