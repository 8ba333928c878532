/** What the page is sent without asking: the state as Server-Sent Events, then each change of it. */
import type { Owner } from "../accounts/accounts.js";
import type { HttpResponse, StreamClient } from "../http/responses.js";
import { PAGE_HEADERS } from "./assets.js";
import type { ConsoleEvents } from "./contract.js";
import type { ConsoleContext } from "./endpoint.js";
import { waitingFaults } from "./faults.js";
import { overviewOf } from "./overview.js";
import { requestsSince } from "./requests.js";
import { tokensOf } from "./tokens.js";

/** Milliseconds between two checks for changes. Changes in between are sent together. */
const PAUSE = 200;
/** The next check waits this many times as long as the last one took, so that many pages leave time for the calls. */
const REST = 9;
/** The maximum number of open pages. */
const MAX_VIEWERS = 100;

interface Viewer {
  readonly context: ConsoleContext;
  readonly client: StreamClient;
  /** The data that was sent last, by event. */
  readonly sent: Map<string, string>;
  /** Number of the last request that was sent. */
  lastRequest: number;
}

/** Checks for changes only while a page is open, so that the code that responds to calls need not report them. */
export class EventStreams {
  readonly #viewers = new Set<Viewer>();
  #timer: NodeJS.Timeout | undefined;

  /** Opens a stream. It begins with the whole state. */
  open(context: ConsoleContext): HttpResponse {
    if (this.#viewers.size >= MAX_VIEWERS) return { status: 503, headers: PAGE_HEADERS };
    return {
      status: 200,
      headers: { ...PAGE_HEADERS, "Content-Type": "text/event-stream" },
      stream: (client) => {
        const viewer: Viewer = { context, client, sent: new Map(), lastRequest: 0 };
        this.#viewers.add(viewer);
        client.send("retry: 1000\n\n");
        sendChanges(viewer, new Map());
        if (this.#timer === undefined) this.#checkAfter(PAUSE);
        return () => {
          this.#viewers.delete(viewer);
        };
      },
    };
  }

  #checkAfter(pause: number): void {
    this.#timer = setTimeout(() => this.#check(), pause).unref();
  }

  #check(): void {
    this.#timer = undefined;
    if (this.#viewers.size === 0) return;
    const start = performance.now();
    const states = new Map<Owner, State>();
    for (const viewer of this.#viewers) if (viewer.client.isReady()) sendChanges(viewer, states);
    this.#checkAfter(Math.max(PAUSE, REST * (performance.now() - start)));
  }
}

/** The state of an organization as JSON, by event. */
type State = ReadonlyMap<string, string>;

/** @param states States that were read for other viewers in the same check, by organization */
function sendChanges(viewer: Viewer, states: Map<Owner, State>): void {
  const { context, client, sent } = viewer;
  const state = states.get(context.owner) ?? readState(context);
  states.set(context.owner, state);
  for (const [event, data] of state) {
    if (sent.get(event) === data) continue;
    sent.set(event, data);
    client.send(message(event, data));
  }
  const { oldest, added, newest } = requestsSince(context.service.requests, viewer.lastRequest);
  viewer.lastRequest = newest;
  const isCut = sent.get("oldest") !== String(oldest);
  sent.set("oldest", String(oldest));
  if (!isCut && added.length === 0) return;
  const requests: ConsoleEvents["requests"] = { oldest, added };
  client.send(message("requests", JSON.stringify(requests)));
}

function readState(context: ConsoleContext): State {
  const state: Omit<ConsoleEvents, "requests"> = {
    // Whole seconds, so that the clock alone sends one event per second at most.
    clock: { time: Math.floor(context.clock.now() / 1000) * 1000 },
    overview: overviewOf(context),
    faults: waitingFaults(context),
    tokens: tokensOf(context),
  };
  return new Map(Object.entries(state).map(([event, data]) => [event, JSON.stringify(data)]));
}

/** The data is JSON, which has no line breaks: a line break would end the message. */
const message = (event: string, data: string): string => `event: ${event}\ndata: ${data}\n\n`;
