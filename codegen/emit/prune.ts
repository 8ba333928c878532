import type { OpenAPI3, OperationObject, ParameterObject, ReferenceObject, ResponseObject } from "openapi-typescript";
import { refName } from "../types/type-code.js";

type Item = Record<string, OperationObject | unknown> & { parameters?: (ParameterObject | ReferenceObject)[] };

/**
 * Removes what the types of the paths do not need, which is more than half of the description. Parameters and
 * responses are written where they are used. Responses that share a type, as the errors do, are reduced to one.
 */
export function pruned(document: OpenAPI3): OpenAPI3 {
  const { paths = {}, components = {} } = structuredClone(document);
  const found = <T extends object>(given: T | ReferenceObject): T => {
    if (!("$ref" in given)) return given;
    const { kind, name } = refName(given.$ref);
    return (components as Record<string, Record<string, unknown> | undefined>)[kind]?.[name] as T;
  };
  for (const item of Object.values(paths) as Item[]) {
    if (item.parameters) item.parameters = item.parameters.map(found);
    for (const operation of Object.values(item)) if (isOperation(operation)) pruneOperation(operation, found);
  }
  return { ...document, paths, components: { schemas: components.schemas ?? {} } };
}

const isOperation = (value: unknown): value is OperationObject =>
  typeof value === "object" && value !== null && "responses" in value;

function pruneOperation(operation: OperationObject, found: <T extends object>(given: T | ReferenceObject) => T): void {
  if (operation.parameters) operation.parameters = operation.parameters.map((given) => found<ParameterObject>(given));
  if (operation.requestBody) operation.requestBody = found(operation.requestBody);
  const answers = Object.entries(operation.responses ?? {}).map(
    ([status, given]) => [status, found<ResponseObject>(given)] as const,
  );
  const firstError = answers.find(([status]) => /^[45]/.test(status) || status === "default")?.[0];
  const contents = answers.map(([, { content }]) => schemasOf(content));
  const kept = answers.filter(([status], at) =>
    /^2/.test(status) ? contents.indexOf(contents[at] as string) === at : status === firstError,
  );
  // Without an operationId, openapi-typescript writes the operation in place, not in a second list by name.
  delete operation.operationId;
  operation.responses = Object.fromEntries(kept);
}

/** Identifies the type of a response: 200 and 207 have the same where only their examples differ. */
const schemasOf = (content: ResponseObject["content"] = {}): string =>
  JSON.stringify(Object.entries(content).map(([type, media]) => [type, "schema" in media ? media.schema : {}]));
