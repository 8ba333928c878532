/** A command line of `curl` that sends the request of an operation's example. */
import type { OperationModel, ParamModel } from "../../model.js";
import { savedAs } from "./saved-as.js";
import { SAMPLE_WIDTH } from "./width.js";

export function curlLine(operation: OperationModel): string {
  const { verb, body, example } = operation;
  const hasBody = body !== undefined && example.body !== undefined;
  const method = verb === "GET" || (verb === "POST" && hasBody) ? [] : [`--request ${verb}`];
  const parts = [
    [...method, ...savingOf(operation), quoted(addressOf(operation))].join(" "),
    ...headersOf(operation).map((header) => `--header ${header}`),
    ...(hasBody ? bodyOf(body, example.body) : []),
  ];
  return `curl ${parts.join(" \\\n  ")}\n`;
}

function savingOf({ result }: OperationModel): readonly string[] {
  if (result.kind !== "download" && result.kind !== "optionalDownload") return [];
  const name = savedAs(result);
  return [name === undefined ? "--remote-name --remote-header-name" : `--output ${name}`];
}

function addressOf({ origin, fullPath, params, example }: OperationModel): string {
  const given = params.filter(({ name }) => name in example);
  const at = (place: ParamModel["place"]) => given.filter((param) => param.place === place);
  const path = at("path").reduce(
    (done, { name, wireName }) => done.replace(`{${wireName}}`, encodeURIComponent(String(example[name]))),
    fullPath,
  );
  const query = at("query").map(({ name, wireName }) => `${wireName}=${queryText(example[name])}`);
  return `${origin}${path}${query.length > 0 ? `?${query.join("&")}` : ""}`;
}

/** Zoho separates the values of an array by commas. */
const queryText = (value: unknown): string => [value].flat().map(String).map(encodeURIComponent).join(",");

function headersOf({ auth, params, example, exampleHeaders = {}, body }: OperationModel): readonly string[] {
  const described = params.filter(({ name, place }) => place === "header" && name in example);
  const own = {
    ...Object.fromEntries(described.map(({ name, wireName }) => [wireName, example[name]])),
    ...exampleHeaders,
  };
  return [
    ...(auth ? ['"Authorization: Zoho-oauthtoken $ACCESS_TOKEN"'] : []),
    ...Object.entries(own).map(([name, value]) => quoted(`${name}: ${value}`)),
    ...(body?.form === "json" && example.body !== undefined ? [quoted(`Content-Type: ${body.mediaType}`)] : []),
  ];
}

function bodyOf({ form }: NonNullable<OperationModel["body"]>, value: unknown): readonly string[] {
  if (form === "json") return [`--data ${quoted(jsonOf(value))}`];
  const fields = Object.entries(Object(value) as Record<string, unknown>);
  if (form === "urlencoded")
    return fields.map(([name, field]) => `--data-urlencode ${quoted(`${name}=${[field].flat().join(",")}`)}`);
  return fields.flatMap(([name, field]) =>
    [field].flat().map((file) => `--form ${quoted(`${name}=${fieldText(file)}`)}`),
  );
}

/** JSON on one line if that is short. */
function jsonOf(value: unknown): string {
  const line = JSON.stringify(value);
  return line.length <= SAMPLE_WIDTH ? line : JSON.stringify(value, undefined, 2);
}

/** A file of a form is read from disk. */
const fieldText = (value: unknown): string =>
  typeof value === "object" && value !== null && "path" in value ? `@${value.path}` : String(value);

/** A string as one word of a shell. */
const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
