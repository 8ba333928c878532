import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import {
  copyFile,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { built } from "../build.js";
import { CACHE, exclusively } from "../cache.js";

export const run = promisify(execFile);

/** An empty project in which the package is installed from its tarball. */
export interface ScratchProject {
  readonly folder: string;
  /** The tarball's path. */
  readonly tarball: string;
  /** Writes a program and runs it. Returns what it prints. */
  script(name: string, text: string): Promise<string>;
  remove(): Promise<void>;
}

const TARBALL = "zcrm.tgz";

/** Options of every installation. */
const QUIET = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline"];

/** Makes a scratch project with the packed package installed. */
export async function packedPackage(): Promise<ScratchProject> {
  const [project, folder] = await Promise.all([installedPackage(), mkdtemp(join(tmpdir(), "zcrm-packed-"))]);
  for (const file of ["package.json", TARBALL]) await copyFile(join(project, file), join(folder, file));
  await linkFolder(join(project, "node_modules"), join(folder, "node_modules"));
  return scratchProject(folder);
}

/** Makes a scratch project as a program has it that leaves out optional dependencies, and thus MySQL. */
export async function leanPackage(): Promise<ScratchProject> {
  const [project, folder] = await Promise.all([installedPackage(), mkdtemp(join(tmpdir(), "zcrm-lean-"))]);
  await copyFile(join(project, TARBALL), join(folder, TARBALL));
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "scratch", private: true }));
  await run("npm", ["install", ...QUIET, "--omit=optional", `./${TARBALL}`], { cwd: folder });
  return scratchProject(folder);
}

function scratchProject(folder: string): ScratchProject {
  return {
    folder,
    tarball: join(folder, TARBALL),
    async script(name, text) {
      await writeFile(join(folder, name), text);
      return (await run(process.execPath, [name], { cwd: folder })).stdout.trim();
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

let installed: Promise<string> | undefined;

/** The project that all scratch projects are copied from. Packing and installing takes seconds, so it is done once. */
function installedPackage(): Promise<string> {
  installed ??= exclusively("packed-package", async () => {
    await built("index.mjs");
    const folder = join(CACHE, "packed-package");
    const state = await packedState();
    const made = await readFile(join(folder, "state"), "utf8").catch(() => undefined);
    if (made !== state) await install(folder, state);
    return folder;
  });
  return installed;
}

/** Packs the package and installs it into an empty project, which is moved to `folder` when it is complete. */
async function install(folder: string, state: string): Promise<void> {
  const draft = await mkdtemp(`${folder}-`);
  try {
    const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", draft]);
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    await rename(join(draft, filename), join(draft, TARBALL));
    await writeFile(join(draft, "package.json"), JSON.stringify({ name: "scratch", private: true }));
    await run("npm", ["install", ...QUIET, `./${TARBALL}`], { cwd: draft });
    // When a test installs more, npm would change this file in place, and thus the file that all projects share.
    await rm(join(draft, "node_modules/.package-lock.json"), { force: true });
    await writeFile(join(draft, "state"), state);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/** Copies a folder, with hard links if possible: tests may add files to installed packages, but do not change any. */
async function linkFolder(from: string, to: string): Promise<void> {
  await mkdir(to);
  const entries = await readdir(from, { withFileTypes: true });
  await Promise.all(
    entries.map(async (entry) => {
      const [source, target] = [join(from, entry.name), join(to, entry.name)];
      if (entry.isDirectory()) await linkFolder(source, target);
      else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
      else await link(source, target).catch(() => copyFile(source, target));
    }),
  );
}

/** A hash of everything that is packed. */
async function packedState(): Promise<string> {
  const manifest: { files: readonly string[] } = JSON.parse(await readFile("package.json", "utf8"));
  const packed = [...manifest.files.filter((path) => !path.startsWith("!")), "package.json", "README.md", "LICENSE"];
  const hash = createHash("sha1");
  for (const path of packed) {
    const isFolder = (await stat(path)).isDirectory();
    const inside = isFolder ? await readdir(path, { recursive: true, withFileTypes: true }) : [];
    const files = inside.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of isFolder ? files.toSorted() : [path]) hash.update(file).update(await readFile(file));
  }
  return hash.digest("hex");
}

/** Adds the types of Node that this project is built with. A dependency may have installed another version. */
export async function addNodeTypes({ folder }: ScratchProject): Promise<void> {
  const types = join(folder, "node_modules/@types");
  await rm(types, { recursive: true, force: true });
  await mkdir(types);
  await symlink(resolve("node_modules/@types/node"), join(types, "node"));
}

/** Adds a package of this project and its types, as a program that needs it has them. */
export async function addPackage({ folder }: ScratchProject, name: string): Promise<void> {
  for (const path of [name, `@types/${name}`]) {
    if (existsSync(join("node_modules", path)))
      await symlink(resolve("node_modules", path), join(folder, "node_modules", path));
  }
}

/** Adds OpenTelemetry as a program has it that uses `zcrm/otel`. */
export const addOpenTelemetry = ({ folder }: ScratchProject): Promise<void> =>
  symlink(resolve("node_modules/@opentelemetry"), join(folder, "node_modules/@opentelemetry"));
