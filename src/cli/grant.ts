import { DATA_CENTERS, type DataCenter } from "../config/data-centers.js";
import type { ClientOptions, Settings } from "../config/options.js";
import { resolveSettings } from "../config/resolve.js";
import { isCrmError } from "../core/errors.js";
import { createEngine } from "../engine.js";
import { CommandError } from "./command.js";
import type { ConsentAnswer } from "./consent.js";

/** A code, and where it came from and went to. */
export type Grant = Exclude<ConsentAnswer, { error: string }>;

/**
 * Exchanges a code at the accounts server that Zoho named, and keeps the tokens in the store of the options.
 * @returns the options with which the tokens are good
 * @throws CrmError where that server is none of Zoho's, refuses, or cannot be reached
 */
export async function redeem(grant: Grant, options: ClientOptions): Promise<ClientOptions> {
  const there = { ...options, ...serversOf(grant.accountsServer, resolveSettings(options).accountsUrl) };
  const settings = settingsAt(there);
  const engine = createEngine({ ...settings, redirectUrl: grant.redirectUrl });
  try {
    await engine.tokens.grant(settings.user, grant.code);
  } finally {
    await engine.close();
  }
  return there;
}

function settingsAt(there: ClientOptions): Settings {
  try {
    return resolveSettings(there);
  } catch (error) {
    if (!isCrmError(error, "Config")) throw error;
    throw new CommandError(
      `the answer names ${there.accountsUrl} as the accounts server, which is none of Zoho's: nothing was sent there, and nothing was stored`,
    );
  }
}

/** Where the user is at home elsewhere, that data centre; a server that is none of Zoho's is refused later. */
function serversOf(named: string | undefined, configured: string): ClientOptions {
  if (named === undefined || named === configured) return {};
  const center = (Object.keys(DATA_CENTERS) as DataCenter[]).find((word) => DATA_CENTERS[word].accounts === named);
  return center === undefined ? { accountsUrl: named } : { dataCenter: center };
}
