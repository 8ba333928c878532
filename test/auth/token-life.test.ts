import { expect, test } from "vitest";
import { isFresh, reconcile } from "../../src/auth/token-life.js";

const NOW = 1_700_000_000_000;
const HOUR = 3_600_000;

test("hosts that a store cannot keep are known for the same refresh token, and for no other", () => {
  const known = { accessToken: "a", refreshToken: "r", expiresAt: NOW, apiDomain: "eu", accountsServer: "eu-accounts" };
  const stored = { accessToken: "b", refreshToken: "r", expiresAt: NOW + HOUR };
  expect(reconcile(stored, known, NOW)).toEqual({ ...stored, apiDomain: "eu", accountsServer: "eu-accounts" });
  expect(reconcile({ ...stored, refreshToken: "other" }, known, NOW)).toEqual({ ...stored, refreshToken: "other" });
  expect(reconcile({ ...stored, apiDomain: "in" }, known, NOW)).toMatchObject({ apiDomain: "in" });
});

test("an empty access token is not fresh", () => {
  expect(isFresh({ accessToken: "", expiresAt: NOW + HOUR }, NOW)).toBe(false);
});
