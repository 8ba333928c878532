/** The changelog, as https://keepachangelog.com/en/1.1.0/ describes it. */
import type { Bump } from "./version.js";

const UNRELEASED = "Unreleased";

/** A part of the changelog, from its heading to the next. */
interface Section {
  /** `Unreleased`, or a version. */
  readonly title: string;
  readonly heading: string;
  readonly text: string;
}

/** The newest version that the changelog describes; `undefined` before the first. */
export const newestVersion = (changelog: string): string | undefined =>
  sectionsOf(changelog).find(({ title }) => title !== UNRELEASED)?.title;

/**
 * What the changelog says about a version.
 * @throws Error if it says nothing
 */
export function notesOf(changelog: string, version: string): string {
  const section = sectionsOf(changelog).find(({ title }) => title === version);
  if (section === undefined) throw new Error(`CHANGELOG.md has no section "## [${version}]"`);
  if (section.text === "") throw new Error(`CHANGELOG.md says nothing about ${version}`);
  return section.text;
}

/**
 * The smallest release that may contain what is not released yet.
 * @returns The kind of the release, and the line of the changelog that needs it
 * @throws Error if there is nothing to release
 */
export function neededBump(changelog: string): { bump: Bump; because: string } {
  const lines = notesOf(changelog, UNRELEASED).split("\n");
  if (!lines.some((line) => line.startsWith("- "))) throw new Error("CHANGELOG.md lists no unreleased change");
  const line = (pattern: RegExp) => lines.find((text) => pattern.test(text));
  const breaking = line(/^- \*\*Breaking:\*\*/) ?? line(/^### Removed$/);
  if (breaking !== undefined) return { bump: "major", because: breaking };
  const added = line(/^### (Added|Deprecated)$/);
  return added === undefined ? { bump: "patch", because: "only fixes" } : { bump: "minor", because: added };
}

/** The changelog after a release: what was unreleased is the section of the version. */
export function released(changelog: string, version: string, date: string): string {
  const { heading } = sectionsOf(changelog).find(({ title }) => title === UNRELEASED) ?? {};
  if (heading === undefined) throw new Error(`CHANGELOG.md has no section "## [${UNRELEASED}]"`);
  return changelog.replace(heading, () => `${heading}\n\n## [${version}] - ${date}`);
}

function sectionsOf(changelog: string): Section[] {
  const headings = [...changelog.matchAll(/^## \[([^\]]+)\].*$/gm)];
  return headings.map((match, index) => {
    const [heading, title = ""] = match;
    const text = changelog.slice(match.index + heading.length, headings[index + 1]?.index);
    return { title, heading, text: text.trim() };
  });
}
