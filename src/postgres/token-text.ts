import type { Seal, Sealed } from "../auth/stores/seal.js";
import type { Token } from "../auth/token.js";

/** How a token is written into a column. */
export interface TokenText {
  write(user: string, token: Token): Promise<string>;
  /** @throws Error if it cannot be read with this key */
  read(user: string, text: string): Promise<Token>;
}

/** @param key Encrypts the tokens; they are JSON without one */
export function tokenText(key: string | undefined): TokenText {
  // Loaded on first use, because it needs Node.
  let loading: Promise<Seal> | undefined;
  const seal = (secret: string): Promise<Seal> => {
    loading ??= import("../auth/stores/seal.js").then(({ createSeal }) => createSeal(secret));
    return loading;
  };
  return {
    async write(user, token) {
      const text = ascii({ user, token });
      return key === undefined ? ascii(token) : ascii({ sealed: await (await seal(key)).seal(text) });
    },
    async read(user, text) {
      const { sealed, ...token } = parsed(text);
      if (sealed === undefined && key === undefined) return token as unknown as Token;
      if (key === undefined) throw new Error(`the token is encrypted: set its key (${KEY})`);
      // Anybody who can write to the table could put tokens of their own there.
      if (sealed === undefined)
        throw new Error(`the token is not encrypted, although a key is set (${KEY}): log in again`);
      const opened = await (await seal(key)).open(sealed as Sealed).catch(() => undefined);
      if (opened === undefined) throw new Error(`the token cannot be opened with this key: set the right one (${KEY})`);
      const content = parsed(opened);
      // Nor may a row be copied to another user.
      if (content.user !== user) throw new Error("the token was encrypted for another user");
      return content.token as Token;
    },
  };
}

const KEY = 'option "key" of postgresStore, or ZCRM_STORE_KEY in the environment';

/** JSON in ASCII, which a database of any encoding holds exactly, also where PostgreSQL has no such character. */
const ascii = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\0-~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // The message would quote the text.
  }
  throw new Error("the table has a token that is not one of zcrm's: pass another name as `table`");
}
