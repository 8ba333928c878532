/**
 * The only redaction. Code that reads a secret (from the configuration, a store or Zoho) remembers it here, and every
 * error, event and line of a command passes through {@link withoutSecrets}. A server may echo anything that it was
 * sent, so no error can know by itself which part of it is a secret.
 */

/** Replaces a secret. */
const REMOVED = "[removed]";

/** The number of secrets that are remembered. Zoho's tokens beyond them are still recognized by their form. */
const MOST = 200;

/** A part of a secret is recognized from this length on. */
const SHORTEST_PART = 8;

/** In longer text, secrets are removed as a whole only, so that the time stays short. */
const LONGEST_SEARCH = 10_000;

/** Words of our own messages. As somebody's password they protect nothing, and their removal would reveal it. */
const WORDS_OF_MESSAGES: ReadonlySet<string> = new Set(["password", "username", "database", "localhost", "zohooauth"]);

/** What a secret looks like. */
interface Forms {
  /** Whether all of it is one of the words below. */
  readonly isWord: boolean;
  /** As it is, and as JSON and HTML write it. */
  readonly plain: readonly string[];
  /** In a URL, in base64 and in hex. All of them contain digits. */
  readonly encoded: readonly string[];
}

/** The secrets that were used last. */
const remembered = new Map<string, Forms>();

/**
 * Keeps values from being shown from now on. Ignores what is not a string, and words so short that they would be found
 * where they are harmless.
 */
export function rememberSecrets(...values: readonly unknown[]): void {
  for (const value of values) {
    if (typeof value !== "string" || value.length > LONGEST_SEARCH || WORDS_OF_MESSAGES.has(value)) continue;
    if (value.length < 4 || (value.length < SHORTEST_PART && /^[a-z]*$/.test(value))) continue;
    const forms = remembered.get(value) ?? formsOf(value);
    remembered.delete(value);
    remembered.set(value, forms);
    if (remembered.size > MOST) remembered.delete(remembered.keys().next().value ?? "");
  }
}

/** Zoho's codes and tokens, also in base64. Client IDs are similar, but in capitals and digits, and of one part. */
const TOKEN = /\b1000\.(?=[0-9a-f]{8})(?=[\w.]*[a-z]|\w*\.\w)[\w.]*|\bMTAwMC4[\w+/-]{8,}=*/g;

/** What precedes a secret. */
const NAMES = /oauthtoken|bearer|_token|client_secret/i;

/** What follows one of these names. What is looked for before it is of bounded length, so the time is linear. */
const NAMED = new RegExp(
  [
    "(?<=Zoho-oauthtoken(?:\\s{1,3}|_))[^\\s\"'<>]+",
    "(?<=Bearer\\s{1,3})[^\\s\"'<>]{8,}",
    '(?<=(?:_token|client_secret)(?:"\\s{0,3}:\\s{0,3}"|=))[^\\s"\'<>&]{4,}',
  ].join("|"),
  "gi",
);

/** What may be a secret in another notation, or a part of one. */
const WORDS = /[\w.%+/=~-]{8,}/g;

const hasLetterAndDigit = (text: string): boolean => /\d/.test(text) && /[a-z]/i.test(text);

/** The text without secrets: without those that are known in any notation, and without what looks like one or its part. */
export function withoutSecrets(text: string): string {
  if (text.length < 4) return text;
  let shown = text.replace(TOKEN, REMOVED);
  if (NAMES.test(shown)) shown = shown.replace(NAMED, REMOVED);
  for (const [secret, { plain }] of remembered) {
    for (const form of plain) if (shown.includes(form)) shown = replaced(shown, form, secret.length < SHORTEST_PART);
  }
  if (!hasLetterAndDigit(shown)) return shown;
  for (const { encoded } of remembered.values()) {
    for (const form of encoded) if (shown.includes(form)) shown = shown.replaceAll(form, REMOVED);
  }
  if (shown.length > LONGEST_SEARCH) return shown;
  for (const [secret, { isWord }] of remembered) if (!isWord) shown = withoutPartsOf(shown, secret, SHORTEST_PART);
  return shown.replace(WORDS, withoutParts);
}

/** @param isShort Whether to leave it where a letter or digit adjoins it. */
function replaced(text: string, secret: string, isShort: boolean): string {
  if (!isShort) return text.replaceAll(secret, REMOVED);
  const [first = "", ...others] = text.split(secret);
  return others.reduce((before, after) => {
    const isWithin = /[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(after);
    return before + (isWithin ? secret : REMOVED) + after;
  }, first);
}

/** A server, or a message that quotes it, may have cut a secret. */
function withoutParts(word: string): string {
  if (!hasLetterAndDigit(word)) return word;
  let shown = word;
  for (const [secret, { encoded }] of remembered) {
    if (secret.length < SHORTEST_PART) continue;
    shown = withoutPartsOf(shown, secret, SHORTEST_PART);
    for (const form of encoded) shown = withoutPartsOf(shown, form, 2 * SHORTEST_PART);
  }
  return shown;
}

function withoutPartsOf(text: string, form: string, shortest: number): string {
  let shown = "";
  let from = 0;
  for (let at = 0; at + shortest <= text.length; ) {
    let end = at + shortest;
    if (!form.includes(text.slice(at, end))) {
      at += 1;
      continue;
    }
    while (end < text.length && form.includes(text.slice(at, end + 1))) end += 1;
    if (hasLetterAndDigit(text.slice(at, end))) {
      shown += text.slice(from, at) + REMOVED;
      from = end;
    }
    at = end;
  }
  return shown + text.slice(from);
}

function formsOf(secret: string): Forms {
  const quoted = JSON.stringify(secret).slice(1, -1);
  const plain = new Set([
    secret,
    quoted,
    JSON.stringify(quoted).slice(1, -1),
    secret.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
    secret.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign),
  ]);
  const bytes = new TextEncoder().encode(secret);
  const url = encodeURIComponent(secret.replace(/\p{Cs}/gu, "\ufffd"));
  const encoded = new Set([
    url,
    url.replace(/%20/g, "+"),
    url.replace(/%../g, (code) => code.toLowerCase()),
    ...[0, 1, 2].flatMap((shift) => inBase64(bytes, shift)),
    Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""),
  ]);
  // The short ones among them could be found where they are harmless.
  return {
    isWord: secret.replace(WORDS, "") === "",
    plain: [...plain],
    encoded: [...encoded].filter((form) => form !== secret && form.length >= SHORTEST_PART),
  };
}

/** What base64 makes of the bytes behind some others: the characters that are the same whatever the others are. */
function inBase64(bytes: Uint8Array, shift: number): readonly string[] {
  const text = btoa(String.fromCharCode(...new Uint8Array(shift), ...bytes));
  const stable = text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
  return [stable, stable.replace(/\+/g, "-").replace(/\//g, "_")];
}
