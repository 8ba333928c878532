import type { AccessToken, Accounts, Owner } from "./accounts/accounts.js";
import { Call } from "./calls/call.js";
import { costOf } from "./calls/cost.js";
import { type Fault, Faults } from "./calls/faults.js";
import type { HandlerContext } from "./calls/handler.js";
import { checkPermission } from "./calls/permissions.js";
import { type LoggedRequest, logEntry, remember } from "./calls/request-log.js";
import { RequestRules } from "./calls/request-rules.js";
import { type Match, Router } from "./calls/router.js";
import { Scopes } from "./calls/scopes.js";
import type { Description } from "./description.js";
import { HANDLERS } from "./handlers/index.js";
import { type Answer, type Delivery, HttpError, json, RESET } from "./http/responses.js";
import {
  bodyTooLarge,
  internalError,
  invalidToken,
  notImplemented,
  scopeMismatch,
  unauthenticated,
} from "./http/errors.js";
import { type HttpRequest, readToken } from "./http/request.js";
import type { Organization } from "./organization.js";
import { USER } from "./settings/users.js";
import { zohoTime } from "./values/clock.js";

/** What the service works on: one accounts server, and the organisations that its tokens open. */
interface World {
  readonly accounts: Accounts;
  /** By their owner, the first one first. */
  readonly organizations: ReadonlyMap<Owner, Organization>;
  readonly apiUrl: string;
  readonly dataCenter: string;
}

/** From a request to an answer, without sockets: fault, route, token, limits, rules, handler, log. */
export class Service {
  readonly faults: Faults;
  readonly requests: LoggedRequest[] = [];
  readonly scopes: Scopes;
  readonly #router: Router;
  readonly #rules: RequestRules;

  constructor(description: Description) {
    this.scopes = new Scopes(description);
    this.#router = new Router(description);
    this.faults = new Faults(this.#router.operations);
    this.#rules = new RequestRules(description);
  }

  /** Answers whatever comes; it never rejects. */
  async answer(request: HttpRequest, world: World): Promise<Answer | typeof RESET> {
    const { path, query } = splitTarget(request.target);
    const match = attempt(() => this.#router.match(request.method, path));
    const operation = match instanceof HttpError ? undefined : match.route.id;
    const call =
      match instanceof HttpError || request.body === undefined
        ? undefined
        : new Call(match, query, request.headers, request.body);
    const fault = this.faults.take(operation);
    const played = await this.#answerOrFail(request, match, call, world, fault);
    const delivery = fault && deliveryOf(fault);
    const answer = played === RESET || delivery === undefined ? played : { ...played, delivery };
    remember(this.requests, logEntry(request, call, operation, answer === RESET ? undefined : answer.status));
    return answer;
  }

  async #answerOrFail(
    request: HttpRequest,
    match: Match | HttpError,
    call: Call | undefined,
    world: World,
    fault: Fault | undefined,
  ): Promise<Answer | typeof RESET> {
    const played = fault && playedAnswer(fault);
    if (played !== undefined) {
      await delay(fault);
      return played;
    }
    const admitted = attempt(() => this.#admit(request, match, call, world));
    // A call that a fault holds up counts as running for as long.
    await delay(fault);
    try {
      if (admitted instanceof HttpError) throw admitted;
      return await this.#handle(admitted);
    } catch (error) {
      const { status, body } = error instanceof HttpError ? error : internalError();
      return admitted instanceof HttpError ? json(status, body) : withHeaders(admitted, json(status, body));
    } finally {
      if (!(admitted instanceof HttpError)) admitted.end();
    }
  }

  /** @throws HttpError for what is refused before anybody looks at what it asks for */
  #admit(request: HttpRequest, match: Match | HttpError, call: Call | undefined, world: World): Admission {
    if (match instanceof HttpError) throw match;
    if (call === undefined) throw bodyTooLarge();
    const { organization, user, owner, grant } = bearerOf(request, match, world);
    const { organizations: _, ...servers } = world;
    const crm = organization.as(user);
    const context = { ...servers, owner, organization, crm, rules: this.#rules, scopes: this.scopes };
    if (!match.route.secured) return { call, context, end: () => {}, headers: {} };
    if (!this.scopes.allow(call, organization, grant?.scopes)) throw scopeMismatch();
    checkPermission(call, organization, user);
    const headers = grant ? { "X-ACCESSTOKEN-RESET": zohoTime(grant.expires) } : {};
    return { call, context, end: organization.usage.begin(costOf(call)), headers };
  }

  async #handle(admission: Admission): Promise<Answer> {
    const { call, context } = admission;
    const { route } = call;
    const { strict } = context.organization;
    const handler = HANDLERS.get(route.id);
    if (handler === undefined) throw notImplemented(route.id);
    // The accounts server has pages and refusals of its own.
    if (route.secured && strict) this.#rules.check(call);
    return withHeaders(admission, await handler(call, context));
  }
}

/** A call that may go on to its handler. */
interface Admission {
  readonly call: Call;
  readonly context: HandlerContext;
  /** To be called when it is answered. */
  readonly end: () => void;
  /** Of its answer: when the token ends. */
  readonly headers: Answer["headers"];
}

/** The answer of the CRM, with what it says of the token and of the credits. */
const withHeaders = ({ call, context, headers }: Admission, answer: Answer): Answer =>
  call.route.secured
    ? { ...answer, headers: { ...answer.headers, ...headers, ...context.organization.usage.headers() } }
    : answer;

function splitTarget(target: string): { path: string; query: URLSearchParams } {
  const [path = "", ...query] = target.split("?");
  return { path, query: new URLSearchParams(query.join("?")) };
}

/** What is thrown beside an `HttpError` is a mistake of the emulator, which a client sees as Zoho's own. */
function attempt<T>(work: () => T): T | HttpError {
  try {
    return work();
  } catch (error) {
    return error instanceof HttpError ? error : internalError();
  }
}

/** Whose call it is: a user of an organisation, by what token. */
interface Bearer extends Pick<HandlerContext, "owner" | "organization"> {
  readonly user: string;
  readonly grant?: AccessToken | undefined;
}

function bearerOf({ headers }: HttpRequest, { route }: Match, { accounts, organizations }: World): Bearer {
  const [[first = "", organization] = []] = organizations;
  if (!route.secured && organization !== undefined) return { owner: first, organization, user: USER.id };
  const token = readToken(headers);
  if (token === undefined) throw unauthenticated();
  const grant = accounts.grantOf(token);
  const [owner = "", user = USER.id] = grant?.owner.split("/") ?? [];
  const owned = organizations.get(owner);
  // Whoever left the organisation has no access, however good the token is.
  if (owned?.activeUser(user) === undefined) throw invalidToken();
  return { owner, organization: owned, user, grant };
}

/** What a fault sends instead of the real answer, if it does. */
function playedAnswer(fault: Fault): Answer | typeof RESET | undefined {
  const { status, body, headers, reset } = fault;
  if (reset === true || reset === "before") return RESET;
  if (status === undefined && body === undefined && headers === undefined) return undefined;
  if (body === undefined) return { status: status ?? 500, headers: headers ?? {} };
  const answer = typeof body === "string" ? { status: status ?? 500, headers: {}, body } : json(status ?? 500, body);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function deliveryOf({ reset, truncate, slow }: Fault): Delivery | undefined {
  const cut = reset === "after headers" ? reset : truncate ? "in the body" : undefined;
  if (cut === undefined && slow === undefined) return undefined;
  return { ...(cut && { cut }), ...(slow !== undefined && { slow }) };
}

async function delay(fault: Fault | undefined): Promise<void> {
  const milliseconds = fault?.delay;
  if (milliseconds !== undefined) await new Promise((wake) => setTimeout(wake, milliseconds).unref());
}
