import { type InterfaceDeclarationStructure, StructureKind, type TypeAliasDeclarationStructure } from "ts-morph";
import type { ModelModel } from "../model.js";
import { banner, doc, printSource, typeImport } from "./source.js";

/** `models.ts`: a name for every schema. */
export function emitModels(models: readonly ModelModel[], runtime: string): string {
  const usesFiles = models.some(({ alias }) => alias !== undefined && /\bFileInput\b/.test(alias));
  return (
    banner("spec/components") +
    printSource([
      ...(usesFiles ? [typeImport(runtime, ["FileInput"])] : []),
      typeImport("./schema.js", ["components"]),
      { kind: StructureKind.TypeAlias, name: "Schemas", type: 'components["schemas"]' },
      ...models.map((model) => (model.alias === undefined ? modelInterface(model) : modelAlias(model, model.alias))),
    ])
  );
}

const modelInterface = (model: ModelModel): InterfaceDeclarationStructure => ({
  kind: StructureKind.Interface,
  isExported: true,
  name: model.name,
  extends: [`Schemas[${JSON.stringify(model.name)}]`],
  docs: doc(model.doc),
});

const modelAlias = (model: ModelModel, type: string): TypeAliasDeclarationStructure => ({
  kind: StructureKind.TypeAlias,
  isExported: true,
  name: model.name,
  type,
  docs: doc(model.doc),
});
