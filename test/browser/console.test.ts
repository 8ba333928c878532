/** The emulator's console as a user sees it, in Chromium. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { accessToken, callerOf } from "../emulator/support/caller.js";
import { startChromium } from "./chromium.js";

let chromium: Browser;
beforeAll(async () => {
  chromium = await startChromium();
});
afterAll(() => chromium?.close());

const HOSTILE = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;

/**
 * Opens a view in a fresh profile. Page errors, blocked resources and requests to other hosts fail the test.
 *
 * @param expected Error messages of Chromium that belong to the test, such as those about calls that fail on purpose
 */
async function openPage(
  emulator: Emulator,
  view: string,
  work: (page: Page) => Promise<void>,
  { colorScheme = "light", expected }: { colorScheme?: "light" | "dark"; expected?: RegExp } = {},
): Promise<void> {
  const context = await chromium.newContext({ colorScheme });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" && !expected?.test(message.text())) complaints.push(message.text());
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

test("shows the modules, the pages of their records, and one record", async () => {
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
    expect(await page.getByLabel("Response").textContent()).toContain('"Last_Name": "Lead 1"');
  });
});

test("the log shows a client's call with its body, and without its token", async () => {
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
    await call("GET", "/Deals");
    await page.getByText(/^2 of 51,000 credits/).waitFor();
    expect(await page.getByRole("listitem").count()).toBe(0);
    await page.getByRole("button", { name: "Pause" }).click();
    const deals = page.getByRole("listitem").filter({ hasText: "/crm/v2/Deals" });
    await deals.locator("summary").click();
    await deals.getByRole("link", { name: "getRecords in the reference" }).click();
    await page.getByRole("heading", { name: "List the records of a module" }).waitFor();
  });
});

const BREAKS = {
  "breaks before the response": "breaks the connection before any response",
  "breaks after the headers": "sends the real response, breaks the connection after the headers",
  "breaks in the middle of the body": "sends the body over 30 ms, breaks the connection in the middle of the body",
};

test("a fault hits the next calls that match it, and can be removed", async () => {
  await using emulator = await startEmulator();
  const call = await callerOf(emulator);
  const work = async (page: Page): Promise<void> => {
    await page.getByLabel("Operation").fill("getRecords");
    await page.getByLabel("Status").fill("503");
    await page.getByLabel("Times").fill("2");
    await page.getByRole("button", { name: "Add fault" }).click();
    await page.getByRole("row", { name: "the next 2 calls of getRecords responds with 503" }).waitFor();
    expect((await call("GET", "/Deals/1")).status).not.toBe(503);
    expect((await fetch(`${emulator.apiUrl}/crm/v2/Leads`)).status).toBe(503);
    await page.getByRole("row", { name: "the next call of getRecords responds with 503" }).waitFor();
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByText("No fault is waiting").waitFor();
    expect((await call("GET", "/Leads")).status).toBe(200);

    await page.getByLabel("Status").fill("");
    await page.getByRole("button", { name: "Add fault" }).click();
    await page.getByRole("alert").getByText("choose a status").waitFor();

    await page.getByLabel("Operation").fill("");
    await page.getByLabel("From call").fill("2");
    await page.getByLabel("Times").fill("1");
    await page.getByLabel("Response", { exact: true }).selectOption({ label: "401 INVALID_TOKEN" });
    await page.getByLabel("Delay").fill("20");
    await page.getByText("Body and headers").click();
    await page.getByLabel("Headers").fill("Content-Type: application/json\nRetry-After: 7");
    await page.getByRole("button", { name: "Add fault" }).click();
    await page
      .getByRole("row", { name: "the next call, after one that passes waits 20 ms, responds with 401 INVALID_TOKEN" })
      .waitFor();
    expect((await call("GET", "/Leads")).status).toBe(200);
    await page.getByRole("row", { name: "the next call waits 20 ms" }).waitFor();
    const played = await fetch(`${emulator.apiUrl}/crm/v2/Leads`);
    expect(played.status).toBe(401);
    expect(played.headers.get("retry-after")).toBe("7");
    expect(await played.json()).toMatchObject({ code: "INVALID_TOKEN", message: "invalid oauth token" });

    await page.getByLabel("Response", { exact: true }).selectOption({ label: "the real one" });
    await page.getByLabel("From call").fill("1");
    await page.getByLabel("Delay").fill("");
    for (const [label, effect] of Object.entries(BREAKS)) {
      await page.getByLabel("Connection").selectOption({ label });
      await page.getByLabel("Slow body").fill(label.endsWith("body") ? "30" : "");
      await page.getByRole("button", { name: "Add fault" }).click();
      await page.getByRole("row", { name: effect }).waitFor();
    }
    expect(emulator.faults.waiting().map(({ fault }) => fault)).toMatchObject([
      { reset: "before" },
      { reset: "after headers" },
      { truncate: true, slow: 30 },
    ]);
    await page.getByRole("button", { name: "Remove all" }).click();
    await page.getByText("No fault is waiting").waitFor();
  };
  await openPage(emulator, "faults", work, { expected: /status of 400/ });
});

test("the reference sends a call with a token of the page's own", async () => {
  await using emulator = await startEmulator();
  const work = async (page: Page): Promise<void> => {
    await page.getByRole("searchbox").fill("create up to 100");
    await page.getByRole("link", { name: "Create up to 100 records in a module" }).click();
    await page.getByLabel("Body").fill('{ "data": [{ "Last_Name": "Tried" }] }');
    await page.getByRole("button", { name: "Send" }).click();
    const response = page.getByLabel("Response");
    await response.getByText("201 Created").waitFor();
    expect(await response.textContent()).toContain("record added");
    // The rejected token is replaced without the user noticing.
    emulator.expireTokens();
    await page.getByLabel("Body").fill('{ "data": [{}] }');
    await page.getByRole("button", { name: "Send" }).click();
    await response.getByText("202 Accepted").waitFor();
    expect(await response.textContent()).toContain("MANDATORY_NOT_FOUND");
  };
  await openPage(emulator, "reference", work, { expected: /status of 401/ });
});

test("advances the clock, and shows the environment when asked", async () => {
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

test("records are found by word, and created, edited and deleted through the API", async () => {
  await using emulator = await startEmulator();
  const work = async (page: Page): Promise<void> => {
    page.on("dialog", (dialog) => dialog.accept());
    await page.getByRole("searchbox", { name: "Search records by word" }).fill("tiles");
    await page.getByText("1 record", { exact: true }).waitFor();
    await page.getByRole("searchbox").fill("nobody at all");
    await page.getByText("No record contains “nobody at all”").waitFor();

    await page.getByRole("link", { name: "New record" }).click();
    await page.getByLabel("Company").fill("Acme");
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByRole("alert").getByText("MANDATORY_NOT_FOUND: required field not found: Last_Name").waitFor();
    await page.getByLabel("Last_Name").fill("Made");
    await page.getByLabel("Email", { exact: false }).first().fill("made@example.com");
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByRole("row", { name: "Email made@example.com", exact: true }).waitFor();

    await page.getByRole("link", { name: "Edit" }).click();
    await page.getByLabel("Company").fill("");
    await page.getByText(/more fields/).click();
    await page.getByLabel("No_of_Employees").fill("7");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("row", { name: "No_of_Employees 7", exact: true }).waitFor();
    expect(emulator.requests.at(-1)?.body).toEqual({ data: [{ Company: null, No_of_Employees: 7 }] });

    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("link", { name: "Leads 7" }).waitFor();
    await page.getByRole("link", { name: "Recycle bin" }).click();
    await page.getByRole("row", { name: /^Made 41\d+ .* Ada Example$/ }).waitFor();
    const operations = emulator.requests.map(({ operation }) => operation);
    expect(operations).toEqual(["createRecords", "createRecords", "updateRecord", "deleteRecord"]);
  };
  await openPage(emulator, "records/Leads", work);
});

test("acts as another user, and in another organisation", async () => {
  await using emulator = await startEmulator({ users: [{ last_name: "Sample", email: "sam@example.com" }] });
  const beta = emulator.addOrganization({ name: "Beta", seed: { Leads: [{ Last_Name: "Only", Company: "B" }] } });
  await openPage(emulator, "records/Leads", async (page) => {
    const actor = page.getByLabel("Acting as");
    await page.getByRole("link", { name: "Leads 7" }).waitFor();
    await actor.selectOption({ label: "Sample, Organisation 1" });
    await page.getByRole("link", { name: "New record" }).click();
    await page.getByLabel("Last_Name").fill("By Sample");
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByRole("row", { name: "Created_By Sample" }).waitFor();

    await page.getByRole("link", { name: "Leads 8" }).click();
    await actor.selectOption({ label: "Ada Example, Beta" });
    await page.getByRole("link", { name: "Only" }).waitFor();
    await page.getByRole("link", { name: "Leads 1", exact: true }).waitFor();
    await page.reload();
    await page.getByRole("link", { name: "Only" }).waitFor();
    await page.getByRole("link", { name: "Client" }).click();
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByText(`export ZCRM__refresh_token=${beta.refreshToken}`).waitFor();
  });
});

test("reports that the emulator is gone, and resumes with the next one", async () => {
  const emulator = await startEmulator();
  const port = Number(new URL(emulator.apiUrl).port);
  const work = async (page: Page): Promise<void> => {
    await page.getByRole("link", { name: "Leads 7" }).waitFor();
    await emulator.close();
    await page.getByRole("alert").getByText("The emulator is gone").waitFor();
    await using next = await startEmulator({ port, seed: { Leads: [{ Last_Name: "After" }] } });
    await page.getByRole("link", { name: "Leads 1", exact: true }).waitFor();
    await page.getByRole("link", { name: "After" }).waitFor();
    expect(await page.getByRole("alert").isVisible()).toBe(false);
    expect(next.requests).toEqual([]);
  };
  await openPage(emulator, "records/Leads", work, { expected: /ERR_/ });
});

/** Text of low contrast, inputs without a label, and a page wider than the window. Runs in the page. */
function flawsOf(): string[] {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const light = (color: string) =>
    channels(color)
      .slice(0, 3)
      .map((value) => value / 255)
      .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, index) => sum + value * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0.05);
  const backOf = (start: Element | null) => {
    for (let one = start; one !== null; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one);
      if (channels(backgroundColor)[3] !== 0) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const isFaint = (color: string, back: string) => {
    const [a, b] = [light(color), light(back)];
    return Math.max(a, b) / Math.min(a, b) < 4.5;
  };
  const flaws: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement: one, textContent } = texts.currentNode;
    if (!one?.checkVisibility() || one.closest(":disabled") || textContent?.trim() === "") continue;
    if (isFaint(getComputedStyle(one).color, backOf(one))) flaws.push(`low contrast: ${textContent}`);
  }
  for (const one of document.querySelectorAll<HTMLInputElement>("input, select, textarea")) {
    if (isFaint(getComputedStyle(one, "::placeholder").color, backOf(one)))
      flaws.push(`low contrast: ${one.placeholder}`);
    if (!one.ariaLabel && !one.labels?.length) flaws.push(`without a label: ${one.outerHTML}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) flaws.push("wider than the window");
  return flaws;
}

/** Runs in the page. */
function openAll(): void {
  for (const details of document.querySelectorAll("details")) details.open = true;
}

test("is legible in both color schemes and on a narrow screen, and every input has a label", async () => {
  await using emulator = await startEmulator({ users: [{ last_name: "Sample", email: "sam@example.com" }] });
  emulator.addOrganization({ name: "An organization with a name that is longer than most" });
  emulator.faults.add({ operation: "createRecords", nth: 2, times: 3, delay: 10, body: { code: "X" }, truncate: true });
  await (await callerOf(emulator))("GET", `/Leads?${"long".repeat(200)}`);
  const [{ id }] = (await (await callerOf(emulator))("GET", "/Leads")).body.data as unknown as [{ id: string }];
  const views = {
    [`records/Leads/${id}`]: "Owner",
    [`records/Leads/${id}/edit`]: "Last_Name",
    "records/Leads": "Dilan Yilmaz",
    "records/Leads/deleted": "The recycle bin is empty",
    requests: "/oauth/v2/token",
    faults: "the next 3 calls",
    client: "until it is revoked",
    "reference/getRecords": "16 optional parameters",
    "reference/uploadAttachment": "multipart/form-data",
  };
  for (const colorScheme of ["light", "dark"] as const) {
    const work = async (page: Page): Promise<void> => {
      for (const [view, text] of Object.entries(views)) {
        await page.goto(`${emulator.apiUrl}/#/${view}`);
        await page.getByText(text).first().waitFor();
        await page.evaluate(openAll);
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 844 });
          expect({ view, width, flaws: await page.evaluate(flawsOf) }).toEqual({ view, width, flaws: [] });
        }
      }
    };
    await openPage(emulator, "records", work, { colorScheme });
  }
});

test("the keyboard alone reaches and creates records", async () => {
  await using emulator = await startEmulator({ seed: { Leads: [{ Last_Name: "Doe" }] } });
  await openPage(emulator, "records/Leads", async (page) => {
    await page.getByRole("link", { name: "Doe" }).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
    const tabTo = async (text: string) => {
      for (let presses = 0; presses < 60 && (await focused()) !== text; presses += 1) await page.keyboard.press("Tab");
      expect(await focused()).toBe(text);
    };
    await tabTo("New record");
    await page.keyboard.press("Enter");
    await page.getByLabel("Last_Name").focus();
    await page.keyboard.type("Typed");
    await page.keyboard.press("Enter");
    await page.getByRole("row", { name: "Last_Name Typed" }).waitFor();
  });
});

test("hostile values are shown as text", async () => {
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
    await page.getByLabel("Response").waitFor();
    expect(await page.title()).toBe("Zoho CRM emulator");
    expect(await page.locator("main img, main script").count()).toBe(0);
  };
  await openPage(emulator, "records/Leads", work, { expected: /status of 400/ });
});

test("follows the color scheme of the user's machine", async () => {
  await using emulator = await startEmulator();
  const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await openPage(emulator, "", async (page) => expect(await background(page)).toBe("rgb(245, 246, 248)"));
  await openPage(emulator, "", async (page) => expect(await background(page)).toBe("rgb(20, 22, 26)"), {
    colorScheme: "dark",
  });
});
