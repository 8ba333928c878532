/** The emulator's console: a page at `/` for browsers, its files and its calls below `/_emulator/`. */

import { messageOf } from "../../core/kind.js";
import { type HttpRequest, parseJson } from "../http/request.js";
import type { HttpResponse } from "../http/responses.js";
import { USER } from "../settings/users.js";
import { isObject } from "../values/values.js";
import { asset, PAGE_HEADERS } from "./assets.js";
import { BadRequest, type ConsoleContext, type ConsoleHost, type Endpoint, type Endpoints } from "./endpoint.js";
import { environmentLines } from "./environment.js";
import { EventStreams } from "./events.js";
import { faultEndpoints } from "./faults.js";
import { refusal } from "./guard.js";
import { recordEndpoints } from "./records.js";
import { referenceEndpoints } from "./reference.js";
import { requestEndpoints } from "./requests.js";
import { tokenEndpoints } from "./tokens.js";

const advanceClock: Endpoint<"POST clock"> = ({ clock }, { body }) => {
  const by = isObject(body) ? body.by : undefined;
  if (typeof by !== "string") throw new BadRequest("say by how much to advance the clock, e.g. 61m");
  try {
    clock.advance(by);
  } catch (error) {
    throw new BadRequest(messageOf(error));
  }
};

const ENDPOINTS: Endpoints = {
  ...recordEndpoints,
  ...requestEndpoints,
  ...faultEndpoints,
  ...tokenEndpoints,
  ...referenceEndpoints,
  "POST clock": advanceClock,
  "POST environment": ({ clientOptions, bearer }) => ({ lines: environmentLines(clientOptions(bearer)) }),
};

const FOLDER = "/_emulator/";

export class EmulatorConsole {
  readonly #host: ConsoleHost;
  readonly #events: EventStreams = new EventStreams();

  constructor(host: ConsoleHost) {
    this.#host = host;
  }

  /** Responds to requests for the console, and returns `undefined` for any other request. */
  async respond(request: HttpRequest): Promise<HttpResponse | undefined> {
    const [path = "", search = ""] = request.target.split("?", 2);
    const isPage = path === "/" && /\btext\/html\b/i.test(request.headers.accept ?? "");
    if (!isPage && !path.startsWith(FOLDER)) return undefined;
    const refused = refusal(request.headers, new URL(this.#host.apiUrl).protocol, isPage);
    if (refused !== undefined) return json(403, { message: refused });
    const name = `${request.method} ${path.slice(FOLDER.length)}`;
    if (isCall(name) || name === "GET events") return this.#call(name, new URLSearchParams(search), request);
    const file = request.method === "GET" ? await asset(isPage ? "index.html" : path.slice(FOLDER.length)) : undefined;
    return (
      file ?? json(404, { message: isPage ? "the page is not built; run: npm run build" : "there is nothing here" })
    );
  }

  async #call(
    name: keyof Endpoints | "GET events",
    query: URLSearchParams,
    request: HttpRequest,
  ): Promise<HttpResponse> {
    try {
      const context = contextFor(this.#host, query);
      if (name === "GET events") return this.#events.open(context);
      const body = request.body?.length ? parseJson(request.body) : undefined;
      const result = ENDPOINTS[name](context, { query, body });
      return json(200, result === undefined ? {} : result);
    } catch (error) {
      return json(error instanceof BadRequest ? 400 : 500, { message: messageOf(error) });
    }
  }
}

const isCall = (name: string): name is keyof Endpoints => Object.hasOwn(ENDPOINTS, name);

/** Adds the organization and user that the page acts as: the first ones, unless the query names others. */
function contextFor(host: ConsoleHost, query: URLSearchParams): ConsoleContext {
  const [first = ""] = host.organizations.keys();
  const owner = query.get("organization") ?? first;
  const user = query.get("user") ?? USER.id;
  const organization = host.organizations.get(owner);
  if (organization?.users.active(user) === undefined)
    throw new BadRequest("this organization or user no longer exists");
  return { ...host, owner, organization, bearer: user === USER.id ? owner : `${owner}/${user}` };
}

const json = (status: number, body: unknown): HttpResponse => ({
  status,
  headers: { ...PAGE_HEADERS, "Content-Type": "application/json" },
  body: JSON.stringify(body),
});
