import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { RequestSummary } from "../../contract.js";
import { callConsole } from "../emulator/console-call.js";
import { useLive } from "../emulator/live.js";
import { watch } from "../state/problem.js";
import { RequestEntry } from "./request-entry.js";

export function RequestsView(): JSX.Element {
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
        <ol class="log" aria-label="Requests, newest first">
          {requests?.toReversed().map((request) => (
            // What the filter hides stays open if it was.
            <li key={request.number} hidden={!matches(request, filter)}>
              <RequestEntry request={request} />
            </li>
          ))}
        </ol>
        {requests?.length === 0 && <p class="empty">No requests yet. They appear here as clients make them.</p>}
      </div>
    </section>
  );
}

const matches = ({ method, path, operation = "", status }: RequestSummary, filter: string): boolean =>
  `${method} ${path} ${operation} ${status ?? "reset"}`.toLowerCase().includes(filter.trim().toLowerCase());
