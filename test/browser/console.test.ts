/** The emulator's console as a user sees it, in Chromium. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../src/emulator/index.js";
import { createClient } from "../../src/index.js";
import { accessToken, callerOf } from "../emulator/support/caller.js";
import { useChromium } from "./chromium.js";
import { openConsole } from "./open-console.js";

const chromium = useChromium();

const HOSTILE = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;

describe("records", () => {
  test("are listed by module and page, and open in a view of their own", async () => {
    await using emulator = await startEmulator({
      seed: { Leads: Array.from({ length: 51 }, (_, index) => ({ Last_Name: `Lead ${index + 1}`, Company: "Acme" })) },
    });
    await openConsole(chromium(), emulator, "", async (page) => {
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

  test("are found by word", async () => {
    await using emulator = await startEmulator();
    await openConsole(chromium(), emulator, "records/Leads", async (page) => {
      await page.getByRole("searchbox", { name: "Search records by word" }).fill("tiles");
      await page.getByText("1 record", { exact: true }).waitFor();
      await page.getByRole("searchbox").fill("nobody at all");
      await page.getByText("No record contains “nobody at all”").waitFor();
    });
  });

  test("are created, edited and deleted through the API", async () => {
    await using emulator = await startEmulator();
    await openConsole(chromium(), emulator, "records/Leads", async (page) => {
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
      await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
      await page.getByRole("button", { name: "Delete" }).click();
      await page.getByRole("dialog", { name: "Delete Made?" }).getByText("Move to the recycle bin").click();
      await page.getByRole("link", { name: "Leads 7" }).waitFor();
      await page.getByRole("link", { name: "Recycle bin" }).click();
      await page.getByRole("row", { name: /^Made 41\d+ .* Ada Example$/ }).waitFor();
    });
    const operations = emulator.requests.map(({ operation }) => operation);
    expect(operations).toEqual(["createRecords", "createRecords", "updateRecord", "deleteRecord"]);
  });
});

describe("the request log", () => {
  const entriesOf = (page: Page) => page.getByRole("listitem");

  test("shows a client's call with its body, and without its token", async () => {
    await using emulator = await startEmulator();
    await openConsole(chromium(), emulator, "requests", async (page) => {
      await page.getByText("No requests yet").waitFor();
      await (await callerOf(emulator))("POST", "/Leads", { data: [{ Last_Name: "Watched" }] });
      const entry = entriesOf(page).filter({ hasText: "createRecords" });
      await entry.locator("summary").first().click();
      await entry.getByText('"Watched"').waitFor();
      expect(await entry.textContent()).toContain("authorization: [masked]");
    });
  });

  test("shows the response, the attempts and the token requests of a call, and copies the call as code", async () => {
    await using emulator = await startEmulator();
    emulator.faults.add({ operation: "records.list", status: 503, body: { code: "BUSY" } });
    await using crm = createClient(emulator.clientOptions());
    await crm.records.list({ module: "Leads", per_page: 1, fields: ["Last_Name", "Email"] });
    await openConsole(chromium(), emulator, "requests", async (page) => {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      const call = entriesOf(page).filter({ hasText: "records.list" });
      expect(await call.count()).toBe(1);
      expect(await call.getByText("earlier attempt").count()).toBe(1);
      expect(await call.getByText("its token").count()).toBe(1);
      await call.locator("summary").first().click();
      const received = call.getByLabel("Received").first();
      await received.getByText('"per_page"').waitFor();
      expect(await received.textContent()).toMatch(/Content-Type: application\/json.*"more_records": true/is);
      const copied = async (label: string) => {
        await call.getByRole("button", { name: label }).first().click();
        await call.getByText("✓").waitFor();
        return page.evaluate(() => navigator.clipboard.readText());
      };
      expect(await copied("Copy as TypeScript")).toBe(
        'await crm.records.list({ module: "Leads", fields: ["Last_Name", "Email"], per_page: 1 });',
      );
      const curl = await copied("Copy as curl");
      expect(curl).toContain(`curl -X GET '${emulator.apiUrl}/crm/v2/Leads?`);
      expect(curl).toContain('"Authorization: Zoho-oauthtoken $TOKEN"');
      // The entry has an address of its own.
      await call.getByRole("link", { name: "Link to this request" }).click();
      await page.reload();
      await received.getByText('"per_page"').waitFor();
      expect(await page.title()).toBe("Requests · Zoho CRM emulator");
    });
  });

  test("can be filtered and cleared", async () => {
    await using emulator = await startEmulator();
    await (await callerOf(emulator))("GET", "/Leads");
    await openConsole(chromium(), emulator, "requests", async (page) => {
      await entriesOf(page).filter({ hasText: "getRecords" }).waitFor();
      await page.getByRole("searchbox").fill("requesttoken");
      expect(await entriesOf(page).count()).toBe(1);
      await page.getByRole("searchbox").fill("");
      await page.getByRole("button", { name: "Clear" }).click();
      await page.getByText("No requests yet").waitFor();
      expect(emulator.requests).toEqual([]);
    });
  });

  test("shows what happened during a pause after it, and leads to the reference", async () => {
    await using emulator = await startEmulator();
    await openConsole(chromium(), emulator, "requests", async (page) => {
      await page.getByText("No requests yet").waitFor();
      await page.getByRole("button", { name: "Pause" }).click();
      await (await callerOf(emulator))("GET", "/Deals");
      await page.getByText(/^1 of 51,000 credits/).waitFor();
      expect(await entriesOf(page).count()).toBe(0);
      await page.getByRole("button", { name: "Pause" }).click();
      const deals = entriesOf(page).filter({ hasText: "/crm/v2/Deals" });
      await deals.locator("summary").first().click();
      await deals.getByRole("link", { name: "records.list (getRecords) in the reference" }).click();
      await page.getByRole("heading", { name: "List the records of a module" }).waitFor();
    });
  });

  test("keeps an entry open, and the focus on it, while it grows and is filtered", async () => {
    await using emulator = await startEmulator();
    const call = await callerOf(emulator);
    await call("GET", "/Leads");
    await openConsole(chromium(), emulator, "requests", async (page) => {
      const entry = entriesOf(page).filter({ hasText: "/crm/v2/Leads" });
      await entry.locator("summary").first().press("Enter");
      await entry.getByText("authorization: [masked]").waitFor();
      await call("GET", "/Deals");
      await entriesOf(page).filter({ hasText: "/crm/v2/Deals" }).waitFor();
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("/crm/v2/Leads");
      await page.getByRole("searchbox").fill("deals");
      await entry.waitFor({ state: "detached" });
      await page.getByRole("searchbox").fill("");
      await entry.getByText("authorization: [masked]").waitFor();
    });
  });
});

describe("a fault", () => {
  const add = (page: Page) => page.getByRole("button", { name: "Add fault" }).click();

  test("hits the next calls that match it, and can be removed", async () => {
    await using emulator = await startEmulator();
    const call = await callerOf(emulator);
    await openConsole(chromium(), emulator, "faults", async (page) => {
      await page.getByLabel("Operation").fill("getRecords");
      await page.getByLabel("Status").fill("503");
      await page.getByLabel("Times").fill("2");
      await add(page);
      await page.getByRole("row", { name: "the next 2 calls of getRecords responds with 503" }).waitFor();
      expect((await call("GET", "/Deals/1")).status).not.toBe(503);
      expect((await fetch(`${emulator.apiUrl}/crm/v2/Leads`)).status).toBe(503);
      await page.getByRole("row", { name: "the next call of getRecords responds with 503" }).waitFor();
      await page.getByRole("button", { name: "Remove", exact: true }).click();
      await page.getByText("No fault is waiting").waitFor();
      expect((await call("GET", "/Leads")).status).toBe(200);
    });
  });

  test("without an effect is rejected, and the form stays as it was", async () => {
    await using emulator = await startEmulator();
    const work = async (page: Page): Promise<void> => {
      await page.getByLabel("Operation").fill("getRecords");
      await add(page);
      await page.getByRole("alert").getByText("choose a status").waitFor();
      expect(await page.getByLabel("Operation").inputValue()).toBe("getRecords");
      await page.getByLabel("Status").fill("503");
      await add(page);
      await page.getByRole("row", { name: "the next call of getRecords responds with 503" }).waitFor();
      expect(await page.getByRole("alert").count()).toBe(0);
    };
    await openConsole(chromium(), emulator, "faults", work, { expected: /status of 400/ });
  });

  test("responds with a sample error and other headers, after a delay, from the second call on", async () => {
    await using emulator = await startEmulator();
    const call = await callerOf(emulator);
    await openConsole(chromium(), emulator, "faults", async (page) => {
      await page.getByLabel("From call").fill("2");
      await page.getByLabel("Response", { exact: true }).selectOption({ label: "401 INVALID_TOKEN" });
      await page.getByLabel("Delay").fill("20");
      await page.getByText("Body and headers").click();
      await page.getByLabel("Headers").fill("Content-Type: application/json\nRetry-After: 7");
      await add(page);
      const row = "the next call, after one that passes waits 20 ms, responds with 401 INVALID_TOKEN";
      await page.getByRole("row", { name: row }).waitFor();
      expect((await call("GET", "/Leads")).status).toBe(200);
      await page.getByRole("row", { name: "the next call waits 20 ms" }).waitFor();
      const played = await fetch(`${emulator.apiUrl}/crm/v2/Leads`);
      expect(played.status).toBe(401);
      expect(played.headers.get("retry-after")).toBe("7");
      expect(await played.json()).toMatchObject({ code: "INVALID_TOKEN", message: "invalid oauth token" });

      await page.getByLabel("Response", { exact: true }).selectOption({ label: "the real one" });
      expect(await page.getByLabel("Status").inputValue()).toBe("");
      expect(await page.getByLabel("Headers").inputValue()).toBe("");
    });
  });

  test("breaks the connection at one of three places", async () => {
    const breaks = {
      "breaks before the response": "breaks the connection before any response",
      "breaks after the headers": "sends the real response, breaks the connection after the headers",
      "breaks in the middle of the body": "sends the body over 30 ms, breaks the connection in the middle of the body",
    };
    await using emulator = await startEmulator();
    await openConsole(chromium(), emulator, "faults", async (page) => {
      for (const [label, effect] of Object.entries(breaks)) {
        await page.getByLabel("Connection").selectOption({ label });
        await page.getByLabel("Slow body").fill(label.endsWith("body") ? "30" : "");
        await add(page);
        await page.getByRole("row", { name: effect }).waitFor();
      }
      expect(emulator.faults.waiting().map(({ fault }) => fault)).toMatchObject([
        { reset: "before" },
        { reset: "after headers" },
        { truncate: true, slow: 30 },
      ]);
      await page.getByRole("button", { name: "Remove all" }).click();
      await page.getByText("No fault is waiting").waitFor();
      expect(emulator.faults.waiting()).toEqual([]);
    });
  });
});

test("a record is shown under its name, with its notes, files and tags, and a missing one leads to the recycle bin", async () => {
  await using emulator = await startEmulator({
    seed: { Leads: [{ First_Name: "Ada", Last_Name: "Doe", Company: "A" }] },
  });
  await using crm = createClient(emulator.clientOptions());
  const [{ id } = { id: "" }] = (await crm.records.list({ module: "Leads" })).data;
  await crm.notes.createForRecord({
    module: "Leads",
    id,
    body: { data: [{ Note_Title: "Call", Note_Content: "Wants tiles" }] },
  });
  const file = { name: "offer.txt", data: new TextEncoder().encode("12345") };
  await crm.attachments.upload({ module: "Leads", id, body: { file } });
  await openConsole(chromium(), emulator, `records/Leads/${id}`, async (page) => {
    await page.getByRole("heading", { name: "Ada Doe" }).waitFor();
    expect(await page.title()).toBe("Ada Doe, Leads · Zoho CRM emulator");
    const beside = page.getByLabel("Notes, files and tags");
    expect(await beside.textContent()).toMatch(/Call Wants tiles.*offer\.txt 5 bytes/s);
    await page.goto(`${emulator.apiUrl}/#/records/Leads/1`);
    await page.getByText("There is no record 1 in Leads").waitFor();
    expect(await page.getByRole("button", { name: "Delete" }).count()).toBe(0);
    await page.getByRole("link", { name: "look in the recycle bin" }).click();
    await page.getByRole("heading", { name: "Recycle bin" }).waitFor();
  });
});

test("a fault is added by one click, and the use of the emulator is drawn", async () => {
  await using emulator = await startEmulator();
  const call = await callerOf(emulator);
  await openConsole(chromium(), emulator, "faults", async (page) => {
    await page.getByRole("button", { name: "Rate limit: 5 calls" }).click();
    await page.getByRole("row", { name: "the next 5 calls responds with 429 TOO_MANY_REQUESTS" }).waitFor();
    expect((await call("GET", "/Leads")).status).toBe(429);
    await page.getByRole("button", { name: "Remove all" }).click();
    await page.getByText("No fault is waiting").waitFor();
    await call("GET", "/Leads");
    await page.goto(`${emulator.apiUrl}/#/client`);
    await page.getByRole("img", { name: /^\d+ calls in this minute, at most \d+ in a minute$/ }).waitFor();
    await page.getByText("1 of 51,000 credits in 24 hours").waitFor();
  });
});

test("the keyboard searches, walks along a list, and shows its keys", async () => {
  await using emulator = await startEmulator({ seed: { Leads: [{ Last_Name: "First" }, { Last_Name: "Second" }] } });
  await openConsole(chromium(), emulator, "records/Leads", async (page) => {
    await page.getByRole("link", { name: "Second" }).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
    await page.keyboard.press("j");
    expect(await focused()).toBe("Second");
    await page.keyboard.press("j");
    expect(await focused()).toBe("First");
    await page.keyboard.press("k");
    expect(await focused()).toBe("Second");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).getByText("next entry").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.type("First");
    await page.getByText("1 record", { exact: true }).waitFor();
    // The search is a part of the address.
    await page.reload();
    await page.getByText("1 record", { exact: true }).waitFor();
  });
});

test("the reference shows a call as code, with its scopes and its response", async () => {
  await using emulator = await startEmulator();
  await openConsole(chromium(), emulator, "reference/getRecords", async (page) => {
    const code = page.getByLabel("As code");
    await code.getByText('await crm.records.list({ module: "Leads" });').waitFor();
    await page.getByText("16 optional parameters").click();
    await page.getByLabel("per_page").fill("5");
    await code.getByText('await crm.records.list({ module: "Leads", per_page: 5 });').waitFor();
    await page.getByText("Scopes", { exact: true }).click();
    await page.getByText("ZohoCRM.modules.ALL", { exact: true }).waitFor();
    await page.getByText("What it responds with").click();
    await page.getByText('"more_records"').waitFor();
  });
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
  await openConsole(chromium(), emulator, "reference", work, { expected: /status of 401/ });
});

test("advances the clock, and shows the environment when asked", async () => {
  await using emulator = await startEmulator();
  const token = await accessToken(emulator);
  const status = async () =>
    (await fetch(`${emulator.apiUrl}/crm/v2/Leads`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await status()).toBe(200);
  await openConsole(chromium(), emulator, "client", async (page) => {
    await page.getByRole("cell", { name: "60 min left" }).waitFor();
    expect(await page.content()).not.toContain(emulator.clientSecret);
    expect(await page.content()).not.toContain(token);
    await page.getByRole("button", { name: "+ 1 hour" }).click();
    await page.getByRole("cell", { name: "expired" }).waitFor();
    expect(await status()).toBe(401);
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByText(`export ZCRM_CLIENT_SECRET=${emulator.clientSecret}`).waitFor();
  });
});

test("acts as another user, and in another organization", async () => {
  await using emulator = await startEmulator({ users: [{ last_name: "Sample", email: "sam@example.com" }] });
  const beta = emulator.addOrganization({ name: "Beta", seed: { Leads: [{ Last_Name: "Only", Company: "B" }] } });
  await openConsole(chromium(), emulator, "records/Leads", async (page) => {
    const actor = page.getByLabel("Acting as");
    await page.getByRole("link", { name: "Leads 7" }).waitFor();
    await actor.selectOption({ label: "Sample, Organization 1" });
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
    await page.getByText(`export ZCRM_REFRESH_TOKEN=${beta.refreshToken}`).waitFor();
  });
});

test("reports that the emulator is gone, and resumes with the next one", async () => {
  const emulator = await startEmulator();
  const port = Number(new URL(emulator.apiUrl).port);
  const work = async (page: Page): Promise<void> => {
    await page.getByRole("link", { name: "Leads 7" }).waitFor();
    await emulator.close();
    await page.getByRole("alert").getByText("Lost the connection to the emulator").waitFor();
    await using next = await startEmulator({ port, seed: { Leads: [{ Last_Name: "After" }] } });
    await page.getByRole("link", { name: "Leads 1", exact: true }).waitFor();
    await page.getByRole("link", { name: "After" }).waitFor();
    expect(await page.getByRole("alert").isVisible()).toBe(false);
    expect(next.requests).toEqual([]);
  };
  await openConsole(chromium(), emulator, "records/Leads", work, { expected: /ERR_/ });
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
    await page.getByRole("heading", { name: "<img" }).waitFor();
    await page.getByRole("row", { name: `Description ${HOSTILE}` }).waitFor();
    await page.getByText("As JSON", { exact: true }).click();
    await page.goto(`${emulator.apiUrl}/#/requests`);
    const log = page.getByRole("list", { name: "Calls, newest first" }).getByRole("listitem");
    await log.filter({ hasText: "createRecords" }).waitFor();
    for (const entry of await log.all()) await entry.locator("summary").first().click();
    await page.getByText("x-hostile").waitFor();
    await page.goto(`${emulator.apiUrl}/#/reference/getRecords?module=${encodeURIComponent(HOSTILE)}`);
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByLabel("Response").waitFor();
    expect(await page.title()).toBe("records.list, reference · Zoho CRM emulator");
    expect(await page.locator("main img, main script").count()).toBe(0);
  };
  await openConsole(chromium(), emulator, "records/Leads", work, { expected: /status of 400/ });
});
