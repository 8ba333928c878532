import { spawn } from "node:child_process";

/** The programs that open an address in the user's browser, by platform. None of them is a shell. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/**
 * Opens an address in the user's browser, unless the user is on another machine or has no display.
 * @returns whether it tried to; the result is not known
 */
export function openBrowser(address: string): boolean {
  const { env, platform } = process;
  const isRemote = env.SSH_CONNECTION !== undefined || env.SSH_TTY !== undefined;
  const [program, ...args] = OPENERS[platform] ?? ["xdg-open"];
  const hasDisplay = platform in OPENERS || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  if (isRemote || !hasDisplay) return false;
  const child = spawn(program, [...args, address], { stdio: "ignore", detached: true });
  // The address is printed as well, so a missing program is not a failure.
  child.on("error", () => undefined);
  child.unref();
  return true;
}
