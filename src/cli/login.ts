import { randomBytes } from "node:crypto";
import { DATA_CENTERS, type DataCenter } from "../config/data-centers.js";
import type { ClientOptions } from "../config/options.js";
import { resolveSettings } from "../config/resolve.js";
import { isCrmError } from "../core/errors.js";
import type { CallbackPage } from "./callback-page.js";
import { type Command, CommandError, didYouMean, readOptions, UsageError } from "./command.js";
import { type ConsentAnswer, consentAddress, DEFAULT_SCOPES } from "./consent.js";
import { waitForConsent } from "./consent-wait.js";
import { redeem } from "./grant.js";
import { type Identity, identityOf } from "./identity.js";
import { openStore, STORE_HELP, STORE_OPTIONS } from "./store.js";

const OPTIONS = {
  ...STORE_OPTIONS,
  scopes: { type: "string" },
  "data-center": { type: "string" },
  port: { type: "string" },
  code: { type: "string" },
  "no-browser": { type: "boolean" },
} as const;

const DEFAULT_PORT = 8976;

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
  --port N           the port of this machine that the browser comes back to
                     [default: that of the configured redirect URL, or ${DEFAULT_PORT}]
  --no-browser       only print the address
  --code CODE        the code of a self client, from Zoho's API console; needs no browser

The redirect URL must be registered with the client: the configured one (redirect_url), or else
http://127.0.0.1:${DEFAULT_PORT}/callback. Over SSH or in a container, paste the address that the browser ends at, or
forward the port: ssh -L ${DEFAULT_PORT}:127.0.0.1:${DEFAULT_PORT} HOST.

Exit codes: 0 done, 1 no tokens were given, 2 wrong usage, 130 ended by Ctrl-C.`;

/** `zcrm login` */
export const login: Command = {
  summary: "get tokens by a user's consent",
  help,
  async run(args) {
    const given = readOptions(args, OPTIONS);
    const dataCenter = given["data-center"];
    const { options, place } = await openStore(given);
    const at = { ...options, ...(dataCenter !== undefined && { dataCenter: dataCenterOf(dataCenter) }) };
    const settings = resolveSettings(at);
    if (given.code !== undefined) {
      report(await keepTokens({ code: given.code }, at), at, place);
      return 0;
    }
    const request = {
      scopes: scopesOf(given.scopes),
      redirectUrl: redirectUrlOf(settings.redirectUrl, given.port),
      state: randomBytes(16).toString("base64url"),
    };
    const { answer, browser } = await waitForConsent(request, consentAddress(settings, request), {
      mayOpen: !given["no-browser"],
    });
    try {
      const result = await keepTokens(answer, at);
      report(result, at, place);
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

/** What a login came to; without an identity where the scopes do not reach as far as asking for it. */
type Result = Identity | undefined;

async function keepTokens(answer: ConsentAnswer, options: ClientOptions): Promise<Result> {
  if ("error" in answer) throw new CommandError(refusal(answer.error));
  const there = await redeem(answer, options);
  return identityOf(there).catch((error: unknown) => {
    if (isCrmError(error, "Forbidden")) return undefined;
    throw isCrmError(error) ? new CommandError(`the tokens are kept, but they do not work: ${error.message}`) : error;
  });
}

const refusal = (error: string): string =>
  error === "access_denied"
    ? "consent was refused in the browser (access_denied); nothing was stored. Run zcrm login again to ask once more"
    : `the accounts server gave no code: ${error}; nothing was stored`;

function report(result: Result, options: ClientOptions, place: string): void {
  const { user } = resolveSettings(options);
  console.log(`
Logged in${result ? ` as ${result.user}, ${result.organization}` : ""}.
The tokens of ${user} are kept in ${place}.`);
  if (!result)
    console.log("The scopes do not reach as far as asking who that is (ZohoCRM.users.READ, ZohoCRM.org.READ).");
}

const GO_BACK = "You can close this window and go back to the terminal.";

const successPage = (result: Result): CallbackPage => ({
  title: "You are logged in",
  lines: [...(result ? [result.user, result.organization] : []), GO_BACK],
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
