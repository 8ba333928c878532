// What the page is told without asking, as Server-Sent Events: what changed since it was told last.
import type { Owner } from "../accounts/accounts.js";
import type { Answer, StreamClient } from "../http/answers.js";
import { PAGE_HEADERS } from "./assets.js";
import type { Subject } from "./endpoint.js";
import { waitingFaults } from "./faults.js";
import { overviewOf } from "./overview.js";
import { requestsSince } from "./requests.js";
import { tokensOf } from "./tokens.js";

/** Milliseconds between two looks for changes: what happens meanwhile is told at once. */
const PAUSE = 200;
/** The next look waits this many times as long as one took, so that many pages leave the time to the calls. */
const REST = 9;
/** So many pages may be open. */
const MOST = 100;

interface Viewer {
  readonly subject: Subject;
  readonly client: StreamClient;
  /** What it was told last, by event. */
  readonly told: Map<string, string>;
  /** Number of the last request that it was told of. */
  last: number;
}

/** Looks for changes while a page is open, and only then: nothing that answers a call has to think of it. */
export class Events {
  readonly #viewers = new Set<Viewer>();
  #timer: NodeJS.Timeout | undefined;

  /** Tells a page of changes from now on. Each stream begins with the whole. */
  stream(subject: Subject): Answer {
    if (this.#viewers.size >= MOST) return { status: 503, headers: PAGE_HEADERS };
    return {
      status: 200,
      headers: { ...PAGE_HEADERS, "Content-Type": "text/event-stream" },
      stream: (client) => {
        const viewer: Viewer = { subject, client, told: new Map(), last: 0 };
        this.#viewers.add(viewer);
        client.send("retry: 1000\n\n");
        tell(viewer, new Map());
        if (this.#timer === undefined) this.#later(PAUSE);
        return () => {
          this.#viewers.delete(viewer);
        };
      },
    };
  }

  #later(pause: number): void {
    this.#timer = setTimeout(() => this.#look(), pause).unref();
  }

  #look(): void {
    this.#timer = undefined;
    if (this.#viewers.size === 0) return;
    const start = performance.now();
    const looks = new Map<Owner, Look>();
    for (const viewer of this.#viewers) if (viewer.client.isReady()) tell(viewer, looks);
    this.#later(Math.max(PAUSE, REST * (performance.now() - start)));
  }
}

/** What there is to tell, as JSON by event. */
type Look = ReadonlyMap<string, string>;

/** @param looks - those for other viewers at the same time, by organisation */
function tell(viewer: Viewer, looks: Map<Owner, Look>): void {
  const { subject, client, told } = viewer;
  const look = looks.get(subject.owner) ?? lookAt(subject);
  looks.set(subject.owner, look);
  for (const [event, data] of look) {
    if (told.get(event) === data) continue;
    told.set(event, data);
    client.send(message(event, data));
  }
  const { oldest, added, newest } = requestsSince(subject.service.requests, viewer.last);
  viewer.last = newest;
  const isCut = told.get("oldest") !== String(oldest);
  told.set("oldest", String(oldest));
  if (isCut || added.length > 0) client.send(message("requests", JSON.stringify({ oldest, added })));
}

const lookAt = (subject: Subject): Look =>
  new Map([
    // Once a second at most.
    ["clock", JSON.stringify({ time: Math.floor(subject.clock.now() / 1000) * 1000 })],
    ["overview", JSON.stringify(overviewOf(subject))],
    ["faults", JSON.stringify(waitingFaults(subject))],
    ["tokens", JSON.stringify(tokensOf(subject))],
  ]);

/** JSON has no line breaks, which would end the message. */
const message = (event: string, data: string): string => `event: ${event}\ndata: ${data}\n\n`;
