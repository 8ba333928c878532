import { safeName } from "./file-name.js";

/** One `name=value` or `name="value"`; a quoted value may contain separators. */
const PARAMETER = /(?:^|;)\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/gs;

/**
 * The file name that a `Content-Disposition` header suggests (RFC 6266 and 8187): `filename*` before `filename`, made
 * safe; `undefined` if nothing usable is left.
 */
export function fileName(header: string | null): string | undefined {
  const found = new Map<string, string>();
  for (const [, name = "", quoted, bare = ""] of (header ?? "").matchAll(PARAMETER)) {
    found.set(name.toLowerCase(), quoted?.replace(/\\(.)/gs, "$1") ?? bare.trim());
  }
  return safeName(extended(found.get("filename*")) ?? "") ?? safeName(plain(found.get("filename")) ?? "");
}

/** `UTF-8''report%20final.pdf` */
function extended(parameter: string | undefined): string | undefined {
  const [, charset = "", value] = /^([\w-]*)'[^']*'(.+)$/s.exec(parameter ?? "") ?? [];
  return value && decoded(value, charset || "utf-8", /%([0-9a-f]{2})/gi);
}

/** `=?UTF-8?B?w7x?=`: the encoding of mail headers, which some servers send (RFC 2047). */
function plain(parameter: string | undefined): string | undefined {
  return parameter?.replace(/=\?([\w-]+)\?([bq])\?([^?\s]*)\?=(?:\s+(?==\?))?/gi, (word, charset, kind, text) => {
    if (/q/i.test(kind)) return decoded(text.replace(/_/g, " "), charset, /=([0-9a-f]{2})/gi);
    try {
      return decoded(atob(text).replace(/./gs, percent), charset, /%([0-9a-f]{2})/gi);
    } catch {
      return word;
    }
  });
}

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).padStart(2, "0")}`;

/** Decodes text in which some bytes are escaped. */
function decoded(text: string, charset: string, escaped: RegExp): string {
  const bytes: number[] = [];
  let at = 0;
  for (const { 0: found, 1: hex = "", index } of text.matchAll(escaped)) {
    for (const byte of new TextEncoder().encode(text.slice(at, index))) bytes.push(byte);
    bytes.push(Number.parseInt(hex, 16));
    at = index + found.length;
  }
  for (const byte of new TextEncoder().encode(text.slice(at))) bytes.push(byte);
  try {
    return new TextDecoder(charset).decode(new Uint8Array(bytes));
  } catch {
    return new TextDecoder().decode(new Uint8Array(bytes));
  }
}
