import { expect, test } from "vitest";
import { headerStyles, withCookies } from "../../../../src/core/request/parameters/header.js";

test("headers are texts: lists with commas, objects, JSON; those without a value are left out", () => {
  const styles = { simple: ["A", "B", "C"], exploded: ["C"], json: ["D"] };
  const headers = { A: ["x", "y"], B: { a: 1 }, C: { a: 1, b: 2 }, D: { a: [1] }, E: 5, F: undefined, G: null };
  expect(headerStyles(styles, headers)).toEqual({ A: "x,y", B: "a,1", C: "a=1,b=2", D: '{"a":[1]}', E: "5" });
});

test("cookies are one header, after those that the caller passes", () => {
  const options = { timeout: 5, headers: { Cookie: "x=y", "X-A": "b" } };
  expect(
    withCookies({ json: ["c"], exploded: ["d"] }, { a: "1 2;", b: [1, 2], c: { e: 1 }, d: [3, 4] }, options),
  ).toEqual({
    timeout: 5,
    headers: { "X-A": "b", cookie: "x=y; a=1%202%3B; b=1,2; c=%7B%22e%22%3A1%7D; d=3; d=4" },
  });
});

test("without cookies, the options stay as they are", () => {
  const options = { headers: { Cookie: "x=y" } };
  expect(withCookies({}, { a: undefined }, options)).toBe(options);
});

test("a value that no header can express is rejected by name", () => {
  expect(() => headerStyles({}, { "X-A": [["a"]] })).toThrow(
    'the header value "X-A" contains, at 0, a value that is neither',
  );
  expect(() => withCookies({}, { session: Number.NaN })).toThrow('the header value "session" is NaN');
});
