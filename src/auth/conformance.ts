import assert from "node:assert/strict";
import type { Token } from "./token.js";
import type { TokenStore } from "./token-store.js";

/** One rule that a token store keeps. */
export interface StoreCheck {
  readonly name: string;
  /** Rejects where the store breaks the rule. */
  run(): Promise<void>;
}

/** What a store does less than others. */
export interface StoreLimits {
  /** It keeps access token, refresh token and expiry alone. @default false */
  bareTokens?: boolean;
}

/**
 * The rules for token stores, as checks for any test runner. A check uses users of its own, so the store need not be
 * empty. What a store cannot keep exactly, it may refuse: then `set` rejects and nothing has changed. `delete` may be
 * refused as well, by a store that cannot do it. `withLock` is checked where there is one.
 *
 * @param open Gives the store; each check opens it anew.
 * @example
 * for (const { name, run } of storeConformance(async () => redisStore(url))) test(name, run);
 */
export function storeConformance(open: () => Promise<TokenStore>, limits: StoreLimits = {}): StoreCheck[] {
  const check = (name: string, work: (store: TokenStore, user: string) => Promise<void>): StoreCheck => ({
    name,
    run: async () => work(await open(), `check-${crypto.randomUUID()}`),
  });
  const whole: Token = {
    accessToken: "1000.access",
    refreshToken: "1000.refresh",
    expiresAt: 1_900_000_000_123,
    ...(!limits.bareTokens && {
      apiDomain: "https://www.zohoapis.eu",
      accountsServer: "https://accounts.zoho.eu",
      issuedAt: [1_800_000_000_000, 1_800_000_000_001],
    }),
  };

  return [
    check("a user of whom nothing was kept has nothing", async (store, user) => {
      assert.equal(await store.get(user), undefined);
    }),

    check("what was kept comes back", async (store, user) => {
      await store.set(user, whole);
      assert.deepEqual(await store.get(user), whole);
    }),

    check(
      "what a token lacks is not there afterwards either, nor left over from the one before",
      async (store, user) => {
        await store.set(user, whole);
        await store.set(user, SMALL);
        assert.deepEqual(await store.get(user), SMALL);
      },
    ),

    check("the second token takes the place of the first", async (store, user) => {
      await store.set(user, whole);
      await store.set(user, { ...whole, accessToken: "second", refreshToken: "other", expiresAt: 5 });
      assert.deepEqual(await store.get(user), { ...whole, accessToken: "second", refreshToken: "other", expiresAt: 5 });
      await store.set(user, { ...whole, accessToken: "second", expiresAt: 6 });
      assert.deepEqual(await store.get(user), { ...whole, accessToken: "second", expiresAt: 6 });
    }),

    check("the same token can be kept twice", async (store, user) => {
      await store.set(user, whole);
      await store.set(user, whole);
      assert.deepEqual(await store.get(user), whole);
    }),

    check("what is handed in and out are copies", async (store, user) => {
      const given = structuredClone(whole);
      await store.set(user, given);
      spoil(given);
      const got = await store.get(user);
      assert.deepEqual(got, whole);
      spoil(got);
      assert.deepEqual(await store.get(user), whole);
    }),

    check("a deleted user has nothing, and can be kept again", async (store, user) => {
      await store.set(user, whole);
      if (await isRefused(store.delete(user))) return;
      assert.equal(await store.get(user), undefined);
      await store.delete(user);
      await store.set(user, SMALL);
      assert.deepEqual(await store.get(user), SMALL);
    }),

    check("users do not mix, also where their names differ in case, accents or spaces alone", async (store, user) => {
      const names = ["Ada", "ada", "ada ", " ada", "ada\t", "àda", "ａda", "ad", "ada%", "ad_"].map(
        (n) => `${user}${n}`,
      );
      const kept = new Map<string, Token>();
      for (const name of names) {
        const token = { ...SMALL, accessToken: `of ${names.indexOf(name)}` };
        if (!(await isRefused(store.set(name, token)))) kept.set(name, token);
      }
      for (const name of names) assert.deepEqual(await store.get(name), kept.get(name), JSON.stringify(name));
      const [first = "", ...others] = kept.keys();
      if (await isRefused(store.delete(first))) return;
      for (const name of others) assert.deepEqual(await store.get(name), kept.get(name), JSON.stringify(name));
    }),

    ...ODD_TEXTS.map(([what, odd]) =>
      check(`a user with ${what}: exactly, or refused`, async (store, user) => {
        await keepsOrRefuses(store, `${user}${odd}`, SMALL);
        // Without what makes it unique; there is but one of them in a store.
        await keepsOrRefuses(store, odd, SMALL);
      }),
    ),

    ...ODD_TEXTS.map(([what, odd]) =>
      check(`tokens with ${what}: exactly, or refused`, async (store, user) => {
        await keepsOrRefuses(store, user, { ...whole, accessToken: odd });
        await keepsOrRefuses(store, user, { ...whole, refreshToken: odd });
      }),
    ),

    check("tokens of many users, kept at the same moment, are all there", async (store, user) => {
      const users = Array.from({ length: 30 }, (_, index) => `${user}-${index}`);
      await Promise.all(users.map((each) => store.set(each, { ...whole, accessToken: `of ${each}` })));
      const got = await Promise.all(users.map((each) => store.get(each)));
      assert.deepEqual(
        got.map((token) => token?.accessToken),
        users.map((each) => `of ${each}`),
      );
    }),

    check("tokens of one user, kept at the same moment, leave one of them whole", async (store, user) => {
      const tokens = Array.from({ length: 20 }, (_, index) => ({
        ...whole,
        accessToken: `access ${index}`,
        refreshToken: `refresh ${index}`,
      }));
      await Promise.all(tokens.map((token) => store.set(user, token)));
      const got = await store.get(user);
      assert.ok(
        tokens.some(({ accessToken, refreshToken }) => {
          return accessToken === got?.accessToken && refreshToken === got.refreshToken;
        }),
      );
      await store.set(user, SMALL);
      assert.deepEqual(await store.get(user), SMALL);
    }),

    check("withLock lets in one at a time for a user", async (store, user) => {
      if (!store.withLock) return;
      let inside = 0;
      let done = 0;
      const work = async () => {
        inside += 1;
        assert.equal(inside, 1);
        await store.get(user);
        assert.equal(inside, 1);
        inside -= 1;
        done += 1;
        return done;
      };
      const results = await Promise.all(Array.from({ length: 8 }, () => store.withLock?.(user, work)));
      assert.deepEqual(results.sort(), [1, 2, 3, 4, 5, 6, 7, 8]);
    }),

    check("withLock of one user does not wait for another's, and the store can be used within", async (store, user) => {
      if (!store.withLock) return;
      await store.withLock(`${user}-1`, async () => {
        await store.withLock?.(`${user}-2`, async () => store.set(`${user}-2`, whole));
        await store.set(`${user}-1`, whole);
      });
      assert.deepEqual(await store.get(`${user}-1`), whole);
      assert.deepEqual(await store.get(`${user}-2`), whole);
    }),

    check("withLock hands on what the work throws, and is free again", async (store, user) => {
      if (!store.withLock) return;
      const failure = new Error("the work failed");
      const caught = await store.withLock(user, () => Promise.reject(failure)).catch((error: unknown) => error);
      assert.equal(caught, failure);
      assert.equal(await store.withLock(user, async () => "free"), "free");
    }),
  ];
}

const SMALL: Token = { accessToken: "1000.small", expiresAt: 1_900_000_000_000 };

const ODD_TEXTS: readonly [what: string, text: string][] = [
  ["quotes", `O'Neill "x" \`y\` \\' \\"`],
  ["SQL", `'; DROP TABLE oauthtokens; -- ' OR '1'='1`],
  ["the marks of patterns", "%_*?[a-z]{1}$&"],
  ["line ends and tabs", "one\r\ntwo\n\tthree"],
  ["a NUL", "before\0after"],
  ["letters and emoji", "Zoë 名前 👩‍👩‍👧‍👦"],
  ["a space at the end", "name "],
  ["a byte-order mark", "\ufeffname"],
  ["half a character", "\ud83d"],
  ["4 kB", "x".repeat(4096)],
  ["4 kB of emoji", "😀".repeat(1024)],
  ["more than 64 kB", "y".repeat(70_000)],
  ["the way of a file", "../../etc/passwd"],
  ["the name of a prototype", "__proto__"],
  ["the name of a constructor", "constructor"],
];

/** Either the token comes back as it was given, or it was refused, in words without secrets, and nothing has changed. */
async function keepsOrRefuses(store: TokenStore, user: string, token: Token): Promise<void> {
  const before = await store.get(user).catch(() => undefined);
  const failure = await store.set(user, token).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure === undefined) return assert.deepEqual(await store.get(user), token);
  assert.ok(failure instanceof Error && failure.message !== "", "a refusal is an error that says what is wrong");
  for (const secret of [token.accessToken, token.refreshToken]) {
    assert.ok(!secret || !failure.message.includes(secret), "a refusal does not show the tokens");
  }
  assert.deepEqual(await store.get(user).catch(() => undefined), before);
}

const isRefused = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => false,
    (error: unknown) => {
      assert.ok(error instanceof Error && error.message !== "", "a refusal is an error that says what is wrong");
      return true;
    },
  );

function spoil(token: Token | undefined): void {
  if (!token) return;
  token.accessToken = "spoilt";
  token.issuedAt?.push(0);
}
