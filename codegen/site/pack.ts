/** `npm run build` ends with this: it writes the site as the package ships it, and the licenses of what is in it. */
import { mkdir, writeFile } from "node:fs/promises";
import { brotliCompressSync, constants } from "node:zlib";
import { LICENSES } from "../build/licenses.js";
import { buildSite } from "./site.js";

const FOLDER = "dist/docs";

const { files, names } = await buildSite();
// One text, because the pages have much in common.
const sorted = Object.fromEntries([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
const packed = brotliCompressSync(JSON.stringify({ names, files: sorted }), {
  params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_LGWIN]: 24 },
});
await mkdir(FOLDER, { recursive: true });
await writeFile(`${FOLDER}/site.br`, packed);
await writeFile(`${FOLDER}/${LICENSES}`, files.get(LICENSES) ?? "");
