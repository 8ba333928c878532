import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memoryStore } from "../../src/auth/stores/memory.js";
import { TokenManager } from "../../src/auth/token-manager.js";
import type { TokenStore } from "../../src/auth/token-store.js";
import { isCrmError } from "../../src/core/errors.js";
import type { PreparedRequest } from "../../src/core/request.js";
import { BufferedResponse } from "../../src/core/response.js";

/** An accounts server that numbers its tokens by user, on a clock that stands still until it is moved. */
function setUp(store: TokenStore = memoryStore()) {
  const clock = { now: 0 };
  const asked: string[] = [];
  let answer: (user: string, count: number) => object = (user, count) => ({
    access_token: `${user}-${count}`,
    expires_in: 3600,
  });
  const manager = new TokenManager({
    application: { clientId: "id", clientSecret: "secret" },
    store,
    now: () => clock.now,
    refreshTokenOf: (user) => (user === "nobody" ? undefined : `refresh-${user}`),
    send: async ({ user }: PreparedRequest) => {
      asked.push(user);
      const count = asked.filter((other) => other === user).length;
      return new BufferedResponse("refreshToken", 200, new Headers(), JSON.stringify(answer(user, count)));
    },
  });
  return {
    manager,
    asked,
    clock,
    store,
    answerWith: (other: typeof answer) => {
      answer = other;
    },
  };
}

const times = <T>(count: number, work: () => Promise<T>) => Promise.all(Array.from({ length: count }, work));

describe("one token request", () => {
  test("serves 100 that need a token", async () => {
    const { manager, asked } = setUp();
    expect(new Set(await times(100, () => manager.current("ada")))).toEqual(new Set(["ada-1"]));
    expect(asked).toHaveLength(1);
  });

  test("serves 100 whose token was refused, and those who come late", async () => {
    const { manager, asked } = setUp();
    await manager.current("ada");
    expect(new Set(await times(100, () => manager.replace("ada", "ada-1")))).toEqual(new Set(["ada-2"]));
    expect(await manager.replace("ada", "ada-1")).toBe("ada-2");
    expect(asked).toHaveLength(2);
  });

  test("is saved where another process has stored a newer token", async () => {
    const { manager, asked, store } = setUp();
    await manager.current("ada");
    await store.set("ada", { accessToken: "from elsewhere", expiresAt: 3_600_000 });
    expect(await manager.replace("ada", "ada-1")).toBe("from elsewhere");
    expect(asked).toHaveLength(1);
  });
});

test("a token is used until a minute before its end", async () => {
  const { manager, clock } = setUp();
  await manager.current("ada");
  clock.now = 3_600_000 - 60_001;
  expect(await manager.current("ada")).toBe("ada-1");
  clock.now = 3_600_000 - 60_000;
  expect(await manager.current("ada")).toBe("ada-2");
});

test("a refusal fails all who wait with one error, and is not remembered", async () => {
  const { manager, asked, answerWith } = setUp();
  answerWith(() => ({ error: "invalid_code" }));
  const failures = await times(10, () => manager.current("ada").catch((error: unknown) => error));
  expect(new Set(failures).size).toBe(1);
  expect(isCrmError(failures[0], "Auth")).toBe(true);
  answerWith(() => ({ access_token: "good", expires_in: 3600 }));
  expect(await manager.current("ada")).toBe("good");
  expect(asked).toHaveLength(2);
});

test("the refresh token is kept where the answer brings none", async () => {
  const { manager, store } = setUp();
  await manager.adopt("ada", "mine");
  expect(await store.get("ada")).toMatchObject({ refreshToken: "mine", accessToken: "ada-1" });
});

test("without a refresh token the user is named, and the remedy", async () => {
  const { manager, asked } = setUp();
  await expect(manager.current("nobody")).rejects.toMatchObject({
    code: "NO_REFRESH_TOKEN",
    message: expect.stringMatching(/"nobody".*refreshToken/),
  });
  expect(asked).toEqual([]);
});

test("a token that no header can carry is refused, and not shown", async () => {
  const { manager, answerWith } = setUp();
  answerWith(() => ({ access_token: "bad\r\nx: y", expires_in: 3600 }));
  const error = await manager.current("ada").catch((failure: unknown) => failure);
  expect(error).toMatchObject({ code: "INVALID_ACCESS_TOKEN" });
  expect(String(error)).not.toContain("bad");
});

test("a token that Zoho has issued is not lost when the store fails", async () => {
  const failing: TokenStore = { ...memoryStore(), set: async () => Promise.reject(new Error("the disk is full")) };
  const { manager, asked } = setUp(failing);
  await expect(manager.current("ada")).rejects.toThrow("the disk is full");
  expect(await manager.current("ada")).toBe("ada-1");
  expect(asked).toHaveLength(1);
});

test("users never mix", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.boolean()), { maxLength: 60 }),
      async (steps) => {
        const { manager } = setUp();
        const tokens = await Promise.all(
          steps.map(async ([number, refused]) => {
            const user = `user${number}`;
            const token = await manager.current(user);
            return { user, token: refused ? await manager.replace(user, token) : token };
          }),
        );
        for (const { user, token } of tokens) expect(token.startsWith(`${user}-`)).toBe(true);
      },
    ),
  ));
