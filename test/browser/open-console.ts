import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import type { Emulator } from "../../src/emulator/index.js";

interface OpenOptions {
  readonly colorScheme?: "light" | "dark";
  /** Error messages of Chromium that belong to the test, such as those about calls that fail on purpose. */
  readonly expected?: RegExp;
}

/**
 * Opens a view of an emulator's console in a fresh profile. Page errors, blocked resources and requests to other hosts
 * fail the test.
 *
 * @param view Its address behind `#/`
 */
export async function openConsole(
  chromium: Browser,
  emulator: Emulator,
  view: string,
  work: (page: Page) => Promise<void>,
  { colorScheme = "light", expected }: OpenOptions = {},
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
