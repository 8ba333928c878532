import { type Addresses, isReplayable, type Layer, type PreparedRequest, setPhase } from "../request/request.js";
import { rejectsToken } from "../response/api-error.js";
import type { HttpResponse } from "../response/response.js";

/** An access token, and where it may be used. */
export interface Access {
  readonly token: string;
  /** The servers of the user's data center, if the client's settings leave it open. */
  readonly addresses?: Addresses | undefined;
}

/** How long a call may wait for a token. */
export type Patience = Partial<Pick<PreparedRequest, "signal" | "deadline">>;

/** The part of the token manager that this layer uses. */
export interface TokenSource {
  /** A valid access token of the user. */
  current(user: string, patience: Patience): Promise<Access>;
  /** Another access token, because the server rejected `rejected`. */
  replace(user: string, rejected: string, patience: Patience): Promise<Access>;
}

/** Adds the user's access token to the request. If the token is rejected, tries once more with another one. */
export const withAuth =
  (tokens: TokenSource): Layer =>
  (next) =>
  async (request) => {
    if (request.operation.auth === false) return next(request);
    const attempt = ({ token, addresses }: Access) =>
      next({
        ...request,
        headers: { ...request.headers, authorization: `Zoho-oauthtoken ${token}` },
        ...(addresses && { addresses }),
      });
    setPhase(request, "token");
    const access = await tokens.current(request.user, request);
    const response = await attempt(access);
    if (!isReplayable(request) || !(await isTokenRejected(response))) return response;
    setPhase(request, "token");
    return attempt(await tokens.replace(request.user, access.token, request));
  };

/** A 401 may also mean a missing scope, which another token of the same consent would not fix. */
async function isTokenRejected(response: HttpResponse): Promise<boolean> {
  return response.status === 401 && rejectsToken(await response.json().catch(() => undefined));
}
