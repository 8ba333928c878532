import type { Accounts, Owner } from "../accounts/accounts.js";
import type { HttpResponse } from "../http/responses.js";
import type { Organization } from "../organization.js";
import type { UserCrm } from "../records/crm.js";
import type { Call } from "./call.js";
import type { RequestRules } from "./request-rules.js";
import type { Scopes } from "./scopes.js";

/** What handlers work on, beside the call. */
export interface HandlerContext {
  readonly accounts: Accounts;
  /** Whose organisation it is: that of the token, or the first one where no token is asked for. */
  readonly owner: Owner;
  readonly organization: Organization;
  /** The organization as the user of the token works in it. */
  readonly crm: UserCrm;
  /** Address of the API, as token answers give it. */
  readonly apiUrl: string;
  /** The data centre that the emulator is, by HandlerContext's word. */
  readonly dataCenter: string;
  /** What the description wants of requests. */
  readonly rules: RequestRules;
  /** The scopes that can be asked for. */
  readonly scopes: Scopes;
}

/** Answers the calls of one operation. It throws an `HttpError` to refuse one. */
export type Handler = (call: Call, context: HandlerContext) => HttpResponse | Promise<HttpResponse>;

/** Handlers by `operationId`. */
export type Handlers = Readonly<Record<string, Handler>>;
