/** The documentation site as a reader sees it, in Chromium: as files, and from a web server, with no other host in reach. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PackedSite, unpacked } from "../../src/cli/docs/packed-site.js";
import { writeSite } from "../../src/cli/docs/site-folder.js";
import { startEmulator } from "../../src/emulator/index.js";
import { built } from "../support/build.js";
import { CHROMIUM_FLAGS } from "../support/chromium.js";
import { programPath } from "../support/programs.js";
import { serve } from "../support/servers/server.js";

let browser: Browser;
let site: PackedSite;
let folder: string;
beforeAll(async () => {
  site = unpacked(await readFile(await built("docs/site.br")));
  folder = await mkdtemp(join(tmpdir(), "zcrm-site-"));
  await writeSite(site, folder);
  browser = await chromium.launch({
    executablePath: await programPath("chromium"),
    args: [...CHROMIUM_FLAGS, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
  });
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

const fileOf = (address: string): string => {
  const [path = "", anchor] = address.split("#");
  return `${pathToFileURL(join(folder, path)).href}${anchor === undefined ? "" : `#${anchor}`}`;
};

interface OpenOptions extends BrowserContextOptions {
  /** A script that runs before those of the page. */
  readonly script?: string;
}

/** Opens a page in a fresh profile. Errors, blocked resources and failed requests fail the test. */
async function open<T>(
  address: string,
  work: (page: Page) => Promise<T>,
  { script, ...options }: OpenOptions = {},
): Promise<T> {
  const context = await browser.newContext(options);
  try {
    if (script !== undefined) await context.addInitScript({ path: script });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("requestfailed", (request) => {
      // The icon of a page that was left at once.
      if (request.failure()?.errorText !== "net::ERR_ABORTED") complaints.push(`failed: ${request.url()}`);
    });
    await page.goto(/^\w+:/.test(address) ? address : fileOf(address));
    const result = await work(page);
    expect(complaints).toEqual([]);
    return result;
  } finally {
    await context.close();
  }
}

const searchOf = (page: Page) => page.getByRole("combobox", { name: "Search" });

test("every page opens from its file, without an error and without a request to a host", async () => {
  const addresses = Object.keys(site.files).filter((path) => path.endsWith(".html"));
  expect(addresses.length).toBeGreaterThan(200);
  await open("index.html", async (page) => {
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    const untitled: string[] = [];
    for (const address of addresses) {
      await page.goto(fileOf(address));
      if ((await page.locator("h1").count()) !== 1) untitled.push(address);
    }
    expect(untitled).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(pathToFileURL(folder).href))).toEqual([]);
  });
});

/** One page of each kind. */
const KINDS = [
  "index.html",
  "guides/organization.html",
  "reference/index.html",
  "reference/records.html",
  "reference/records/create.html",
  "modules/index.html",
  "modules/Leads.html",
];

const AXE = { script: createRequire(import.meta.url).resolve("axe-core/axe.min.js") };

/** What axe finds wrong, in one line each. */
async function flawsOf(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(async () => {
    // What the new size of the window changes is drawn first.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    return axe.run({ preload: false });
  });
  const flaws = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  return [...flaws, ...(isWide ? ["wider than the window"] : [])];
}

describe("is accessible, and as wide as the window", () => {
  test.each(KINDS)("%s", (address) =>
    open(
      address,
      async (page) => {
        for (const [colorScheme, width] of [
          ["light", 1280],
          ["dark", 390],
        ] as const) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 844 });
          expect({ colorScheme, width, flaws: await flawsOf(page) }).toEqual({ colorScheme, width, flaws: [] });
        }
      },
      AXE,
    ),
  );

  test("in the other combinations, and with results or the menu open", () =>
    open(
      "reference/records/list.html",
      async (page) => {
        await page.emulateMedia({ colorScheme: "dark" });
        await page.setViewportSize({ width: 1280, height: 844 });
        await searchOf(page).fill("Last_Name");
        await page.getByRole("option").first().waitFor();
        expect(await flawsOf(page)).toEqual([]);
        await page.keyboard.press("Escape");
        await page.emulateMedia({ colorScheme: "light" });
        await page.setViewportSize({ width: 390, height: 844 });
        await page.getByRole("button", { name: "Menu" }).click();
        await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "updateMany" }).waitFor();
        expect(await flawsOf(page)).toEqual([]);
      },
      AXE,
    ));

  test("the page of all error codes", () =>
    open(
      "reference/errors.html",
      async (page) => {
        await page.setViewportSize({ width: 390, height: 844 });
        // Hundreds of sections that are made alike: some are enough.
        await page.evaluate(() => {
          for (const section of [...document.querySelectorAll("section.error")].slice(20)) section.remove();
        });
        expect(await flawsOf(page)).toEqual([]);
      },
      AXE,
    ));
});

test("follows the color scheme of the reader's machine", async () => {
  const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await open("index.html", background)).toBe("rgb(245, 246, 248)");
  expect(await open("index.html", background, { colorScheme: "dark" })).toBe("rgb(20, 22, 26)");
});

describe("the search", () => {
  test("is used by the keyboard alone, and says what it found", () =>
    open("guides/calls.html", async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.type("API.MODULES.get");
      expect(await page.getByRole("status").first().textContent()).toMatch(/^\d+ results$/);
      const options = page.getByRole("option");
      expect(await options.first().getAttribute("aria-selected")).toBe("true");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowDown");
      const active = await searchOf(page).getAttribute("aria-activedescendant");
      expect(await page.locator(`#${active}`).textContent()).toMatch(/^records\.list.*operation$/);
      await page.keyboard.press("Enter");
      await page.waitForURL(/reference\/records\/list\.html$/);
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("List the records of a module");
    }));

  test("leads to a code, a field and a section within their pages", () =>
    open("reference/coql/query.html", async (page) => {
      for (const [query, place] of [
        ["INVALID_TOKEN", /reference\/errors\.html#INVALID_TOKEN$/],
        ["Last_Name", /modules\/\w+\.html#Last_Name$/],
        ["Paging", /guides\/calls\.html#paging$/],
      ] as const) {
        await searchOf(page).fill(query);
        await page.keyboard.press("Enter");
        await page.waitForURL(place);
        const target = await page.evaluate(() => document.querySelector(":target")?.getBoundingClientRect().top ?? -1);
        expect(target).toBeGreaterThanOrEqual(0);
      }
    }));

  test("closes with Escape and where it loses the focus, and says that it found nothing", () =>
    open("index.html", async (page) => {
      const list = page.getByRole("listbox", { name: "Results" });
      await searchOf(page).fill("xyzzyqwert");
      await list.getByText("Nothing found for “xyzzyqwert”").waitFor();
      expect(await page.getByRole("status").first().textContent()).toBe("Nothing found for xyzzyqwert");
      await page.keyboard.press("Escape");
      expect(await list.isVisible()).toBe(false);
      expect(await searchOf(page).getAttribute("aria-expanded")).toBe("false");
      await searchOf(page).fill("leads");
      await list.waitFor();
      await page.getByRole("heading", { level: 1 }).click();
      expect(await list.isVisible()).toBe(false);
      // A slash that is typed into the field is text.
      await searchOf(page).fill("");
      await searchOf(page).press("/");
      expect(await searchOf(page).inputValue()).toBe("/");
    }));
});

describe("a page", () => {
  test("is read by the keyboard: the first link skips the menu, and what scrolls takes the focus", () =>
    open("guides/organization.html", async (page) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("Skip to the content");
      await page.keyboard.press("Enter");
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("site-content");
      await expect.poll(() => page.locator("main pre[tabindex]").count()).toBeGreaterThan(0);
      await page.getByRole("button", { name: "Menu" }).focus();
      await page.keyboard.press("Enter");
      const menu = page.getByRole("navigation", { name: "Pages" });
      await menu.getByRole("link", { name: "Queries" }).waitFor();
      await page.keyboard.press("Escape");
      expect(await menu.isVisible()).toBe(false);
    }));

  test("copies code as it is", () =>
    open("index.html", async (page) => {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      const block = page.locator(".code").first();
      await block.hover();
      await block.getByRole("button", { name: "Copy" }).click();
      await block.getByRole("button", { name: "Copied" }).waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("npm install zcrm");
    }));

  test("keeps the language of samples that a reader chose", () =>
    open("reference/records/list.html", async (page) => {
      const sample = page.getByText("zcrm call records.list --param module=Leads");
      expect(await sample.isVisible()).toBe(false);
      await page.getByRole("radio", { name: "TypeScript" }).focus();
      await page.keyboard.press("ArrowLeft");
      await sample.waitFor();
      await page.goto(fileOf("reference/records/get.html"));
      await page.getByText(/^zcrm call records\.get/).waitFor();
    }));
});

test("an operation is tried in a running emulator, whose address is kept", async () => {
  await using emulator = await startEmulator();
  await open("reference/records/search.html", async (page) => {
    const link = page.getByRole("link", { name: "Try it in the emulator" });
    expect(await link.getAttribute("href")).toBe("http://127.0.0.1:8080/#/reference/searchRecords");
    await page.getByText("Start it, or change its address").click();
    const input = page.getByLabel("Address of the emulator");
    await input.fill("javascript:alert(1)");
    await page.getByText("Enter an address such as http://127.0.0.1:8080.").waitFor();
    expect(await link.getAttribute("href")).toBe("http://127.0.0.1:8080/#/reference/searchRecords");
    await input.fill(emulator.apiUrl);
    await page.goto(fileOf("reference/records/list.html"));
    await link.click();
    await page.getByRole("heading", { name: "List the records of a module" }).waitFor();
    await page.getByRole("button", { name: "Send" }).click();
    expect(await page.getByLabel("Response").textContent()).toContain('"data"');
  });
  expect(emulator.requests.map(({ operation }) => operation)).toContain("getRecords");
});

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  css: "text/css",
  js: "text/javascript",
  svg: "image/svg+xml",
};

test("works from a folder of a web server", async () => {
  const missing: string[] = [];
  await using server = await serve(({ url = "" }, response) => {
    const path = url.replace("/docs/zcrm/", "");
    const text = site.files[path];
    if (text === undefined) missing.push(url);
    response
      .writeHead(text === undefined ? 404 : 200, { "Content-Type": TYPES[path.replace(/.*\./, "")] ?? "" })
      .end(text);
  });
  const root = `${server.url}/docs/zcrm/`;
  await open(`${root}index.html`, async (page) => {
    await page.getByRole("link", { name: "Reference", exact: true }).click();
    await page.getByRole("link", { name: /^records\.list / }).click();
    await page.waitForURL(`${root}reference/records/list.html`);
    await searchOf(page).fill("INVALID_DATA");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${root}reference/errors.html#INVALID_DATA`);
  });
  expect(missing).toEqual([]);
});
