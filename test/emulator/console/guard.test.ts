/** Which requests may use the console. */
import { expect, test } from "vitest";
import { startEmulator } from "../../../src/emulator/index.js";
import { built } from "../../support/build.js";
import { BROWSER, sendRaw } from "./send-raw.js";

// The page is served from the build.
await built("console/page.js");

const STRANGERS: readonly [what: string, headers: Record<string, string>][] = [
  ["a name that resolves to this machine", { host: "evil.example" }],
  ["a name that looks like an address", { host: "127.0.0.1.evil.example" }],
  ["another origin", { origin: "https://evil.example" }],
  ["another port", { origin: "http://127.0.0.1:1" }],
  ["an opaque origin", { origin: "null" }],
  ["another site", { "sec-fetch-site": "cross-site" }],
  ["another host of the same site", { "sec-fetch-site": "same-site" }],
];

for (const [what, headers] of STRANGERS) {
  test(`${what} can neither read nor get secrets`, async () => {
    await using emulator = await startEmulator();
    for (const noun of ["events", "record", "request"]) {
      const { status, text } = await sendRaw(emulator, `/_emulator/${noun}`, headers);
      expect(status).toBe(403);
      expect(text).not.toContain(emulator.clientSecret);
    }
    for (const noun of ["token", "environment"])
      expect((await sendRaw(emulator, `/_emulator/${noun}`, headers, "POST")).status).toBe(403);
    expect(emulator.requests).toEqual([]);
  });
}

test("another site may link to the page, but not under another name", async () => {
  await using emulator = await startEmulator();
  const statusOf = async (headers: Record<string, string>) =>
    (await sendRaw(emulator, "/", { ...BROWSER, ...headers })).status;
  expect(await statusOf({ "sec-fetch-site": "cross-site" })).toBe(200);
  expect(await statusOf({ host: "evil.example" })).toBe(403);
});
