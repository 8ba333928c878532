import { type FunctionDeclarationStructure, type InterfaceDeclarationStructure, StructureKind } from "ts-morph";
import type { GroupModel } from "../model.js";
import { banner, doc, printSource, typeImport } from "./source.js";

/** `client.ts`: the operations as groups that belong to one client. */
export function emitClient(groups: readonly GroupModel[], runtime: string): string {
  return (
    banner("spec/openapi.yaml") +
    printSource([
      typeImport(runtime, ["ApiClient", "RawCalls"]),
      ...groups.map(({ file, typeName, operations }) => ({
        kind: StructureKind.ImportDeclaration as const,
        moduleSpecifier: `./operations/${file}.js`,
        namedImports: [{ name: typeName, isTypeOnly: true }, ...operations.map(({ id }) => ({ name: id }))],
      })),
      typeImport("./schema.js", ["paths"]),
      {
        kind: StructureKind.Interface,
        isExported: true,
        name: "RawClient",
        extends: ["RawCalls<paths>"],
        docs: doc(
          "The openapi-fetch client below the groups, typed by the description: for calls that need its own options.",
        ),
      },
      groupsInterface(groups),
      bindFunction(groups),
    ])
  );
}

const groupsInterface = (groups: readonly GroupModel[]): InterfaceDeclarationStructure => ({
  kind: StructureKind.Interface,
  isExported: true,
  name: "Groups",
  docs: doc("The operations, one group for each part of the API."),
  properties: groups.map((group) => ({
    name: group.name,
    type: group.typeName,
    isReadonly: true,
    docs: doc(group.doc),
  })),
});

function bindFunction(groups: readonly GroupModel[]): FunctionDeclarationStructure {
  const members = groups.map(({ name, operations }) => {
    const methods = operations.map(
      ({ method, id }) => `    ${method}: (params, options) => ${id}(client, params, options),`,
    );
    return `  ${name}: {\n${methods.join("\n")}\n  },`;
  });
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: "bindGroups",
    parameters: [{ name: "client", type: "ApiClient" }],
    returnType: "Groups",
    docs: doc("Makes every operation a member of its group, called on this client."),
    statements: `return {\n${members.join("\n")}\n};`,
  };
}
