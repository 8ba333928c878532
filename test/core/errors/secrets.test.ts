import { describe, expect, test } from "vitest";
import { rememberSecrets, withoutSecrets } from "../../../src/core/errors/secrets.js";

const secret = 'k3y&9/Wq"77=plumTree+42';
const bytes = Buffer.from(secret);

describe("a remembered secret is removed", () => {
  rememberSecrets(secret);
  const notations: [name: string, text: string][] = [
    ["as it is", secret],
    ["twice", `${secret} and ${secret}`],
    ["in a URL", encodeURIComponent(secret)],
    ["in a URL, in lower case", encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase())],
    ["in a form", new URLSearchParams({ a: secret }).toString().slice(2)],
    ["in JSON", JSON.stringify({ a: secret })],
    ["in JSON within JSON", JSON.stringify(JSON.stringify({ a: secret }))],
    ["in HTML", secret.replaceAll("&", "&amp;").replaceAll('"', "&quot;")],
    ["in HTML by numbers", secret.replace(/[&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)],
    ["in base64", bytes.toString("base64")],
    ["in base64url", bytes.toString("base64url")],
    ["in hex", bytes.toString("hex")],
    ...["a:", "ab:", "abc:"].map((user): [string, string] => [
      `in Basic credentials behind ${user}`,
      Buffer.from(`${user}${secret}`).toString("base64"),
    ]),
    ["cut at its end", `rejected ${secret.slice(0, 11)}…`],
    ["cut at its beginning", `…${secret.slice(9)}`],
    ["cut on both sides", `…${secret.slice(10, 21)}…`],
    ["cut in base64", bytes.toString("base64").slice(0, 20)],
  ];
  test.each(notations)("%s", (_, text) => {
    const shown = withoutSecrets(`before ${text} after`);
    expect(shown).toMatch(/^before .*\[removed\].* after$/);
    for (const form of [secret, bytes.toString("base64"), bytes.toString("hex")]) {
      for (let at = 0; at + 16 <= form.length; at += 1) expect(shown).not.toContain(form.slice(at, at + 16));
    }
  });
});

describe("what has the form of a secret is removed, whether it is known or not", () => {
  test.each([
    ["token 1000.0123abcd4567.89ef was rejected", "token [removed] was rejected"],
    [`{"refresh_token": "anything"}`, `{"refresh_token": "[removed]"}`],
    ["token 1000.01234567 of 1000.01234567.89", "token 1000.01234567 of [removed]"],
    ["a part: 1000.0123abcd", "a part: [removed]"],
    ["client_secret=anything&code=5", "client_secret=[removed]&code=5"],
    ["Authorization: Zoho-oauthtoken abc", "Authorization: Zoho-oauthtoken [removed]"],
    ["Authorization: Bearer abcdefgh", "Authorization: Bearer [removed]"],
    [`at ${btoa("1000.0123abcd4567.89ef")}`, "at [removed]"],
  ])("%s", (text, want) => {
    expect(withoutSecrets(text)).toBe(want);
  });
});

describe("harmless words stay", () => {
  rememberSecrets("", "abc", "secret", "password", "pa55", undefined, 42);
  rememberSecrets("emulator-client-secret");
  test.each([
    "the client secret is wrong; check it in Zoho's API console",
    "the emulator has no client with this secret",
    "check the user and the password (mysql_username, mysql_password)",
    "record 4150868000000224003 of 2026-01-30T10:00:00+01:00",
    "createRecords: 400 INVALID_DATA: the amount is 1000.12",
    "npa55word",
    "id 1000.ABCDEF0123456789ABCDEF0123456789",
    // A client ID may begin with digits alone, as a token may.
    "https://accounts.zoho.com/oauth/v2/auth?client_id=1000.3253469129696A0725804AAC161738&scope=ZohoCRM.org.ALL",
    "export ZCRM_CLIENT_SECRET=…",
  ])("%s", (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });

  test("but a short secret is removed as a word", () => {
    expect(withoutSecrets("for 'pa55'")).toBe("for '[removed]'");
  });
});

test("the last 200 secrets are remembered, whenever they came first", () => {
  rememberSecrets("the-0ldest-secret", "an-0ld-secret");
  for (let count = 0; count < 199; count += 1) rememberSecrets(`secret-number-${count}`, "an-0ld-secret");
  expect(withoutSecrets("the-0ldest-secret")).toBe("the-0ldest-secret");
  expect(withoutSecrets("an-0ld-secret")).toBe("[removed]");
});

test("a long response takes little time", () => {
  rememberSecrets(secret);
  const start = performance.now();
  for (const piece of ["a", "a1", secret.slice(0, 7), "1000.", "Bearer ", '_token" : "', "____", " "]) {
    withoutSecrets(piece.repeat(1_000_000 / piece.length));
  }
  expect(performance.now() - start).toBeLessThan(5_000);
});
