import { refusesToken } from "./api-error.js";
import { isReplayable, type Layer, withHeader } from "./request.js";
import type { HttpResponse } from "./response.js";

/** What the transport needs to know of tokens. */
export interface TokenSource {
  /** An access token of the user that is good for use. */
  current(user: string): Promise<string>;
  /** Another access token, because the server refused `rejected`. */
  replace(user: string, rejected: string): Promise<string>;
}

/** Puts the user's access token on the request; where it is refused, tries once more with another one. */
export const withAuth =
  (tokens: TokenSource): Layer =>
  (next) =>
  async (request) => {
    if (request.operation.auth === false) return next(request);
    const attempt = (token: string) => next(withHeader(request, "authorization", `Zoho-oauthtoken ${token}`));
    const token = await tokens.current(request.user);
    const response = await attempt(token);
    if (!isReplayable(request) || !(await isRefusal(response))) return response;
    return attempt(await tokens.replace(request.user, token));
  };

/** A 401 may also mean a missing scope, which no other token of the same consent would mend. */
async function isRefusal(response: HttpResponse): Promise<boolean> {
  return response.status === 401 && refusesToken(await response.json().catch(() => undefined));
}
