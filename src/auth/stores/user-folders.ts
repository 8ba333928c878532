const { homedir } = process.getBuiltinModule("node:os");
const { isAbsolute, join } = process.getBuiltinModule("node:path");

/** This package's folder in the user's configuration; `undefined` if the user has no home folder. */
export const configFolder = (): string | undefined =>
  folderOfUser(process.env.XDG_CONFIG_HOME, process.env.APPDATA, ".config");

/** This package's folder in the user's cache; `undefined` if the user has no home folder. */
export const cacheFolder = (): string | undefined =>
  folderOfUser(
    process.env.XDG_CACHE_HOME,
    process.env.LOCALAPPDATA,
    process.platform === "darwin" ? join("Library", "Caches") : ".cache",
  );

/** A relative path is ignored: it would be below the working directory, which may be a checkout of somebody else's. */
function folderOfUser(xdg: string | undefined, windows: string | undefined, inHome: string): string | undefined {
  const isWindows = process.platform === "win32";
  const home = isWindows ? homedir() : (process.env.HOME ?? homedir());
  const places = [xdg, isWindows ? windows : undefined, join(home, inHome)];
  const folder = places.find((place) => place !== undefined && isAbsolute(place));
  return folder && join(folder, "zcrm");
}
