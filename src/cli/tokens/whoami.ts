import { DATA_CENTERS } from "../../config/data-centers.js";
import { resolveSettings } from "../../config/resolve.js";
import { type Command, readOptions } from "../command.js";
import { identityOf } from "./identity.js";
import { openStore, STORE_HELP, STORE_OPTIONS, tokenOf } from "./store.js";

const help = `Usage: zcrm whoami [--user NAME] [--store PLACE]

Asks Zoho whose tokens are stored, which also shows that they work.

${STORE_HELP}

Exit codes: 0 success, 1 there are no tokens, or Zoho rejects them, 2 wrong usage.`;

/** `zcrm whoami` */
export const whoami: Command = {
  summary: "show whose tokens are stored",
  help,
  async run(args) {
    const stored = await openStore(readOptions(args, STORE_OPTIONS));
    const { user, apiUrl } = resolveSettings(stored.options);
    await tokenOf(user, stored);
    const identity = await identityOf(stored.options);
    // The request may have refreshed it.
    const token = await tokenOf(user, stored);
    const server = token.apiDomain ?? apiUrl;
    const refresh = token.refreshToken ? "refreshed automatically" : "not refreshed, since there is no refresh token";
    const minutes = Math.max(0, Math.floor((token.expiresAt - Date.now()) / 60_000));
    console.log(`\
User          ${identity.user}
Organization  ${identity.organization}
Data center   ${dataCenterAt(server)}
Access token  expires in ${minutes} min; ${refresh}
Stored under  ${user}
Stored in     ${stored.place}`);
    return 0;
  },
};

/** The server, with the name of its data center if it has one. */
function dataCenterAt(server: string): string {
  const word = Object.entries(DATA_CENTERS).find(([, { api }]) => api === server)?.[0];
  return word === undefined ? server : `${word} (${server})`;
}
