/** Reads `--param name=value` into the parameters of the typed client. */
import { didYouMean, UsageError } from "../command.js";
import { resolved, type Schema } from "../description/description.js";
import type { DescribedOperation, Parameter } from "../description/operations.js";

/**
 * The parameters of a call by name, each of the type that the description states.
 * @param given `name=value` each; arrays may be repeated, or separated by commas
 * @throws UsageError that names the parameter
 */
export function readParameters(operation: DescribedOperation, given: readonly string[]): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const text of given) {
    const at = text.indexOf("=");
    if (at <= 0) throw new UsageError(`--param ${shown(text)}: pass a name and a value, as in --param page=2`);
    const parameter = parameterNamed(operation, text.slice(0, at));
    const { name } = parameter;
    const value = typedValue(parameter, text.slice(at + 1));
    const earlier = params[name];
    if (Array.isArray(value) && Array.isArray(earlier)) params[name] = [...earlier, ...value];
    else if (earlier !== undefined) throw new UsageError(`--param ${name} is passed twice, and takes one value`);
    else params[name] = value;
  }
  return params;
}

/** Headers by name. @param given `name=value` each */
export function readHeaders(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf("=");
      // The value may be a secret.
      if (at <= 0) throw new UsageError("--header: pass a name and a value, as in --header X-Request=1");
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

/** @throws UsageError that names what is missing, and a command line that has it */
export function checkRequired(operation: DescribedOperation, params: object, hasBody: boolean): void {
  const has = (name: string) => (name === "body" ? hasBody : Object.hasOwn(params, name));
  const { parameters, body, anyOf, name } = operation;
  const missing = parameters.filter((parameter) => parameter.isRequired && !has(parameter.name));
  const options = missing.map((parameter) => `--param ${parameter.name}=…`);
  if (body?.isRequired && !hasBody) options.push(bodyOption(operation));
  if (options.length > 0) throw new UsageError(`${name} needs ${options.join(" and ")}; ${seeHelp(operation)}`);
  if (anyOf.length > 0 && !anyOf.some(has))
    throw new UsageError(`${name} needs one of ${waysOf(operation).join(", ")}; ${seeHelp(operation)}`);
}

/** The options of which a call needs one. */
export const waysOf = (operation: DescribedOperation): readonly string[] =>
  operation.anyOf.map((one) => (one === "body" ? bodyOption(operation) : `--param ${one}=…`));

export const bodyOption = ({ body }: DescribedOperation): string =>
  body?.kind === "form" ? `--file ${Object.keys(body.files).join("|")}=PATH` : "--body FILE";

const seeHelp = ({ name }: DescribedOperation): string => `see zcrm call ${name} --help`;

function parameterNamed({ name, parameters }: DescribedOperation, given: string): Parameter {
  const found = parameters.find((parameter) => parameter.name === given || parameter.wireName === given);
  if (found !== undefined) return found;
  const names = parameters.map((parameter) => parameter.name);
  const known = names.length === 0 ? "; it has none" : `; its parameters are ${names.join(", ")}`;
  throw new UsageError(`${name} has no parameter ${shown(given)}${didYouMean(given, names) || known}`);
}

function typedValue({ name, schema }: Parameter, text: string): unknown {
  if (typesOf(schema).includes("array")) {
    const items = resolved(schema.items ?? {});
    return text.split(",").map((item) => scalarOf(name, items, item.trim()));
  }
  return scalarOf(name, schema, text);
}

const typesOf = ({ type = [] }: Schema): readonly string[] => [type].flat();

/** @throws UsageError if the text does not have the type; it does not repeat the text, which may be private */
function scalarOf(name: string, schema: Schema, text: string): unknown {
  const types = typesOf(schema);
  const wrong = (expected: string) => new UsageError(`--param ${name}: ${expected}`);
  if (schema.enum !== undefined && !schema.enum.map(String).includes(text)) {
    const words = schema.enum.map(String);
    throw wrong(`pass one of ${words.join(", ")}${didYouMean(text, words)}`);
  }
  if (types.length === 0 || types.includes("string")) return text;
  if (types.includes("boolean")) {
    if (text !== "true" && text !== "false") throw wrong("pass true or false");
    return text === "true";
  }
  if (types.includes("integer") || types.includes("number")) {
    const isNumber = types.includes("integer") ? /^-?\d+$/ : /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
    const isExact = !/^-?\d+$/.test(text) || Number.isSafeInteger(Number(text));
    if (!isNumber.test(text) || !isExact) throw wrong(types.includes("integer") ? "pass an integer" : "pass a number");
    return Number(text);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw wrong("pass JSON");
  }
}

/** The longest word of the command line that a message repeats. */
const LONGEST_WORD = 60;

const shown = (text: string): string => (text.length > LONGEST_WORD ? `${text.slice(0, LONGEST_WORD)}…` : text);
