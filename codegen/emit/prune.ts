import type { OpenAPI3, OperationObject, ParameterObject, ReferenceObject, ResponseObject } from "openapi-typescript";
import { refName } from "../types.js";

type Item = Record<string, OperationObject | unknown> & { parameters?: (ParameterObject | ReferenceObject)[] };

/**
 * The description without what the types of its paths do not need: parameters and answers stand where they are used,
 * and of those that share a type, as the errors do, one tells it. It is more than half of the file.
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
  // Without a name it is written where it stands, and needs none of the second list of operations by name.
  delete operation.operationId;
  operation.responses = Object.fromEntries(kept);
}

/** What tells the type of an answer: the same for 200 and 207, where the answers differ in their examples only. */
const schemasOf = (content: ResponseObject["content"] = {}): string =>
  JSON.stringify(Object.entries(content).map(([type, media]) => [type, "schema" in media ? media.schema : {}]));
