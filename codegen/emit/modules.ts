import { block, type Code, code, imported, join } from "../code/code.js";
import { comment, type Doc, propertyName, stringLiteral } from "../code/text.js";
import type { ModuleModel, ModuleUse, RecordTypes } from "../types/modules.js";
import { fileOf } from "./file.js";

/**
 * `modules.ts`: the types of each module's records.
 * @param home What programs import the types from: a package, or the output folder.
 */
export function emitModules({ modules, anyRecord }: RecordTypes, runtime: string, home: string): string {
  const declarations = [registry(modules, home), organization(modules, home), ...aliases(anyRecord).map(alias)];
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

/** The module in the examples. */
const typical = (modules: readonly ModuleModel[]): ModuleModel =>
  modules.find(({ name }) => name === "Leads") ?? (modules[0] as ModuleModel);

/** What a program imports a generated file from. */
const specifier = (file: string, home: string): string =>
  stringLiteral(home.startsWith(".") ? `${home}/${file}.js` : home);

function registryDoc(modules: readonly ModuleModel[], home: string): Doc {
  const { read, update } = typical(modules);
  const models = specifier("models", home);
  return {
    text: `\
The modules whose records have types of their own. Other module names also work, with open records.

A program adds its own fields to these modules by declaration merging. To remove or change fields, or to add modules, it \
merges into {@link OrganizationModules}.`,
    example: `\
import ${models};

declare module ${models} {
  interface ${read} { Budget: number | null }
  interface ${update} { Budget?: number | null } // also for creating
}`,
  };
}

function organization(modules: readonly ModuleModel[], home: string): Code {
  const { name, read } = typical(modules);
  const file = specifier("modules", home);
  const own = `My${read}`;
  const doc = {
    text: `\
The modules of the program's organization, which come before those of {@link ModuleRegistry}. It is empty: a program \
fills it by declaration merging. A module here replaces the one of the same name wholly.

A program for several organizations passes each one's modules to its client instead: \`createClient<Org>()\`.`,
    example: `\
import ${file};

declare module ${file} {
  interface OrganizationModules {
    ${name}: { read: ${own}; create: New${own}; update: ${own}Update }; // instead of Zoho's
    Projects: { read: Project; create: NewProject; update: ProjectUpdate };
  }
}`,
  };
  return code`${comment(doc)}export interface OrganizationModules {}`;
}

/** Whether `R` is the default registry, which no other registry is equal to unless it has the same modules. */
export const isDefault = (organizationModules: Code | string): Code =>
  code`[${organizationModules}, R] extends [R, ${organizationModules}]`;

/** The type that a registry has for a use of a module's records, or the type of any record. */
function registered(use: ModuleUse, anyRecord: RecordTypes["anyRecord"]): Code {
  const name = anyRecord.get(use);
  const open = name === undefined ? "Record<string, unknown>" : model(name);
  return inEither(
    (all) => code`\
[M] extends [keyof ${all}]
    ? ${all}[M] extends { ${use}: infer T }
      ? T
      : ${open}
    : ${open}`,
  );
}

/** A type that is looked up in the modules of a registry. It costs the compiler less in the default registry. */
const inEither = (typeIn: (all: string) => Code): Code => code`\
${isDefault("OrganizationModules")}
  ? ${typeIn("DefaultModules")}
  : ${typeIn("AllModules<R>")}`;

interface Alias {
  /** With its parameters: `RecordOf<M>`. */
  readonly name: string;
  readonly type: Code | string;
  readonly text: string;
  /** Whether only the others use it. */
  readonly isPrivate?: boolean;
}

const alias = ({ name, type, text, isPrivate = false }: Alias): Code =>
  code`${comment({ text })}${isPrivate ? "" : "export "}type ${name} = ${type};`;

const aliases = (anyRecord: RecordTypes["anyRecord"]): readonly Alias[] => [
  {
    name: "AllModules<R = OrganizationModules>",
    type: `\
[keyof R] extends [never]
  ? ModuleRegistry
  : {
      [M in keyof R | keyof ModuleRegistry]: M extends keyof R
        ? R[M]
        : M extends keyof ModuleRegistry
          ? ModuleRegistry[M]
          : never;
    }`,
    text: "The modules `R` of an organization, and those of {@link ModuleRegistry} that it does not replace.",
  },
  {
    name: "DefaultModules",
    type: "AllModules<OrganizationModules>",
    text: "A constant, which the compiler evaluates once.",
    isPrivate: true,
  },
  {
    name: "ModuleName<R = OrganizationModules>",
    type: "(keyof R & string) | keyof ModuleRegistry | (string & {})",
    text: "API name of a module: one that is registered, or any other.",
  },
  {
    name: "RecordOf<M, R = OrganizationModules>",
    type: registered("read", anyRecord),
    text: "A record read from the module `M`.",
  },
  {
    name: "NewRecordOf<M, R = OrganizationModules>",
    type: registered("create", anyRecord),
    text: "The values of a record to create in the module `M`.",
  },
  {
    name: "RecordPatchOf<M, R = OrganizationModules>",
    type: registered("update", anyRecord),
    text: "The values to change in a record of the module `M`.",
  },
  {
    name: "RecordChangeOf<M, R = OrganizationModules>",
    type: "RecordPatchOf<M, R> & { id: string }",
    text: "The values to change in a record of the module `M`, and its id.",
  },
  {
    name: "FieldName<M, R = OrganizationModules>",
    type: inEither(
      (all) => code`\
[M] extends [keyof ${all}]
    ? keyof ${all}[M]["read" & keyof ${all}[M]]
    : string`,
    ),
    text: "API name of a field of the module `M`.",
  },
  {
    name: "Only<Row, F>",
    type: 'Pick<Row, keyof Row & (F | "id")>',
    text: "A record with only the requested fields `F`, and its id.",
  },
  {
    name: "RowOf<M, F, R = OrganizationModules>",
    type: "[F] extends [never] ? RecordOf<M, R> : Only<RecordOf<M, R>, F>",
    text: "A record of the module `M`: whole if no field was requested, else with the fields `F`.",
  },
];
