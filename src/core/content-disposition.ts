/** Names that no file may have on Windows. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The file name that a `Content-Disposition` header suggests (RFC 6266 and 8187): `filename*` before `filename`, the
 * last path segment only, without control characters. `undefined` where nothing usable is left.
 */
export function fileName(header: string | null): string | undefined {
  if (header === null) return undefined;
  return usable(extended(header)) ?? usable(plain(header));
}

/** `filename*=UTF-8''report%20final.pdf` */
function extended(header: string): string | undefined {
  const match = /(?:^|[;\s])filename\*\s*=\s*"?([\w-]*)'[^']*'([^;"]+)/i.exec(header);
  const value = match?.[2]?.trim();
  if (value === undefined) return undefined;
  try {
    return /^iso-8859-1$/i.test(match?.[1] ?? "") ? decodeLatin1(value) : decodeURIComponent(value);
  } catch {
    // Not percent-encoded after all: the text stands for itself.
    return value;
  }
}

const decodeLatin1 = (value: string): string =>
  value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** `filename="offer \"2\".pdf"` or `filename=offer.pdf` */
function plain(header: string): string | undefined {
  const match = /(?:^|[;\s])filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i.exec(header);
  return match?.[1]?.replace(/\\(.)/g, "$1") ?? match?.[2]?.trim();
}

function usable(name: string | undefined): string | undefined {
  const last = name
    ?.split(/[/\\]/)
    .at(-1)
    ?.replace(/\p{Cc}/gu, "")
    .trim();
  return !last || last === "." || last === ".." || RESERVED.test(last) ? undefined : last;
}
