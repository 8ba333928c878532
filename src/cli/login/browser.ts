import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { escaped } from "./callback-page.js";

/** The programs that open an address in the user's browser, by platform. None of them is a shell. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/**
 * Opens an address in the user's browser, unless the user is on another machine or has no display. The browser gets a
 * page in a file that leads to the address: every user of the machine can read the arguments of all programs, but only
 * the owner can read the file.
 * @returns what removes the page, or `undefined` if there is no browser; whether one opens is not known
 */
export async function openBrowser(address: string): Promise<AsyncDisposable | undefined> {
  const { env, platform } = process;
  const isRemote = env.SSH_CONNECTION !== undefined || env.SSH_TTY !== undefined;
  const [program, ...args] = OPENERS[platform] ?? ["xdg-open"];
  const hasDisplay = platform in OPENERS || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  if (isRemote || !hasDisplay) return undefined;
  // The address is printed as well, so neither a full disk nor a missing program is a failure.
  try {
    // The folder is created with access for its owner alone.
    const folder = await mkdtemp(join(tmpdir(), "zcrm-login-"));
    const page = join(folder, "login.html");
    await writeFile(page, pageTo(address), { mode: 0o600 });
    const child = spawn(program, [...args, pathToFileURL(page).href], { stdio: "ignore", detached: true });
    child.on("error", () => undefined);
    child.unref();
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
