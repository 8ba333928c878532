import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Code, Json } from "../elements/code.js";
import { Status } from "../elements/http.js";
import type { Exchange } from "../emulator/crm-call.js";

/** A call with its response as text, and as a value if it is JSON. Binary content is neither. */
export interface ReadExchange extends Exchange {
  readonly text?: string;
  readonly json?: unknown;
}

export async function readResponse(exchange: Exchange): Promise<ReadExchange> {
  const { response, bytes } = exchange;
  if (!/json|text|xml|csv/.test(response.headers.get("content-type") ?? "")) return exchange;
  const text = await bytes.text();
  try {
    return { ...exchange, text, json: JSON.parse(text) };
  } catch {
    return { ...exchange, text };
  }
}

export function ResponseView({ response: exchange }: { response: ReadExchange }): JSX.Element {
  const { method, address, response, bytes, milliseconds } = exchange;
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`);
  return (
    <section class="card" aria-label="Response">
      <div class="bar">
        <Status status={response.status}>
          {response.type === "opaqueredirect" ? "redirect" : `${response.status} ${response.statusText}`}
        </Status>
        <code>
          {method} {address}
        </code>
        <span class="end count">
          {milliseconds.toFixed(0)} ms · {bytes.size.toLocaleString("en")} bytes
        </span>
      </div>
      <Content exchange={exchange} />
      <details>
        <summary>Headers</summary>
        <Code>{headers.join("\n")}</Code>
      </details>
    </section>
  );
}

function Content({ exchange: { bytes, text, json } }: { exchange: ReadExchange }): JSX.Element {
  if (bytes.size === 0) return <p class="quiet">No body.</p>;
  if (text === undefined) return <SaveLink bytes={bytes} />;
  return json === undefined ? <Code>{text}</Code> : <Json value={json} />;
}

function SaveLink({ bytes }: { bytes: Blob }): JSX.Element {
  const [href, setHref] = useState("");
  useEffect(() => {
    const url = URL.createObjectURL(bytes);
    setHref(url);
    return () => URL.revokeObjectURL(url);
  }, [bytes]);
  return (
    <p>
      <a href={href} download="response">
        Save the file
      </a>
    </p>
  );
}
