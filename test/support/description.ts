/** Names and numbers from the description of Zoho CRM, so that tests neither count nor list by hand. */
import { readFile } from "node:fs/promises";

interface Schema {
  readonly $ref?: string;
  readonly enum?: readonly string[];
  readonly "x-extensible-enum"?: readonly string[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly readOnly?: boolean;
  readonly "x-module"?: string;
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
}

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
  };
}

const description: Description = JSON.parse(await readFile("generated/openapi.json", "utf8"));
const { schemas, parameters } = description.components;

/** Beside its operations, a path has its own `servers`. */
const operations = Object.values(description.paths)
  .flatMap((path) => Object.values(path))
  .filter(({ operationId }) => operationId !== undefined);

export const operationIds: readonly string[] = operations.map(({ operationId }) => operationId);

/** Each tag is a group of the client. */
export const tags: readonly string[] = [...new Set(operations.flatMap((operation) => operation.tags))];

/** The names of the modules whose records have types of their own. */
export const modules: readonly string[] = Object.values(schemas).flatMap((schema) => schema["x-module"] ?? []);

const nameIn = ($ref = ""): string => $ref.slice($ref.lastIndexOf("/") + 1);

/** The members of a schema, including those of the schemas in its `allOf`. */
export const membersOf = (schema: string): Readonly<Record<string, Schema>> => membersIn(schemas[schema] ?? {});

function membersIn({ allOf = [], properties = {} }: Schema): Record<string, Schema> {
  const held = allOf.map((part) => membersIn(schemas[nameIn(part.$ref)] ?? part));
  return Object.assign({}, properties, ...held);
}

/** The values of an open enumeration. */
export const valuesOf = (schema: string): readonly string[] => schemas[schema]?.["x-extensible-enum"] ?? [];

/** The parameters of an operation by their names in code, where the header `If-Modified-Since` is `ifModifiedSince`. */
export const parametersOf = (path: string, method: string): readonly string[] =>
  (description.paths[path]?.[method]?.parameters ?? [])
    .map((parameter) => parameters[nameIn(parameter.$ref)] ?? parameter)
    .map((parameter) =>
      parameter.in === "header"
        ? parameter.name.toLowerCase().replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
        : parameter.name,
    );
