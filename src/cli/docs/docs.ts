import { join, resolve } from "node:path";
import { hasBrowser, openInBrowser } from "../browser.js";
import { command, UsageError } from "../command.js";
import { packedSite, unpacked } from "./packed-site.js";
import { pageNamed } from "./page-name.js";
import { cachedSite, pageLeadingTo, writeSite } from "./site-folder.js";

/** The page without a name. */
const FIRST = "index.html";

/** `zcrm docs` */
export const docs = command({
  usage: ["[NAME] [OPTIONS]"],
  words: () => Object.keys(unpacked(packedSite().bytes).names).filter((name) => !/\s/.test(name)),
  about: [
    "Opens the documentation of the installed version: guides, a reference of every operation, the standard modules and their fields, and all error codes, with a search. It needs no network.",
    "NAME opens the page of an operation (records.list or getRecords), of what replaces a call of the old client (MODULES.get), of an error code, a module or a guide.",
    "The pages are written into your cache folder, and those of other versions are removed from it. The path is printed, for a machine without a browser.",
  ],
  examples: [
    ["zcrm docs", "the first page"],
    ["zcrm docs records.list", "an operation"],
    ["zcrm docs API.MODULES.get", "what replaces an old call"],
    ["zcrm docs INVALID_TOKEN --json", "the path of a page, without opening it"],
    ["zcrm docs --out site", "the files, for a web server"],
  ],
  options: {
    out: { type: "string", value: "FOLDER", help: "write the pages into this folder, and open nothing" },
  },
  json: "{ folder, page } of what would open",
  exitCodes: { 0: "success", 1: "unknown name, or the pages cannot be written", 2: "wrong usage" },
  async run({ out }, { words, json }) {
    if (words.length > 1) throw new UsageError(`pass one name, not ${words.length}`);
    const { bytes, version } = packedSite();
    const site = unpacked(bytes);
    const page = words[0] === undefined ? FIRST : pageNamed(words[0], site);
    const folder = out === undefined ? await cachedSite(site, bytes, version) : resolve(out);
    if (out !== undefined) await writeSite(site, folder);
    const path = join(folder, page);
    if (out === undefined && !json && hasBrowser())
      openInBrowser(page.includes("#") ? await pageLeadingTo(page, folder) : path);
    return { text: path, data: { folder, page } };
  },
});
