import { randomBytes } from "node:crypto";
import type { ConsentRequest } from "../../auth/consent.js";
import { DATA_CENTERS, type DataCenter } from "../../config/data-centers.js";
import type { ClientOptions } from "../../config/options.js";
import { resolveSettings } from "../../config/resolve.js";
import type { Settings } from "../../config/settings.js";
import { isCrmError } from "../../core/errors/errors.js";
import { CommandError, command, didYouMean, reasonOf, UsageError } from "../command.js";
import type { Result } from "../definition.js";
import { type Identity, identityOf } from "../tokens/identity.js";
import { checkStore, openStore, STORE_OPTIONS, type StoredTokens } from "../tokens/store.js";
import type { CallbackPage } from "./callback-page.js";
import { DEFAULT_PORT } from "./callback-server.js";
import type { ConsentResult } from "./consent-result.js";
import { waitForConsent } from "./consent-wait.js";
import { redeem } from "./grant.js";

/** Scopes for everything that the client can do. */
const DEFAULT_SCOPES = [
  "ZohoCRM.modules.ALL",
  "ZohoCRM.settings.ALL",
  "ZohoCRM.users.ALL",
  "ZohoCRM.org.ALL",
  "ZohoCRM.bulk.ALL",
  "ZohoCRM.notifications.ALL",
  "ZohoCRM.coql.READ",
  "ZohoSearch.securesearch.READ",
] as const;

const CALLBACK = `http://127.0.0.1:${DEFAULT_PORT}/callback`;

/** `zcrm login` */
export const login = command({
  about: [
    "Asks for consent in the browser, stores the tokens that Zoho issues, and shows whose they are. The client ID and secret come from the configuration, which zcrm config shows.",
    `Register the redirect URL with the client in Zoho's API console: ${CALLBACK}, unless you configured another. Over SSH or in a container, paste the address that the browser ends at, or forward the port: ssh -L ${DEFAULT_PORT}:127.0.0.1:${DEFAULT_PORT} HOST.`,
  ],
  options: {
    scopes: {
      type: "string",
      value: "LIST",
      help: `the scopes to ask for, separated by commas [default: ${DEFAULT_SCOPES.join(", ")}]`,
    },
    ...STORE_OPTIONS,
    "data-center": {
      type: "string",
      value: "WORD",
      words: Object.keys(DATA_CENTERS),
      help: `the data center to ask: ${Object.keys(DATA_CENTERS).join(", ")}; Zoho reports the user's own one [default: as configured, or us]`,
    },
    port: {
      type: "string",
      value: "N",
      help: `redirect the browser to http://127.0.0.1:N/callback [default: the configured redirect URL (redirect_url), or port ${DEFAULT_PORT}]`,
    },
    "no-browser": { type: "boolean", help: "only print the address" },
    code: {
      type: "string",
      value: "CODE",
      help: "the code of a self client, from Zoho's API console; needs no browser",
    },
  },
  json: "{ user, organization, dataCenter, storedUnder, storedIn, code }",
  exitCodes: { 0: "success", 1: "no tokens were issued", 130: "stopped by Ctrl-C" },
  async run(given, { report, show }) {
    const port = portOf(given.port);
    const scopes = scopesOf(given.scopes);
    const dataCenter = dataCenterOf(given["data-center"]);
    if (given.code === "") throw new UsageError("--code is empty: pass the code that Zoho's API console shows");
    const stored = await openStore(given);
    const options = { ...stored.options, ...(dataCenter !== undefined && { dataCenter }) };
    const { clientId, accountsUrl, redirectUrl, user } = settingsOf(options);
    // A store that does not work must fail before the user is asked for consent.
    await checkStore(user, stored);
    if (given.code !== undefined) return resultOf(await storeTokens({ code: given.code }, options), user, stored);
    const request: ConsentRequest = {
      clientId,
      accountsUrl,
      redirectUrl: redirectUrlOf(redirectUrl, port),
      scopes,
      state: randomBytes(16).toString("base64url"),
      // Without it, Zoho issues no refresh token to a client that has had one.
      prompt: "consent",
    };
    const { result, browser } = await waitForConsent(request, !given["no-browser"], report);
    try {
      const login = await storeTokens(result, options);
      // The browser may take its time to fetch the page.
      show(resultOf(login, user, stored));
      await browser?.show(successPage(login));
      return 0;
    } catch (error) {
      await browser?.show(failurePage(error));
      throw error;
    } finally {
      await browser?.close();
    }
  },
});

/** What to do before the first login. */
const STEPS = `To get a client ID and secret:

1. Open https://api-console.zoho.com (or .eu, .in, .com.au, .jp, .com.cn, as where you use Zoho) and sign in.
2. Add a client of the type "Server-based Applications".
3. Enter ${CALLBACK} as its authorized redirect URL.
4. Set the client ID and the client secret that it shows:
   export ZCRM_CLIENT_ID=… ZCRM_CLIENT_SECRET=…
5. Run npx zcrm login again.`;

/** @throws CommandError with the steps to get a client, if there is none yet */
function settingsOf(options: ClientOptions): Settings {
  try {
    return resolveSettings(options);
  } catch (error) {
    if (!isCrmError(error, "Config") || error.code !== "MISSING_CONFIGURATION") throw error;
    throw new CommandError(`${error.message}\n\n${STEPS}`);
  }
}

/** A successful login. */
interface Login {
  /** `undefined` if the scopes do not allow reading it. */
  readonly identity: Identity | undefined;
  /** The user's data center, if it is not the one that was asked. */
  readonly movedTo: DataCenter | undefined;
}

async function storeTokens(result: ConsentResult, options: ClientOptions): Promise<Login> {
  if (result instanceof Error) throw result;
  const home = await redeem(result, options);
  const identity = await identityOf(home).catch((error: unknown) => {
    if (isCrmError(error, "Forbidden")) return undefined;
    throw isCrmError(error) ? new CommandError(`the tokens are stored, but they do not work: ${error.message}`) : error;
  });
  return { identity, movedTo: home.dataCenter === options.dataCenter ? undefined : home.dataCenter };
}

function resultOf({ identity, movedTo }: Login, user: string, { place, code }: StoredTokens): Result {
  const lines = [
    `Logged in${identity ? ` as ${identity.user}, ${identity.organization}` : ""}.`,
    `The tokens of ${user} are stored in ${place}.`,
    `In a program: createClient({ store: ${code} })`,
  ];
  if (!identity)
    lines.push("The user's name is unknown: reading it needs the scopes ZohoCRM.users.READ and ZohoCRM.org.READ.");
  if (movedTo)
    lines.push(`The user's data center is ${movedTo}. Programs find it, unless their configuration names another.`);
  return {
    text: `\n${lines.join("\n")}`,
    data: {
      user: identity?.user ?? null,
      organization: identity?.organization ?? null,
      dataCenter: movedTo ?? null,
      storedUnder: user,
      storedIn: place,
      code,
    },
  };
}

const GO_BACK = "You can close this window and go back to the terminal.";

const successPage = ({ identity }: Login): CallbackPage => ({
  title: "You are logged in",
  lines: [...(identity ? [identity.user, identity.organization] : []), GO_BACK],
  isGood: true,
});

function failurePage(error: unknown): CallbackPage {
  const message = reasonOf(error);
  return {
    title: "You are not logged in",
    lines: [`${message.charAt(0).toUpperCase()}${message.slice(1)}.`, GO_BACK],
    isGood: false,
  };
}

function scopesOf(given: string | undefined): readonly string[] {
  const scopes = given?.split(/[\s,]+/).filter((scope) => scope !== "") ?? DEFAULT_SCOPES;
  if (scopes.length === 0) throw new UsageError("--scopes is empty: pass at least one scope, e.g. ZohoCRM.modules.ALL");
  return scopes;
}

function dataCenterOf(word: string | undefined): DataCenter | undefined {
  if (word === undefined) return undefined;
  const words = Object.keys(DATA_CENTERS) as DataCenter[];
  const found = words.find((known) => known === word.toLowerCase());
  if (found) return found;
  throw new UsageError(`--data-center ${word}: must be one of ${words.join(", ")}${didYouMean(word, words)}`);
}

function portOf(port: string | undefined): string | undefined {
  if (port === undefined || (/^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)) return port;
  throw new UsageError(`--port ${port}: must be a number from 1 to 65535`);
}

/** With a port, the redirect URL of this machine; without, the configured one, exactly as it is registered. */
const redirectUrlOf = (configured: string | undefined, port: string | undefined): string =>
  (port === undefined ? configured : undefined) ??
  (port === undefined ? CALLBACK : `http://127.0.0.1:${port}/callback`);
