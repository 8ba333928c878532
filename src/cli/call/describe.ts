/** What the command says of operations: the list, and the help of one. */
import type { Option, Options } from "../definition.js";
import { description, type Schema } from "../description/description.js";
import { type DescribedOperation, groupOf, operations, type Parameter } from "../description/operations.js";
import { rowsOf } from "../help.js";
import { columnsOf, heading, wrapped } from "../output.js";
import { bodyOption, waysOf } from "./parameters.js";

const width = (): number => Math.min(columnsOf(process.stdout) ?? 100, 100);

/** All operations by group. */
export function listed(): string {
  const { tags = [] } = description();
  return tags
    .flatMap(({ name, description: about = "" }) => {
      const own = operations().filter(({ group }) => group === groupOf(name));
      if (own.length === 0) return [];
      const rows = own.map((operation) => [operation.name, operation.summary] as const);
      return [`${heading(`${name}:`)} ${about}\n${rowsOf(rows, width())}`];
    })
    .join("\n\n");
}

/** The help of an operation. */
export function describedIn(operation: DescribedOperation, options: Options): string {
  const { name, id, verb, path, summary, about, parameters, scopes, credits, isPerTen, anyOf, errorCodes } = operation;
  const needs = parameters.filter(({ isRequired }) => isRequired).map((parameter) => `--param ${parameter.name}=…`);
  const body = operation.body?.isRequired ? [bodyOption(operation)] : [];
  return [
    `${heading("Usage:")} zcrm call ${[name, ...needs, ...body, "[OPTIONS]"].join(" ")}`,
    wrapped(`${summary}.`, width()),
    wrapped(withoutMarkup(about), width()),
    `${verb} ${path} (${id})`,
    ...(parameters.length === 0 ? [] : [`${heading("Parameters:")}\n${rowsOf(parameters.map(parameterRow), width())}`]),
    ...(anyOf.length === 0 ? [] : [`One of these is needed: ${waysOf(operation).join(", ")}.`]),
    rowsOf(
      [
        ["Scopes", scopes.length === 0 ? "none" : scopes.join(" or ")],
        ["Credits", `${credits}${isPerTen ? " for each 10 records" : ""}`],
        ["Errors", errorCodes.length === 0 ? "those of any call" : errorCodes.join(", ")],
      ],
      width(),
    ),
    `${heading("Example:")}\n  ${exampleLine(operation)}${exampleBody(operation)}`,
    `${heading("Options:")}\n${rowsOf(Object.entries(options).filter(isOfUse(operation)).map(optionRow), width())}`,
  ].join("\n\n");
}

const parameterRow = ({ name, isRequired, about, schema }: Parameter): readonly [string, string] => [
  name,
  `${typeText(schema)}${isRequired ? ", required" : ""}. ${withoutMarkup(about)}`,
];

/** Whether an option can be passed with an operation. */
const isOfUse =
  ({ body, parameters }: DescribedOperation) =>
  ([option]: readonly [string, Option]): boolean =>
    option === "body"
      ? body?.kind === "object"
      : option === "file"
        ? body?.kind === "form"
        : option !== "param" || parameters.length > 0;

const optionRow = ([name, { value, help }]: readonly [string, Option]): readonly [string, string] => [
  `--${name}${value === undefined ? "" : ` ${value}`}`,
  help,
];

function typeText(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.join(" | ");
  const [type = "string"] = [schema.type ?? []].flat();
  return type === "array" ? "list, separated by commas" : (schema.format ?? type);
}

/** Code in backticks is for documents. */
const withoutMarkup = (text: string): string => text.replaceAll("`", "");

/** A command line that calls the operation with the examples of the description. */
export const exampleLine = (operation: DescribedOperation): string =>
  `zcrm call ${exampleArguments(operation).map(quoted).join(" ")}`;

/** What follows `zcrm call` in the example. */
export function exampleArguments(operation: DescribedOperation): readonly string[] {
  const { name, parameters, exampleParameters, exampleHeaders, body } = operation;
  const chosen = parameters.filter(
    ({ isRequired, wireName, name: own }) =>
      isRequired || exampleParameters.includes(wireName) || exampleParameters.includes(own),
  );
  const shown = chosen.length > 0 || body !== undefined ? chosen : parameters.slice(0, 1);
  const params = shown.flatMap(({ name: own, example }) =>
    example === undefined ? [] : ["--param", `${own}=${[example].flat().join(",")}`],
  );
  const headers = Object.entries(exampleHeaders).flatMap(([header, value]) => ["--header", `${header}=${value}`]);
  return [name, ...params, ...headers, ...bodyArguments(operation)];
}

function bodyArguments({ body }: DescribedOperation): readonly string[] {
  if (body === undefined) return [];
  if (body.kind === "object") return ["--body", "body.json"];
  return Object.entries(Object(body.example)).flatMap(([name, paths]) =>
    [paths].flat().flatMap((path) => ["--file", `${name}=${path}`]),
  );
}

function exampleBody({ body }: DescribedOperation): string {
  if (body?.kind !== "object" || body.example === undefined) return "";
  const json = JSON.stringify(body.example, undefined, 2).replaceAll("\n", "\n  ");
  return `\nwith this body.json:\n  ${json}`;
}

/** A word as a shell reads it. */
const quoted = (word: string): string => (/^[\w=.,:/@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
