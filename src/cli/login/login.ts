import { randomBytes } from "node:crypto";
import type { ConsentRequest } from "../../auth/consent.js";
import { DATA_CENTERS, type DataCenter } from "../../config/data-centers.js";
import type { ClientOptions } from "../../config/options.js";
import { resolveSettings } from "../../config/resolve.js";
import { isCrmError } from "../../core/errors/errors.js";
import { type Command, CommandError, didYouMean, readOptions, UsageError } from "../command.js";
import { type Identity, identityOf } from "../tokens/identity.js";
import { type KeptTokens, openStore, STORE_HELP, STORE_OPTIONS } from "../tokens/store.js";
import type { CallbackPage } from "./callback-page.js";
import type { ConsentAnswer } from "./consent-result.js";
import { waitForConsent } from "./consent-wait.js";
import { redeem } from "./grant.js";

const OPTIONS = {
  ...STORE_OPTIONS,
  scopes: { type: "string" },
  "data-center": { type: "string" },
  port: { type: "string" },
  code: { type: "string" },
  "no-browser": { type: "boolean" },
} as const;

const DEFAULT_PORT = 8976;

/** For everything that the client does. */
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

const help = `Usage: zcrm login [--scopes LIST] [--user NAME] [--data-center WORD] [--port N] [--no-browser]
                  [--code CODE] [--store PLACE]

Asks for consent in the browser, keeps the tokens that Zoho gives, and shows whose they are. Client id and client
secret come from the configuration, which zcrm config shows.

  --scopes LIST      what to ask for, with commas between
                     [default: ${DEFAULT_SCOPES.slice(0, 3).join(",")},
                     ${DEFAULT_SCOPES.slice(3, 6).join(",")},
                     ${DEFAULT_SCOPES.slice(6).join(",")}]
${STORE_HELP}
  --data-center WORD where to ask: ${Object.keys(DATA_CENTERS).join(", ")} [default: as configured, or us];
                     Zoho's answer tells where the user is at home
  --port N           come back to http://127.0.0.1:N/callback
                     [default: the configured redirect URL (redirect_url), or port ${DEFAULT_PORT}]
  --no-browser       only print the address
  --code CODE        the code of a self client, from Zoho's API console; needs no browser

The redirect URL must be registered with the client, in Zoho's API console: http://127.0.0.1:${DEFAULT_PORT}/callback, unless
another is configured. Over SSH or in a container, paste the address that the browser ends at, or forward the port:
ssh -L ${DEFAULT_PORT}:127.0.0.1:${DEFAULT_PORT} HOST.

Exit codes: 0 done, 1 no tokens were given, 2 wrong usage, 130 ended by Ctrl-C.`;

/** `zcrm login` */
export const login: Command = {
  summary: "get tokens by a user's consent",
  help,
  async run(args) {
    const given = readOptions(args, OPTIONS);
    const dataCenter = given["data-center"];
    const kept = await openStore(given);
    const options = { ...kept.options, ...(dataCenter !== undefined && { dataCenter: dataCenterOf(dataCenter) }) };
    const { clientId, accountsUrl, redirectUrl, user } = resolveSettings(options);
    // A store that does not work is told before anyone is asked for consent.
    await kept.store.get(user);
    if (given.code !== undefined) {
      report(await keepTokens({ code: given.code }, options), user, kept);
      return 0;
    }
    const request: ConsentRequest = {
      clientId,
      accountsUrl,
      redirectUrl: redirectUrlOf(redirectUrl, given.port),
      scopes: scopesOf(given.scopes),
      state: randomBytes(16).toString("base64url"),
      // Only then Zoho gives a refresh token to a client that has had one.
      prompt: "consent",
    };
    const { answer, browser } = await waitForConsent(request, !given["no-browser"]);
    try {
      const result = await keepTokens(answer, options);
      report(result, user, kept);
      await browser?.show(successPage(result));
      return 0;
    } catch (error) {
      await browser?.show(failurePage(error));
      throw error;
    } finally {
      await browser?.close();
    }
  },
};

/** What a login came to. */
interface Result {
  /** Missing where the scopes do not reach as far as asking for it. */
  readonly identity: Identity | undefined;
  /** The user's data centre, where it is not the one that was asked. */
  readonly movedTo: DataCenter | undefined;
}

async function keepTokens(answer: ConsentAnswer, options: ClientOptions): Promise<Result> {
  if (answer instanceof Error) throw answer;
  const there = await redeem(answer, options);
  const identity = await identityOf(there).catch((error: unknown) => {
    if (isCrmError(error, "Forbidden")) return undefined;
    throw isCrmError(error) ? new CommandError(`the tokens are kept, but they do not work: ${error.message}`) : error;
  });
  return { identity, movedTo: there.dataCenter === options.dataCenter ? undefined : there.dataCenter };
}

function report({ identity, movedTo }: Result, user: string, { place, code }: KeptTokens): void {
  console.log(`
Logged in${identity ? ` as ${identity.user}, ${identity.organization}` : ""}.
The tokens of ${user} are kept in ${place}.
In a program: createClient({ store: ${code} })`);
  if (!identity) {
    console.log("The scopes do not reach as far as asking who that is (ZohoCRM.users.READ, ZohoCRM.org.READ).");
  }
  if (movedTo) {
    console.log(`The user's data centre is ${movedTo}; programs find it, unless their configuration names another.`);
  }
}

const GO_BACK = "You can close this window and go back to the terminal.";

const successPage = ({ identity }: Result): CallbackPage => ({
  title: "You are logged in",
  lines: [...(identity ? [identity.user, identity.organization] : []), GO_BACK],
  isGood: true,
});

function failurePage(error: unknown): CallbackPage {
  const message = error instanceof Error ? error.message : String(error);
  return {
    title: "You are not logged in",
    lines: [`${message.charAt(0).toUpperCase()}${message.slice(1)}.`, GO_BACK],
    isGood: false,
  };
}

function scopesOf(given: string | undefined): readonly string[] {
  const scopes = given?.split(/[\s,]+/).filter((scope) => scope !== "") ?? DEFAULT_SCOPES;
  if (scopes.length === 0) throw new UsageError("--scopes is empty: name one scope at least, e.g. ZohoCRM.modules.ALL");
  return scopes;
}

function dataCenterOf(word: string): DataCenter {
  const words = Object.keys(DATA_CENTERS) as DataCenter[];
  const found = words.find((known) => known === word.toLowerCase());
  if (found) return found;
  throw new UsageError(`--data-center ${word}: give one of ${words.join(", ")}${didYouMean(word, words)}`);
}

/** A port that is given goes into the redirect URL of this machine; any other URL stays as it is registered. */
function redirectUrlOf(configured: string | undefined, port: string | undefined): string {
  if (port === undefined) return configured ?? `http://127.0.0.1:${DEFAULT_PORT}/callback`;
  if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
    throw new UsageError(`--port ${port}: give a number from 1 to 65535`);
  return `http://127.0.0.1:${port}/callback`;
}
