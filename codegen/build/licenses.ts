import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "rolldown";
import { packageFolder } from "./packages.js";

/** The name of the files with licenses. */
export const LICENSES = "third-party-licences.txt";

/**
 * Writes the licenses of all packages whose code is bundled, according to the module list of the bundler. Builds that
 * share the plugin share the file: each build adds what it has bundled.
 * @param file The file with the licenses
 * @throws Error that fails the build, if a bundled package has no license file
 */
export function collectLicenses(file: string): Plugin {
  const licenses = new Map<string, string>();
  return {
    name: "collect-licenses",
    writeBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((part) => (part.type === "chunk" ? part.moduleIds : []));
      for (const folder of packagesOf(modules)) licenses.set(folder, licenseOf(folder));
      if (licenses.size === 0) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, joined([...licenses.values()]));
    },
  };
}

/** The licenses of all packages that bundled modules come from. */
export const licensesOf = (modules: readonly string[]): string => joined([...packagesOf(modules)].map(licenseOf));

/** The folders of the packages that modules come from. */
const packagesOf = (modules: readonly string[]): ReadonlySet<string> =>
  new Set(modules.flatMap((module) => packageFolder(module) ?? []));

const joined = (licenses: readonly string[]): string => licenses.toSorted().join("\n---\n\n");

/** The packages in a file with licenses, as `name@version`. */
export const bundledPackages = (text: string): string[] =>
  [...text.matchAll(/(?:^|\n---\n\n)(\S+)\nVersion (\S+)\n\n/g)].map(([, name, version]) => `${name}@${version}`);

/** The name of a package, its version, then the text of its license. */
function licenseOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const license = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (license === undefined) throw new Error(`${name} is bundled, but its package has no license file: ${folder}`);
  return `${name}\nVersion ${version}\n\n${readFileSync(join(folder, license), "utf8").trim()}\n`;
}
