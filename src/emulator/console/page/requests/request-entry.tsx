import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { LoggedRequest, RequestSummary } from "../../contract.js";
import { Code, Json } from "../elements/code.js";
import { Method, Status } from "../elements/http.js";
import { callConsole } from "../emulator/console-call.js";
import { watch } from "../state/problem.js";

/** One line of the log. The whole request is fetched when the user opens it. */
export function RequestEntry({ request }: { request: RequestSummary }): JSX.Element {
  const { number, method, path, operation = "unknown", status } = request;
  const [whole, setWhole] = useState<LoggedRequest>();
  const open = async () => setWhole(await callConsole("GET request", { number }));
  return (
    <details onToggle={() => whole === undefined && watch(open())}>
      <summary>
        <Status status={status}>{status ?? "reset"}</Status>
        <Method method={method} />
        <code>{path}</code>
        <span class="quiet">{operation}</span>
      </summary>
      <div class="more">{whole && <WholeRequest request={whole} />}</div>
    </details>
  );
}

function WholeRequest({ request }: { request: LoggedRequest }): JSX.Element {
  const { method, path, headers, body, operation } = request;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return (
    <>
      <h3>Address</h3>
      <Code>
        {method} {path}
      </Code>
      <h3>Headers</h3>
      <Code>{lines.join("\n")}</Code>
      {body !== undefined && <h3>Body</h3>}
      {body !== undefined && <Json value={body} />}
      {operation !== undefined && (
        <p>
          <a href={`#/reference/${operation}`}>{operation} in the reference</a>
        </p>
      )}
    </>
  );
}
