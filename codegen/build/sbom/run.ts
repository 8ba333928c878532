/** `npm run build` ends with this: it writes the bill of materials of what it has built. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { bundledPackages, LICENSES } from "../licenses.js";
import { billOf } from "./sbom.js";

const read = (file: string) => readFileSync(file, "utf8");
const licenses = readdirSync("dist", { recursive: true, encoding: "utf8" }).filter(
  (file) => basename(file) === LICENSES,
);
const bundled = licenses.flatMap((file) => bundledPackages(read(join("dist", file))));
const installed = execFileSync("npm", ["sbom", "--sbom-format", "cyclonedx"], { encoding: "utf8", maxBuffer: 1e8 });
const bill = billOf(JSON.parse(read("package.json")), JSON.parse(installed), bundled);
writeFileSync("dist/sbom.cdx.json", `${JSON.stringify(bill)}\n`);
