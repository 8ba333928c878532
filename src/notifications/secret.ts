/** What is derived from the secret of a program: the numbers of its channels, and the tokens that their messages carry. */
import { ConfigError } from "../core/errors/errors.js";
import { rememberSecrets } from "../core/errors/secrets.js";

const SHORTEST = 32;

/** Milliseconds for which a token may be used: the longest life of a channel, and an hour for messages on their way. */
const LIFE = 25 * 3_600_000;

/**
 * A token is the version, six digits of the minute of its issue to base 36, and the whole MAC: the 50 characters that Zoho
 * allows. It is bound to its channel, and is checked without any state.
 */
const VERSION = "1";
const MINUTE = 60_000;
const TOKEN = /^1([0-9a-z]{6})([\w-]{43})$/;

/** What became of the check of a token. */
export type TokenCheck = "valid" | "forged" | "old";

export interface Secret {
  /** The number of the channel for a module and a URL. */
  channelId(url: string, module: string): Promise<string>;
  /** A token for a channel. @param now Milliseconds since 1970 */
  token(channelId: string, now: number): Promise<string>;
  check(channelId: string, token: string, now: number): Promise<TokenCheck>;
}

/** @throws ConfigError `WEAK_SECRET` if it has fewer than 32 characters */
export function secretOf(text: unknown): Secret {
  if (typeof text !== "string" || text.length < SHORTEST) {
    const length = typeof text === "string" ? `has ${text.length} characters` : `is of the type ${typeof text}`;
    throw new ConfigError(
      `option "secret" ${length}; pass a string of at least ${SHORTEST} that nobody can guess, ` +
        'such as the output of "openssl rand -base64 48"',
      { code: "WEAK_SECRET" },
    );
  }
  rememberSecrets(text);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  let importing: ReturnType<typeof crypto.subtle.importKey> | undefined;
  const key = () => {
    importing ??= crypto.subtle.importKey("raw", bytesOf(text), algorithm, false, ["sign", "verify"]);
    return importing;
  };
  const mac = async (subject: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.sign("HMAC", await key(), subject));

  return {
    async channelId(url, module) {
      const [high = 0, low = 0] = new Uint32Array((await mac(subjectOf("channel", url, module))).buffer, 0, 2);
      // Below 2^53, so that no JSON parser rounds it, and not 0.
      return String((high % 2 ** 21) * 2 ** 32 + low + 1);
    },

    async token(channelId, now) {
      const issued = Math.floor(now / MINUTE)
        .toString(36)
        .padStart(6, "0");
      const token = `${VERSION}${issued}${base64(await mac(subjectOf("token", channelId, issued)))}`;
      rememberSecrets(token);
      return token;
    },

    async check(channelId, token, now) {
      const [, issued = "", text = ""] = TOKEN.exec(token) ?? [];
      // It takes the same time wherever the two differ. What is not a token at all is checked as well.
      const isOwn = await crypto.subtle.verify(
        "HMAC",
        await key(),
        bytesIn(text),
        subjectOf("token", channelId, issued),
      );
      if (!isOwn) return "forged";
      return now - Number.parseInt(issued, 36) * MINUTE > LIFE ? "old" : "valid";
    },
  };
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;

/** What is derived for one purpose is of no use for another. */
const subjectOf = (...parts: readonly string[]): Uint8Array<ArrayBuffer> =>
  bytesOf(JSON.stringify(["zcrm-notifications-1", ...parts]));

const base64 = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=/g, "");

/** @param text In base64 as {@link base64} writes it */
const bytesIn = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
