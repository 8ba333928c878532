/** A call as a developer would write it: in TypeScript, and with curl. */
import type { ReferenceOperation, ReferenceParameter } from "../../contract.js";

/** A call as it goes over the wire. */
export interface WireCall {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or the fields of a form. */
  readonly body?: unknown;
}

/** Headers that a client sets by itself. */
const OWN =
  /^(accept|accept-encoding|authorization|connection|content-length|content-type|host|user-agent|sec-.*|origin|referer)$/;

/** A command for a shell in which `TOKEN` is set. */
export function curlOf({ method, path, headers, body }: WireCall): string {
  const given = Object.entries(headers).filter(([name]) => !OWN.test(name.toLowerCase()));
  return [
    `curl -X ${method} ${quoted(location.origin + path)}`,
    '-H "Authorization: Zoho-oauthtoken $TOKEN"',
    ...given.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(body))}`]),
  ].join(" \\\n  ");
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** `await crm.records.list({ module: "Leads", per_page: 5 });` */
export function typedCallOf(operation: ReferenceOperation, { path, headers, body }: WireCall): string {
  const [address = "", query = ""] = path.split("?", 2);
  const values = new Map<ReferenceParameter, string>();
  const search = new URLSearchParams(query);
  const inPath = pathValues(operation.path, address);
  const sent = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  for (const parameter of operation.parameters) {
    const { name, in: place } = parameter;
    const value =
      place === "path" ? inPath.get(name) : place === "query" ? search.get(name) : sent.get(name.toLowerCase());
    if (value !== undefined && value !== null && value !== "") values.set(parameter, value);
  }
  const members = [...values].map(
    ([parameter, value]) => `${memberName(parameter.codeName)}: ${literalOf(parameter, value)}`,
  );
  if (body !== undefined) members.push(`body: ${objectText(body)}`);
  const line = members.length === 0 ? "" : `{ ${members.join(", ")} }`;
  const call = `await crm.${operation.name}(`;
  if (call.length + line.length < 100 && !line.includes("\n")) return `${call}${line});`;
  return `${call}{\n${members.map((member) => `  ${member.replaceAll("\n", "\n  ")},`).join("\n")}\n});`;
}

/** The values of the parameters in a path. */
function pathValues(template: string, address: string): Map<string, string> {
  const parts = address.split("/");
  const found = new Map<string, string>();
  for (const [index, segment] of template.split("/").entries()) {
    const name = /^\{(.*)\}$/.exec(segment)?.[1];
    if (name !== undefined) found.set(name, decodeURIComponent(parts[index] ?? ""));
  }
  return found;
}

function literalOf({ type }: ReferenceParameter, value: string): string {
  if (type === "number" && Number.isFinite(Number(value))) return String(Number(value));
  if (type === "boolean") return value === "true" ? "true" : "false";
  return type === "array"
    ? `[${value
        .split(",")
        .map((item) => JSON.stringify(item))
        .join(", ")}]`
    : JSON.stringify(value);
}

const memberName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

/** A value as an object literal: like JSON, but without quotes around plain names. */
const objectText = (value: unknown): string =>
  JSON.stringify(value, undefined, 2).replace(/^(\s*)"([A-Za-z_$][\w$]*)":/gm, "$1$2:");
