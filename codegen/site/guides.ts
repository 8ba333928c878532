/** The guides of the site: Markdown files of the repository, in the order of the menu. */
import { access, readdir } from "node:fs/promises";
import { basename } from "node:path";
import { guideAddress, HOME } from "./addresses.js";

export interface Guide {
  /** From the root of the repository. */
  readonly file: string;
  readonly title: string;
}

export interface GuideSection {
  readonly title: string;
  readonly guides: readonly Guide[];
}

export const GUIDES: readonly GuideSection[] = [
  {
    title: "Get started",
    guides: [
      { file: "README.md", title: "Overview" },
      { file: "docs/first-call.md", title: "First call" },
      { file: "docs/tokens.md", title: "Tokens" },
      { file: "docs/configuration.md", title: "Configuration" },
      { file: "EMULATOR.md", title: "The emulator" },
    ],
  },
  {
    title: "Guides",
    guides: [
      { file: "docs/calls.md", title: "Calls" },
      { file: "docs/errors.md", title: "Errors" },
      { file: "docs/queries.md", title: "Queries" },
      { file: "docs/organization.md", title: "Your organization" },
      { file: "docs/data.md", title: "Any number of records" },
      { file: "docs/notifications.md", title: "Notifications" },
      { file: "docs/mcp.md", title: "Language models" },
      { file: "docs/customize.md", title: "Customize" },
      { file: "MIGRATION.md", title: "From zcrmsdk to zcrm" },
    ],
  },
  {
    title: "In production",
    guides: [
      { file: "docs/fleets.md", title: "Many processes" },
      { file: "docs/tracing.md", title: "Tracing" },
      { file: "docs/runtimes.md", title: "Runtimes" },
      { file: "docs/performance.md", title: "Performance" },
      { file: "docs/releases.md", title: "Releases" },
    ],
  },
];

export const allGuides: readonly Guide[] = GUIDES.flatMap(({ guides }) => guides);

/** The README is the first page. */
export const addressOfGuide = ({ file }: Guide): string =>
  file === "README.md" ? HOME : guideAddress(basename(file, ".md").toLowerCase());

/**
 * @param folder The repository
 * @throws Error if the table and the files differ
 */
export async function checkGuides(folder: string): Promise<void> {
  const listed = allGuides.map(({ file }) => file);
  const present = (await readdir(`${folder}/docs`))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`);
  const unlisted = present.filter((file) => !listed.includes(file));
  if (unlisted.length > 0) throw new Error(`${unlisted.join(", ")}: not in the menu; add it to codegen/site/guides.ts`);
  for (const file of listed) {
    await access(`${folder}/${file}`).catch(() => {
      throw new Error(`codegen/site/guides.ts lists ${file}, which does not exist; remove it there`);
    });
  }
}
