import { describe, expect, test } from "vitest";
import { nearest } from "../../../src/core/errors/nearest.js";

const words = ["clientId", "clientSecret", "timeout", "user"];
const cases = [
  { given: "clientID", want: "clientId" },
  { given: "client_secret", want: "clientSecret" },
  { given: "timeOut", want: "timeout" },
  { given: "users", want: "user" },
];

describe("nearest", () => {
  for (const { given, want } of cases) test(given, () => expect(nearest(given, words)).toBe(want));
  test("returns undefined for no words", () => expect(nearest("a", [])).toBeUndefined());
});
