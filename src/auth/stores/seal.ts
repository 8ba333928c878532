const { createCipheriv, createDecipheriv, randomBytes, scrypt } = process.getBuiltinModule("node:crypto");

/** An encrypted string. All members are base64. */
export interface Sealed {
  /** The same for all writes of a file, so that a process derives its key once. */
  readonly salt: string;
  readonly iv: string;
  readonly tag: string;
  readonly data: string;
}

/** Encrypts and decrypts strings with one key. */
export interface Seal {
  seal(text: string): Promise<Sealed>;
  /** @throws if the key is not the same, or the content was changed. */
  open(sealed: Sealed): Promise<string>;
}

const CIPHER = "aes-256-gcm";
/** About 50 ms and 32 MB, so that it is hard to guess a key that a person made up. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 };

export function createSeal(secret: string): Seal {
  const keys = new Map<string, Promise<Buffer>>();
  const keyOf = (salt: string): Promise<Buffer> => {
    const known = keys.get(salt);
    if (known) return known;
    const derived = new Promise<Buffer>((resolve, reject) => {
      scrypt(secret, Buffer.from(salt, "base64"), 32, COST, (error, key) => (error ? reject(error) : resolve(key)));
    });
    keys.set(salt, derived);
    return derived;
  };
  let salt = randomBytes(16).toString("base64");
  return {
    async seal(text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv(CIPHER, await keyOf(salt), iv);
      const data = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return {
        salt,
        iv: iv.toString("base64"),
        tag: cipher.getAuthTag().toString("base64"),
        data: data.toString("base64"),
      };
    },
    async open(sealed) {
      const key = await keyOf(sealed.salt);
      const decipher = createDecipheriv(CIPHER, key, Buffer.from(sealed.iv, "base64"), { authTagLength: 16 });
      decipher.setAuthTag(Buffer.from(sealed.tag, "base64"));
      const text = Buffer.concat([decipher.update(sealed.data, "base64"), decipher.final()]).toString("utf8");
      salt = sealed.salt;
      return text;
    },
  };
}
