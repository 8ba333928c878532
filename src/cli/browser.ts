import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";

/** The programs that open an address in the user's browser, by platform. None of them is a shell. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** Whether the user has a browser here: the user may be on another machine, or have no display. */
export function hasBrowser(): boolean {
  const { env, platform } = process;
  const isRemote = env.SSH_CONNECTION !== undefined || env.SSH_TTY !== undefined;
  return !isRemote && (platform in OPENERS || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY));
}

/** Opens a file in the user's browser. Whether one opens is not known: the program that does it may be missing. */
export function openInBrowser(file: string): void {
  const [program, ...args] = OPENERS[process.platform] ?? ["xdg-open"];
  const child = spawn(program, [...args, pathToFileURL(file).href], { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}
