import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

export const run = promisify(execFile);

/** A scratch project in which the package is installed from its tarball, as a user's would be. */
export interface ScratchProject {
  readonly folder: string;
  /** The tarball's path. */
  readonly tarball: string;
  /** Runs a file of the given text with Node, and gives what it prints. */
  script(name: string, text: string): Promise<string>;
  remove(): Promise<void>;
}

/** Packs the build and installs it into an empty project. */
export async function packedPackage(): Promise<ScratchProject> {
  await access("dist/index.mjs").catch(() => {
    throw new Error("there is no build to pack; run: npm run build");
  });
  const folder = await mkdtemp(join(tmpdir(), "zcrm-packed-"));
  const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]);
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const tarball = join(folder, filename);
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "scratch", private: true }));
  await run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock", tarball], {
    cwd: folder,
  });
  return {
    folder,
    tarball,
    async script(name, text) {
      await writeFile(join(folder, name), text);
      return (await run(process.execPath, [name], { cwd: folder })).stdout.trim();
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** Adds the types of Node that this project is built with; a driver may have brought those of another version. */
export async function addNodeTypes({ folder }: ScratchProject): Promise<void> {
  const types = join(folder, "node_modules/@types");
  await rm(types, { recursive: true, force: true });
  await mkdir(types);
  await symlink(resolve("node_modules/@types/node"), join(types, "node"));
}
