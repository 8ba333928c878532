import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { isCrmError } from "../../src/core/errors/errors.js";
import { secretOf } from "../../src/notifications/secret.js";

const SECRET = "a secret of more than 32 characters";
const NOW = Date.UTC(2026, 4, 14, 9, 30);
const HOUR = 3_600_000;
const secret = secretOf(SECRET);

afterEach(() => {
  vi.restoreAllMocks();
});

const channels = fc.integer({ min: 1, max: 2 ** 53 - 1 }).map(String);
const times = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2060, 0) });

test("a token has the 50 characters that Zoho allows, and none that JSON or a URL would change", async () => {
  await fc.assert(
    fc.asyncProperty(channels, times, async (channel, now) => {
      expect(await secret.token(channel, now)).toMatch(/^[\w-]{50}$/);
    }),
  );
});

test("it is valid for its channel and secret, for 25 hours", async () => {
  const other = secretOf(`${SECRET}!`);
  await fc.assert(
    fc.asyncProperty(channels, channels, times, async (channel, another, now) => {
      fc.pre(channel !== another);
      const token = await secret.token(channel, now);
      expect(await secret.check(channel, token, now + 24 * HOUR)).toBe("valid");
      expect(await secret.check(channel, token, now + 25 * HOUR + 60_000)).toBe("old");
      expect(await secret.check(another, token, now)).toBe("forged");
      expect(await other.check(channel, token, now)).toBe("forged");
    }),
  );
});

test("whatever character of it is changed, it is forged", async () => {
  const token = await secret.token("10000", NOW);
  for (let at = 0; at < token.length; at += 1) {
    for (const sign of ["A", "z", "0"]) {
      const changed = token.slice(0, at) + sign + token.slice(at + 1);
      // The last character of base64 has bits that mean nothing.
      const isSame = changed === token || at === token.length - 1;
      if (!isSame) expect([at, await secret.check("10000", changed, NOW)]).toEqual([at, "forged"]);
    }
  }
});

test("nothing else is a token", async () => {
  const hostile = [
    "",
    "1",
    "1".repeat(50),
    "1".repeat(100_000),
    "null",
    "\0".repeat(50),
    "é".repeat(50),
    "=".repeat(50),
  ];
  for (const token of hostile) expect(await secret.check("10000", token, NOW)).toBe("forged");
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), async (token) => {
      expect(await secret.check("10000", token, NOW)).toBe("forged");
    }),
  );
});

/**
 * A measurement cannot tell 32 bytes that are compared from one: the call of Web Crypto takes a thousand times as long. So
 * this checks that nothing else compares: Web Crypto promises to do it in constant time.
 */
test("every refusal is decided by the comparison of Web Crypto, over the whole MAC", async () => {
  const token = await secret.token("10000", NOW);
  const verify = vi.spyOn(crypto.subtle, "verify");
  const forged = [`${token.slice(0, 7)}A${token.slice(8)}`, `${token.slice(0, -2)}AA`, "1".repeat(50), ""];
  for (const one of forged) {
    await secret.check("10000", one, NOW);
    await secret.check("10001", one, NOW);
  }
  expect(verify).toHaveBeenCalledTimes(8);
  expect(verify.mock.calls.slice(0, 6).map(([, , mac]) => mac.byteLength)).toEqual(Array(6).fill(32));
});

test("the number of a channel follows from secret, URL and module, and no JSON parser rounds it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.webUrl(), fc.stringMatching(/^\w+$/), async (url, module) => {
      const id = await secret.channelId(url, module);
      expect(await secretOf(SECRET).channelId(url, module)).toBe(id);
      expect(JSON.stringify(JSON.parse(id))).toBe(id);
      expect(Number(id)).toBeGreaterThan(0);
      expect(await secret.channelId(url, `${module}2`)).not.toBe(id);
      expect(await secret.channelId(`${url}2`, module)).not.toBe(id);
      expect(await secretOf(`${SECRET}2`).channelId(url, module)).not.toBe(id);
    }),
  );
});

test.each([undefined, 7, "", "31 characters are one too few ab"])("%j is not a secret", (value) => {
  try {
    secretOf(value === "31 characters are one too few ab" ? value.slice(0, 31) : value);
    expect.unreachable();
  } catch (error) {
    expect(isCrmError(error, "Config") && error.code).toBe("WEAK_SECRET");
    expect(String(error)).toContain("openssl rand");
    expect(String(error)).not.toContain("characters are one too few");
  }
});
