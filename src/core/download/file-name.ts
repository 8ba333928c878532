/** Names that Windows reserves for devices, whatever the extension. */
const DEVICE = /^(con|conin\$|conout\$|clock\$|prn|aux|nul|(com|lpt)[\d¹²³])\s*(\.|$)/i;

/** Names that a shell, a server or Node.js acts upon because a file has them, besides those that begin with a dot. */
const ACTED_UPON: ReadonlySet<string> = new Set([
  "autorun.inf",
  "desktop.ini",
  "node_modules",
  "package.json",
  "web.config",
]);

/** The maximum length of a name, in bytes. */
const MAX_LENGTH = 255;

/**
 * A name that is safe on any file system, from one that somebody else chose: only the last segment of a path, nothing
 * invisible, nothing that Windows rejects, and no name that makes a program act. `undefined` if nothing is left of it.
 */
export function safeName(name: string): string | undefined {
  const visible = name
    .split(/[/\\]/)
    .at(-1)
    // Control characters, direction marks, zero-width characters, and half surrogate pairs.
    ?.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\ufffd]/gu, "")
    .replace(/[<>:"|?*]/g, "_");
  const whole = withoutTrailingDots(visible ?? "").trimStart();
  return whole === "" ? undefined : withoutTrailingDots(shortened(withoutMeaning(whole)));
}

/** Another name like a safe one, for when that is taken: `offer (2).pdf`. */
export const numbered = (name: string, number: number): string => shortened(name, ` (${number})`);

/** `.npmrc` becomes `_npmrc`, `nul.txt` becomes `_nul.txt`. */
function withoutMeaning(name: string): string {
  if (name.startsWith(".")) return name.replace(/^\.+/, "_");
  return DEVICE.test(name) || ACTED_UPON.has(name.toLowerCase()) ? `_${name}` : name;
}

/** Windows drops trailing dots and spaces, which would result in another name. */
const withoutTrailingDots = (name: string): string => /^.*[^.\s]/s.exec(name)?.[0] ?? "";

/** Cuts a name at its maximum length, but not its extension. @param suffix Comes before the extension. */
function shortened(name: string, suffix = ""): string {
  const [extension = ""] = /\.[^.\s]{1,16}$/.exec(name) ?? [];
  const room = MAX_LENGTH - bytes(suffix) - bytes(extension);
  const stem = name.slice(0, name.length - extension.length);
  if (bytes(stem) <= room) return `${stem}${suffix}${extension}`;
  let cut = "";
  let size = 0;
  for (const character of stem) {
    size += bytes(character);
    if (size > room) break;
    cut += character;
  }
  return `${withoutTrailingDots(cut)}${suffix}${extension}`;
}

const bytes = (text: string): number => new TextEncoder().encode(text).length;
