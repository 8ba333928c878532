import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasBrowser, openInBrowser } from "../browser.js";
import { escaped } from "./callback-page.js";

/**
 * Opens an address in the user's browser, unless the user is on another machine or has no display. The browser gets a
 * page in a file that leads to the address: every user of the machine can read the arguments of all programs, but only
 * the owner can read the file.
 * @returns what removes the page, or `undefined` if there is no browser; whether one opens is not known
 */
export async function openBrowser(address: string): Promise<AsyncDisposable | undefined> {
  if (!hasBrowser()) return undefined;
  // The address is printed as well, so neither a full disk nor a missing program is a failure.
  try {
    // The folder is created with access for its owner alone.
    const folder = await mkdtemp(join(tmpdir(), "zcrm-login-"));
    const page = join(folder, "login.html");
    await writeFile(page, pageTo(address), { mode: 0o600 });
    openInBrowser(page);
    return { [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }).catch(() => undefined) };
  } catch {
    return undefined;
  }
}

/** A page that leads to an address at once. The address then gets no word about where it was opened. */
const pageTo = (address: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${escaped(address)}">
<title>zcrm login</title>
<p><a href="${escaped(address)}">Continue to Zoho</a>
</html>
`;
