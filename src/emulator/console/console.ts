// The page for people: at `/` for a browser, with what it consists of and asks for under `/_emulator/`.

import { type HttpRequest, parseJson } from "../calls/call.js";
import type { Answer } from "../http/answers.js";
import { USER } from "../settings/people.js";
import { asset, PAGE_HEADERS } from "./assets.js";
import { clockEndpoints } from "./clock.js";
import { AskedWrongly, type Endpoints, type Shown, type Subject } from "./endpoint.js";
import { environmentEndpoints } from "./environment.js";
import { Events } from "./events.js";
import { faultEndpoints } from "./faults.js";
import { refusal } from "./guard.js";
import { recordEndpoints } from "./records.js";
import { referenceEndpoints } from "./reference.js";
import { requestEndpoints } from "./requests.js";
import { tokenEndpoints } from "./tokens.js";

const ENDPOINTS: Endpoints = {
  ...recordEndpoints,
  ...requestEndpoints,
  ...faultEndpoints,
  ...tokenEndpoints,
  ...clockEndpoints,
  ...environmentEndpoints,
  ...referenceEndpoints,
};

const FOLDER = "/_emulator/";

export class Panel {
  readonly #shown: Shown;
  readonly #events: Events = new Events();

  constructor(shown: Shown) {
    this.#shown = shown;
  }

  /** Answers what belongs to the page, and `undefined` to anything else. */
  async answer(request: HttpRequest): Promise<Answer | undefined> {
    const [path = "", search = ""] = request.target.split("?", 2);
    const isPage = path === "/" && /\btext\/html\b/i.test(request.headers.accept ?? "");
    if (!isPage && !path.startsWith(FOLDER)) return undefined;
    const refused = refusal(request.headers, new URL(this.#shown.apiUrl).protocol, isPage);
    if (refused !== undefined) return answer(403, { message: refused });
    const query = new URLSearchParams(search);
    const isEvents = request.method === "GET" && path === `${FOLDER}events`;
    const endpoint = Object.hasOwn(ENDPOINTS, `${request.method} ${path}`)
      ? ENDPOINTS[`${request.method} ${path}`]
      : undefined;
    if (endpoint === undefined && !isEvents) {
      const file =
        request.method === "GET" ? await asset(isPage ? "index.html" : path.slice(FOLDER.length)) : undefined;
      return file ?? answer(404, { message: "there is nothing here" });
    }
    try {
      const subject = choose(this.#shown, query);
      if (endpoint === undefined) return this.#events.stream(subject);
      const body = request.body?.length ? parseJson(request.body) : undefined;
      return answer(200, (await endpoint(subject, { query, body })) ?? {});
    } catch (error) {
      if (error instanceof AskedWrongly) return answer(400, { message: error.message });
      return answer(500, { message: error instanceof Error ? error.message : String(error) });
    }
  }
}

/** The organisation and user that the page asks for, or the first ones. @throws AskedWrongly where there are none such */
function choose(shown: Shown, query: URLSearchParams): Subject {
  const [first = ""] = shown.organizations.keys();
  const owner = query.get("organization") ?? first;
  const user = query.get("user") ?? USER.id;
  const organization = shown.organizations.get(owner);
  if (organization?.activeUser(user) === undefined)
    throw new AskedWrongly("this organisation or user is no longer there");
  return { ...shown, owner, organization, bearer: user === USER.id ? owner : `${owner}/${user}` };
}

const answer = (status: number, body: unknown): Answer => ({
  status,
  headers: { ...PAGE_HEADERS, "Content-Type": "application/json" },
  body: JSON.stringify(body),
});
