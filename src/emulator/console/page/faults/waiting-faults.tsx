import type { JSX } from "preact";
import type { WaitingFault } from "../../contract.js";
import { callConsole } from "../emulator/console-call.js";
import { useLive } from "../emulator/live.js";
import { watch } from "../state/problem.js";

/** The faults that are not used up, with what each does to which calls. */
export function WaitingFaults(): JSX.Element {
  const faults = useLive("faults");
  return (
    <div class="card scroll">
      {faults?.length === 0 && <p class="empty">No fault is waiting: every call gets its real response.</p>}
      {faults !== undefined && faults.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Calls</th>
              <th scope="col">What happens</th>
              <th scope="col">
                <span class="unseen">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {faults.map((fault) => (
              <Row key={fault.number} fault={fault} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

const Row = ({ fault }: { fault: WaitingFault }): JSX.Element => (
  <tr>
    <td>
      {fault.left === 1 ? "the next call" : `the next ${fault.left} calls`}
      {fault.operation !== undefined && " of "}
      {fault.operation !== undefined && <code>{fault.operation}</code>}
      {fault.skip > 0 && (fault.skip === 1 ? ", after one that passes" : `, after ${fault.skip} that pass`)}
    </td>
    <td>{effectOf(fault)}</td>
    <td>
      <button
        type="button"
        class="end"
        onClick={() => watch(callConsole("POST faults/remove", { number: fault.number }))}
      >
        Remove
      </button>
    </td>
  </tr>
);

function effectOf({ status, body, headers, delay, slow, reset, truncate }: WaitingFault): string {
  const breaksFirst = reset === true || reset === "before";
  const isMade = status !== undefined || body !== undefined || headers !== undefined;
  const text = typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
  const code = /"(?:code|error)"\s*:\s*"([^"]*)"/.exec(text)?.[1];
  return [
    delay !== undefined && `waits ${delay} ms`,
    breaksFirst && "breaks the connection before any response",
    !breaksFirst && isMade && ["responds with", status ?? 500, code].filter(Boolean).join(" "),
    !breaksFirst && !isMade && "sends the real response",
    !breaksFirst && slow !== undefined && `sends the body over ${slow} ms`,
    reset === "after headers" && "breaks the connection after the headers",
    truncate === true && "breaks the connection in the middle of the body",
  ]
    .filter(Boolean)
    .join(", ");
}
