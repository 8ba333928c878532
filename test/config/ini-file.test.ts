import { describe, expect, test } from "vitest";
import { readIni } from "../../src/config/ini-file.js";

const cases: readonly { name: string; given: string; want: Record<string, string> }[] = [
  { name: "nothing", given: "", want: {} },
  { name: "a flat key", given: "zoho.crm.client_id=x", want: { "zoho.crm.client_id": "x" } },
  { name: "a key below a section", given: "[zoho]\ncrm.client_id=x", want: { "zoho.crm.client_id": "x" } },
  { name: "a key below a longer section", given: "[zoho.crm]\nclient_id=x", want: { "zoho.crm.client_id": "x" } },
  {
    name: "two sections",
    given: "[zoho]\na=1\n[crm]\nb=2\n[mysql]\nc=3",
    want: { "zoho.a": "1", "crm.b": "2", "mysql.c": "3" },
  },
  { name: "flat keys before a section", given: "crm.a=1\n[crm]\nb=2", want: { "crm.a": "1", "crm.b": "2" } },
  { name: "hash and semicolon in a value", given: "s=a#b;c", want: { s: "a#b;c" } },
  { name: "a comment sign after a value is part of it", given: "s=a ; b # c", want: { s: "a ; b # c" } },
  { name: "a value of comment signs only", given: "s=#;", want: { s: "#;" } },
  { name: "equals signs in a value", given: "s=a=b==", want: { s: "a=b==" } },
  { name: "double quotes stay", given: 's="a b"', want: { s: '"a b"' } },
  { name: "single quotes stay", given: "s='a'", want: { s: "'a'" } },
  { name: "a lone quote", given: 's="', want: { s: '"' } },
  { name: "backslashes stay", given: "s=a\\;b\\\\n\\", want: { s: "a\\;b\\\\n\\" } },
  { name: "space around key and value", given: "  s \t=  a b \t", want: { s: "a b" } },
  {
    name: "words such as true stay strings",
    given: "a=true\nb=false\nc=null\nd=undefined",
    want: { a: "true", b: "false", c: "null", d: "undefined" },
  },
  { name: "numbers stay strings", given: "a=123\nb=007\nc=1e3", want: { a: "123", b: "007", c: "1e3" } },
  { name: "an empty value", given: "a=\nb=1", want: { a: "", b: "1" } },
  { name: "comments", given: "# a=1\n; b=2\n  # c=3\nd=4", want: { d: "4" } },
  { name: "CRLF", given: "[zoho]\r\na=1\r\n\r\nb=2\r\n", want: { "zoho.a": "1", "zoho.b": "2" } },
  { name: "a byte-order mark before a section", given: "\ufeff[zoho]\na=1", want: { "zoho.a": "1" } },
  { name: "a byte-order mark before a key", given: "\ufeffa=1", want: { a: "1" } },
  { name: "a byte-order mark before a comment", given: "\ufeff# a=1\r\nb=2", want: { b: "2" } },
  { name: "a line without an equals sign", given: "a\nb=1", want: { b: "1" } },
  { name: "digits and a colon, as line numbers are kept", given: "a=7:8", want: { a: "7:8" } },
  { name: "the last of two values counts", given: "a=1\na=2", want: { a: "2" } },
  { name: "any characters", given: "a=Zoë 😀 \u2028", want: { a: "Zoë 😀" } },
];

describe("readIni", () => {
  for (const { name, given, want } of cases) {
    test(name, () =>
      expect(Object.fromEntries([...readIni(given)].map(([key, { value }]) => [key, value]))).toEqual(want),
    );
  }

  test("each value has its line number, for every line ending", () => {
    const lines = ["\ufeff[zoho]", "", "# a comment", "a=1", "b", "a=2", "", "c = 3"];
    for (const end of ["\n", "\r\n", "\r"]) {
      expect([...readIni(lines.join(end))]).toEqual([
        ["zoho.a", { value: "2", line: 6 }],
        ["zoho.c", { value: "3", line: 8 }],
      ]);
    }
  });

  test("prototypes are not changed", () => {
    const given =
      "__proto__.polluted=1\n[__proto__]\npolluted=1\n[constructor.prototype]\npolluted=1\n[a.__proto__.b]\npolluted=1";
    readIni(given);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect(Reflect.get(Object, "polluted")).toBeUndefined();
  });
});
