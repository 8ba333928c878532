/** The script of every page of the site. It makes no request. */
import { addCopyButtons, letKeyboardScroll } from "./code-blocks.js";
import { startEmulatorAddress } from "./emulator-address.js";
import type { WrittenEntry } from "./entry.js";
import { keepSampleKind } from "./samples.js";
import { startSearch } from "./search.js";

declare global {
  /** Set by `search-entries.js`. */
  var zcrmSearchEntries: readonly WrittenEntry[] | undefined;
}

const input = document.querySelector<HTMLInputElement>(".search input");
const list = document.querySelector<HTMLElement>("#site-results");
const status = document.querySelector<HTMLElement>(".search [role=status]");
if (input && list && status)
  startSearch({ input, list, status }, globalThis.zcrmSearchEntries ?? [], document.documentElement.dataset.root ?? "");

const link = document.querySelector<HTMLAnchorElement>("a[data-emulator]");
const address = document.querySelector<HTMLInputElement>("#emulator-address");
const problem = document.querySelector<HTMLElement>("#emulator-problem");
if (link && address && problem) startEmulatorAddress({ link, input: address, problem });

// The menu is long: the page that is open is in its middle.
const menu = document.querySelector<HTMLElement>("#site-menu");
const current = menu?.querySelector<HTMLElement>("[aria-current]");
if (menu && current) menu.scrollTop = current.offsetTop - menu.clientHeight / 2;

keepSampleKind();
addCopyButtons();
letKeyboardScroll();
