import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "rolldown";

/**
 * Writes the licences of all packages whose code is bundled, according to the module list of the bundler. Builds that
 * share the plugin share the file: each build adds what it has bundled.
 * @param file The file with the licences
 * @throws Error that fails the build, if a bundled package has no licence file
 */
export function collectLicences(file: string): Plugin {
  const licences = new Map<string, string>();
  return {
    name: "collect-licences",
    writeBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((part) => (part.type === "chunk" ? part.moduleIds : []));
      const folders = new Set(modules.flatMap((module) => packageFolder(module) ?? []));
      for (const folder of folders) licences.set(folder, licenceOf(folder));
      if (licences.size === 0) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, [...licences.values()].toSorted().join("\n---\n\n"));
    },
  };
}

/** The folder of the package that a module belongs to; undefined for the project's own modules. */
const packageFolder = (module: string): string | undefined =>
  /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(module)?.[0];

/** The name and version of a package, then the text of its licence. */
function licenceOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const licence = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (licence === undefined) throw new Error(`${name} is bundled, but its package has no licence file: ${folder}`);
  return `${name} ${version}\n\n${readFileSync(join(folder, licence), "utf8").trim()}\n`;
}
