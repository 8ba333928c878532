/** No secret reaches any output, although servers, stores and hooks echo all of them in all ways. */
import { channel } from "node:diagnostics_channel";
import { inspect } from "node:util";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type ClientOptions, createClient, fileStore, memoryStore, type TokenStore } from "../src/index.js";
import { ZCRMRestClient } from "../src/legacy/index.js";
import { failureOf } from "./support/requests.js";

const SECRETS = {
  clientSecret: "c1ientSecret/Kd83jfm2+Qpz7Vbn1",
  refreshToken: "refresh-t0ken-h5Wq8rTy3Lx9Cz2M",
  accessToken: "access-t0ken-n4Gf7uJi1Ok6Pd0S",
  grantCode: "grant-c0de-e2Xv5bRt8Ym4Ua9F",
  proxyPassword: "proxy-passw0rd-3Hs6Zk9Wc1",
  storeKey: "st0re-key-7Bq2Nl5Et8Dg4Ix0",
};

/** The secrets that can be read from a string, in any notation. */
const secretsIn = (text: string): string[] =>
  Object.entries(SECRETS)
    .filter(([, secret]) =>
      [
        secret,
        secret.slice(0, 12),
        secret.slice(-12),
        encodeURIComponent(secret),
        Buffer.from(secret).toString("base64").slice(0, 24),
        Buffer.from(secret).toString("hex"),
      ].some((form) => text.includes(form)),
    )
    .map(([name]) => name);

/** Everything that was printed, published or passed to a hook. */
let told: unknown[] = [];
const listen = (event: unknown) => told.push(event);
const CHANNELS = ["call", "request", "wait", "token"]
  .flatMap((kind) => ["start", "end", "asyncStart", "asyncEnd", "error"].map((part) => `tracing:zcrm:${kind}:${part}`))
  .map((name) => channel(name));

beforeAll(async () => {
  // What no server got cannot be echoed.
  await client(issue).tokens.adopt(SECRETS.refreshToken);
  createClient({ clientId: "a", clientSecret: "b", proxy: `http://ann:${SECRETS.proxyPassword}@proxy.example:1` });
  fileStore("/nowhere/tokens.json", { key: SECRETS.storeKey });
});
beforeEach(() => {
  told = [];
  vi.stubEnv("ZCRM_DEBUG", "1");
  vi.spyOn(console, "error").mockImplementation(listen);
  vi.spyOn(process, "emitWarning").mockImplementation(listen);
  for (const one of CHANNELS) one.subscribe(listen);
});
afterEach(() => {
  for (const one of CHANNELS) one.unsubscribe(listen);
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** All that a program could print of a value. */
function shownOf(value: unknown): string {
  const shown = [inspect(value, { depth: 20, showHidden: true, getters: true }), String(value), JSON.stringify(value)];
  for (let at = value; at instanceof Error; at = at.cause) shown.push(String(at.stack), inspect(at));
  return shown.join("\n");
}

/** What one request was sent with, in one string. */
const sentWith = (request: RequestInit | undefined): string =>
  `${JSON.stringify(request?.headers)} ${request?.body} ${Object.values(SECRETS).join(" ")}`;

const issue = () => Response.json({ access_token: SECRETS.accessToken, expires_in: 3_600 });

function client(respond: (url: string, echo: string) => Response, options: ClientOptions = {}) {
  const hook = (...event: unknown[]) => {
    listen(event);
    throw new Error(`hook: ${SECRETS.clientSecret}`);
  };
  return createClient({
    clientId: "1000.ID",
    clientSecret: SECRETS.clientSecret,
    refreshToken: SECRETS.refreshToken,
    dataCenter: "us",
    retry: { maxRetries: 1, maxDelay: 0 },
    hooks: { request: hook, response: hook, retry: hook, refresh: hook, trace: hook },
    fetch: async (url, request) => respond(String(url), sentWith(request)),
    ...options,
  });
}

/** The errors of every kind of call. */
async function failuresOf(crm: ReturnType<typeof client>): Promise<unknown[]> {
  const calls = [
    () => crm.tokens.grant(SECRETS.grantCode),
    () => crm.records.list({ module: "Leads" }),
    () => crm.records.get({ module: "Leads", id: SECRETS.accessToken }),
    () => crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe" }] } }),
    () => crm.attachments.download({ module: "Leads", id: "1", attachmentId: "2" }),
    () => crm.tokens.adopt(SECRETS.refreshToken),
    () => crm.tokens.revoke(),
  ];
  const failures: unknown[] = [];
  for (const call of calls) failures.push(await failureOf(call() as Promise<unknown>).catch(() => undefined));
  return failures;
}

const json = (body: unknown, status = 200, type = "application/json") =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers: { "content-type": type } });

/** Ways in which a server sends back what it got. */
const ECHOES: Readonly<Record<string, (echo: string) => Response>> = {
  "a page": (echo) => json(`<html>${echo}</html>`, 502, "text/html"),
  "a page with status 200": (echo) => json(`<html>${echo}</html>`, 200, "text/html"),
  "an error's code": (echo) => json({ code: echo.slice(-60), message: "m", details: {}, status: "error" }, 400),
  "an error's message": (echo) => json({ code: "X", message: echo, details: {}, status: "error" }, 500),
  "an error's details": (echo) => json({ code: "X", message: "m", details: { [echo]: [echo] }, status: "error" }, 400),
  "an error with status 200": (echo) => json({ code: echo, message: echo, details: { echo }, status: "error" }),
  "a message in base64": (echo) => json({ code: "X", message: btoa(echo), details: { hex: hexOf(echo) } }, 403),
  "a message in a URL": (echo) => json({ code: "X", message: encodeURIComponent(echo) }, 404),
  "rows that were rejected": (echo) =>
    json({ data: [{ code: "DUPLICATE_DATA", details: { echo }, message: echo, status: "error" }] }, 400),
  "JSON that breaks off": (echo) => json(`{"echo":"${echo.replaceAll('"', "'")}`),
  "JSON with a token": () => json(`{"access_token":"${SECRETS.accessToken}`),
  "a content type": (echo) => json("x", 200, `text/${echo.replace(/[^\w./+-]/g, "_").slice(-150)}`),
  "the word of a token response": () => json({ error: SECRETS.clientSecret }),
  "a part of a secret": () => json({ error: `bad_${SECRETS.clientSecret.slice(0, 14)}` }),
  "a redirect": () =>
    new Response(null, { status: 302, headers: { location: `https://${SECRETS.grantCode}.example` } }),
};

const hexOf = (text: string) => Buffer.from(text).toString("hex");

describe("a server that echoes secrets in", () => {
  for (const [name, echoed] of Object.entries(ECHOES)) {
    test.each(["the CRM", "the accounts server"])(`${name}: %s`, async (who) => {
      const isAccounts = (url: string) => url.includes("//accounts.");
      const crm = client((url, echo) => (who === "the CRM" && isAccounts(url) ? issue() : echoed(echo)));
      const failures = await failuresOf(crm);
      await crm.close();
      expect(failures.filter((failure) => failure !== undefined).length).toBeGreaterThan(0);
      for (const failure of failures) expect(secretsIn(shownOf(failure)), shownOf(failure)).toEqual([]);
      expect(told.length).toBeGreaterThan(5);
      for (const one of told) expect(secretsIn(shownOf(one)), shownOf(one)).toEqual([]);
    });
  }

  test("a connection that fails with a secret", async () => {
    const crm = client(() => {
      throw Object.assign(new TypeError(`fetch failed: ${SECRETS.accessToken}`), {
        request: new Headers({ SECRETS: "x" }),
      });
    });
    for (const failure of await failuresOf(crm)) expect(secretsIn(shownOf(failure))).toEqual([]);
  });
});

test("a store's error with a token in what it was given is shown without it", async () => {
  const store: TokenStore = {
    ...memoryStore(),
    set: async (_, token) => {
      throw Object.assign(new Error("x"), {
        params: new Map([["t", token]]),
        body: Buffer.from(JSON.stringify(token)),
      });
    },
  };
  const crm = client(issue, { store });
  const failure = await failureOf(crm.tokens.adopt(SECRETS.refreshToken));
  expect(failure).toMatchObject({ code: "TOKEN_STORE_FAILED", message: expect.stringContaining("failed in set: x") });
  expect(secretsIn(shownOf(failure))).toEqual([]);
});

test("clients, their members and stores show nothing", () => {
  const crm = client(issue);
  const all = [crm, crm.tokens, crm.raw, fileStore("/nowhere/tokens.json", { key: SECRETS.storeKey }), ZCRMRestClient];
  for (const one of all) expect(secretsIn(inspect(one, { depth: 20, showHidden: true, getters: true }))).toEqual([]);
});

describe("a configuration with a secret in the wrong place fails without showing it:", () => {
  const cases: Readonly<Record<string, object>> = {
    "a secret of another type": { clientSecret: Buffer.from(SECRETS.clientSecret) },
    "an address with a secret": { apiUrl: `https://user:${SECRETS.clientSecret}@www.zohoapis.com/` },
    "an address that is a secret": { accountsUrl: `https://${SECRETS.clientSecret}` },
    "a malformed proxy": { fetch: undefined, proxy: `http://u:${SECRETS.proxyPassword}@:99999` },
    "a data center that is a secret": { dataCenter: SECRETS.clientSecret },
    "an option for a secret that does not exist": { clientSecrets: SECRETS.clientSecret },
  };
  test.each(Object.entries(cases))("%s", async (_, options) => {
    const failure = await failureOf((async () => client(issue, options as ClientOptions))());
    expect(failure).toMatchObject({ name: "ConfigError" });
    expect(secretsIn(shownOf(failure))).toEqual([]);
  });
});
