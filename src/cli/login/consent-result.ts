import { type ConsentRequest, type Redirect, readRedirect } from "../../auth/consent.js";
import { type AuthError, isCrmError } from "../../core/errors/errors.js";

/** A grant code, and the accounts server that takes it. */
export interface Grant extends Omit<Redirect, "location"> {
  /** The redirect URL that the code was sent to. A self client's code was not sent anywhere. */
  readonly redirectUrl?: string;
}

/** How the user decided: a grant, or the reason why there is none. */
export type ConsentResult = Grant | AuthError;

/**
 * Reads the address that Zoho redirected the browser to.
 * @returns `undefined` if it belongs to another request: any site can send a browser here, but none knows the state
 */
export function readConsentResult({ search }: URL, { state, redirectUrl }: ConsentRequest): ConsentResult | undefined {
  try {
    // The accounts server is checked later, before anything is sent to it.
    const { code, accountsServer } = readRedirect(search, state, () => undefined);
    return { code, redirectUrl, ...(accountsServer !== undefined && { accountsServer }) };
  } catch (error) {
    if (!isCrmError(error, "Auth")) throw error;
    return error.code === "WRONG_STATE" ? undefined : error;
  }
}
