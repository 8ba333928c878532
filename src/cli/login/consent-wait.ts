import { type ConsentRequest, consentUrl } from "../../auth/consent.js";
import { isLoopback } from "../../core/transport/loopback.js";
import { CommandError } from "../command.js";
import { openBrowser } from "./browser.js";
import { type CallbackServer, listenForCallback } from "./callback-server.js";
import type { ConsentAnswer } from "./consent-result.js";
import { readPaste } from "./paste.js";

/** Minutes that the user has to consent. */
const MINUTES = 5;

/** What came, and the browser that brought it, which still waits for its last page. */
export interface Arrival {
  readonly answer: ConsentAnswer;
  readonly browser?: CallbackServer;
}

/**
 * Shows the user the address that asks for consent, and waits for what comes first: the browser that comes back to this
 * machine, or what is pasted. Afterwards the port is free, unless the browser brought the answer.
 * @param mayOpen - whether to open the browser, where there is one
 * @param patience - milliseconds to wait
 * @throws CommandError where the port is taken, nothing came in time, or Ctrl-C was pressed.
 */
export async function waitForConsent(
  request: ConsentRequest,
  mayOpen: boolean,
  patience: number = MINUTES * 60_000,
): Promise<Arrival> {
  const server = isListenable(request.redirectUrl) ? await listenForCallback(request) : undefined;
  const paste = readPaste(request, server === undefined);
  const end = endOf(patience);
  try {
    const address = consentUrl(request);
    explain(request, address, server !== undefined, mayOpen && openBrowser(address));
    const arrivals: Promise<Arrival>[] = [paste.answer.then((answer) => ({ answer })), end.reached];
    if (server) arrivals.push(server.answer.then((answer) => ({ answer, browser: server })));
    const arrival = await Promise.race(arrivals);
    if (!arrival.browser) await server?.close();
    return arrival;
  } catch (error) {
    await server?.close();
    throw error;
  } finally {
    paste.close();
    end.cancel();
  }
}

/** Whether this machine can listen at a redirect URL. */
function isListenable(redirectUrl: string): boolean {
  const { protocol, hostname } = new URL(redirectUrl);
  return protocol === "http:" && isLoopback(hostname);
}

/** Time running out, and Ctrl-C. */
function endOf(patience: number): { reached: Promise<never>; cancel: () => void } {
  let cancel = () => {};
  const reached = new Promise<never>((_, reject) => {
    const interrupt = () => {
      // A terminal shows ^C where the cursor stands.
      console.error();
      reject(new CommandError("ended; nothing was stored", 130));
    };
    const late = () => reject(new CommandError("no answer came in time; nothing was stored, run zcrm login again"));
    const timer = setTimeout(late, patience);
    process.once("SIGINT", interrupt);
    cancel = () => {
      clearTimeout(timer);
      process.off("SIGINT", interrupt);
    };
  });
  return { reached, cancel };
}

function explain({ redirectUrl }: ConsentRequest, address: string, isListening: boolean, isOpened: boolean): void {
  console.log(`\
${isOpened ? "Your browser opens this address; if it does not, open it yourself" : "Open this address in a browser"} (within ${MINUTES} minutes):

  ${address}

Exactly this redirect URL must be registered with the client, in Zoho's API console: ${redirectUrl}
${
  isListening
    ? "This command listens there. If the browser runs on another machine and finds no page there, paste the address that it ends at:"
    : "This machine cannot listen there: paste the address that the browser ends at, or the code of a self client:"
}`);
}
