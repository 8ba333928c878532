import type { Token } from "../token.js";
import type { Seal, Sealed } from "./seal.js";
import { keyPlaces } from "./store-key.js";

/** Turns a user's tokens into the text that a shared store holds, and back. */
export interface TokenText {
  write(user: string, token: Token): Promise<string>;
  /** @throws Error if the string is something else, or cannot be read with this key */
  read(user: string, text: string): Promise<Token>;
}

/**
 * @param key Encrypts the text. Without it, the text is JSON.
 * @param store The function that made the store, as errors name it.
 */
export function tokenText(key: string | undefined, store: string): TokenText {
  // Loaded on first use, since it needs Node's modules.
  let loading: Promise<Seal> | undefined;
  const seal = (secret: string): Promise<Seal> => {
    loading ??= import("./seal.js").then(({ createSeal }) => createSeal(secret));
    return loading;
  };
  const set = `(${keyPlaces(store)})`;
  return {
    async write(user, token) {
      if (key === undefined) return ascii(token);
      // With the user, so that nobody can pass one user's tokens for another's.
      return ascii({ sealed: await (await seal(key)).seal(ascii({ user, token })) });
    },

    async read(user, text) {
      const row = parse(text);
      if (!row) throw new Error(`${store} found something other than tokens of zcrm: pass another name or prefix`);
      const { sealed, ...token } = row;
      if (sealed === undefined) {
        // Anybody who can write there could put tokens of their own.
        if (key !== undefined)
          throw new Error(`the token is not encrypted, although a key is set ${set}: log in again`);
        return token as unknown as Token;
      }
      if (key === undefined) throw new Error(`the token is encrypted: set its key ${set}`);
      const opened = await (await seal(key)).open(sealed as Sealed).catch(() => undefined);
      if (opened === undefined) throw new Error(`the token cannot be opened with this key: set the right one ${set}`);
      const content = parse(opened);
      if (content?.user !== user) throw new Error("the token was encrypted for another user: log in again");
      return content.token as Token;
    },
  };
}

/** JSON in ASCII, which a database of any encoding holds exactly. */
const ascii = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\0-~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** @returns `undefined` for anything but an object. The message of an error would quote the text. */
function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
