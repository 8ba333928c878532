import { DATA_CENTERS } from "../../config/data-centers.js";
import { resolveSettings } from "../../config/resolve.js";
import { type Command, readOptions } from "../command.js";
import { identityOf } from "./identity.js";
import { openStore, STORE_HELP, STORE_OPTIONS, tokenOf } from "./store.js";

const help = `Usage: zcrm whoami [--user NAME] [--store PLACE]

Shows whose tokens are kept, by asking Zoho: that they work is shown as well.

${STORE_HELP}

Exit codes: 0 done, 1 there are no tokens or Zoho refuses them, 2 wrong usage.`;

/** `zcrm whoami` */
export const whoami: Command = {
  summary: "show whose tokens are kept",
  help,
  async run(args) {
    const kept = await openStore(readOptions(args, STORE_OPTIONS));
    const { user, apiUrl } = resolveSettings(kept.options);
    await tokenOf(user, kept);
    const identity = await identityOf(kept.options);
    // Read again: asking may have brought a new one.
    const token = await tokenOf(user, kept);
    const server = token.apiDomain ?? apiUrl;
    const minutes = Math.max(0, Math.floor((token.expiresAt - Date.now()) / 60_000));
    console.log(`\
User          ${identity.user}
Organisation  ${identity.organization}
Data centre   ${dataCenterAt(server)}
Access token  ends in ${minutes} min; ${token.refreshToken ? "renewed by its refresh token" : "there is no refresh token, so it is not renewed"}
Kept under    ${user}
Kept in       ${kept.place}`);
    return 0;
  },
};

/** The word for the data centre where there is one, and the server. */
function dataCenterAt(server: string): string {
  const word = Object.entries(DATA_CENTERS).find(([, { api }]) => api === server)?.[0];
  return word === undefined ? server : `${word} (${server})`;
}
