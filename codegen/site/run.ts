/** `npm run docs` writes the documentation site into `docs/site`. */
import { write } from "../output.js";
import { buildSite } from "./site.js";

const FOLDER = "docs/site";

const { files } = await buildSite();
await write(FOLDER, files);
console.log(`${files.size} files in ${FOLDER}; open ${FOLDER}/index.html`);
