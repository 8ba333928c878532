/** The files of the documentation site: what is on the pages, and where their links lead. */
import { readFile } from "node:fs/promises";
import { posix } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { allGuides, checkGuides } from "../../../codegen/site/guides.js";
import { type BuiltSite, buildSite } from "../../../codegen/site/site.js";
import { operations } from "../../../src/cli/description/operations.js";
import { explanations } from "../../../src/cli/explain/explanations.js";
import { callName, OLD_CALLS } from "../../../src/legacy/old-calls.js";
import { withFiles } from "../../support/scratch.js";

let site: BuiltSite;
let pages: readonly (readonly [address: string, html: string])[];
beforeAll(async () => {
  site = await buildSite();
  pages = [...site.files].filter(([path]) => path.endsWith(".html"));
});

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** What a reader sees of markup. */
const textOf = (html: string): string =>
  html.replaceAll(/<[^>]*>/g, "").replaceAll(/&([\w#]+);/g, (whole, name) => ENTITIES[name] ?? whole);

const page = (address: string): string => {
  const html = site.files.get(address);
  if (html === undefined) throw new Error(`the site has no ${address}`);
  return html;
};

const idsOf = (html: string): string[] => [...html.matchAll(/ id="([^"]*)"/g)].map(([, id = ""]) => id);
const attributes = (html: string, pattern: RegExp): string[] =>
  [...html.matchAll(pattern)].map(([, value = ""]) => value);

describe("the page of an operation", () => {
  test("says what the description says", () => {
    const all = operations();
    expect(all.length).toBeGreaterThan(100);
    for (const {
      group,
      method,
      name,
      id,
      verb,
      path,
      summary,
      parameters,
      errorCodes,
      scopes,
      credits,
      nothing,
    } of all) {
      const text = textOf(page(`reference/${group}/${method}.html`));
      const parts = [`crm.${name}`, id, `${verb}${path}`, summary, `Credits${credits}`, `zcrm call ${name}`];
      const missing = [
        ...parts,
        ...parameters.map((parameter) => parameter.name),
        ...errorCodes,
        ...(nothing === undefined ? [] : [nothing]),
        // Those that end in ALL grant more than is needed.
        ...scopes.flatMap((scope) => scope.split(",")).filter((scope) => !scope.endsWith(".ALL")),
      ].filter((part) => !text.includes(part));
      expect({ name, missing }).toEqual({ name, missing: [] });
    }
  });

  test("shows the type of a response, of its parts, and what required means", () => {
    const list = textOf(page("reference/records/list.html"));
    expect(list).toContain("Promise<RecordList<RowOf<M, F>>>");
    expect(list).toContain("interface RecordList<Row = CrmRecord> {");
    expect(list).toContain("interface PageInfo {");
    expect(list).toContain("Resolves to an empty list if there are no records or the page is past the end.");
    expect(list).toMatch(/moduleModuleNamerequired/);
    const created = textOf(page("reference/records/create.html"));
    expect(created).toContain("Rejected entries do not throw");
    expect(created).toContain("1 for each 10 records");
    expect(textOf(page("reference/records/get.html"))).toMatch(/Resolves to undefined if/);
  });

  test("names the old calls that it replaces", () => {
    for (const call of OLD_CALLS) {
      for (const { method } of call.replacedBy) {
        const html = page(`reference/${method.replace(".", "/")}.html`);
        expect(textOf(html)).toContain(`API.${callName(call)}`);
      }
    }
  });
});

test("every error code has its cause and remedy, and operations lead to it", () => {
  const html = page("reference/errors.html");
  const text = textOf(html).replaceAll("`", "").toLowerCase();
  const ids = new Set(idsOf(html));
  for (const { code, cause, remedy } of explanations()) {
    expect(ids).toContain(code.replaceAll(" ", "-"));
    expect(text).toContain(cause.replaceAll("`", "").toLowerCase());
    expect(text).toContain(remedy.replaceAll("`", "").toLowerCase());
  }
  expect(page("reference/records/list.html")).toContain('href="../errors.html#INVALID_DATA"');
});

test("modules list their fields with type, values, and whether they can be written", () => {
  const leads = page("modules/Leads.html");
  expect(idsOf(leads)).toEqual(expect.arrayContaining(["Last_Name", "Owner", "Full_Name", "Lead_Source"]));
  const text = textOf(leads);
  expect(text).toContain("Last_Namestringrequired");
  expect(text).toContain("Full_Namestringread-only");
  expect(text).toContain("Cold Call");
});

test("guides show their code as it is written", async () => {
  for (const { file } of allGuides) {
    const [address = ""] = pages.flatMap(([path]) =>
      path === (file === "README.md" ? "index.html" : `guides/${posix.basename(file, ".md").toLowerCase()}.html`)
        ? [path]
        : [],
    );
    const text = textOf(page(address));
    for (const [, code = ""] of (await readFile(file, "utf8")).matchAll(/^```\w*\n([\s\S]*?)^```$/gm))
      expect(text).toContain(code.trimEnd());
  }
});

describe("links", () => {
  test("lead to pages and places that exist, and are relative", () => {
    const ids = new Map(pages.map(([address, html]) => [address, new Set(idsOf(html))]));
    for (const [address, html] of pages) {
      const broken = attributes(html, / href="([^"]*)"/g)
        .filter((link) => !/^https?:/.test(link))
        .filter((link) => {
          const [path = "", anchor] = link.split("#");
          const target = path === "" ? address : posix.join(posix.dirname(address), path);
          if (!target.endsWith(".html")) return !site.files.has(target) || path.startsWith("/");
          return path.startsWith("/") || !(anchor === undefined ? ids.has(target) : ids.get(target)?.has(anchor));
        });
      expect({ address, broken }).toEqual({ address, broken: [] });
    }
  });

  test("an id is on its page once", () => {
    for (const [address, html] of pages) {
      const ids = idsOf(html);
      expect({ address, twice: ids.filter((id, at) => ids.indexOf(id) !== at) }).toEqual({ address, twice: [] });
    }
  });

  test("every page can be reached from the first one", () => {
    const reached = new Set(["index.html"]);
    for (const address of reached) {
      for (const link of attributes(page(address), / href="([^"#]+\.html)(?:#[^"]*)?"/g))
        if (!/^https?:/.test(link)) reached.add(posix.join(posix.dirname(address), link));
    }
    expect(pages.map(([address]) => address).filter((address) => !reached.has(address))).toEqual([]);
  });

  test("to files that are not on the site lead to the repository", () => {
    expect(page("index.html")).toContain('href="https://github.com/example/zcrm/blob/main/CONTRIBUTING.md"');
    expect(page("index.html")).toContain('href="guides/emulator.html"');
  });
});

test("pages load only files of the site, and say so to the browser", () => {
  for (const [address, html] of pages) {
    const loaded = attributes(
      html,
      /<(?:script|img)[^>]* src="([^"]*)"|<link rel="(?:icon|stylesheet)" href="([^"]*)"/g,
    );
    expect(loaded.filter((link) => /^(\/|\w+:)/.test(link))).toEqual([]);
    expect(html).toContain(
      '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;'.replaceAll("&#39;", "'"),
    );
    expect({ address, inline: /<script(?! defer src=)|<style| style=| on\w+="/.test(html) }).toEqual({
      address,
      inline: false,
    });
  }
  expect(site.files.get("site.css")).not.toMatch(/url\(|@import/);
});

test("the same sources result in the same bytes, without a path of this machine", async () => {
  const again = await buildSite();
  expect([...again.files]).toEqual([...site.files]);
  expect(again.names).toEqual(site.names);
  for (const [path, text] of site.files)
    expect({ path, found: text.includes(process.cwd()) }).toEqual({ path, found: false });
});

test("names of the command lead to pages and places that exist", () => {
  for (const [name, address] of Object.entries(site.names)) {
    const [path = "", anchor] = address.split("#");
    const html = page(path);
    if (anchor !== undefined) expect({ name, found: html.includes(` id="${anchor}"`) }).toEqual({ name, found: true });
  }
  expect(site.names).toMatchObject({
    "records.list": "reference/records/list.html",
    getRecords: "reference/records/list.html",
    // Two calls replace it; this one is for most inputs.
    "API.MODULES.get": "reference/records/list.html",
    "MODULES.get": "reference/records/list.html",
    INVALID_TOKEN: "reference/errors.html#INVALID_TOKEN",
    Leads: "modules/Leads.html",
    emulator: "guides/emulator.html",
  });
});

describe("the list of guides", () => {
  const listed = Object.fromEntries(allGuides.map(({ file }) => [file, "# A guide\n"]));

  test("has all of them", () => withFiles(listed, (folder) => expect(checkGuides(folder)).resolves.toBeUndefined()));

  test("names a guide that is not in it, and what to do", () =>
    withFiles({ ...listed, "docs/new.md": "# New\n" }, (folder) =>
      expect(checkGuides(folder)).rejects.toThrow("docs/new.md: not in the menu; add it to codegen/site/guides.ts"),
    ));

  test("names a guide that is gone", () => {
    const { "docs/calls.md": _, ...others } = listed;
    return withFiles(others, (folder) =>
      expect(checkGuides(folder)).rejects.toThrow("lists docs/calls.md, which does not exist"),
    );
  });
});

test("the bundled package is named with its license", () => {
  expect(site.files.get("third-party-licences.txt")).toMatch(/^minisearch\nVersion [\d.]+\n\n.*MIT/s);
});
