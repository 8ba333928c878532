/** The report of the public API: what programs get of each entry, made from the built declarations. */
import { format } from "../../format.js";
import { type Draft, draftsOf } from "./drafts.js";
import { readEntries } from "./entries.js";
import { Places } from "./places.js";
import { Surface } from "./surface.js";

/**
 * Reports the public API of a package, each symbol once: in the report of the first entry that exports it, or of the
 * first whose exports refer to it.
 * @param folder The package's folder
 * @returns The reports by their file names
 */
export async function reportApi(folder: string): Promise<Map<string, string>> {
  const entries = await readEntries(folder);
  const surface = new Surface(entries.flatMap(({ required, imported }) => [required, imported]));
  surface.rejectAugmentations();
  const drafts = draftsOf(surface, entries);
  const places = new Places(surface, drafts);
  const code = drafts.flatMap((draft): [string, string][] => [
    ...draft.ways.map(({ exports }, way): [string, string] => [
      `${draft.name}.${way}.d.ts`,
      places.exportsText(draft, exports),
    ]),
    [`${draft.name}.used.d.ts`, places.usedText(draft)],
  ]);
  const formatted = await format(new Map(code));
  return new Map(drafts.map((draft) => [`${draft.name}.md`, pageOf(draft, formatted)]));
}

/** The report as people read it. */
function pageOf({ name, entry, ways, passesOn }: Draft, code: ReadonlyMap<string, string>): string {
  const links = passesOn.map((report) => `[${report}](${report}.md)`).join(" and ");
  const sections = [
    ...ways.map(({ title }, index) => ({ title, text: code.get(`${name}.${index}.d.ts`) ?? "" })),
    { title: "Used by these, but not exported", text: code.get(`${name}.used.d.ts`) ?? "" },
  ].filter(({ text }) => text.trim() !== "");
  const paragraphs = [
    `# ${entry === undefined ? name : `\`${entry}\``}`,
    "Made by `npm run api` from the built declarations. Do not edit.",
    ...(links === "" ? [] : [`Everything in ${links} is exported as well.`]),
    ...(links === "" && sections.length === 0 ? ["Exports nothing."] : []),
    ...sections.map(({ title, text }) => `${title === "" ? "" : `## ${title}\n\n`}\`\`\`ts\n${text.trim()}\n\`\`\``),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}
