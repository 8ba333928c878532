import assert from "node:assert/strict";
import { isError } from "../core/kind.js";
import type { Token } from "./token.js";
import type { TokenStore } from "./token-store.js";

/** A rule for token stores. */
export interface StoreCheck {
  readonly name: string;
  /** Rejects if the store breaks the rule. */
  run(): Promise<void>;
}

/** What a store does not support. */
export interface StoreLimits {
  /** It only keeps the access token, the refresh token and the expiry. @default false */
  bareTokens?: boolean;
}

/**
 * The rules for token stores, as checks for any test runner. Each check uses its own users, so the store need not be
 * empty. A store may reject what it cannot keep exactly: then `set` rejects, and nothing changes. It may also reject
 * `delete`, if it cannot delete. `withLock` and `budget` are checked if the store has them.
 *
 * @param open Opens the store. Each check opens it again.
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
    check("an unknown user has no tokens", async (store, user) => {
      assert.equal(await store.get(user), undefined);
    }),

    check("a saved token is returned", async (store, user) => {
      await store.set(user, whole);
      same(await store.get(user), whole);
    }),

    check(
      "a member that a token lacks is not returned, and not left over from the token before",
      async (store, user) => {
        await store.set(user, whole);
        await store.set(user, SMALL);
        same(await store.get(user), SMALL);
      },
    ),

    check("the second token replaces the first", async (store, user) => {
      await store.set(user, whole);
      await store.set(user, { ...whole, accessToken: "second", refreshToken: "other", expiresAt: 5 });
      same(await store.get(user), { ...whole, accessToken: "second", refreshToken: "other", expiresAt: 5 });
      await store.set(user, { ...whole, accessToken: "second", expiresAt: 6 });
      same(await store.get(user), { ...whole, accessToken: "second", expiresAt: 6 });
    }),

    check("the same token can be saved twice", async (store, user) => {
      await store.set(user, whole);
      await store.set(user, whole);
      same(await store.get(user), whole);
    }),

    check("tokens are copied when they are saved and when they are returned", async (store, user) => {
      const given = structuredClone(whole);
      await store.set(user, given);
      spoil(given);
      const got = await store.get(user);
      same(got, whole);
      spoil(got);
      same(await store.get(user), whole);
    }),

    check("a deleted user has no tokens, and can have tokens again", async (store, user) => {
      await store.set(user, whole);
      if (await isRejected(store.delete(user))) return;
      assert.equal(await store.get(user), undefined);
      await store.delete(user);
      await store.set(user, SMALL);
      same(await store.get(user), SMALL);
    }),

    check("users do not mix, even if only case, accents or spaces differ in their names", async (store, user) => {
      const names = ["Ada", "ada", "ada ", " ada", "ada\t", "àda", "ａda", "ad", "ada%", "ad_"].map(
        (n) => `${user}${n}`,
      );
      const kept = new Map<string, Token>();
      for (const name of names) {
        const token = { ...SMALL, accessToken: `of ${names.indexOf(name)}` };
        if (!(await isRejected(store.set(name, token)))) kept.set(name, token);
      }
      for (const name of names) same(await store.get(name), kept.get(name), JSON.stringify(name));
      const [first = "", ...others] = kept.keys();
      if (await isRejected(store.delete(first))) return;
      for (const name of others) same(await store.get(name), kept.get(name), JSON.stringify(name));
    }),

    ...ODD_TEXTS.map(([what, odd]) =>
      check(`a user name with ${what} is kept exactly, or rejected`, async (store, user) => {
        await keepsOrRejects(store, `${user}${odd}`, SMALL);
        // Without the prefix that makes the name unique: a store has only one such user.
        await keepsOrRejects(store, odd, SMALL);
      }),
    ),

    ...ODD_TEXTS.map(([what, odd]) =>
      check(`a token with ${what} is kept exactly, or rejected`, async (store, user) => {
        await keepsOrRejects(store, user, { ...whole, accessToken: odd });
        await keepsOrRejects(store, user, { ...whole, refreshToken: odd });
      }),
    ),

    check("tokens of many users can be saved at once", async (store, user) => {
      const users = Array.from({ length: 30 }, (_, index) => `${user}-${index}`);
      await Promise.all(users.map((each) => store.set(each, { ...whole, accessToken: `of ${each}` })));
      const got = await Promise.all(users.map((each) => store.get(each)));
      same(
        got.map((token) => token?.accessToken),
        users.map((each) => `of ${each}`),
      );
    }),

    check("of tokens of one user that are saved at once, one is kept whole", async (store, user) => {
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
      same(await store.get(user), SMALL);
    }),

    check("withLock runs one piece of work at a time for a user", async (store, user) => {
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
      same(results.sort(), [1, 2, 3, 4, 5, 6, 7, 8]);
    }),

    check("withLock of one user does not wait for another's, and its work can use the store", async (store, user) => {
      if (!store.withLock) return;
      await store.withLock(`${user}-1`, async () => {
        await store.withLock?.(`${user}-2`, async () => store.set(`${user}-2`, whole));
        await store.set(`${user}-1`, whole);
      });
      same(await store.get(`${user}-1`), whole);
      same(await store.get(`${user}-2`), whole);
    }),

    check("the holder of a lock can write, until the lock is released", async (store, user) => {
      const kept = await store.withLock?.(user, async (held) => {
        if (!held) return undefined;
        assert.equal(await held.set(user, whole), true);
        same(await store.get(user), whole);
        return held;
      });
      if (!kept) return;
      assert.equal(await kept.set(user, SMALL), false);
      assert.equal(await kept.delete(user), false);
      same(await store.get(user), whole);
    }),

    check("a lock's earlier holder cannot write while another holds it", async (store, user) => {
      const earlier = await store.withLock?.(user, async (held) => held);
      if (!earlier) return;
      await store.withLock?.(user, async (held) => {
        assert.equal(await earlier.set(user, SMALL), false);
        assert.equal(await held?.set(user, whole), true);
        assert.equal(await earlier.delete(user), false);
      });
      same(await store.get(user), whole);
    }),

    check("of many token requests at once, the budget counts as many as are allowed", async ({ budget }, user) => {
      if (!budget) return;
      const entries = Array.from({ length: 3 * BUDGET.limit }, (_, index) => ({
        refreshToken: user,
        id: `${user}-${index}`,
      }));
      const answers = await Promise.all(entries.map((entry) => budget.take({ ...entry, ...BUDGET })));
      const counted = entries.filter((_, index) => answers[index] === undefined);
      assert.equal(counted.length, BUDGET.limit);
      for (const ages of answers.filter((answer) => answer !== undefined)) {
        assert.equal(ages.length, BUDGET.limit);
        assert.ok(ages.every((age) => age >= 0 && age < BUDGET.window));
        same(
          [...ages].sort((a, b) => b - a),
          ages,
        );
      }
      // Taken again, as after a lost response, each still counts.
      for (const entry of counted) assert.equal(await budget.take({ ...entry, ...BUDGET }), undefined);
      const other = { refreshToken: `${user}-other`, id: `${user}-0` };
      assert.equal(await budget.take({ ...other, ...BUDGET }), undefined);
      const [first] = counted;
      assert.ok(first);
      await budget.giveBack(first);
      await budget.giveBack(first);
      const late = { refreshToken: user, id: `${user}-late` };
      assert.equal(await budget.take({ ...late, ...BUDGET }), undefined);
      assert.notEqual(await budget.take({ ...late, id: `${user}-later`, ...BUDGET }), undefined);
    }),

    check("withLock passes on an error of the work, and releases the lock", async (store, user) => {
      if (!store.withLock) return;
      const failure = new Error("the work failed");
      const caught = await store.withLock(user, () => Promise.reject(failure)).catch((error: unknown) => error);
      assert.equal(caught, failure);
      assert.equal(await store.withLock(user, async () => "free"), "free");
    }),
  ];
}

const SMALL: Token = { accessToken: "1000.small", expiresAt: 1_900_000_000_000 };

/** Nine token requests in ten minutes. */
const BUDGET = { limit: 9, window: 600_000 };

const ODD_TEXTS: readonly [what: string, text: string][] = [
  ["quotes", `O'Neill "x" \`y\` \\' \\"`],
  ["SQL", `'; DROP TABLE oauthtokens; -- ' OR '1'='1`],
  ["pattern characters", "%_*?[a-z]{1}$&"],
  ["line breaks and tabs", "one\r\ntwo\n\tthree"],
  ["a NUL character", "before\0after"],
  ["letters and emoji", "Zoë 名前 👩‍👩‍👧‍👦"],
  ["a trailing space", "name "],
  ["a byte-order mark", "\ufeffname"],
  ["half a surrogate pair", "\ud83d"],
  ["4 kB", "x".repeat(4096)],
  ["4 kB of emoji", "😀".repeat(1024)],
  ["more than 64 kB", "y".repeat(70_000)],
  ["a file path", "../../etc/passwd"],
  ["the name of a prototype", "__proto__"],
  ["the name of a constructor", "constructor"],
];

/** Compares copies, because the prototypes of what a store returns may be those of another realm. */
const same = (got: unknown, want: unknown, message?: string): void =>
  assert.deepEqual(structuredClone(got), structuredClone(want), message);

/** Either the store keeps the token exactly, or it rejects it without showing a secret, and nothing changes. */
async function keepsOrRejects(store: TokenStore, user: string, token: Token): Promise<void> {
  const before = await store.get(user).catch(() => undefined);
  const failure = await store.set(user, token).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure === undefined) return same(await store.get(user), token);
  assert.ok(isError(failure) && failure.message !== "", "a rejection is an error with a message");
  for (const secret of [token.accessToken, token.refreshToken]) {
    assert.ok(!secret || !failure.message.includes(secret), "a rejection does not show tokens");
  }
  same(await store.get(user).catch(() => undefined), before);
}

const isRejected = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => false,
    (error: unknown) => {
      assert.ok(isError(error) && error.message !== "", "a rejection is an error with a message");
      return true;
    },
  );

function spoil(token: Token | undefined): void {
  if (!token) return;
  token.accessToken = "spoilt";
  token.issuedAt?.push(0);
}
