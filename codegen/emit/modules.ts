import { block, type Code, code, imported, join } from "../code/code.js";
import { comment, type Doc, propertyName, stringLiteral } from "../code/text.js";
import type { ModuleModel, RecordTypes, RecordUse } from "../types/modules.js";
import { fileOf } from "./file.js";

/**
 * `modules.ts`: the types of each module's records.
 * @param home What programs import the types from: a package, or the output folder.
 */
export function emitModules({ modules, anyRecord }: RecordTypes, runtime: string, home: string): string {
  const declarations = [registry(modules, home), ...aliases(anyRecord).map(alias)];
  return fileOf("modules.ts", "spec/modules", runtime, join(declarations, "\n\n"));
}

function registry(modules: readonly ModuleModel[], home: string): Code {
  const members = modules.map(({ name, read, create, update }) => {
    const [reading, creating, updating] = [read, create, update].map(model) as [Code, Code, Code];
    return code`${propertyName(name)}: { read: ${reading}; create: ${creating}; update: ${updating} };`;
  });
  return code`${comment(registryDoc(modules, home))}export interface ModuleRegistry ${block(members)}`;
}

const model = (name: string): Code => imported("models", name);

function registryDoc(modules: readonly ModuleModel[], home: string): Doc {
  const { read, update } = modules.find(({ name }) => name === "Leads") ?? (modules[0] as ModuleModel);
  const isFolder = home.startsWith(".");
  const [registry, models] = [isFolder ? `${home}/modules.js` : home, isFolder ? `${home}/models.js` : home].map(
    stringLiteral,
  );
  const next = isFolder ? `}\ndeclare module ${models} {\n` : "";
  return {
    text: `\
The modules whose records have types of their own. Other module names also work, with open records.

A program adds its organization's modules, and its own fields to the modules that are here, by declaration merging.`,
    example: `\
import ${registry};

declare module ${registry} {
  interface ModuleRegistry {
    Projects: { read: Project; create: NewProject; update: ProjectUpdate };
  }
${next}  interface ${read} { Budget: number | null }
  interface ${update} { Budget?: number | null } // also for creating
}`,
  };
}

/** The type that the registry has for a use of a module's records, or the type of any record. */
function registered(use: RecordUse, anyRecord: RecordTypes["anyRecord"]): Code {
  const name = anyRecord.get(use);
  const open = name === undefined ? "Record<string, unknown>" : model(name);
  return code`\
[M] extends [keyof ModuleRegistry]
  ? ModuleRegistry[M] extends { ${use}: infer T }
    ? T
    : ${open}
  : ${open}`;
}

interface Alias {
  /** With its parameters: `RecordOf<M>`. */
  readonly name: string;
  readonly type: Code | string;
  readonly text: string;
}

const alias = ({ name, type, text }: Alias): Code => code`${comment({ text })}export type ${name} = ${type};`;

const aliases = (anyRecord: RecordTypes["anyRecord"]): readonly Alias[] => [
  {
    name: "ModuleName",
    type: "keyof ModuleRegistry | (string & {})",
    text: "API name of a module: one that is registered, or any other.",
  },
  {
    name: "RecordOf<M>",
    type: registered("read", anyRecord),
    text: "A record read from the module `M`.",
  },
  {
    name: "NewRecordOf<M>",
    type: registered("create", anyRecord),
    text: "The values of a record to create in the module `M`.",
  },
  {
    name: "RecordPatchOf<M>",
    type: registered("update", anyRecord),
    text: "The values to change in a record of the module `M`.",
  },
  {
    name: "RecordChangeOf<M>",
    type: "RecordPatchOf<M> & { id: string }",
    text: "The values to change in a record of the module `M`, and its id.",
  },
  {
    name: "FieldName<M>",
    type: "[M] extends [keyof ModuleRegistry] ? keyof RecordOf<M> : string",
    text: "API name of a field of the module `M`.",
  },
  {
    name: "Only<Row, F>",
    type: 'Pick<Row, keyof Row & (F | "id")>',
    text: "A record with only the requested fields `F`, and its id.",
  },
  {
    name: "RowOf<M, F>",
    type: "[F] extends [never] ? RecordOf<M> : Only<RecordOf<M>, F>",
    text: "A record of the module `M`: whole if no field was requested, else with the fields `F`.",
  },
];
