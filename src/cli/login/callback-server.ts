import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { ConsentRequest } from "../../auth/consent.js";
import { CommandError } from "../command.js";
import { type CallbackPage, htmlOf, PAGE_HEADERS } from "./callback-page.js";
import { type ConsentAnswer, readAnswer } from "./consent-result.js";

/** Milliseconds that a browser is given to fetch the last page. */
const PATIENCE = 5_000;

/** Listens for the browser that comes back from Zoho. */
export interface CallbackServer {
  /** The first answer to this login; what belongs to another one is told so in the browser, and not taken. */
  readonly answer: Promise<ConsentAnswer>;
  /** Shows how the login ended to the browser that brought the answer. */
  show(page: CallbackPage): Promise<void>;
  /** Frees the port. */
  close(): Promise<void>;
}

const OTHER_LOGIN: CallbackPage = {
  title: "This answer belongs to another login",
  lines: [
    "Nothing was stored.",
    "The login that is waiting has another address: go back to the terminal and open the one that it shows.",
  ],
  isGood: false,
};

/**
 * Listens at a redirect URL on this machine.
 * @throws CommandError where the port cannot be had.
 */
export async function listenForCallback(request: ConsentRequest): Promise<CallbackServer> {
  const redirect = new URL(request.redirectUrl);
  const base = redirect.pathname.replace(/\/$/, "");
  const answer = deferred<ConsentAnswer>();
  const lastPage = deferred<CallbackPage>();
  const shown = deferred<void>();
  let isAnswered = false;

  /** Leads away at once from the address that holds the code, so that it stays neither in sight nor in the history. */
  const takeAnswer = (response: ServerResponse, address: URL): void => {
    const found = readAnswer(address, request);
    if (found && isAnswered) {
      refuse(response, 410);
      return;
    }
    response.writeHead(303, { ...PAGE_HEADERS, Location: `${base}/${found ? "done" : "other-login"}` }).end();
    if (!found) return;
    isAnswered = true;
    answer.resolve(found);
  };

  const showLastPage = async (response: ServerResponse): Promise<void> => {
    if (!isAnswered) return refuse(response, 404);
    send(response, await lastPage.promise);
    response.on("close", shown.resolve);
  };

  const pages: Readonly<Record<string, (response: ServerResponse, address: URL) => unknown>> = {
    [redirect.pathname]: takeAnswer,
    [`${base}/done`]: showLastPage,
    [`${base}/other-login`]: (response) => send(response, OTHER_LOGIN),
  };

  const server = createServer((incoming, response) => {
    // Another name for this machine means that a web page of someone else's asks (DNS rebinding).
    if (incoming.headers.host !== redirect.host) return refuse(response, 421);
    const url = addressOf(incoming, redirect);
    const page = url && Object.hasOwn(pages, url.pathname) ? pages[url.pathname] : undefined;
    if (!url || !page) return refuse(response, 404);
    if (incoming.method !== "GET") return refuse(response, 405);
    page(response, url);
  });

  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(unavailable(redirect, cause)));
    const address = redirect.hostname === "localhost" ? "127.0.0.1" : redirect.hostname.replace(/[[\]]/g, "");
    server.listen(Number(redirect.port || 80), address, resolve);
  });

  return {
    answer: answer.promise,
    async show(page) {
      lastPage.resolve(page);
      const timer = setTimeout(shown.resolve, PATIENCE);
      await shown.promise;
      clearTimeout(timer);
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function addressOf({ url = "" }: IncomingMessage, redirect: URL): URL | undefined {
  return url.startsWith("/") && URL.canParse(url, redirect.href) ? new URL(url, redirect) : undefined;
}

function send(response: ServerResponse, page: CallbackPage): void {
  response.writeHead(page.isGood ? 200 : 400, { ...PAGE_HEADERS, Connection: "close" }).end(htmlOf(page));
}

function refuse(response: ServerResponse, status: 404 | 405 | 410 | 421): void {
  response
    .writeHead(status, { ...PAGE_HEADERS, "Content-Type": "text/plain", ...(status === 405 && { Allow: "GET" }) })
    .end();
}

function unavailable({ port, href }: URL, cause: Error & { code?: string }): CommandError {
  const reason = cause.code === "EADDRINUSE" ? "another program listens there" : `it is refused (${cause.code})`;
  return new CommandError(
    `cannot listen at ${href}: ${reason}. End that program (another login, perhaps), or choose another port than ${port} with --port and register its redirect URL with Zoho`,
  );
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
