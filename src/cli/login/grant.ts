import { DATA_CENTERS, type DataCenter } from "../../config/data-centers.js";
import type { ClientOptions } from "../../config/options.js";
import { resolveSettings } from "../../config/resolve.js";
import { createEngine } from "../../engine.js";
import type { Grant } from "./consent-result.js";

/**
 * Exchanges a code at the accounts server that Zoho named, and stores the tokens in the store of the options.
 * @returns the options that the tokens work with, which are for the user's own data center
 * @throws CrmError if that server is not one of Zoho's, rejects the code, or cannot be reached
 */
export async function redeem({ code, redirectUrl, accountsServer }: Grant, options: ClientOptions) {
  const { accountsUrl } = resolveSettings(options);
  const home = { ...options, ...dataCenterOf(accountsServer, accountsUrl) };
  const settings = { ...resolveSettings(home), redirectUrl };
  const engine = createEngine(settings);
  try {
    // The server is stored with the token, which must be refreshed there even if another one is configured.
    await engine.tokens.grant(settings.user, code, accountsServer ?? accountsUrl);
  } finally {
    await engine.close();
  }
  return home;
}

/** The user's data center, if it is not the configured one. A server that is not one of Zoho's is rejected later. */
function dataCenterOf(named: string | undefined, configured: string): { dataCenter?: DataCenter } {
  if (named === undefined || named === configured) return {};
  const words = Object.keys(DATA_CENTERS) as DataCenter[];
  const dataCenter = words.find((word) => DATA_CENTERS[word].accounts === named);
  return dataCenter === undefined ? {} : { dataCenter };
}
