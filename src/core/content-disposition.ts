/** Names that no file may have on Windows, whatever extension follows. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)\s*([.:]|$)/i;

/** One `name=value` or `name="value"`; text in quotes may hold what would end it outside of them. */
const PARAMETER = /(?:^|;)\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/gs;

/**
 * The file name that a `Content-Disposition` header suggests (RFC 6266 and 8187): `filename*` before `filename`, the
 * last path segment only, without control characters. `undefined` where nothing usable is left.
 */
export function fileName(header: string | null): string | undefined {
  const found = new Map<string, string>();
  for (const [, name = "", quoted, plain = ""] of (header ?? "").matchAll(PARAMETER)) {
    found.set(name.toLowerCase(), quoted?.replace(/\\(.)/gs, "$1") ?? plain.trim());
  }
  return usable(extended(found.get("filename*"))) ?? usable(found.get("filename"));
}

/** `UTF-8''report%20final.pdf` */
function extended(parameter: string | undefined): string | undefined {
  const [, charset = "", value] = /^([\w-]*)'[^']*'(.+)$/s.exec(parameter ?? "") ?? [];
  if (value === undefined) return undefined;
  try {
    return /^iso-8859-1$/i.test(charset) ? decodeLatin1(value) : decodeURIComponent(value);
  } catch {
    // Not percent-encoded after all: the text stands for itself.
    return value;
  }
}

const decodeLatin1 = (value: string): string =>
  value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function usable(name: string | undefined): string | undefined {
  const last = name
    ?.split(/[/\\]/)
    .at(-1)
    ?.replace(/\p{Cc}/gu, "")
    .trim();
  return !last || /^[.\s]*$/.test(last) || RESERVED.test(last) ? undefined : last;
}
