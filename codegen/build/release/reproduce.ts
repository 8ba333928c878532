/**
 * `npm run reproduce [-- --against TARBALL]`: packs the package in two folders that have nothing in common but the
 * sources and the installed packages, and compares the tarballs byte for byte, also with the one that is given.
 */
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { compareTarballs } from "./tarballs.js";

const run = promisify(execFile);

/** How the places differ in which the package is packed. */
interface Place {
  /** The folder, under a scratch folder. */
  readonly folder: string;
  readonly umask: string;
  readonly env: NodeJS.ProcessEnv;
}

const PLACES: readonly Place[] = [
  { folder: "a", umask: "022", env: { TZ: "UTC", LC_ALL: "C", RAYON_NUM_THREADS: "1" } },
  {
    folder: "a folder/with a much longer path/zcrm-of-somebody-else",
    umask: "077",
    // One is half a day ahead, and has other letters for i: "I".toLowerCase() is not "i".
    env: { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", RAYON_NUM_THREADS: "4" },
  },
];

/** Copies the sources and the installed packages, and packs them. Returns the tarball's path. */
async function packIn(scratch: string, { folder, umask, env }: Place): Promise<string> {
  const place = join(scratch, folder);
  mkdirSync(place, { recursive: true });
  await run("sh", ["-c", COPY_SOURCES, "sh", umask, place]);
  // Hard links to files that the build only reads. A link to the folder would lead both builds to the same path.
  await run("cp", ["--archive", "--link", resolve("node_modules"), place]);
  const options = { cwd: place, env: { ...process.env, ...env }, maxBuffer: 1e8 };
  const { stdout } = await run("sh", ["-c", `umask ${umask} && npm pack --silent`], options);
  return join(place, stdout.trim().split("\n").at(-1) ?? "");
}

/** The sources as a checkout writes them: with permissions that follow from the umask, and with the time of the copy. */
const COPY_SOURCES = `git ls-files -z --cached --others --exclude-standard | tar --create --null --files-from=- |
  (umask "$1" && tar --extract --touch --no-same-permissions --directory "$2")`;

const { values } = parseArgs({ options: { against: { type: "string" } } });
mkdirSync(".cache", { recursive: true });
const scratch = mkdtempSync(resolve(".cache/reproduce-"));
try {
  const [first = "", ...others] = await Promise.all(PLACES.map((place) => packIn(scratch, place)));
  if (values.against !== undefined) others.push(resolve(values.against));
  for (const other of others) {
    const differences = compareTarballs(first, other);
    if (differences === "") continue;
    console.error(differences);
    process.exitCode = 1;
  }
  if (process.exitCode === undefined) {
    const [hash] = execFileSync("sha512sum", [first], { encoding: "utf8" }).split(" ");
    console.log(`${others.length + 1} tarballs are the same, byte for byte: sha512 ${hash}`);
  }
} finally {
  rmSync(scratch, { recursive: true });
}
