import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { LoggedRequest, RequestSummary } from "../../contract.js";
import { Code, Json } from "../elements/code.js";
import { Copy } from "../elements/copy.js";
import { Method, Status } from "../elements/http.js";
import { curlOf, typedCallOf } from "../emulator/as-code.js";
import { callConsole } from "../emulator/console-call.js";
import { operations } from "../emulator/operations.js";
import { watch } from "../state/problem.js";

interface RequestEntryProps {
  readonly request: RequestSummary;
  /** What the request is for the call that it belongs to. */
  readonly role?: string;
  readonly isOpen?: boolean;
}

/** One line of the log. The whole request is fetched when the user opens it. */
export function RequestEntry({ request, role, isOpen = false }: RequestEntryProps): JSX.Element {
  const { number, method, path, operation, name, status, time, duration } = request;
  const [whole, setWhole] = useState<LoggedRequest>();
  const open = async () => {
    if (whole === undefined) setWhole(await callConsole("GET request", { number }));
  };
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => currentTarget.open && watch(open())}>
      <summary data-item>
        <Status status={status}>{status ?? "reset"}</Status>
        <Method method={method} />
        <code>{path}</code>
        <span class="quiet">
          {role !== undefined && `${role} · `}
          {name ?? "unknown"} {operation !== undefined && <span class="id">{operation}</span>}
        </span>
        <span class="count">
          {duration.toFixed(duration < 10 ? 1 : 0)} ms · {new Date(time).toISOString().slice(11, 19)}
        </span>
      </summary>
      <div class="more">{whole && <WholeRequest number={number} request={whole} />}</div>
    </details>
  );
}

function WholeRequest({ number, request }: { number: number; request: LoggedRequest }): JSX.Element {
  const { method, path, headers, body, operation, name, response, remarks = [], time } = request;
  const call = { method, path, headers, body };
  const typed = async () => {
    const found = (await operations()).find(({ id }) => id === operation);
    return found === undefined ? "" : typedCallOf(found, call);
  };
  return (
    <>
      <p class="bar">
        {operation !== undefined && (
          <a href={`#/reference/${operation}`}>
            {name} ({operation}) in the reference
          </a>
        )}
        <a href={`#/requests/${number}`}>Link to this request</a>
        <span class="quiet">{new Date(time).toISOString().slice(0, 19).replace("T", " ")} UTC</span>
        <span class="end">
          <Copy label="Copy as curl" text={curlOf(call)} />{" "}
          {operation !== undefined && <Copy label="Copy as TypeScript" text={typed} />}
        </span>
      </p>
      {remarks.map((remark) => (
        <p key={remark}>Zoho CRM does not say so: {remark}</p>
      ))}
      <div class="exchange">
        <section aria-label="Sent">
          <h3>Request</h3>
          <Code>
            {method} {path}
            {"\n"}
            {linesOf(headers)}
          </Code>
          {body !== undefined && <Json value={body} />}
        </section>
        <section aria-label="Received">
          <h3>Response {response && <span class="count">{response.size.toLocaleString("en")} bytes</span>}</h3>
          {response === undefined ? (
            <p>The connection broke before the response.</p>
          ) : (
            <Code>{linesOf(response.headers)}</Code>
          )}
          {response?.body !== undefined &&
            (typeof response.body === "string" ? <Code>{response.body}</Code> : <Json value={response.body} />)}
        </section>
      </div>
    </>
  );
}

const linesOf = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
