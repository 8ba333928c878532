import type { ConsentRequest } from "../../src/auth/consent.js";

/** A consent request, with defaults for what a test does not care about. */
export const consentRequest = (members: Partial<ConsentRequest>): ConsentRequest => ({
  clientId: "1000.CLIENT",
  accountsUrl: "https://accounts.zoho.com",
  redirectUrl: "http://127.0.0.1:8976/callback",
  scopes: ["ZohoCRM.users.READ"],
  state: "s",
  ...members,
});
