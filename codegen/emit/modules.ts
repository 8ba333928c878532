import { StructureKind, type TypeAliasDeclarationStructure } from "ts-morph";
import type { ModuleModel } from "../modules.js";
import { banner, doc, printSource, typeImport } from "./source.js";

/** `modules.ts`: which records a module has, by its name. */
export function emitModules(modules: readonly ModuleModel[]): string {
  const names = modules.flatMap(({ read, create, update }) => [read, create, update]);
  return (
    banner("spec/modules") +
    printSource([
      typeImport("./models.js", [...names, "CrmRecord", "NewRecord", "RecordPatch"].toSorted()),
      {
        kind: StructureKind.Interface,
        isExported: true,
        name: "ModuleRegistry",
        docs: doc(REGISTRY_DOC),
        properties: modules.map(({ name, read, create, update }) => ({
          name,
          type: `{ read: ${read}; create: ${create}; update: ${update} }`,
        })),
      },
      "declare const ofModule: unique symbol;",
      {
        kind: StructureKind.Interface,
        isExported: true,
        name: "OfModule",
        docs: doc(
          "Marks the parameters of a list of records of the module that they name; a walk knows its rows by it.",
        ),
        properties: [{ name: "[ofModule]", type: "never", hasQuestionToken: true, isReadonly: true }],
      },
      ...ALIASES.map(
        ({ name, parameters, type, text }): TypeAliasDeclarationStructure => ({
          kind: StructureKind.TypeAlias,
          isExported: true,
          name,
          typeParameters: parameters,
          type,
          docs: doc(text),
        }),
      ),
    ])
  );
}

const REGISTRY_DOC = `\
The modules whose records have types of their own. Other module names work as well, with open records.

A program adds its organisation's modules, and its own fields to the modules that are here, by declaration merging.
@example
declare module "zcrm" {
  interface ModuleRegistry {
    Projects: { read: Project; create: NewProject; update: ProjectUpdate };
  }
  interface Lead { Budget: number | null }
  interface LeadUpdate { Budget?: number | null } // for writing; NewLead extends it
}`;

/** What is registered of a module under `use`, and otherwise `open`. */
const registered = (use: string, open: string): string =>
  `[M] extends [keyof ModuleRegistry]\n? ModuleRegistry[M] extends { ${use}: infer T } ? T : ${open}\n: ${open}`;

const ALIASES = [
  {
    name: "ModuleName",
    parameters: [],
    type: "keyof ModuleRegistry | (string & {})",
    text: "API name of a module: one that is registered, or any other.",
  },
  {
    name: "RecordOf",
    parameters: ["M"],
    type: registered("read", "CrmRecord"),
    text: "A record as it is read from the module `M`.",
  },
  {
    name: "NewRecordOf",
    parameters: ["M"],
    type: registered("create", "NewRecord"),
    text: "The values of a record to make in the module `M`.",
  },
  {
    name: "RecordPatchOf",
    parameters: ["M"],
    type: registered("update", "RecordPatch"),
    text: "The values to change in a record of the module `M`.",
  },
  {
    name: "RecordChangeOf",
    parameters: ["M"],
    type: "RecordPatchOf<M> & { id: string }",
    text: "The values to change in a record of the module `M`, and its id.",
  },
  {
    name: "FieldName",
    parameters: ["M"],
    type: "[M] extends [keyof ModuleRegistry] ? keyof RecordOf<M> : string",
    text: "API name of a field of the module `M`.",
  },
  {
    name: "Only",
    parameters: ["Row", "F"],
    type: 'Pick<Row, Extract<F | "id", keyof Row>>',
    text: "A record with nothing but the fields `F` that were asked for, and its id.",
  },
  {
    name: "RowOf",
    parameters: ["M", "F"],
    type: "[F] extends [never] ? RecordOf<M> : Only<RecordOf<M>, F>",
    text: "A record of the module `M`: whole where no field was named, else with the fields `F`.",
  },
];
