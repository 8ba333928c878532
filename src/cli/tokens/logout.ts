import type { RevocationAnswer } from "../../../generated/models.js";
import type { Token } from "../../auth/token.js";
import { hostsOfToken } from "../../config/hosts.js";
import type { ClientOptions } from "../../config/options.js";
import { resolveSettings } from "../../config/resolve.js";
import { isCrmError } from "../../core/errors/errors.js";
import { createClient } from "../../index.js";
import { CommandError, command } from "../command.js";
import { configuredToken, noTokens, openStore, STORE_OPTIONS, type StoredTokens } from "./store.js";

/** `zcrm logout` */
export const logout = command({
  about: ["Revokes a user's tokens at Zoho, then deletes them from the store."],
  options: STORE_OPTIONS,
  json: "{ user, store, wasValid }",
  exitCodes: { 0: "success", 1: "there are no tokens, or they could not be revoked and are still stored" },
  async run(given) {
    const stored = await openStore(given);
    const { user } = resolveSettings(stored.options);
    const token = await stored.store.get(user);
    if (token === undefined) throw nothingStored(user, stored);
    const wasValid = await revoke(token, stored.options);
    await stored.store.delete(user);
    const revocation = wasValid ? "Zoho has revoked them" : "Zoho no longer knew them";
    return {
      text: `Deleted the tokens of ${user} from ${stored.place}. ${revocation}.`,
      data: { user, store: stored.place, wasValid },
    };
  },
});

/** Programs may still have tokens. */
function nothingStored(user: string, stored: StoredTokens): CommandError {
  const configured = configuredToken();
  if (configured === undefined) return noTokens(user, stored);
  return new CommandError(
    `${stored.place} has no tokens of ${JSON.stringify(user)}. A refresh token is configured (${configured.place}): ` +
      "remove it there, and revoke it in your Zoho account",
  );
}

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
