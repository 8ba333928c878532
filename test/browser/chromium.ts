import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";

const PROGRAM = "/usr/bin/chromium";
const INSTALL = "apt-get update && apt-get install -y chromium";

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

/** Starts Debian's Chromium with a fresh profile; where it is missing it is installed, or the error says how. */
export async function startChromium(): Promise<Browser> {
  await access(PROGRAM).catch(install);
  return chromium.launch({ executablePath: PROGRAM, args: FLAGS });
}

async function install(): Promise<void> {
  const wait = ["-o", "DPkg::Lock::Timeout=300"];
  try {
    await promisify(execFile)("apt-get", ["update", ...wait]);
    await promisify(execFile)("apt-get", ["install", "-y", ...wait, "chromium"]);
  } catch (cause) {
    throw new Error(`the tests of the login need Chromium at ${PROGRAM}; as root, run: ${INSTALL}`, { cause });
  }
}
