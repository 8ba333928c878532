/** A login as a user sees it, in Chromium: the consent page and the pages after it. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { startEmulator } from "../../src/emulator/index.js";
import { desk, freePort, type RunningCli } from "../support/cli.js";
import { useChromium } from "./chromium.js";

const chromium = useChromium();

const addressOf = (login: RunningCli) => login.printed(/http:\S+\/oauth\/v2\/auth\S+(?=\s)/);

/** Opens a page in a fresh profile. Page errors and blocked resources fail the test. */
async function openPage(work: (page: Page) => Promise<void>): Promise<void> {
  const context = await chromium().newContext();
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      // Chromium asks for an icon, and the pages have none.
      if (message.type() === "error" && !message.location().url.endsWith("/favicon.ico"))
        complaints.push(message.text());
    });
    await work(page);
    expect(complaints.filter((text) => !/status of 400/.test(text))).toEqual([]);
  } finally {
    await context.close();
  }
}

/** Every address that the back button can reach. */
async function historyOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send("Page.getNavigationHistory");
  return entries.map(({ url }) => url);
}

test("Accept leads to the success page, and stores tokens that work", async () => {
  await using emulator = await startEmulator();
  await using user = await desk(emulator);
  const port = await freePort();
  const login = user.start(["login", "--port", String(port), "--store", "tokens.json", "--no-browser"]);
  await openPage(async (page) => {
    await page.goto(await addressOf(login));
    expect(await page.getByRole("listitem").allTextContents()).toContain("ZohoCRM.modules.ALL");
    await page.getByRole("button", { name: "Accept" }).click();
    await page.getByRole("heading", { name: "You are logged in" }).waitFor();
    expect(await page.getByRole("main").textContent()).toContain("Ada Example <ada@example.com>");
    expect(page.url()).toBe(`http://127.0.0.1:${port}/callback/done`);
    expect((await historyOf(page)).filter((url) => url.includes("code="))).toEqual([]);
    expect(await login.result).toMatchObject({ code: 0, stderr: "" });
  });
  expect((await login.result).stdout).toContain("Logged in as Ada Example <ada@example.com>, Example Ltd.");

  const { stdout } = await user.run(["whoami", "--store", "tokens.json"]);
  expect(stdout).toMatch(/Ada Example.*\nOrganization +Example Ltd\n/);
});

test("Reject leads to a page that says so, and stores nothing", async () => {
  await using emulator = await startEmulator();
  await using user = await desk(emulator);
  const login = user.start(["login", "--port", String(await freePort()), "--store", "tokens.json", "--no-browser"]);
  await openPage(async (page) => {
    await page.goto(await addressOf(login));
    await page.getByRole("button", { name: "Reject" }).click();
    await page.getByRole("heading", { name: "You are not logged in" }).waitFor();
    expect(await page.getByRole("main").textContent()).toContain("access_denied");
    expect((await historyOf(page)).filter((url) => url.includes("error="))).toEqual([]);
  });
  expect(await login.result).toMatchObject({ code: 1, stderr: expect.stringContaining("access_denied") });
  await expect(readFile(`${user.folder}/tokens.json`)).rejects.toThrowError("ENOENT");
});

test("the browser reports a forged state, and the login continues to wait", async () => {
  await using emulator = await startEmulator();
  await using user = await desk(emulator);
  const port = await freePort();
  const login = user.start(["login", "--port", String(port), "--store", "tokens.json", "--no-browser"]);
  const address = await addressOf(login);
  await openPage(async (page) => {
    await page.goto(address.replace(/&state=[^&]+/, "&state=forged"));
    await page.getByRole("button", { name: "Accept" }).click();
    await page.getByRole("heading", { name: /belongs to another login/ }).waitFor();
    expect((await historyOf(page)).filter((url) => url.includes("code="))).toEqual([]);
    expect(emulator.requests.map(({ operation }) => operation)).not.toContain("requestToken");

    await page.goto(address);
    await page.getByRole("button", { name: "Accept" }).click();
    await page.getByRole("heading", { name: "You are logged in" }).waitFor();
  });
  expect(await login.result).toMatchObject({ code: 0 });
});

test("the browser and the terminal report a rejected exchange", async () => {
  await using emulator = await startEmulator();
  await using user = await desk(emulator);
  const args = ["login", "--port", String(await freePort()), "--store", "tokens.json", "--no-browser"];
  const login = user.start(args, { ZCRM__client_secret: "wrong-secret" });
  await openPage(async (page) => {
    await page.goto(await addressOf(login));
    await page.getByRole("button", { name: "Accept" }).click();
    await page.getByRole("heading", { name: "You are not logged in" }).waitFor();
    expect(await page.getByRole("main").textContent()).toContain("invalid_client_secret");
    expect(await page.content()).not.toContain("wrong-secret");
  });
  expect(await login.result).toMatchObject({ code: 1, stderr: expect.stringContaining("invalid_client_secret") });
});
