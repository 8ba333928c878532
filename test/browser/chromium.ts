import { type Browser, chromium } from "playwright-core";
import { programPath } from "../support/programs.js";

/** Flags for a machine without display, sandbox or network. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the system's Chromium with a fresh profile. */
export async function startChromium(): Promise<Browser> {
  const executablePath = await programPath("chromium");
  if (executablePath === undefined) throw new Error("Chromium was there before the tests, and is gone");
  return chromium.launch({ executablePath, args: FLAGS });
}
