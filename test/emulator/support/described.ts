/** What the description says of an operation: the request that its examples make, and the responses that it may get. */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
  example: unknown;
}
interface Operation {
  operationId?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: Parameter[];
  "x-example-headers"?: Record<string, string>;
  requestBody?: { content: Record<string, { example?: unknown; schema?: Schema }> };
  responses: Record<string, unknown>;
}
interface Answered {
  content?: Record<string, { example?: unknown }>;
}
interface Document {
  servers: [{ url: string }];
  paths: Record<string, Record<string, Operation>>;
}

/** An operation and where it stands. */
export interface Place {
  operation: string;
  tag: string;
  /** Path of the server, `/crm/v2`. */
  base: string;
  path: string;
  method: string;
}

const description: Document = JSON.parse(readFileSync("generated/openapi.json", "utf8"));
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(description, "openapi");

/** Every operation of the description. */
export const places: readonly Place[] = Object.entries(description.paths).flatMap(([path, item]) => {
  const own = nodeAt(pointer("paths", path, "servers")) as Document["servers"] | undefined;
  const base = new URL((own ?? description.servers)[0].url).pathname.replace(/\/$/, "");
  return Object.entries(item).flatMap(([method, { operationId, tags: [tag = ""] = [] }]) =>
    operationId === undefined ? [] : [{ operation: operationId, tag, base, path, method }],
  );
});

export function placeOf(operation: string): Place {
  const place = places.find((candidate) => candidate.operation === operation);
  if (place === undefined) throw new Error(`the description has no ${operation}`);
  return place;
}

/** What the description says of a value. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
}

/** The schema that a reference leads to. */
export const resolved = (schema: Schema): Schema =>
  schema.$ref === undefined ? schema : resolved(nodeAt(schema.$ref.slice(1)) as Schema);

/** Schemas of an operation's parameters, by their place and name, and of its body. */
export function schemasOf({ path, method }: Place) {
  const operation = nodeAt(pointer("paths", path, method)) as Operation;
  const [[contentType, body] = []] = Object.entries(operation.requestBody?.content ?? {});
  return { parameters: parametersOf(operation), contentType, body: body?.schema ?? {} };
}

const parametersOf = ({ parameters = [] }: Operation): Parameter[] =>
  parameters.map((given) => (given.$ref ? (nodeAt(given.$ref.slice(1)) as Parameter) : given));

/** What the description's own examples say of an operation. */
export interface Example {
  /** With their values as texts. */
  parameters: readonly { name: string; in: string; required: boolean; text: string }[];
  /** Headers that no parameter describes. */
  headers: Readonly<Record<string, string>>;
  /** The type of the body, if there is one, and the body where the description writes one out. */
  contentType: string | undefined;
  body: unknown;
  /** The first response that is not an error. */
  status: number;
  /** Its body, where the description writes one out. */
  answer: unknown;
}

export function exampleOf({ path, method }: Place): Example {
  const operation = nodeAt(pointer("paths", path, method)) as Operation;
  const parameters = parametersOf(operation).map(({ name, in: place, required = false, example }) => ({
    name,
    in: place,
    required,
    text: String(example),
  }));
  const [[contentType, given] = []] = Object.entries(operation.requestBody?.content ?? {});
  const status = Object.keys(operation.responses).find((one) => one < "300") ?? "";
  const answered = nodeAt(follow(pointer("paths", path, method, "responses", status))) as Answered;
  const answer = answered.content?.["application/json"]?.example;
  const headers = operation["x-example-headers"] ?? {};
  return { parameters, headers, contentType, body: given?.example, status: Number(status), answer };
}

/** Fails if the description does not have the response for the operation. Only Zoho's error may come with any status. */
export function expectDescribed(operation: string, status: number, body: unknown): void {
  const { path, method } = placeOf(operation);
  const declared = pointer("paths", path, method, "responses", String(status));
  const at = nodeAt(declared) === undefined && status >= 400 ? "/components/responses/BadRequest" : follow(declared);
  const validate = ajv.getSchema(`openapi#${at}/content/application~1json/schema`);
  if (validate === undefined) expect(body, `${operation} ${status}`).toEqual({});
  else expect(validate(body) ? [] : validate.errors, `${operation} ${status}: ${JSON.stringify(body)}`).toEqual([]);
}

function pointer(...steps: string[]): string {
  return steps.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function nodeAt(at: string): unknown {
  return at
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (parent, step) => (parent as Record<string, unknown>)?.[step.replaceAll("~1", "/").replaceAll("~0", "~")],
      description,
    );
}

function follow(at: string): string {
  const node = nodeAt(at);
  if (node === undefined) throw new Error(`the description has nothing at ${at}`);
  const reference = (node as { $ref?: string }).$ref;
  return reference === undefined ? at : reference.slice(1);
}
