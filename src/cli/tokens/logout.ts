import type { RevocationAnswer } from "../../../generated/models.js";
import type { Token } from "../../auth/token.js";
import type { ClientOptions } from "../../config/options.js";
import { resolveSettings } from "../../config/resolve.js";
import { isCrmError } from "../../core/errors/errors.js";
import { createClient } from "../../index.js";
import { type Command, CommandError, readOptions } from "../command.js";
import { openStore, STORE_HELP, STORE_OPTIONS, tokenOf } from "./store.js";

const help = `Usage: zcrm logout [--user NAME] [--store PLACE]

Revokes the tokens of a user at Zoho, then deletes them from the store.

${STORE_HELP}

Exit codes: 0 done, 1 there are no tokens or they could not be revoked (and are kept), 2 wrong usage.`;

/** `zcrm logout` */
export const logout: Command = {
  summary: "revoke tokens and delete them",
  help,
  async run(args) {
    const kept = await openStore(readOptions(args, STORE_OPTIONS));
    const { user } = resolveSettings(kept.options);
    const wasGood = await revoke(await tokenOf(user, kept), kept.options);
    await kept.store.delete(user);
    console.log(
      `The tokens of ${user} are deleted from ${kept.place}; Zoho ${wasGood ? "has revoked them" : "did not know them any more"}.`,
    );
    return 0;
  },
};

/** @returns whether the token was good until now. @throws where that is not known, so that the token is not lost */
async function revoke(token: Token, options: ClientOptions): Promise<boolean> {
  await using crm = createClient({ ...options, ...(token.accountsServer && { accountsUrl: token.accountsServer }) });
  const { status, error } = await crm.oauth
    .revokeToken({ body: { token: token.refreshToken ?? token.accessToken } })
    .catch(saidWithError);
  if (status === "success") return true;
  if (error === "invalid_token" || status === "failure") return false;
  throw new CommandError(
    `Zoho did not revoke the tokens (${error ?? "no reason given"}); they are kept, try again later`,
  );
}

/** The refusal of an unknown token comes with 400 as well. */
function saidWithError(error: unknown): RevocationAnswer {
  if (isCrmError(error, "Api") && error.status === 400) return { error: "invalid_token" };
  throw error;
}
