import type { AccessToken, Accounts, Owner } from "./accounts/accounts.js";
import { Call } from "./calls/call.js";
import { CallNumbers } from "./calls/call-numbers.js";
import { costOf } from "./calls/cost.js";
import { changedResponse, type Fault, FaultQueue, faultDelay, faultDelivery, faultResponse } from "./calls/faults.js";
import type { HandlerContext } from "./calls/handler.js";
import { OwnOperations } from "./calls/own-operations.js";
import { checkPermission } from "./calls/permissions.js";
import { type LoggedRequest, logEntry, remember, restoreLog } from "./calls/request-log.js";
import { RequestRules } from "./calls/request-rules.js";
import { type Match, Router } from "./calls/router.js";
import { Scopes } from "./calls/scopes.js";
import type { Description } from "./description.js";
import { HANDLERS } from "./handlers/index.js";
import {
  bodyTooLarge,
  internalError,
  invalidToken,
  notImplemented,
  scopeMismatch,
  unauthenticated,
} from "./http/errors.js";
import { type HttpRequest, readToken } from "./http/request.js";
import { HttpError, type HttpResponse, json, RESET } from "./http/responses.js";
import type { Organization } from "./organization.js";
import { USER } from "./settings/users.js";
import type { EmulatorOptions } from "./setup/setup.js";
import { type MovableClock, zohoTime } from "./values/clock.js";
import type { Timers } from "./values/timers.js";

/** What the service works on: one accounts server, and the organizations that its tokens select. */
interface ServiceHost {
  readonly accounts: Accounts;
  /** By owner, the first organization first. */
  readonly organizations: ReadonlyMap<Owner, Organization>;
  readonly apiUrl: string;
  readonly dataCenter: string;
}

/** The same, with what one call is remarked on. */
interface CallHost extends ServiceHost {
  readonly remarks: Set<string>;
}

/** What is restored besides organizations and accounts. */
export interface ServiceSnapshot {
  readonly faults: ReturnType<FaultQueue["snapshot"]>;
  readonly requests: readonly LoggedRequest[];
}

/** The operation that issues access tokens. */
const TOKEN_OPERATION = "requestToken";

/** Turns a request into a response, without sockets: fault, route, token, limits, rules, handler, log. */
export class Service {
  readonly faults: FaultQueue;
  readonly requests: LoggedRequest[] = [];
  readonly scopes: Scopes;
  readonly #router: Router;
  readonly #rules: RequestRules;

  readonly #clock: MovableClock;
  readonly #timers: Timers;
  readonly #calls = new CallNumbers();
  readonly #own: OwnOperations;

  constructor(description: Description, handlers: EmulatorOptions["handlers"], clock: MovableClock, timers: Timers) {
    this.#clock = clock;
    this.#timers = timers;
    this.scopes = new Scopes(description);
    this.#router = new Router(description);
    this.faults = new FaultQueue(this.#router.routes);
    this.#own = new OwnOperations(this.#router.routes, handlers);
    this.#rules = new RequestRules(description);
  }

  /** The faults that are pending, and the log. */
  snapshot(): ServiceSnapshot {
    return { faults: this.faults.snapshot(), requests: [...this.requests] };
  }

  restore({ faults, requests }: ServiceSnapshot): void {
    this.faults.restore(faults);
    restoreLog(this.requests, requests);
  }

  /** Responds to any request. It never rejects. */
  async respond(request: HttpRequest, host: ServiceHost): Promise<HttpResponse | typeof RESET> {
    const [time, ahead, start] = [this.#clock.now(), this.#clock.snapshot(), performance.now()];
    const { path, query } = splitTarget(request.target);
    const match = attempt(() => this.#router.match(request.method, path));
    const route = match instanceof HttpError ? undefined : match.route;
    const read =
      match instanceof HttpError || request.body === undefined
        ? undefined
        : new Call(match, query, request.headers, request.body);
    const isToken = route?.id === TOKEN_OPERATION;
    const call = this.#calls.of(request, isToken, time);
    const fault = this.faults.take(route?.id);
    const remarks = new Set<string>();
    const end = this.#timers.begin();
    const result = await this.#respondOrFail(request, match, read, { ...host, remarks }, fault);
    end();
    const delivery = fault && faultDelivery(fault);
    const response = result === RESET || delivery === undefined ? result : { ...result, delivery };
    this.#calls.note(call, request, isToken, response, time);
    // Time also passes if the clock is moved.
    const duration = performance.now() - start + Math.max(0, this.#clock.snapshot() - ahead);
    remember(this.requests, logEntry({ request, route, read, response, remarks, time, duration, call }));
    return response;
  }

  async #respondOrFail(
    request: HttpRequest,
    match: Match | HttpError,
    call: Call | undefined,
    host: CallHost,
    fault: Fault | undefined,
  ): Promise<HttpResponse | typeof RESET> {
    const faulty = fault && faultResponse(fault);
    if (faulty !== undefined) {
      await faultDelay(fault, this.#timers);
      return faulty;
    }
    const admitted = attempt(() => this.#admit(request, match, call, host));
    // A call that a fault delays counts as running meanwhile.
    await faultDelay(fault, this.#timers);
    try {
      if (admitted instanceof HttpError) throw admitted;
      const context = { ...admitted.context, fault };
      const real = await this.#handle({ ...admitted, context }, request, host.remarks);
      return fault === undefined ? real : await changedResponse(fault, real);
    } catch (error) {
      const { status, body } = error instanceof HttpError ? error : internalError();
      return admitted instanceof HttpError ? json(status, body) : withHeaders(admitted, json(status, body));
    } finally {
      if (!(admitted instanceof HttpError)) admitted.end();
    }
  }

  /** @throws HttpError if the call is refused before its handler runs */
  #admit(request: HttpRequest, match: Match | HttpError, call: Call | undefined, host: CallHost): Admission {
    if (match instanceof HttpError) throw match;
    if (call === undefined) throw bodyTooLarge();
    const { organization, user, owner, grant } = bearerOf(request, match, host);
    const { organizations: _, remarks, ...servers } = host;
    const crm = organization.as(user, remarks);
    const context = { ...servers, owner, organization, crm, rules: this.#rules, scopes: this.scopes };
    if (!match.route.secured) return { call, context, end: () => {}, headers: {} };
    if (!this.scopes.allow(call, organization, grant?.scopes)) throw scopeMismatch();
    checkPermission(call, organization, user);
    const headers = grant ? { "X-ACCESSTOKEN-RESET": zohoTime(grant.expires) } : {};
    return { call, context, end: organization.usage.begin(costOf(call)), headers };
  }

  async #handle(admission: Admission, request: HttpRequest, remarks: Set<string>): Promise<HttpResponse> {
    const { call, context } = admission;
    const { route } = call;
    const { strict } = context.organization;
    const handler = this.#own.has(route) ? () => this.#own.handle(call, request, remarks) : HANDLERS.get(route.id);
    if (handler === undefined) throw notImplemented(route.id);
    // The accounts server has its own pages and errors.
    if (route.secured && strict) this.#rules.check(call);
    return withHeaders(admission, await handler(call, context));
  }
}

/** A call that may proceed to its handler. */
interface Admission {
  readonly call: Call;
  readonly context: HandlerContext;
  /** Called after the response. */
  readonly end: () => void;
  /** For the response: when the token expires. */
  readonly headers: HttpResponse["headers"];
}

/** The response of the CRM, with headers about the time, the token and the credits. */
function withHeaders({ call, context, headers }: Admission, response: HttpResponse): HttpResponse {
  if (!call.route.secured) return response;
  const date = { Date: new Date(context.crm.now()).toUTCString() };
  return {
    ...response,
    headers: { ...date, ...response.headers, ...headers, ...context.organization.usage.headers() },
  };
}

function splitTarget(target: string): { path: string; query: URLSearchParams } {
  const [path = "", ...query] = target.split("?");
  return { path, query: new URLSearchParams(query.join("?")) };
}

/** Any error other than an `HttpError` is a defect of the emulator. The client sees Zoho's internal error. */
function attempt<T>(work: () => T): T | HttpError {
  try {
    return work();
  } catch (error) {
    return error instanceof HttpError ? error : internalError();
  }
}

/** The caller: a user of an organization, and their token. */
interface Bearer extends Pick<HandlerContext, "owner" | "organization"> {
  readonly user: string;
  readonly grant?: AccessToken | undefined;
}

function bearerOf({ headers }: HttpRequest, { route }: Match, { accounts, organizations }: ServiceHost): Bearer {
  const [[first = "", organization] = []] = organizations;
  if (!route.secured && organization !== undefined) return { owner: first, organization, user: USER.id };
  const token = readToken(headers);
  if (token === undefined) throw unauthenticated();
  const grant = accounts.grantOf(token);
  const [owner = "", user = USER.id] = grant?.owner.split("/") ?? [];
  const owned = organizations.get(owner);
  // A user who left the organization has no access, even with a valid token.
  if (owned?.users.active(user) === undefined) throw invalidToken();
  return { owner, organization: owned, user, grant };
}
