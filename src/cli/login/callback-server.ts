import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { ConsentRequest } from "../../auth/consent.js";
import { codeOf, messageOf } from "../../core/kind.js";
import { CommandError } from "../command.js";
import { type CallbackPage, htmlOf, PAGE_HEADERS } from "./callback-page.js";
import { type ConsentResult, readConsentResult } from "./consent-result.js";

/** The port of the redirect URL, unless another one is configured. */
export const DEFAULT_PORT = 8976;

/** Milliseconds to wait for the browser to fetch the last page. */
const PAGE_TIMEOUT = 5_000;

/** A server for the browser that Zoho redirects back to this machine. */
export interface CallbackServer {
  /** The first result of this login. A browser with the result of another login gets a page that says so. */
  readonly result: Promise<ConsentResult>;
  /** Shows how the login ended, in the browser that brought the result. */
  show(page: CallbackPage): Promise<void>;
  /** Frees the port. */
  close(): Promise<void>;
}

const OTHER_LOGIN: CallbackPage = {
  title: "This consent belongs to another login",
  lines: [
    "Nothing was stored.",
    "The current login has another address. Go back to the terminal and open the address that it shows.",
    "If you denied consent, press Ctrl-C in the terminal.",
  ],
  isGood: false,
};

/**
 * Listens at a redirect URL on this machine.
 * @throws CommandError if it cannot use the port
 */
export async function listenForCallback(request: ConsentRequest): Promise<CallbackServer> {
  const redirect = new URL(request.redirectUrl);
  const base = redirect.pathname.replace(/\/$/, "");
  const result = deferred<ConsentResult>();
  const lastPage = deferred<CallbackPage>();
  const shown = deferred<void>();
  let hasResult = false;

  /** Redirects at once from the address with the code, to keep the code out of sight and out of the history. */
  const takeResult = (response: ServerResponse, address: URL): void => {
    const found = readConsentResult(address, request);
    if (found && hasResult) {
      reject(response, 410);
      return;
    }
    response.writeHead(303, { ...PAGE_HEADERS, Location: `${base}/${found ? "done" : "other-login"}` }).end();
    if (!found) return;
    hasResult = true;
    result.resolve(found);
  };

  const showLastPage = async (response: ServerResponse): Promise<void> => {
    if (!hasResult) return reject(response, 404);
    send(response, await lastPage.promise);
    response.on("close", shown.resolve);
  };

  const pages: Readonly<Record<string, (response: ServerResponse, address: URL) => unknown>> = {
    [redirect.pathname]: takeResult,
    [`${base}/done`]: showLastPage,
    [`${base}/other-login`]: (response) => send(response, OTHER_LOGIN),
  };

  const answer: RequestListener = (incoming, response) => {
    // Under another host name, the request comes from somebody else's web page (DNS rebinding).
    if (incoming.headers.host !== redirect.host) return reject(response, 421);
    const url = addressOf(incoming, redirect);
    const page = url && Object.hasOwn(pages, url.pathname) ? pages[url.pathname] : undefined;
    if (!url || !page) return reject(response, 404);
    if (incoming.method !== "GET") return reject(response, 405);
    page(response, url);
  };

  const servers: Server[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(closed));
  };
  try {
    for (const address of loopbackOf(redirect)) servers.push(await listening(answer, redirect.port || "80", address));
  } catch (cause) {
    // Not every machine has IPv6.
    if (servers.length === 0 || !["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes(codeOf(cause) ?? "")) {
      await close();
      throw unavailable(redirect, cause);
    }
  }

  return {
    result: result.promise,
    async show(page) {
      lastPage.resolve(page);
      const timer = setTimeout(shown.resolve, PAGE_TIMEOUT);
      await shown.promise;
      clearTimeout(timer);
    },
    close,
  };
}

/** A browser may look for `localhost` at either address. Another program must not get the other one. */
const loopbackOf = ({ hostname }: URL): readonly string[] =>
  hostname === "localhost" ? ["127.0.0.1", "::1"] : [hostname.replace(/[[\]]/g, "")];

const listening = (answer: RequestListener, port: string, host: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(answer).once("error", reject);
    server.listen({ port: Number(port), host, ipv6Only: true }, () => resolve(server));
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

function addressOf({ url = "" }: IncomingMessage, redirect: URL): URL | undefined {
  return url.startsWith("/") && URL.canParse(url, redirect.href) ? new URL(url, redirect) : undefined;
}

function send(response: ServerResponse, page: CallbackPage): void {
  response.writeHead(page.isGood ? 200 : 400, { ...PAGE_HEADERS, Connection: "close" }).end(htmlOf(page));
}

function reject(response: ServerResponse, status: 404 | 405 | 410 | 421): void {
  response
    .writeHead(status, { ...PAGE_HEADERS, "Content-Type": "text/plain", ...(status === 405 && { Allow: "GET" }) })
    .end();
}

export function unavailable({ port, href }: URL, cause: unknown): CommandError {
  const code = codeOf(cause);
  const [reason, remedy] =
    code === "EADDRINUSE"
      ? ["another program listens there", "stop it if it is another login, or choose"]
      : code === "EACCES"
        ? [`you may not listen on port ${port || 80} (EACCES)`, "choose"]
        : [`the system reports ${code ?? messageOf(cause)}`, "choose"];
  return new CommandError(
    `cannot listen at ${href}: ${reason}; ${remedy} another port with --port, e.g. --port ${DEFAULT_PORT}, and register ` +
      `http://127.0.0.1:${DEFAULT_PORT}/callback with Zoho`,
  );
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
