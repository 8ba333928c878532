/** Versions of releases: three numbers. */

/** What a release may do to programs: break them, offer them more, or only fix something. */
export type Bump = "major" | "minor" | "patch";

const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

/** The next version of this kind, such as `1.3.0` after `1.2.7` for `minor`. */
export function bumped(version: string, bump: Bump): string {
  const [major, minor, patch] = numbersOf(version);
  if (bump === "major") return `${major + 1}.0.0`;
  return bump === "minor" ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/**
 * The version to release, and what kind it is.
 * @param asked A version, or `major`, `minor` or `patch`
 * @throws Error if the version is not one of the three that may follow
 */
export function nextVersion(current: string, asked: string): { version: string; bump: Bump } {
  const next = BUMPS.map((bump) => ({ version: bumped(current, bump), bump }));
  const found = next.find(({ version, bump }) => asked === bump || asked === version);
  if (found) return found;
  const versions = next.map(({ version, bump }) => `${version} (${bump})`).join(", ");
  throw new Error(`"${asked}" does not follow ${current}; pass one of ${versions}`);
}

/** Whether a release of this kind may contain what needs the other kind. Before 1.0.0, minor versions may break programs. */
export function allows(current: string, bump: Bump, needed: Bump): boolean {
  const isEarly = numbersOf(current)[0] === 0;
  const needs = isEarly && needed === "major" ? "minor" : needed;
  return BUMPS.indexOf(bump) >= BUMPS.indexOf(needs);
}

const BUMPS: readonly Bump[] = ["patch", "minor", "major"];

function numbersOf(version: string): [number, number, number] {
  const [, major, minor, patch] = VERSION.exec(version) ?? [];
  if (patch === undefined) throw new Error(`"${version}" is not a version such as 1.2.3`);
  return [Number(major), Number(minor), Number(patch)];
}
