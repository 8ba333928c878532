// The page for people: at `/` for a browser, with what it consists of and asks for under `/_emulator/`.
import type { Answer } from "../answers.js";
import { type HttpRequest, parseJson } from "../call.js";
import { asset, PAGE_HEADERS } from "./assets.js";
import { clockEndpoints } from "./clock.js";
import { AskedWrongly, type Endpoints, type Subject } from "./endpoint.js";
import { environmentEndpoints } from "./environment.js";
import { faultEndpoints } from "./faults.js";
import { refusal } from "./guard.js";
import { overviewEndpoints } from "./overview.js";
import { recordEndpoints } from "./records.js";
import { referenceEndpoints } from "./reference.js";
import { requestEndpoints } from "./requests.js";
import { tokenEndpoints } from "./tokens.js";

const ENDPOINTS: Endpoints = {
  ...overviewEndpoints,
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
  readonly #subject: Subject;

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  /** Answers what belongs to the page, and `undefined` to anything else. */
  async answer(request: HttpRequest): Promise<Answer | undefined> {
    const [path = "", query = ""] = request.target.split("?", 2);
    const isPage = path === "/" && /\btext\/html\b/i.test(request.headers.accept ?? "");
    if (!isPage && !path.startsWith(FOLDER)) return undefined;
    const refused = refusal(request.headers, new URL(this.#subject.clientOptions.apiUrl).protocol, isPage);
    if (refused !== undefined) return answer(403, { message: refused });
    const endpoint = Object.hasOwn(ENDPOINTS, `${request.method} ${path}`)
      ? ENDPOINTS[`${request.method} ${path}`]
      : undefined;
    if (endpoint === undefined) {
      const file =
        request.method === "GET" ? await asset(isPage ? "index.html" : path.slice(FOLDER.length)) : undefined;
      return file ?? answer(404, { message: "there is nothing here" });
    }
    try {
      const body = request.body?.length ? parseJson(request.body) : undefined;
      return answer(200, (await endpoint(this.#subject, { query: new URLSearchParams(query), body })) ?? {});
    } catch (error) {
      if (error instanceof AskedWrongly) return answer(400, { message: error.message });
      return answer(500, { message: error instanceof Error ? error.message : String(error) });
    }
  }
}

const answer = (status: number, body: unknown): Answer => ({
  status,
  headers: { ...PAGE_HEADERS, "Content-Type": "application/json" },
  body: JSON.stringify(body),
});
