import { isCrmError } from "../core/errors/errors.js";
import { rememberSecrets } from "../core/errors/secrets.js";
import { type Addresses, type Layer, type PreparedRequest, type Send, stack } from "../core/request/request.js";
import { grantRequest, type OAuthApplication, refreshRequest, revokeRequest } from "./oauth.js";
import type { Token } from "./token.js";
import { TOKENS_PER_WINDOW, WINDOW } from "./token-budget.js";
import { cooldownOf, mayHoldToken, noResponse, readRevokeResponse, readTokenResponse } from "./token-response.js";
import type { TokenEvent, TokenRequest, Without } from "./token-state.js";
import type { TokenBudget } from "./token-store.js";

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
  /** Counts the requests of all processes, if the store can. */
  readonly budget?: TokenBudget | undefined;
}

/** How an exchange ends. */
type Outcome = Without<Extract<TokenEvent, { type: "tokenIssued" | "revoked" | "overBudget" | "failed" }>, "now">;

/** Sends a request to the accounts server, and returns the outcome as an event of the state machine. Never rejects. */
export async function exchange(
  { application, send, around, now, serversOf, budget }: ExchangeOptions,
  user: string,
  request: TokenRequest,
): Promise<Outcome> {
  rememberSecrets(application.clientSecret, request.kind === "grant" ? request.code : request.refreshToken);
  const tally = { issued: 0 };
  try {
    const { accountsServer } = request;
    const prepared = prepare(application, user, request);
    const addressed =
      accountsServer === undefined ? prepared : { ...prepared, addresses: serversOf({ accountsServer }) };
    const response = await stack(send, around, counted(tally, request, budget))(addressed);
    if (request.kind !== "revoke") {
      const token = await readTokenResponse(response, now());
      if (request.kind === "grant") await countGrant(token, budget);
      return { type: "tokenIssued", token, issued: tally.issued };
    }
    await readRevokeResponse(response, now());
    return { type: "revoked" };
  } catch (cause) {
    if (cause instanceof OverBudget) {
      const { refreshToken, ages } = cause;
      return { type: "overBudget", refreshToken, times: ages.map((age) => now() - age) };
    }
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

/** The requests of all processes have spent the budget of a refresh token. */
class OverBudget extends Error {
  readonly refreshToken: string;
  /** How many milliseconds ago each request was counted, oldest first. */
  readonly ages: readonly number[];

  constructor(refreshToken: string, ages: readonly number[]) {
    super();
    this.refreshToken = refreshToken;
    this.ages = ages;
  }
}

/**
 * Counts the tokens that Zoho may have issued, including those in lost responses, and stops retries that would exceed
 * the allowance, or the budget of all processes.
 */
const counted =
  (tally: { issued: number }, request: TokenRequest, shared: TokenBudget | undefined): Layer =>
  (next) => {
    const refreshToken = request.kind === "refresh" ? request.refreshToken : undefined;
    const allowance = request.kind === "refresh" ? request.allowance : 1;
    const budget = refreshToken === undefined ? undefined : shared;
    let failure: unknown;
    return async (prepared) => {
      if (tally.issued >= allowance) throw noResponse(failure);
      const entry = { refreshToken: refreshToken ?? "", id: crypto.randomUUID() };
      const ages = await budget?.take({ ...entry, ...BUDGET });
      if (ages) throw failure === undefined ? new OverBudget(entry.refreshToken, ages) : noResponse(failure);
      tally.issued += 1;
      const uncount = async () => {
        tally.issued -= 1;
        // One that counts for too long is harmless.
        await budget?.giveBack(entry).catch(() => undefined);
      };
      try {
        const response = await next(prepared);
        if (!mayHoldToken(await response.text())) await uncount();
        return response;
      } catch (error) {
        if (isCrmError(error, "Transport") && !error.mayHaveArrived) await uncount();
        failure = error;
        throw error;
      }
    };
  };

const BUDGET = { limit: TOKENS_PER_WINDOW, window: WINDOW };

/** The refresh token of a grant is only known once its first access token has been issued. */
async function countGrant({ refreshToken }: Token, budget: TokenBudget | undefined): Promise<void> {
  if (refreshToken === undefined) return;
  await budget?.take({ refreshToken, id: crypto.randomUUID(), ...BUDGET }).catch(() => undefined);
}
