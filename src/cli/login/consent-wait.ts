import { type ConsentRequest, consentUrl } from "../../auth/consent.js";
import { isLoopback } from "../../core/transport/loopback.js";
import { CommandError } from "../command.js";
import { openBrowser } from "./browser.js";
import { type CallbackServer, listenForCallback } from "./callback-server.js";
import type { ConsentResult } from "./consent-result.js";
import { readPaste } from "./paste.js";

/** Minutes that the user has to give consent. */
const MINUTES = 5;

/** The result, and how it arrived. */
export interface Arrival {
  readonly result: ConsentResult;
  /** The server of the browser that brought it, which waits for its last page. */
  readonly browser?: CallbackServer;
}

/**
 * Shows the address that asks for consent, and waits for the result: from the browser that Zoho redirects back to this
 * machine, or pasted by the user. Then the port is free, unless the browser brought the result.
 * @param mayOpen Whether to open the browser, if there is one
 * @param report Shows the address, and what is wrong with what the user pastes
 * @param timeout Milliseconds to wait
 * @param input What the user pastes
 * @throws CommandError if the port is in use, no result arrives in time, the input ends, or the user presses Ctrl-C
 */
export async function waitForConsent(
  request: ConsentRequest,
  mayOpen: boolean,
  report: (text: string) => void,
  timeout: number = MINUTES * 60_000,
  input: NodeJS.ReadableStream = process.stdin,
): Promise<Arrival> {
  const server = isListenable(request.redirectUrl) ? await listenForCallback(request) : undefined;
  const paste = readPaste(request, input, report);
  const end = endOf(timeout);
  const address = consentUrl(request);
  const browser = mayOpen ? await openBrowser(address) : undefined;
  try {
    report(explanation(request, address, server !== undefined, browser !== undefined));
    const arrivals: Promise<Arrival>[] = [paste.result.then((result) => ({ result })), end.reached];
    if (server) arrivals.push(server.result.then((result) => ({ result, browser: server })));
    const arrival = await Promise.race(arrivals);
    if (!arrival.browser) await server?.close();
    return arrival;
  } catch (error) {
    await server?.close();
    throw error;
  } finally {
    await browser?.[Symbol.asyncDispose]();
    paste.close();
    end.cancel();
  }
}

/** Whether this machine can listen at a redirect URL. */
function isListenable(redirectUrl: string): boolean {
  const { protocol, hostname } = new URL(redirectUrl);
  return protocol === "http:" && isLoopback(hostname);
}

/** Rejects at the timeout, or at Ctrl-C. */
function endOf(timeout: number): { reached: Promise<never>; cancel: () => void } {
  let cancel = () => {};
  const reached = new Promise<never>((_, reject) => {
    const interrupt = () => {
      // The terminal shows ^C on the current line.
      console.error();
      reject(new CommandError("stopped; nothing was stored", 130));
    };
    const late = () => reject(new CommandError("no consent in time; nothing was stored. Run zcrm login again"));
    const timer = setTimeout(late, timeout);
    process.once("SIGINT", interrupt);
    cancel = () => {
      clearTimeout(timer);
      process.off("SIGINT", interrupt);
    };
  });
  return { reached, cancel };
}

function explanation(
  { redirectUrl }: ConsentRequest,
  address: string,
  isListening: boolean,
  isOpened: boolean,
): string {
  const invitation = isOpened
    ? "Opening your browser. If it does not open, visit this address"
    : "Open this address in a browser";
  return `\
${invitation} (within ${MINUTES} minutes):

  ${address}

This exact redirect URL must be registered with the client in Zoho's API console: ${redirectUrl}
${
  isListening
    ? "Waiting for the browser there. If it is on another machine and shows no page, paste the address that it ends at:"
    : "This machine cannot listen there. Paste the address that the browser ends at, or the code of a self client:"
}`;
}
