import { isCrmError } from "../core/errors/errors.js";
import { rememberSecrets } from "../core/errors/secrets.js";
import { type Addresses, type Layer, type PreparedRequest, type Send, stack } from "../core/request/request.js";
import { grantRequest, type OAuthApplication, refreshRequest, revokeRequest } from "./oauth.js";
import type { Token } from "./token.js";
import { cooldownOf, mayHoldToken, noResponse, readRevokeResponse, readTokenResponse } from "./token-response.js";
import type { TokenEvent, TokenRequest, Without } from "./token-state.js";

export interface ExchangeOptions {
  readonly application: OAuthApplication;
  /** Sends one request to the accounts server. */
  readonly send: Send;
  /** Deadline and retries of a request to the accounts server. */
  readonly around: Layer;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /**
   * The servers that Zoho named with a token; `undefined` for the client's own.
   * @throws ConfigError if tokens may not be sent there.
   */
  readonly serversOf: (token: Pick<Token, "apiDomain" | "accountsServer">) => Addresses | undefined;
}

/** Sends a request to the accounts server, and returns the outcome as an event of the state machine. Never rejects. */
export async function exchange(
  { application, send, around, now, serversOf }: ExchangeOptions,
  user: string,
  request: TokenRequest,
): Promise<Without<Extract<TokenEvent, { type: "tokenIssued" | "revoked" | "failed" }>, "now">> {
  rememberSecrets(application.clientSecret, request.kind === "grant" ? request.code : request.refreshToken);
  const tally = { issued: 0 };
  const allowance = request.kind === "refresh" ? request.allowance : 1;
  try {
    const { accountsServer } = request;
    const prepared = prepare(application, user, request);
    const addressed =
      accountsServer === undefined ? prepared : { ...prepared, addresses: serversOf({ accountsServer }) };
    const response = await stack(send, around, counted(tally, allowance))(addressed);
    if (request.kind !== "revoke") {
      return { type: "tokenIssued", token: await readTokenResponse(response, now()), issued: tally.issued };
    }
    await readRevokeResponse(response, now());
    return { type: "revoked" };
  } catch (cause) {
    const error = noResponse(cause);
    return { type: "failed", error, issued: tally.issued, cooldown: cooldownOf(error) };
  }
}

function prepare(application: OAuthApplication, user: string, request: TokenRequest): PreparedRequest {
  switch (request.kind) {
    case "grant":
      return grantRequest(application, request.code, user);
    case "refresh":
      return refreshRequest(application, request.refreshToken, user);
    case "revoke":
      return revokeRequest(request.refreshToken, user);
  }
}

/**
 * Counts the tokens that Zoho may have issued, including those in lost responses, and stops retries that would exceed
 * the allowance.
 */
const counted =
  (tally: { issued: number }, allowance: number): Layer =>
  (next) => {
    let failure: unknown;
    return async (request) => {
      if (tally.issued >= allowance) throw noResponse(failure);
      tally.issued += 1;
      try {
        const response = await next(request);
        if (!mayHoldToken(await response.text())) tally.issued -= 1;
        return response;
      } catch (error) {
        if (isCrmError(error, "Transport") && !error.mayHaveArrived) tally.issued -= 1;
        failure = error;
        throw error;
      }
    };
  };
