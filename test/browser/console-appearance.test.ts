/** How the emulator's console looks, and how it is used without a mouse, in Chromium. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { startEmulator } from "../../src/emulator/index.js";
import { callerOf } from "../emulator/support/caller.js";
import { useChromium } from "./chromium.js";
import { openConsole } from "./open-console.js";

const chromium = useChromium();

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
    await openConsole(chromium(), emulator, "records", work, { colorScheme });
  }
});

test("the keyboard alone reaches and creates records", async () => {
  await using emulator = await startEmulator({ seed: { Leads: [{ Last_Name: "Doe" }] } });
  await openConsole(chromium(), emulator, "records/Leads", async (page) => {
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

test("follows the color scheme of the user's machine", async () => {
  await using emulator = await startEmulator();
  const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await openConsole(chromium(), emulator, "", async (page) =>
    expect(await background(page)).toBe("rgb(245, 246, 248)"),
  );
  await openConsole(chromium(), emulator, "", async (page) => expect(await background(page)).toBe("rgb(20, 22, 26)"), {
    colorScheme: "dark",
  });
});
