/** What the emulator reports without being asked. */
import type { ConsoleEvents, RequestSummary } from "../../contract.js";
import { Store, useStore } from "../state/store.js";
import { actAs, actor } from "./actor.js";
import { addressOf } from "./console-call.js";

/** Milliseconds until the page tries again to open a stream that was refused. */
const PAUSE = 2000;
/** The maximum number of requests that the page shows. */
const MAX_REQUESTS = 500;

/** The state by event. Requests arrive piece by piece; here they are whole, oldest first. */
interface Live extends Omit<ConsoleEvents, "requests"> {
  readonly requests: readonly RequestSummary[];
}

const live: { readonly [Name in keyof Live]: Store<Live[Name] | undefined> } = {
  clock: new Store<Live["clock"] | undefined>(undefined),
  overview: new Store<Live["overview"] | undefined>(undefined),
  faults: new Store<Live["faults"] | undefined>(undefined),
  tokens: new Store<Live["tokens"] | undefined>(undefined),
  requests: new Store<Live["requests"] | undefined>(undefined),
};

export const isConnected: Store<boolean> = new Store(true);

let source: EventSource | undefined;

/** The latest state, or `undefined` until the emulator has reported it. */
export const useLive = <Name extends keyof Live>(name: Name): Live[Name] | undefined =>
  useStore<Live[Name] | undefined>(live[name]);

/**
 * Opens the stream of events, and opens it again when the emulator comes back. A hidden page closes it: a browser
 * allows few connections in all.
 */
export function connect(): void {
  source?.close();
  source = undefined;
  if (document.hidden) return;
  const opened = new EventSource(addressOf("events"));
  source = opened;
  let requests: Live["requests"] = [];
  opened.addEventListener("open", () => {
    // Each connection reports everything again.
    requests = [];
    isConnected.set(true);
  });
  opened.addEventListener("error", () => {
    isConnected.set(false);
    // The browser reconnects by itself, unless the emulator refused the stream.
    if (opened.readyState === EventSource.CLOSED) setTimeout(() => source === opened && reconnect(), PAUSE);
  });
  const hear = <Name extends keyof ConsoleEvents>(name: Name, listener: (data: ConsoleEvents[Name]) => void) =>
    opened.addEventListener(name, ({ data }) => listener(JSON.parse(data)));
  hear("clock", (clock) => live.clock.set(clock));
  hear("overview", (overview) => live.overview.set(overview));
  hear("faults", (faults) => live.faults.set(faults));
  hear("tokens", (tokens) => live.tokens.set(tokens));
  hear("requests", ({ oldest, added }) => {
    requests = [...requests, ...added].filter(({ number }) => number >= oldest).slice(-MAX_REQUESTS);
    live.requests.set(requests);
  });
}

/** The stream may be refused because a new emulator does not have the organization of the old one. */
function reconnect(): void {
  if (Object.keys(actor.value).length > 0) actAs({});
  else connect();
}

actor.subscribe(() => {
  for (const store of Object.values(live)) store.set(undefined);
  connect();
});
document.addEventListener("visibilitychange", connect);
