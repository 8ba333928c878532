/** The operations of the description, for tests of single samples. */
import { readFileSync } from "node:fs";
import type { OpenAPI3 } from "openapi-typescript";
import { type OperationModel, readModel } from "../../../../codegen/model.js";
import { deriveRecordTypes } from "../../../../codegen/types/modules.js";

const document = JSON.parse(readFileSync("generated/openapi.json", "utf8")) as OpenAPI3;
const { groups } = readModel({ document, sourceOf: () => "" }, deriveRecordTypes(document));

/** An operation of the description with another example. */
export function operationWith(id: string, example?: OperationModel["example"]): OperationModel {
  const found = groups.flatMap(({ operations }) => operations).find((operation) => operation.id === id);
  if (found === undefined) throw new Error(`the description has no ${id}`);
  return { ...found, example: example ?? found.example };
}
