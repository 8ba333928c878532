/** The emulator over HTTPS. */
import { generateKeyPairSync } from "node:crypto";
import { request } from "node:https";
import { expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { built } from "../../support/build.js";
import { TLS } from "../../support/servers/tls.js";

const { key, cert } = TLS;

/** Starts one whose certificate is good for its host. */
const startSecure = (): Promise<Emulator> => startEmulator({ host: "localhost", tls: TLS });

/** Gets a path as a program does that trusts the certificate. */
const get = ({ apiUrl }: Emulator, path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number | undefined; text: string }>((done, fail) => {
    request(`${apiUrl}${path}`, { ca: cert, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => done({ status: response.statusCode, text }));
    })
      .on("error", fail)
      .end();
  });

test("its addresses use https, and so do its responses", async () => {
  await using emulator = await startSecure();
  expect(emulator.apiUrl).toMatch(/^https:\/\/localhost:\d+$/);
  expect(emulator.clientOptions()).toMatchObject({ apiUrl: emulator.apiUrl, accountsUrl: emulator.apiUrl });
  expect(await get(emulator, "/crm/v2/org")).toMatchObject({
    status: 401,
    text: expect.stringContaining("AUTHENTICATION_FAILURE"),
  });
  await expect(fetch(emulator.apiUrl.replace("https", "http"))).rejects.toThrow();
});

test("its page works, and no site but its own may use it", async () => {
  await built("console/page.js");
  await using emulator = await startSecure();
  expect((await get(emulator, "/", { accept: "text/html" })).text).toContain("<!doctype html>");
  const errors = "/_emulator/errors";
  expect((await get(emulator, errors, { origin: emulator.apiUrl })).status).toBe(200);
  expect((await get(emulator, errors, { origin: emulator.apiUrl.replace("https", "http") })).status).toBe(403);
});

test("a key that does not match the certificate, and invalid PEM, are refused", async () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const other = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  await expect(startEmulator({ tls: { key: other, cert } })).rejects.toThrow(
    "tls: expected a key and its certificate in PEM format (the key does not match the certificate)",
  );
  for (const tls of [
    { key: "", cert },
    { key, cert: "" },
    { key: cert, cert: key },
  ]) {
    await expect(startEmulator({ tls })).rejects.toThrow("tls: expected a key and its certificate in PEM format (");
  }
});
