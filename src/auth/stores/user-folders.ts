import type { Stats } from "node:fs";

const { lstat } = process.getBuiltinModule("node:fs/promises");
const { homedir } = process.getBuiltinModule("node:os");
const { isAbsolute, join, relative } = process.getBuiltinModule("node:path");

/** This package's folder in the user's configuration; `undefined` if the environment names no place for it. */
export const configFolder = (): string | undefined =>
  folderOfUser(process.env.XDG_CONFIG_HOME, process.env.APPDATA, ".config");

/** This package's folder in the user's cache; `undefined` if the environment names no place for it. */
export const cacheFolder = (): string | undefined =>
  folderOfUser(
    process.env.XDG_CACHE_HOME,
    process.env.LOCALAPPDATA,
    process.platform === "darwin" ? join("Library", "Caches") : ".cache",
  );

/** Whether a folder is the user's own, and nobody else can write to it. Windows protects the user's folders by itself. */
export async function isOwnFolder(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return found?.isDirectory() === true && isOwnedAlone(found, 0o022);
}

/** Whether a file or folder is the user's, without certain rights of others. */
export const isOwnedAlone = ({ uid, mode }: Stats, rights: number): boolean =>
  process.getuid === undefined || (uid === process.getuid() && (mode & rights) === 0);

/** The working directory may be a checkout of somebody else's, so nothing may be in it because of an odd environment. */
function folderOfUser(xdg: string | undefined, windows: string | undefined, inHome: string): string | undefined {
  const isWindows = process.platform === "win32";
  const home = isWindows ? homedir() : (process.env.HOME ?? homedir());
  const places = [xdg, isWindows ? windows : undefined, join(home, inHome)];
  const folder = places.find((place) => place !== undefined && isAbsolute(place));
  const isOdd = xdg !== undefined && xdg !== "" && !isAbsolute(xdg);
  return folder && !(isOdd && isBelow(process.cwd(), folder)) ? join(folder, "zcrm") : undefined;
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith("..") && !isAbsolute(way);
}
