/** The documentation site: every file of it, from the guides and the description. The same sources result in the same bytes. */
import { access, readFile } from "node:fs/promises";
import { posix } from "node:path";
import type { JSX } from "preact";
import { renderToString } from "preact-render-to-string";
import { LICENSES } from "../build/licenses.js";
import { ERRORS, groupAddress, linkBetween, MODULES, moduleAddress, operationAddress, REFERENCE } from "./addresses.js";
import { addressOfGuide, allGuides, checkGuides, type Guide } from "./guides.js";
import { type Document, type Resolve, readDocument } from "./markdown.js";
import { moduleFields } from "./modules.js";
import { bundlePageScript } from "./page-script.js";
import { ErrorsPage } from "./pages/errors.js";
import { GuidePage } from "./pages/guide.js";
import type { Site } from "./pages/layout.js";
import { ModulePage, ModulesPage } from "./pages/modules.js";
import { OperationPage } from "./pages/operation.js";
import { GroupPage, ReferencePage } from "./pages/reference.js";
import { readReference } from "./reference.js";
import { namedPages, searchEntries } from "./search-entries.js";

export interface BuiltSite {
  /** Texts by path. */
  readonly files: ReadonlyMap<string, string>;
  /** The addresses of pages by the names that `zcrm docs` knows. */
  readonly names: Readonly<Record<string, string>>;
}

/**
 * Builds the site in memory.
 * @param folder The repository
 * @throws Error if a guide is not listed, or a link leads nowhere
 */
export async function buildSite(folder = "."): Promise<BuiltSite> {
  await checkGuides(folder);
  const [reference, guides, script, { version, homepage }] = await Promise.all([
    readReference(folder),
    Promise.all(
      allGuides.map(async (guide) => [guide, readDocument(await readFile(`${folder}/${guide.file}`, "utf8"))] as const),
    ),
    bundlePageScript(folder),
    readFile(`${folder}/package.json`, "utf8").then((text): { version: string; homepage: string } => JSON.parse(text)),
  ]);
  const modules = moduleFields(reference);
  const site: Site = { groups: reference.groups, modules: modules.map(({ name }) => name), version };
  const content = { reference, modules, guides };
  const repository = `${homepage.replace(/#.*/, "")}/blob/main/`;
  const pages = new Map<string, JSX.Element>([
    ...(await Promise.all(
      guides.map(async ([guide, document]) => {
        const resolve = await linksOf(guide, document, folder, repository);
        const page = <GuidePage site={site} guide={guide} document={document} resolve={resolve} />;
        return [addressOfGuide(guide), page] as const;
      }),
    )),
    [REFERENCE, <ReferencePage site={site} />],
    [ERRORS, <ErrorsPage site={site} errors={reference.errors} />],
    [MODULES, <ModulesPage site={site} modules={modules} />],
    ...modules.map((module) => [moduleAddress(module.name), <ModulePage site={site} module={module} />] as const),
    ...reference.groups.flatMap((group) => [
      [groupAddress(group.name), <GroupPage site={site} group={group} />] as const,
      ...group.operations.map(
        (operation) =>
          [
            operationAddress(group.name, operation.model.method),
            <OperationPage site={site} reference={reference} group={group} operation={operation} />,
          ] as const,
      ),
    ]),
  ]);
  const copied = [
    ["look.css", "src/emulator/console/page/look.css"],
    ["icon.svg", "src/emulator/console/page/icon.svg"],
    ["site.css", "codegen/site/style/site.css"],
  ] as const;
  const files = new Map([
    ...[...pages].map(([address, page]) => [address, `<!doctype html>${renderToString(page)}\n`] as const),
    ...(await Promise.all(
      copied.map(async ([path, source]) => [path, await readFile(`${folder}/${source}`, "utf8")] as const),
    )),
    ["page.js", script.code],
    ["search-entries.js", `zcrmSearchEntries = ${JSON.stringify(searchEntries(content))};\n`],
    [LICENSES, script.licenses],
  ]);
  return { files, names: namedPages(content) };
}

/** What the links of a guide lead to: a page of the site, or a file of the repository. */
async function linksOf(guide: Guide, document: Document, folder: string, repository: string): Promise<Resolve> {
  const address = addressOfGuide(guide);
  const links = new Map<string, string>();
  for (const link of linksIn(document)) {
    if (/^(https?:|mailto:|#)/.test(link)) continue;
    const [path = "", anchor] = link.split("#");
    const file = posix.join(posix.dirname(guide.file), path);
    const other = allGuides.find((one) => one.file === file);
    await access(`${folder}/${file}`).catch(() => {
      throw new Error(`${guide.file} links to ${file}, which does not exist`);
    });
    const target = other ? linkBetween(address, addressOfGuide(other)) : `${repository}${file}`;
    links.set(link, anchor === undefined ? target : `${target}#${anchor}`);
  }
  return (link) => links.get(link) ?? link;
}

function linksIn({ tokens }: Document): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === "object" && value !== null) {
      if ("type" in value && value.type === "link" && "href" in value) found.add(String(value.href));
      Object.values(value).forEach(visit);
    }
  };
  visit(tokens);
  return found;
}
