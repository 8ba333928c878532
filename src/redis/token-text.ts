import type { Seal, Sealed } from "../auth/stores/seal.js";
import type { Token } from "../auth/token.js";

/** Turns a user's tokens into the text that Redis holds, and back. */
export interface TokenText {
  write(key: string, token: Token): Promise<string>;
  /** @throws Error if it is not such a text, or was encrypted with another secret */
  read(key: string, text: string): Promise<Token>;
}

/** @param secret Encrypts the text. Without it, the text is JSON. */
export function tokenText(secret: string | undefined): TokenText {
  // Loaded on first use, since it needs Node's modules.
  let loading: Promise<Seal> | undefined;
  const seal = (): Promise<Seal> => {
    loading ??= import("../auth/stores/seal.js").then(({ createSeal }) => createSeal(secret ?? ""));
    return loading;
  };
  return {
    async write(key, token) {
      if (secret === undefined) return JSON.stringify(token);
      // With its key, so that nobody can pass one user's tokens for another's.
      return JSON.stringify({ sealed: await (await seal()).seal(JSON.stringify({ key, token })) });
    },

    async read(key, text) {
      const row = parse(text);
      if (!row) throw unusable(key, "does not hold tokens of zcrm");
      if (!row.sealed) {
        // Anybody who can write to Redis could put tokens of their own there.
        if (secret !== undefined) throw unusable(key, "is not encrypted, although a key is set");
        return row as unknown as Token;
      }
      if (secret === undefined) throw new Error(`${key} is encrypted: pass the option "key" to redisStore`);
      const opened = await (await seal()).open(row.sealed as Sealed).catch(() => undefined);
      const content = opened === undefined ? undefined : parse(opened);
      if (content?.key !== key) throw unusable(key, 'cannot be opened with the option "key"');
      return content.token as Token;
    },
  };
}

/** @returns `undefined` for anything but an object. The message of an error would quote the text. */
function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const unusable = (key: string, what: string): Error =>
  new Error(`${key} ${what}: pass the right key, delete it, or choose another prefix`);
