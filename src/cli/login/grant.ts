import { DATA_CENTERS, type DataCenter } from "../../config/data-centers.js";
import type { ClientOptions } from "../../config/options.js";
import { resolveSettings } from "../../config/resolve.js";
import { createEngine } from "../../engine.js";
import type { Grant } from "./consent-result.js";

/**
 * Exchanges a code at the accounts server that Zoho named, and keeps the tokens in the store of the options.
 * @returns the options with which the tokens are good: those of the user's own data centre
 * @throws CrmError where that server is none of Zoho's, refuses, or cannot be reached
 */
export async function redeem({ code, redirectUrl, accountsServer }: Grant, options: ClientOptions) {
  const asked = resolveSettings(options);
  const there = { ...options, ...homeAt(accountsServer, asked.accountsUrl) };
  const settings = { ...resolveSettings(there), redirectUrl };
  const engine = createEngine(settings);
  try {
    // The server is kept with the token, so that it is renewed there, whatever is configured then.
    await engine.tokens.grant(settings.user, code, accountsServer ?? asked.accountsUrl);
  } finally {
    await engine.close();
  }
  return there;
}

/** Where the user is at home in another of Zoho's data centres, that one; other servers are refused later. */
function homeAt(named: string | undefined, asked: string): { dataCenter?: DataCenter } {
  if (named === undefined || named === asked) return {};
  const words = Object.keys(DATA_CENTERS) as DataCenter[];
  const dataCenter = words.find((word) => DATA_CENTERS[word].accounts === named);
  return dataCenter === undefined ? {} : { dataCenter };
}
