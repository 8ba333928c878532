import type { Accounts, Owner } from "../accounts/accounts.js";
import type { HttpResponse } from "../http/responses.js";
import type { Organization } from "../organization.js";
import type { UserCrm } from "../records/crm.js";
import type { Call } from "./call.js";
import type { Fault } from "./faults.js";
import type { RequestRules } from "./request-rules.js";
import type { Scopes } from "./scopes.js";

/** What handlers work on, besides the call. */
export interface HandlerContext {
  readonly accounts: Accounts;
  /** The organization of the token, or the first one if no token is required. */
  readonly owner: Owner;
  readonly organization: Organization;
  /** The organization as the user of the token works in it. */
  readonly crm: UserCrm;
  /** Address of the API, as token responses contain it. */
  readonly apiUrl: string;
  /** The data center of the emulator, by Zoho's name for it. */
  readonly dataCenter: string;
  /** The rules that the description sets for requests. */
  readonly rules: RequestRules;
  /** The scopes that exist. */
  readonly scopes: Scopes;
  /** What a test wants to go wrong with the call. */
  readonly fault?: Fault | undefined;
}

/** Handles the calls of one operation. Throws an `HttpError` to refuse one. */
export type Handler = (call: Call, context: HandlerContext) => HttpResponse | Promise<HttpResponse>;

/** Handlers by `operationId`. */
export type Handlers = Readonly<Record<string, Handler>>;
