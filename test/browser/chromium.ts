import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { built } from "../support/build.js";
import { CHROMIUM_FLAGS } from "../support/chromium.js";
import { programPath } from "../support/programs.js";

/**
 * Starts the system's Chromium before the tests of a file, and closes it after them.
 *
 * @returns The browser, for use within tests
 */
export function useChromium(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    // Emulators serve the console's page from the build.
    await built("console/page.js");
    browser = await chromium.launch({ executablePath: await programPath("chromium"), args: [...CHROMIUM_FLAGS] });
  });
  afterAll(() => browser?.close());
  return () => {
    if (browser === undefined) throw new Error("Chromium has not started yet");
    return browser;
  };
}
