/** The documentation as the package ships it: one compressed file, which is a tenth of the pages. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { CommandError } from "../command.js";

export interface PackedSite {
  /** The addresses of pages by the names of what they are about. */
  readonly names: Readonly<Record<string, string>>;
  /** Texts by path, which stays in the folder of the site. */
  readonly files: Readonly<Record<string, string>>;
}

/** @throws CommandError if the package was built without it */
export function packedSite(): { readonly bytes: Buffer; readonly version: string } {
  const description = createRequire(import.meta.url).resolve("zcrm/package.json");
  const { version } = JSON.parse(readFileSync(description, "utf8"));
  try {
    return { bytes: readFileSync(join(dirname(description), "dist/docs/site.br")), version };
  } catch {
    throw new CommandError("this build of zcrm has no documentation; run npm run build in its repository");
  }
}

/** @throws CommandError if a path would leave the folder that the site is written to */
export function unpacked(bytes: Buffer): PackedSite {
  const site = JSON.parse(brotliDecompressSync(bytes).toString()) as PackedSite;
  const odd = Object.keys(site.files).find((path) => !path.split("/").every((part) => /^[\w$-][\w$.-]*$/.test(part)));
  if (odd !== undefined) throw new CommandError(`the documentation is damaged: it contains ${JSON.stringify(odd)}`);
  return site;
}
