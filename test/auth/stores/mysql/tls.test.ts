import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { failureOf } from "../../../support/requests.js";
import { TLS, TLS_CERTIFICATE } from "../../../support/servers/tls.js";
import { TestDatabase, TOKEN } from "./database.js";

/** A certificate with the same key, for another name than `localhost`. */
const OTHER_CERTIFICATE = resolve("test/support/servers/tls/other-cert.pem");

let database: TestDatabase;
beforeAll(async () => {
  database = await TestDatabase.connect("tls");
  await database.drop();
  await database.created();
  await database.admin.query("CREATE OR REPLACE USER 'tls'@'127.0.0.1' REQUIRE SSL");
  await database.admin.query("GRANT ALL ON tls.* TO 'tls'@'127.0.0.1'");
});
afterEach(() => database.closeStores());
afterAll(() => database?.close());

test("TLS is used if the option says so", async () => {
  await expect(database.open({ user: "tls" }).get("ada")).rejects.toThrow("ER_ACCESS_DENIED_ERROR");

  const store = database.open({ user: "tls", ssl: { ca: TLS.cert } });
  await store.set("ada", TOKEN);
  expect(await store.withLock?.("ada", () => store.get("ada"))).toEqual(TOKEN);
});

test("a certificate of an unknown CA is rejected", async () => {
  await expect(database.open({ user: "tls", ssl: true }).get("ada")).rejects.toThrow("HANDSHAKE_SSL_ERROR");
  expect(await database.open({ user: "tls", ssl: { rejectUnauthorized: false } }).get("bob")).toBeUndefined();
});

test("a certificate for another name is rejected", async () => {
  await database.server.useCertificate(OTHER_CERTIFICATE);
  try {
    const ssl = { ca: await readFile(OTHER_CERTIFICATE, "utf8") };
    const error = await failureOf(database.open({ user: "tls", ssl }).get("ada"));
    expect(inspect(error)).toContain("db.example.com");
  } finally {
    await database.server.useCertificate(TLS_CERTIFICATE);
  }
});
