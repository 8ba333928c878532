/** The parts of the API's description that commands read. The package ships it, so it is read only when it is needed. */
import { createRequire } from "node:module";

/** What the description says of a value. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

export interface ParameterObject {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
  readonly example?: unknown;
}

interface Media {
  readonly schema?: Schema;
  readonly example?: unknown;
}

export interface BodyObject {
  readonly required?: boolean;
  readonly description?: string;
  readonly content?: Readonly<Record<string, Media>>;
}

export interface OperationObject {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly ParameterObject[];
  readonly requestBody?: BodyObject;
  readonly responses?: Readonly<Record<string, BodyObject>>;
  readonly "x-method"?: string;
  readonly "x-any-of"?: readonly string[];
  readonly "x-credits"?: number;
  readonly "x-error-codes"?: readonly string[];
  readonly "x-example-headers"?: Readonly<Record<string, string>>;
  readonly "x-example-parameters"?: readonly string[];
  readonly "x-nothing"?: string;
  readonly "x-paging"?: unknown;
  readonly "x-idempotent"?: boolean | string;
}

/** Whether the same call can succeed later, and who repeats it. */
export type Retry = "no" | "later" | "after-action" | "new-token" | "by-client" | "by-client-if-safe";

/** What the description says of an error of Zoho. */
export interface ErrorObject {
  readonly cause: string;
  readonly remedy: string;
  readonly statuses: readonly number[];
  readonly retry: Retry;
  readonly where?: string;
  readonly everywhere?: boolean;
  readonly "by-client"?: boolean;
  readonly details?: object;
}

export interface Description {
  readonly servers: readonly { readonly url: string }[];
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly "x-errors": Readonly<Record<string, ErrorObject>>;
}

let loaded: Description | undefined;

export function description(): Description {
  loaded ??= createRequire(import.meta.url)("zcrm/openapi.json") as Description;
  return loaded;
}

/** Follows a reference such as `#/components/schemas/Failure`. Anything else is returned as it is. */
export function resolved<T extends object>(given: T): T {
  let found: unknown = given;
  while (typeof found === "object" && found !== null && "$ref" in found && typeof found.$ref === "string") {
    found = found.$ref
      .split("/")
      .slice(1)
      .reduce<unknown>(
        (node, step) => Reflect.get(Object(node), step.replaceAll("~1", "/").replaceAll("~0", "~")),
        description(),
      );
  }
  return found as T;
}
