import { type Addresses, isReplayable, type Layer, type PreparedRequest, setPhase } from "../request/request.js";
import { rejectsToken } from "../response/api-error.js";
import type { HttpResponse } from "../response/response.js";
import type { Events } from "./telemetry.js";

/** An access token, and where it may be used. */
export interface Access {
  readonly token: string;
  /** The servers of the user's data center, if the client's settings leave it open. */
  readonly addresses?: Addresses | undefined;
  /** The scopes of the token, separated by blanks, if they are known. */
  readonly scope?: string | undefined;
}

/** How long a call may wait for a token. */
export type Patience = Partial<Pick<PreparedRequest, "signal" | "deadline">>;

/** The part of the token manager that this layer uses. */
export interface TokenSource {
  /** The user's access token if a valid one is in memory. */
  cached(user: string): Access | undefined;
  /** A valid access token of the user. */
  current(user: string, patience: Patience): Promise<Access>;
  /** Another access token, because the server rejected `rejected`. */
  replace(user: string, rejected: string, patience: Patience): Promise<Access>;
}

/**
 * Adds the user's access token to the request. If the token is rejected, tries once more with another one.
 * @param events Traces the waits for tokens.
 */
export const withAuth =
  (tokens: TokenSource, events?: Events): Layer =>
  (next) => {
    const waitFor = (request: PreparedRequest, obtain: () => Promise<Access>) => {
      setPhase(request, "token");
      return events?.traceWait(request, { for: "token" }, obtain) ?? obtain();
    };
    const attempt = (request: PreparedRequest, { token, addresses = request.addresses }: Access) =>
      next({
        ...request,
        headers: { ...request.headers, authorization: `Zoho-oauthtoken ${token}` },
        addresses,
      });
    const renew = async (request: PreparedRequest, response: HttpResponse, { token, scope }: Access) => {
      if (!(await isTokenRejected(response))) return Object.assign(response, { grantedScope: scope });
      return attempt(request, await waitFor(request, () => tokens.replace(request.user, token, request)));
    };
    const call = (request: PreparedRequest, access: Access) => {
      const sent = attempt(request, access);
      if (!isReplayable(request)) return sent;
      return sent.then((response) => (response.status === 401 ? renew(request, response, access) : response));
    };
    return (request) => {
      if (request.operation.auth === false) return next(request);
      const access = tokens.cached(request.user);
      if (access) return call(request, access);
      const obtaining = waitFor(request, () => tokens.current(request.user, request));
      return obtaining.then((obtained) => call(request, obtained));
    };
  };

/** A 401 may also mean a missing scope, which another token of the same consent would not fix. */
const isTokenRejected = async (response: HttpResponse): Promise<boolean> =>
  rejectsToken(await response.json().catch(() => undefined));
