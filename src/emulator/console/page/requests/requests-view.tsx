import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { RequestSummary } from "../../contract.js";
import { callConsole } from "../emulator/console-call.js";
import { useLive } from "../emulator/live.js";
import type { Place } from "../state/place.js";
import { watch } from "../state/problem.js";
import { useTitle } from "../state/title.js";
import { RequestEntry } from "./request-entry.js";

/** Its address is `requests`, perhaps followed by the number of the request that is open. */
export function RequestsView({ place }: { place: Place }): JSX.Element {
  useTitle("Requests");
  const [open] = place.path;
  const log = useLive("requests");
  const [filter, setFilter] = useState("");
  /** The log when the user paused it. */
  const [paused, setPaused] = useState<typeof log>();
  const requests = paused ?? log;
  return (
    <section>
      <div class="bar">
        <h2>Requests</h2>
        <span class="end">
          <input
            type="search"
            placeholder="Filter by path, operation or status"
            aria-label="Filter requests"
            value={filter}
            onInput={(event) => setFilter(event.currentTarget.value)}
          />
        </span>
        <button
          type="button"
          aria-pressed={paused !== undefined}
          onClick={() => setPaused(paused === undefined ? log : undefined)}
        >
          Pause
        </button>
        <button type="button" onClick={() => watch(callConsole("POST requests/clear"))}>
          Clear
        </button>
      </div>
      <div class="card scroll">
        <ol class="log" aria-label="Calls, newest first">
          {callsOf(requests ?? []).map(({ last, others }) => (
            // What the filter hides stays open if it was.
            <li key={last.number} hidden={![last, ...others].some((one) => matches(one, filter))}>
              <RequestEntry request={last} isOpen={open === String(last.number)} />
              {others.map((one) => (
                <div key={one.number} class="part">
                  <RequestEntry request={one} role={roleOf(one)} isOpen={open === String(one.number)} />
                </div>
              ))}
            </li>
          ))}
        </ol>
        {requests?.length === 0 && <p class="empty">No requests yet. They appear here as clients make them.</p>}
      </div>
    </section>
  );
}

/** A call: its last request, and the requests for its token and the attempts before it, latest first. */
interface Call {
  readonly last: RequestSummary;
  readonly others: readonly RequestSummary[];
}

function callsOf(requests: readonly RequestSummary[]): Call[] {
  const byCall = new Map<number, RequestSummary[]>();
  for (const request of requests) byCall.set(request.call, [...(byCall.get(request.call) ?? []), request]);
  return [...byCall.values()]
    .map((parts) => {
      const last = parts.findLast((one) => !isForToken(one)) ?? parts.at(-1);
      return { last: last as RequestSummary, others: parts.filter((one) => one !== last).reverse() };
    })
    .sort((a, b) => b.last.number - a.last.number);
}

const isForToken = ({ operation }: RequestSummary): boolean => operation === "requestToken";

const roleOf = (request: RequestSummary): string => (isForToken(request) ? "its token" : "earlier attempt");

const matches = ({ method, path, operation = "", name = "", status }: RequestSummary, filter: string): boolean =>
  `${method} ${path} ${operation} ${name} ${status ?? "reset"}`.toLowerCase().includes(filter.trim().toLowerCase());
