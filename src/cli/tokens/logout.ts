import type { RevocationAnswer } from "../../../generated/models.js";
import type { Token } from "../../auth/token.js";
import { hostsOfToken } from "../../config/hosts.js";
import type { ClientOptions } from "../../config/options.js";
import { resolveSettings } from "../../config/resolve.js";
import { isCrmError } from "../../core/errors/errors.js";
import { createClient } from "../../index.js";
import { type Command, CommandError, readOptions } from "../command.js";
import { openStore, STORE_HELP, STORE_OPTIONS, tokenOf } from "./store.js";

const help = `Usage: zcrm logout [--user NAME] [--store PLACE]

Revokes a user's tokens at Zoho, then deletes them from the store.

${STORE_HELP}

Exit codes: 0 success, 1 there are no tokens, or they could not be revoked and are still stored, 2 wrong usage.`;

/** `zcrm logout` */
export const logout: Command = {
  summary: "revoke and delete tokens",
  help,
  async run(args) {
    const stored = await openStore(readOptions(args, STORE_OPTIONS));
    const { user } = resolveSettings(stored.options);
    const wasValid = await revoke(await tokenOf(user, stored), stored.options);
    await stored.store.delete(user);
    const revocation = wasValid ? "Zoho has revoked them" : "Zoho no longer knew them";
    console.log(`Deleted the tokens of ${user} from ${stored.place}. ${revocation}.`);
    return 0;
  },
};

/** @returns whether the token was valid @throws if that is unknown, so that the token is not lost */
async function revoke(token: Token, options: ClientOptions): Promise<boolean> {
  const settings = resolveSettings(options);
  const { accountsUrl } = hostsOfToken(token, settings, settings.allowHosts);
  await using crm = createClient({ ...options, accountsUrl });
  const { status, error } = await crm.oauth
    .revokeToken({ body: { token: token.refreshToken ?? token.accessToken } })
    .catch(readRejection);
  if (status === "success") return true;
  if (error === "invalid_token" || status === "failure") return false;
  throw new CommandError(
    `Zoho did not revoke the tokens (${error ?? "no reason given"}). They are still stored: try again later`,
  );
}

/** Zoho may reject an unknown token with status 400. */
function readRejection(error: unknown): RevocationAnswer {
  if (isCrmError(error, "Api") && error.status === 400) return { error: "invalid_token" };
  throw error;
}
