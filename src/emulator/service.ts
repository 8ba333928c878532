import { type Answer, HttpError, json } from "./answers.js";
import { Call, type HttpRequest, parseJson } from "./call.js";
import type { Description } from "./description.js";
import { bodyTooLarge, internalError, invalidToken, unauthenticated } from "./errors.js";
import { type Fault, Faults } from "./faults.js";
import { fixedAnswer } from "./fixed-answer.js";
import type { Zoho } from "./handler.js";
import { HANDLERS } from "./handlers/index.js";
import { type LoggedRequest, maskHeaders, maskPath, remember } from "./request-log.js";
import { type Match, Router } from "./router.js";

/** Sent instead of an answer: the connection breaks. */
export const RESET = "reset";

/** From a request to an answer, without sockets: fault, route, token, handler, log. */
export class Service {
  readonly faults: Faults = new Faults();
  readonly requests: LoggedRequest[] = [];
  readonly #description: Description;
  readonly #router: Router;

  constructor(description: Description) {
    this.#description = description;
    this.#router = new Router(description);
  }

  /** Answers whatever comes; it never rejects. */
  async answer(request: HttpRequest, zoho: Zoho): Promise<Answer | typeof RESET> {
    const { path, query } = splitTarget(request.target);
    const match = attempt(() => this.#router.match(request.method, path));
    const operation = match instanceof HttpError ? undefined : match.route.id;
    const answer = await this.#answerOrFail(request, match, query, zoho, this.faults.take(operation));
    remember(this.requests, logEntry(request, operation, answer));
    return answer;
  }

  async #answerOrFail(
    request: HttpRequest,
    match: Match | HttpError,
    query: URLSearchParams,
    zoho: Zoho,
    fault: Fault | undefined,
  ): Promise<Answer | typeof RESET> {
    if (fault?.delay !== undefined) await sleep(fault.delay);
    if (fault?.reset) return RESET;
    if (fault !== undefined && isAnswer(fault)) return faultAnswer(fault);
    try {
      if (match instanceof HttpError) throw match;
      if (request.body === undefined) throw bodyTooLarge();
      if (match.route.secured) authenticate(request, zoho);
      const call = new Call(match, query, request.headers, request.body);
      const handler = HANDLERS.get(call.route.id);
      return await (handler?.(call, zoho) ?? fixedAnswer(this.#description, call.route.operation));
    } catch (error) {
      const { status, body } = error instanceof HttpError ? error : internalError();
      return json(status, body);
    }
  }
}

function splitTarget(target: string): { path: string; query: URLSearchParams } {
  const [path = "", ...query] = target.split("?");
  return { path, query: new URLSearchParams(query.join("?")) };
}

function attempt(match: () => Match): Match | HttpError {
  try {
    return match();
  } catch (error) {
    if (error instanceof HttpError) return error;
    throw error;
  }
}

/** Zoho's texts want `Zoho-oauthtoken`; `Bearer` is taken as well. */
function authenticate({ headers }: HttpRequest, { accounts }: Zoho): void {
  const token = /^(?:Zoho-oauthtoken|Bearer) +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
  if (token === undefined) throw unauthenticated();
  if (!accounts.accepts(token)) throw invalidToken();
}

const isAnswer = ({ status, body, headers }: Fault): boolean =>
  status !== undefined || body !== undefined || headers !== undefined;

function faultAnswer({ status = 500, body, headers = {} }: Fault): Answer {
  if (body === undefined) return { status, headers };
  const answer = typeof body === "string" ? { status, headers: {}, body } : json(status, body);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function logEntry(request: HttpRequest, operation: string | undefined, answer: Answer | typeof RESET): LoggedRequest {
  const isJson = /^application\/json/i.test(request.headers["content-type"] ?? "");
  const body = request.body !== undefined && isJson ? parseJson(request.body) : undefined;
  return {
    method: request.method,
    path: maskPath(request.target),
    operation,
    status: answer === RESET ? undefined : answer.status,
    headers: maskHeaders(request.headers),
    ...(body === undefined ? {} : { body }),
  };
}

const sleep = (milliseconds: number): Promise<void> => new Promise((wake) => setTimeout(wake, milliseconds).unref());
