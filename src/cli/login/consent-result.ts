import { type ConsentRequest, type Redirect, readRedirect } from "../../auth/consent.js";
import { type AuthError, isCrmError } from "../../core/errors/errors.js";

/** A grant code, and where it is good. */
export interface Grant extends Omit<Redirect, "location"> {
  /** The address that it was sent to; the code of a self client was sent nowhere. */
  readonly redirectUrl?: string;
}

/** What the user, through Zoho, answered: a grant, or why there is none. */
export type ConsentAnswer = Grant | AuthError;

/** Reads the address that Zoho sent the browser to; `undefined` where it answers another request. */
export function readAnswer(address: URL, { state, redirectUrl }: ConsentRequest): ConsentAnswer | undefined {
  const query = new URLSearchParams(address.search);
  // A refusal may come without state. Forged, it ends a login and does no other harm.
  if (query.has("error") && !query.has("state")) query.set("state", state);
  try {
    // Whether the accounts server may be trusted is asked before anything is sent there.
    const { code, accountsServer } = readRedirect(`?${query}`, state, () => undefined);
    return { code, redirectUrl, ...(accountsServer !== undefined && { accountsServer }) };
  } catch (error) {
    if (!isCrmError(error, "Auth")) throw error;
    return error.code === "WRONG_STATE" ? undefined : error;
  }
}
