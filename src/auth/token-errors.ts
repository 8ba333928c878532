import { AuthError, type CrmError, isCrmError } from "../core/errors/errors.js";

/** A user of whom nothing is known. */
export const noRefreshToken = (user: string): AuthError =>
  new AuthError(
    `there is no token for the user ${JSON.stringify(user)}: set refreshToken (refresh_token), or exchange a grant code first`,
    { code: "NO_REFRESH_TOKEN" },
  );

/** The accounts server gave no answer; the failure of the connection is kept as the cause. */
export function noAnswer(cause: unknown): CrmError {
  if (isCrmError(cause) && !isCrmError(cause, "Transport")) return cause;
  const reason = cause instanceof Error ? cause.message : "the connection failed";
  return new AuthError(
    `no answer from the accounts server (${reason}); check accountsUrl (iamurl), the network and its proxies, then try again`,
    { code: "NO_ANSWER", retryable: true, cause },
  );
}
