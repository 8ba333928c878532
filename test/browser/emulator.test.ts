/** The page of the emulator as a user sees it, in Chromium. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { accessToken, callerOf } from "../emulator/caller.js";
import { startChromium } from "./chromium.js";

let chromium: Browser;
beforeAll(async () => {
  chromium = await startChromium();
});
afterAll(() => chromium?.close());

const HOSTILE = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;

/**
 * Opens the page in a profile of its own; page errors, refused resources and calls of other hosts fail the test.
 *
 * @param refused - the status of calls that are meant to be refused, of which Chromium complains
 */
async function openPage(
  emulator: Emulator,
  view: string,
  work: (page: Page) => Promise<void>,
  { colorScheme = "light", refused }: { colorScheme?: "light" | "dark"; refused?: RegExp } = {},
): Promise<void> {
  const context = await chromium.newContext({ colorScheme });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" && !refused?.test(message.text())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith(`${emulator.apiUrl}/`)) complaints.push(request.url());
    });
    await page.goto(`${emulator.apiUrl}/#/${view}`);
    await work(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

test("shows modules, their records and one record, and turns pages", async () => {
  await using emulator = await startEmulator({
    seed: { Leads: Array.from({ length: 51 }, (_, index) => ({ Last_Name: `Lead ${index + 1}`, Company: "Acme" })) },
  });
  await openPage(emulator, "", async (page) => {
    await page.getByRole("link", { name: "Leads 51" }).waitFor();
    expect(await page.getByRole("row").count()).toBe(51);
    await page.getByRole("button", { name: "Older" }).click();
    await page.getByRole("link", { name: "Lead 1", exact: true }).click();
    await page.getByRole("row", { name: "Company Acme", exact: true }).waitFor();
    await page.getByRole("link", { name: "Try it in a call" }).click();
    await page.getByRole("button", { name: "Send" }).click();
    expect(await page.getByLabel("Answer").textContent()).toContain('"Last_Name": "Lead 1"');
  });
});

test("a call of a client appears in the log with its body, and without its token", async () => {
  await using emulator = await startEmulator();
  await openPage(emulator, "requests", async (page) => {
    await page.getByText("No requests yet").waitFor();
    const call = await callerOf(emulator);
    await call("POST", "/Leads", { data: [{ Last_Name: "Watched" }] });
    const entry = page.getByRole("listitem").filter({ hasText: "createRecords" });
    await entry.locator("summary").click();
    await entry.getByText('"Watched"').waitFor();
    expect(await entry.textContent()).toContain("authorization: [masked]");

    await page.getByRole("searchbox").fill("requesttoken");
    expect(await page.getByRole("listitem").count()).toBe(1);
    await page.getByRole("searchbox").fill("");
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByText("No requests yet").waitFor();
    expect(emulator.requests).toEqual([]);

    await page.getByRole("button", { name: "Pause" }).click();
    const polled = page.waitForRequest(/requests\?after/);
    await call("GET", "/Deals");
    await page.getByRole("button", { name: "Go on" }).click();
    await polled;
    await page.getByRole("listitem").filter({ hasText: "/crm/v2/Deals" }).waitFor();
  });
});

test("a fault that is added hits the next calls, and can be removed", async () => {
  await using emulator = await startEmulator();
  const call = await callerOf(emulator);
  const work = async (page: Page): Promise<void> => {
    await page.getByLabel("Operation").fill("getRecords");
    await page.getByLabel("Status").fill("503");
    await page.getByLabel("Times").fill("2");
    await page.getByRole("button", { name: "Add fault" }).click();
    await page.getByRole("row", { name: "getRecords answers 503 2" }).waitFor();
    expect((await call("GET", "/Deals/1")).status).not.toBe(503);
    expect((await fetch(`${emulator.apiUrl}/crm/v2/Leads`)).status).toBe(503);
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByText("No fault is waiting").waitFor();
    expect((await call("GET", "/Leads")).status).toBe(200);

    await page.getByLabel("Status").fill("");
    await page.getByRole("button", { name: "Add fault" }).click();
    await page.getByRole("alert").getByText("choose a status").waitFor();
  };
  await openPage(emulator, "faults", work, { refused: /status of 400/ });
});

test("a call is tried from the reference, with a token of the page's own", async () => {
  await using emulator = await startEmulator();
  const work = async (page: Page): Promise<void> => {
    await page.getByRole("searchbox").fill("create up to 100");
    await page.getByRole("link", { name: "Create up to 100 records in a module" }).click();
    await page.getByLabel("Body").fill('{ "data": [{ "Last_Name": "Tried" }] }');
    await page.getByRole("button", { name: "Send" }).click();
    const answer = page.getByLabel("Answer");
    await answer.getByText("201 Created").waitFor();
    expect(await answer.textContent()).toContain("record added");
    // Its token is refused once, and replaced without a word.
    emulator.expireTokens();
    await page.getByLabel("Body").fill('{ "data": [{}] }');
    await page.getByRole("button", { name: "Send" }).click();
    await answer.getByText("202 Accepted").waitFor();
    expect(await answer.textContent()).toContain("MANDATORY_NOT_FOUND");
  };
  await openPage(emulator, "reference", work, { refused: /status of 401/ });
});

test("moves the clock on, and shows the environment when asked", async () => {
  await using emulator = await startEmulator();
  const token = await accessToken(emulator);
  const status = async () =>
    (await fetch(`${emulator.apiUrl}/crm/v2/Leads`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await status()).toBe(200);
  await openPage(emulator, "client", async (page) => {
    await page.getByRole("cell", { name: "60 min left" }).waitFor();
    expect(await page.content()).not.toContain(emulator.clientSecret);
    expect(await page.content()).not.toContain(token);
    await page.getByRole("button", { name: "+ 1 hour" }).click();
    await page.getByRole("cell", { name: "expired" }).waitFor();
    expect(await status()).toBe(401);
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByText(`export ZCRM__client_secret=${emulator.clientSecret}`).waitFor();
  });
});

test("hostile values are shown as the texts that they are", async () => {
  await using emulator = await startEmulator({
    seed: { Leads: [{ Last_Name: HOSTILE.slice(0, 80), Company: "Acme", Description: HOSTILE }] },
  });
  const call = await callerOf(emulator);
  await call("POST", "/Leads", { [HOSTILE]: HOSTILE });
  await call("GET", `/Leads?x=${HOSTILE}`, undefined, { "x-hostile": HOSTILE });
  const work = async (page: Page): Promise<void> => {
    await page.getByRole("link", { name: "<img" }).click();
    await page.getByRole("heading", { name: /^41/ }).waitFor();
    await page.getByRole("row", { name: `Description ${HOSTILE}` }).waitFor();
    await page.getByText("As JSON").click();
    await page.goto(`${emulator.apiUrl}/#/requests`);
    const log = page.getByRole("list", { name: "Requests, newest first" }).getByRole("listitem");
    await log.filter({ hasText: "createRecords" }).waitFor();
    for (const entry of await log.all()) await entry.locator("summary").click();
    await page.getByText("x-hostile").waitFor();
    await page.goto(`${emulator.apiUrl}/#/reference/getRecords?module=${encodeURIComponent(HOSTILE)}`);
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByLabel("Answer").waitFor();
    expect(await page.title()).toBe("Zoho CRM emulator");
    expect(await page.locator("main img, main script").count()).toBe(0);
  };
  await openPage(emulator, "records/Leads", work, { refused: /status of 400/ });
});

test("is dark where the user's machine is", async () => {
  await using emulator = await startEmulator();
  const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await openPage(emulator, "", async (page) => expect(await background(page)).toBe("rgb(245, 246, 248)"));
  await openPage(emulator, "", async (page) => expect(await background(page)).toBe("rgb(20, 22, 26)"), {
    colorScheme: "dark",
  });
});
