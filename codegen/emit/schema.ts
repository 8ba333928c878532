import type { OpenAPI3 } from "openapi-typescript";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { banner } from "./source.js";

/**
 * `schema.ts`: the description as types, in the form that openapi-fetch reads. Where one schema refers to another, the
 * model's name is written, so that an editor shows `CrmRecord[]` and not the path to it.
 * @param runtime Module that generated code imports.
 */
export async function emitSchema(document: OpenAPI3, runtime: string): Promise<string> {
  const used = new Set<string>();
  let takesFiles = false;
  const nodes = await openapiTS(structuredClone(document), {
    silent: true,
    transform(schema, { path }) {
      if (schema.format !== "binary") return undefined;
      if (path?.includes("/responses/")) return reference("Blob");
      takesFiles = true;
      return reference("FileInput");
    },
    postTransform(type, { path }) {
      const name = ts.isIndexedAccessTypeNode(type) ? modelName(type) : undefined;
      if (name === undefined || path === undefined) return undefined;
      used.add(name);
      return reference(name);
    },
  });
  const imports = [
    ...(used.size > 0 ? [`import type { ${[...used].toSorted().join(", ")} } from "./models.js";`] : []),
    ...(takesFiles ? [`import type { FileInput } from ${JSON.stringify(runtime)};`] : []),
  ];
  return `${banner("spec/openapi.yaml")}${imports.join("\n")}\n\n${twoSpaces(astToString(nodes))}`;
}

const reference = (name: string): ts.TypeReferenceNode => ts.factory.createTypeReferenceNode(name);

/** `components["schemas"]["RecordList"]` → `RecordList` */
function modelName({ objectType, indexType }: ts.IndexedAccessTypeNode): string | undefined {
  if (!ts.isIndexedAccessTypeNode(objectType)) return undefined;
  const [root, kind, name] = [objectType.objectType, objectType.indexType, indexType].map(textOf);
  return root === "components" && kind === "schemas" ? name : undefined;
}

function textOf(node: ts.TypeNode): string | undefined {
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) return node.typeName.text;
  return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? node.literal.text : undefined;
}

const twoSpaces = (text: string): string => text.replace(/^( {4})+/gm, (spaces) => " ".repeat(spaces.length / 2));
