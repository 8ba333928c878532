import { expect, test } from "vitest";
import { debugLog, line } from "../../../src/core/layers/debug-log.js";

test("an event is a single line, whatever it contains", () => {
  const text = line("request", { user: 'a\nzcrm "b"\u001b[31m\u2028\u0085' }, new Date(0));
  expect(text).toBe(String.raw`zcrm 1970-01-01T00:00:00.000Z request user="a\nzcrm \"b\"\u001b[31m\u2028\u0085"`);
});

test.each([undefined, "", "0", "false"])("ZCRM_DEBUG=%s leaves the log off", (setting) => {
  expect(debugLog(setting)).toBeUndefined();
});
