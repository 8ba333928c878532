/** The events that the console sends to its page, and what they cost when nobody looks. */
import { spawn } from "node:child_process";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { createEmulator, startEmulator } from "../../../src/emulator/index.js";
import { built } from "../../support/build.js";
import { callerOf } from "../support/caller.js";
import { hearEvents } from "./page-events.js";

test("a stream begins with the whole state, and reports changes by calls and by the program", async () => {
  await using emulator = await startEmulator({ seed: { Leads: [{ Last_Name: "Doe" }] } });
  await using page = await hearEvents(emulator);
  const countOf = (module: string) => page.last("overview")?.modules.find(({ name }) => name === module)?.count;
  expect(await page.next("requests")).toMatchObject({ added: [] });
  expect(countOf("Leads")).toBe(1);
  expect(page.last("faults")).toEqual([]);

  const call = await callerOf(emulator);
  await call("POST", "/Leads", { data: [{ Last_Name: "Two" }] });
  await page.next("overview", ({ credits }) => credits.used > 0);
  expect(countOf("Leads")).toBe(2);
  const { added } = await page.next("requests", ({ added }) =>
    added.some(({ operation }) => operation === "createRecords"),
  );
  expect(added.at(-1)).toMatchObject({ method: "POST", path: "/crm/v2/Leads", status: 201 });
  expect(page.last("tokens")?.accessTokens).toHaveLength(1);

  const before = page.last("overview")?.revision ?? 0;
  emulator.seed({ Deals: [{ Deal_Name: "D", Stage: "Qualification" }] });
  await page.next("overview", ({ revision }) => revision > before);
  expect(countOf("Deals")).toBe(1);
  emulator.faults.add({ status: 503 });
  expect(await page.next("faults")).toMatchObject([{ status: 503, left: 1, skip: 0 }]);
  emulator.requests.length = 0;
  const cleared = await page.next("requests");
  expect(cleared.added).toEqual([]);
  expect(cleared.oldest).toBeGreaterThan(added.at(-1)?.number ?? 0);
  const { time } = page.last("clock") ?? { time: 0 };
  emulator.advance("1h");
  await page.next("clock", (clock) => clock.time - time >= 3_600_000);
});

test("a stream is about the organization that the page has chosen", async () => {
  await using emulator = await startEmulator();
  emulator.addOrganization({ name: "Beta", seed: { Leads: [{ Last_Name: "Only" }] } });
  await using page = await hearEvents(emulator, "?organization=2");
  const { modules, organizations } = await page.next("overview");
  expect(modules.find(({ name }) => name === "Leads")?.count).toBe(1);
  expect(organizations).toMatchObject([
    { name: "Organization 1" },
    { owner: "2", name: "Beta", users: [{ name: "Ada Example" }] },
  ]);
  await expect(hearEvents(emulator, "?organization=3")).rejects.toThrowError("refused with 400");
});

test("a stream ends with the emulator, and keeps neither it nor a process running", async () => {
  const emulator = await startEmulator();
  const page = await hearEvents(emulator);
  await emulator.close();
  await page.ended();
  // Without a socket, only the stream could keep the process running.
  const program = `
    import { createEmulator } from ${JSON.stringify(await built("emulator.mjs"))};
    const { fetch } = createEmulator();
    const response = await fetch("http://localhost/_emulator/events", { headers: { host: "localhost" } });
    await response.body.getReader().read();
    console.log("read");`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => output.push(text));
  expect(await new Promise((ended) => child.on("close", ended))).toBe(0);
  expect(output.join("")).toBe("read\n");
});

test("100 pages may be open, a page that leaves makes room, and a page that does not read delays no other", async () => {
  await using emulator = await startEmulator();
  const pages = await Promise.all(Array.from({ length: 99 }, () => hearEvents(emulator)));
  // The hundredth page never reads.
  const { port, host } = new URL(emulator.apiUrl);
  const deaf = connect(Number(port), "127.0.0.1");
  deaf.write(`GET /_emulator/events HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  await new Promise((answered) => deaf.once("readable", answered));
  await expect(hearEvents(emulator)).rejects.toThrowError("refused with 503");
  const path = `/crm/v2/${"x".repeat(10_000)}`;
  for (let call = 0; call < 50; call += 1) await fetch(`${emulator.apiUrl}${path}`);
  for (const page of pages) {
    const { added } = await page.next("requests", ({ added }) => added.length > 0);
    expect(added[0]?.path).toHaveLength(501);
  }
  await pages[0]?.[Symbol.asyncDispose]();
  await expect
    .poll(() =>
      hearEvents(emulator).then(
        (page) => page[Symbol.asyncDispose]().then(() => "admitted"),
        () => "refused",
      ),
    )
    .toBe("admitted");
  for (const page of pages) await page[Symbol.asyncDispose]();
  deaf.destroy();
});

test("a stream works without a socket, and ends when the page leaves", async () => {
  const emulator = createEmulator();
  const page = await hearEvents(emulator, "", (input, init) =>
    emulator.fetch(input, { ...init, headers: { host: "localhost" } }),
  );
  expect((await page.next("overview")).credits.used).toBe(0);
  await page[Symbol.asyncDispose]();
});
