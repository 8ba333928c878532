/** A certificate for localhost, which clients do not trust by default. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

export const TLS_KEY = resolve("test/support/servers/tls/server-key.pem");
export const TLS_CERTIFICATE = resolve("test/support/servers/tls/server-cert.pem");

/** Both as PEM strings. */
export const TLS = { key: readFileSync(TLS_KEY, "utf8"), cert: readFileSync(TLS_CERTIFICATE, "utf8") };
