import { type Description, METHODS, resolve } from "../description.js";
import { isObject } from "../values/values.js";
import type { ReferenceBody, ReferenceOperation, ReferenceParameter } from "./contract.js";
import type { Endpoint, Endpoints } from "./endpoint.js";

const getReference: Endpoint<"GET reference"> = ({ description }) =>
  Object.entries(description.paths).flatMap(([path, item]) => {
    const server = (item.servers ?? description.servers)[0]?.url;
    const base = server === undefined ? "" : new URL(server).pathname.replace(/\/$/, "");
    return METHODS.flatMap((method) => {
      const operation: unknown = item[method];
      return isObject(operation) ? [readOperation(description, operation, method, base + path)] : [];
    });
  });

function readOperation(description: Description, operation: Members, method: string, path: string): ReferenceOperation {
  const parameters = Array.isArray(operation.parameters) ? operation.parameters : [];
  const body = readBody(description, follow(description, operation.requestBody));
  return {
    id: text(operation.operationId),
    name: `${camelCase(Array.isArray(operation.tags) ? text(operation.tags[0]) : "")}.${text(operation["x-method"])}`,
    tag: Array.isArray(operation.tags) ? text(operation.tags[0]) : "",
    summary: text(operation.summary),
    description: text(operation.description),
    method: method.toUpperCase(),
    path,
    parameters: parameters.map((parameter) => readParameter(description, follow(description, parameter))),
    ...(body && { body }),
    scopes: (Array.isArray(operation.security) ? operation.security : []).map((needed) =>
      Object.values(isObject(needed) ? needed : {}).flatMap((scopes) =>
        Array.isArray(scopes) ? scopes.map(text) : [],
      ),
    ),
    answer: answerOf(description, operation),
  };
}

/** The example of the first success that has JSON. */
function answerOf(description: Description, { responses }: Members): string {
  for (const [status, response] of Object.entries(isObject(responses) ? responses : {})) {
    const { content } = follow(description, response);
    const media = isObject(content) ? content["application/json"] : undefined;
    if (status.startsWith("2") && isObject(media)) return jsonText(exampleOf(description, media));
  }
  return "";
}

function readParameter(description: Description, parameter: Members): ReferenceParameter {
  const schema = follow(description, parameter.schema);
  const { enum: choices } = schema.type === "array" ? {} : schema;
  const name = text(parameter.name);
  const isHeader = parameter.in === "header";
  const boolean = schema.type === "boolean" ? ["true", "false"] : [];
  return {
    name,
    codeName: text(parameter["x-name"] ?? (isHeader ? camelCase(name) : name)),
    type: typeOf(schema.type),
    in: text(parameter.in),
    required: parameter.required === true,
    description: text(parameter.description),
    example: text(parameter.example ?? schema.example ?? (Array.isArray(schema.examples) ? schema.examples[0] : "")),
    choices: Array.isArray(choices) ? choices.map(text) : boolean,
  };
}

function readBody(description: Description, { content }: Members): ReferenceBody | undefined {
  const [[type, media] = []] = isObject(content) ? Object.entries(content) : [];
  if (type === undefined || !isObject(media)) return undefined;
  const { properties } = follow(description, media.schema);
  const fields = isObject(properties) && /form/.test(type) ? Object.entries(properties) : [];
  const example = exampleOf(description, media);
  return {
    type,
    example: jsonText(example),
    fields: fields.map(([name, field]) => {
      const schema = follow(description, field);
      const isFile = [schema, follow(description, schema.items)].some(
        ({ format, contentMediaType }) => format === "binary" || contentMediaType !== undefined,
      );
      return { name, isFile, example: isFile || !isObject(example) ? "" : text(example[name]) };
    }),
  };
}

/** The example of a body, or the first of several. */
function exampleOf(description: Description, media: Members): unknown {
  const { value } = isObject(media.examples) ? follow(description, Object.values(media.examples)[0]) : media;
  return media.example ?? value;
}

const jsonText = (example: unknown): string =>
  typeof example === "string" ? example : example === undefined ? "" : JSON.stringify(example, undefined, 2);

function typeOf(type: unknown): ReferenceParameter["type"] {
  if (type === "integer" || type === "number") return "number";
  return type === "boolean" || type === "array" ? type : "string";
}

/** `If-Modified-Since` and `Contact roles` as names in a program. */
const camelCase = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+(.)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/[^a-zA-Z0-9]+$/, "");

type Members = Readonly<Record<string, unknown>>;

/** The members of a node, or of the one that it refers to. A node that is not an object has none. */
function follow(description: Description, node: unknown): Members {
  const found: unknown = isObject(node) ? resolve<object>(description, node) : undefined;
  return isObject(found) ? found : {};
}

const text = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined ? "" : Array.isArray(value) ? value.join(",") : String(value);

export const referenceEndpoints = { "GET reference": getReference } satisfies Partial<Endpoints>;
