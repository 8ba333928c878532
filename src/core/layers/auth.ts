import { type Addresses, enter, isReplayable, type Layer, type PreparedRequest } from "../request/request.js";
import { refusesToken } from "../response/api-error.js";
import type { HttpResponse } from "../response/response.js";

/** An access token, and where it may be used. */
export interface Access {
  readonly token: string;
  /** The servers of the user's data centre, where the client's settings leave that open. */
  readonly addresses?: Addresses | undefined;
}

/** How long somebody waits for a token. */
export type Patience = Partial<Pick<PreparedRequest, "signal" | "deadline">>;

/** What the transport needs to know of tokens. */
export interface TokenSource {
  /** An access token of the user that is good for use. */
  current(user: string, patience: Patience): Promise<Access>;
  /** Another access token, because the server refused `rejected`. */
  replace(user: string, rejected: string, patience: Patience): Promise<Access>;
}

/** Puts the user's access token on the request; where it is refused, tries once more with another one. */
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
    enter(request, "token");
    const access = await tokens.current(request.user, request);
    const response = await attempt(access);
    if (!isReplayable(request) || !(await isRefusal(response))) return response;
    enter(request, "token");
    return attempt(await tokens.replace(request.user, access.token, request));
  };

/** A 401 may also mean a missing scope, which no other token of the same consent would mend. */
async function isRefusal(response: HttpResponse): Promise<boolean> {
  return response.status === 401 && refusesToken(await response.json().catch(() => undefined));
}
