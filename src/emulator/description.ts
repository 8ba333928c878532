/** The parts of the bundled OpenAPI description that the emulator reads. */
import { createRequire } from "node:module";

/** A JSON reference into the same document. */
interface Reference {
  readonly $ref: string;
}

/** What a record shows in a field that Zoho fills, and in which modules it does. */
export interface SystemValue {
  readonly value?: unknown;
  /** The modules that have the field; all if left out. `custom` stands for custom modules. */
  readonly onlyIn?: readonly string[];
  readonly notIn?: readonly string[];
  /** The modules in which the field is null. */
  readonly nullIn?: readonly string[];
}

/** The parts of a schema that modules and their fields are read from. */
export interface SchemaObject {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly maxLength?: number;
  readonly readOnly?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaObject>>;
  readonly items?: SchemaObject;
  readonly allOf?: readonly SchemaObject[];
  readonly anyOf?: readonly SchemaObject[];
  readonly "x-module"?: string;
  readonly "x-write"?: string;
  readonly "x-lookup"?: string;
  readonly "x-data-type"?: string;
  readonly "x-auto-number"?: boolean;
  readonly "x-system-value"?: SystemValue;
  readonly "x-unrecorded"?: boolean;
  readonly "x-photo"?: boolean;
  readonly "x-duplicate-check-fields"?: readonly string[];
  readonly "x-extensible-enum"?: readonly string[];
}

export interface ParameterObject {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema?: SchemaObject;
}

interface MediaTypeObject {
  readonly schema?: SchemaObject;
}

interface BodyObject {
  readonly content?: Readonly<Record<string, MediaTypeObject>>;
}

interface ResponseObject {
  readonly content?: Readonly<Record<string, MediaTypeObject>>;
}

export interface OperationObject {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly "x-method"?: string;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly (ParameterObject | Reference)[];
  readonly requestBody?: BodyObject | Reference;
  readonly "x-error-codes"?: readonly string[];
  /** What a call costs. */
  readonly "x-credits"?: number;
  /** Whether it counts against the limit of heavy calls at once. */
  readonly "x-heavy"?: boolean;
  readonly "x-paging"?: "page" | { readonly clause: "limit"; readonly member: string; readonly default: number };
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>;
}

interface ServerObject {
  readonly url: string;
  /** The Zoho server that handles the operation. */
  readonly "x-server"?: string;
}

/** Methods that a path item may have. */
export const METHODS = ["get", "post", "put", "patch", "delete"] as const;
type Method = (typeof METHODS)[number];

type PathItemObject = Readonly<Partial<Record<Method, OperationObject>>> & {
  readonly servers?: readonly ServerObject[];
};

/** An OpenAPI 3.1 document with every operation named by `operationId`. */
export interface Description {
  readonly servers: readonly ServerObject[];
  readonly security?: OperationObject["security"];
  readonly paths: Readonly<Record<string, PathItemObject>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, SchemaObject>> } & Readonly<
    Record<string, unknown>
  >;
}

/** Reads the description shipped with this package. */
export function bundledDescription(): Description {
  const load = createRequire(import.meta.url);
  return load("zcrm/openapi.json");
}

/** The description to work by. @throws TypeError if the document is not a valid description */
export function readDescription(document: object | undefined): Description {
  if (document === undefined) return bundledDescription();
  if (!isDescription(document)) throw new TypeError("description: an OpenAPI document has servers and paths");
  return document;
}

const isDescription = (document: object): document is Description => "servers" in document && "paths" in document;

/** Follows a reference such as `#/components/responses/NoContent`. Anything else is returned as it is. */
export function resolve<T extends object>(description: Description, given: T | Reference): T {
  let found: unknown = given;
  while (isReference(found)) {
    const pointer = found.$ref;
    found = pointer
      .split("/")
      .slice(1)
      .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
      .reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], description);
    if (found === undefined) throw new Error(`the description has nothing at ${pointer}`);
  }
  return found as T;
}

const isReference = (node: unknown): node is Reference =>
  typeof node === "object" && node !== null && "$ref" in node && typeof node.$ref === "string";
