import type { Token } from "../../auth/token.js";
import { DATA_CENTERS } from "../../config/data-centers.js";
import { resolveSettings } from "../../config/resolve.js";
import { command } from "../command.js";
import type { Result } from "../definition.js";
import { identityOf } from "./identity.js";
import { STORE_OPTIONS, usableTokens } from "./store.js";

/** `zcrm whoami` */
export const whoami = command({
  about: [
    "Asks Zoho whose tokens are stored, which also shows that they work. Without stored tokens, it asks for those of the configuration (refresh_token), unless --store is passed.",
  ],
  options: STORE_OPTIONS,
  json: "{ user, organization, dataCenter, server, expiresAt, isRefreshed, storedUnder, storedIn }",
  exitCodes: { 0: "success", 1: "there are no tokens, or Zoho rejects them" },
  async run(given): Promise<Result> {
    const { stored, configured, options } = await usableTokens(given);
    const { user, apiUrl } = resolveSettings(options);
    const identity = await identityOf(options);
    // The request may have refreshed it.
    const token = configured === undefined ? await stored.store.get(user) : undefined;
    const server = token?.apiDomain ?? apiUrl;
    const isRefreshed = configured !== undefined || token?.refreshToken !== undefined;
    const storedIn = configured === undefined ? stored.place : configured.place;
    return {
      text: `\
User          ${identity.user}
Organization  ${identity.organization}
Data center   ${dataCenterAt(server)}
Access token  ${lifeOf(token)}${isRefreshed ? "refreshed automatically" : "not refreshed, since there is no refresh token"}
Stored under  ${user}
Stored in     ${storedIn}`,
      data: {
        user: identity.user,
        organization: identity.organization,
        dataCenter: dataCenterNamed(server) ?? null,
        server,
        expiresAt: token === undefined ? null : new Date(token.expiresAt).toISOString(),
        isRefreshed,
        storedUnder: user,
        storedIn,
      },
    };
  },
});

const lifeOf = (token: Token | undefined): string =>
  token === undefined ? "" : `expires in ${Math.max(0, Math.floor((token.expiresAt - Date.now()) / 60_000))} min; `;

const dataCenterNamed = (server: string): string | undefined =>
  Object.entries(DATA_CENTERS).find(([, { api }]) => api === server)?.[0];

/** The server, with the name of its data center if it has one. */
function dataCenterAt(server: string): string {
  const word = dataCenterNamed(server);
  return word === undefined ? server : `${word} (${server})`;
}
