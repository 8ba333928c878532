import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { bundledPackages } from "../../../../codegen/build/licenses.js";
import { billOf, type InstalledPackages, type Manifest } from "../../../../codegen/build/sbom/sbom.js";
import { built } from "../../../support/build.js";

interface Bill {
  readonly metadata: { readonly component: { readonly name: string; readonly version: string } };
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly purl: string;
    readonly scope: string;
    readonly licenses: readonly object[];
    readonly properties?: readonly object[];
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** What `npm sbom` prints for packages that are given as `name@version`, each with what it depends on. */
const installed = (tree: Readonly<Record<string, readonly string[]>>): InstalledPackages => ({
  components: Object.keys(tree)
    .filter((reference) => reference !== "shop@1.2.3")
    .map((reference) => ({
      "bom-ref": reference,
      name: reference.replace(/@[^@]+$/, ""),
      version: reference.replace(/^.*@/, ""),
      purl: `pkg:npm/${reference.replace(/^@/, "%40")}`,
      licenses: [{ license: { id: "MIT" } }],
    })),
  dependencies: Object.entries(tree).map(([ref, dependsOn]) => ({ ref, dependsOn })),
});

const MANIFEST: Manifest = {
  name: "shop",
  version: "1.2.3",
  description: "A shop.",
  license: "MIT",
  repository: { url: "git+https://example.com/shop.git" },
  dependencies: { till: "1.0.0" },
  optionalDependencies: { safe: "2.0.0" },
};

const TREE = {
  "shop@1.2.3": ["till@1.0.0", "safe@2.0.0", "@maker/tool@3.0.0", "scale@4.0.0"],
  "till@1.0.0": ["coin@1.1.0"],
  "safe@2.0.0": ["coin@1.1.0", "lock@2.2.0"],
  "coin@1.1.0": [],
  "coin@9.9.9": [],
  "lock@2.2.0": [],
  "@maker/tool@3.0.0": ["coin@9.9.9"],
  "scale@4.0.0": [],
};

const bill = (bundled: readonly string[], tree: Readonly<Record<string, readonly string[]>> = TREE) =>
  billOf(MANIFEST, installed(tree), bundled) as Bill;

/** Says where a bill is not CycloneDX 1.5. */
async function schemaErrors(text: string): Promise<string> {
  const library = createRequire(import.meta.url).resolve("@cyclonedx/cyclonedx-library/package.json");
  const read = async (name: string) =>
    JSON.parse(await readFile(join(dirname(library), "res/schema", `${name}.SNAPSHOT.schema.json`), "utf8"));
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  for (const name of ["spdx", "jsf-0.82"]) {
    ajv.addSchema(await read(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  }
  const validate = ajv.compile(await read("bom-1.5"));
  return validate(JSON.parse(text)) ? "" : ajv.errorsText(validate.errors);
}

describe("the bill", () => {
  test("lists what is installed with the package and what it contains, and no tool", () => {
    const { components } = bill(["scale@4.0.0", "coin@9.9.9"]);
    expect(components.map(({ purl, scope, properties }) => [purl, scope, properties !== undefined])).toEqual([
      ["pkg:npm/coin@1.1.0", "required", false],
      ["pkg:npm/coin@9.9.9", "required", true],
      ["pkg:npm/lock@2.2.0", "optional", false],
      ["pkg:npm/safe@2.0.0", "optional", false],
      ["pkg:npm/scale@4.0.0", "required", true],
      ["pkg:npm/till@1.0.0", "required", false],
    ]);
  });

  test("says what depends on what", () => {
    const { dependencies } = bill(["scale@4.0.0"]);
    expect(Object.fromEntries(dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]))).toMatchObject({
      "pkg:npm/shop@1.2.3": ["pkg:npm/safe@2.0.0", "pkg:npm/scale@4.0.0", "pkg:npm/till@1.0.0"],
      "pkg:npm/safe@2.0.0": ["pkg:npm/coin@1.1.0", "pkg:npm/lock@2.2.0"],
    });
  });

  test("lists a package once that is bundled and installed as well", () => {
    const { components } = bill(["till@1.0.0"]);
    const tills = components.filter(({ name }) => name === "till");
    expect(tills).toMatchObject([
      { scope: "required", properties: [{ name: "cdx:npm:package:bundled", value: "true" }] },
    ]);
  });

  test("is the same, whatever the order of the installed packages", () => {
    const reversed = Object.fromEntries(
      Object.entries(TREE)
        .map(([ref, dependsOn]) => [ref, dependsOn.toReversed()] as const)
        .toReversed()
        .toSorted(([one]) => (one === "shop@1.2.3" ? -1 : 0)),
    );
    expect(JSON.stringify(bill(["scale@4.0.0", "coin@9.9.9"], reversed))).toBe(
      JSON.stringify(bill(["coin@9.9.9", "scale@4.0.0"])),
    );
  });

  test("needs every package to be installed", () => {
    expect(() => bill(["scale@4.0.1"])).toThrow("scale@4.0.1 is not installed; run: npm install");
    expect(() => bill([], { ...TREE, "shop@1.2.3": ["till@1.0.0"] })).toThrow("safe is not installed");
  });
});

describe("the bill of the built package", () => {
  const text = built("sbom.cdx.json").then((file) => readFile(file, "utf8"));

  test("is CycloneDX 1.5", async () => {
    expect(await schemaErrors(await text)).toBe("");
    expect(await schemaErrors((await text).replace('"scope":"required"', '"scope":"needed"'))).toContain("scope");
    expect(await schemaErrors((await text).replace('"id":"MIT"', '"id":"Mine"'))).toContain("licenses");
  });

  test("lists exactly the packages whose licenses are included, each with its license", async () => {
    const dist = dirname(await built("sbom.cdx.json"));
    const files = (await readdir(dist, { recursive: true })).filter((file) =>
      file.endsWith("third-party-licences.txt"),
    );
    const licensed = await Promise.all(
      files.map(async (file) => bundledPackages(await readFile(join(dist, file), "utf8"))),
    );
    const { components } = JSON.parse(await text) as Bill;
    const bundled = components.filter(({ properties }) => properties !== undefined);
    expect(bundled.length).toBeGreaterThan(10);
    expect(bundled.map(({ name, version }) => `${name}@${version}`).toSorted()).toEqual(
      [...new Set(licensed.flat())].toSorted(),
    );
    expect(components.filter(({ licenses }) => licenses.length === 0)).toEqual([]);
  });

  test("lists everything that npm installs with the package", async () => {
    const { stdout } = await promisify(execFile)("npm", ["ls", "--all", "--json", "--omit=dev"]);
    interface Installed {
      readonly version?: string;
      readonly dependencies?: Readonly<Record<string, Installed>>;
    }
    const names = (tree: Installed): string[] =>
      Object.entries(tree.dependencies ?? {}).flatMap(([name, entry]) => [`${name}@${entry.version}`, ...names(entry)]);
    const { components, metadata } = JSON.parse(await text) as Bill;
    const listed = components.map(({ name, version }) => `${name}@${version}`);
    const manifest = JSON.parse(await readFile("package.json", "utf8"));
    expect(metadata.component).toMatchObject({ name: manifest.name, version: manifest.version });
    expect(names(JSON.parse(stdout)).length).toBeGreaterThan(3);
    expect(listed).toEqual(expect.arrayContaining(names(JSON.parse(stdout))));
  });

  test("names no time, no place and no serial number", async () => {
    expect(await text).not.toMatch(/serialNumber|timestamp|node_modules/);
    expect(await text).not.toContain(process.cwd());
  });
});
