/** The type files of an organization, as text. */
import { block, bracketed } from "../../../codegen/code/code.js";
import { propertyName, stringLiteral } from "../../../codegen/code/text.js";
import { byText } from "../canonical.js";
import type { ModuleSchema, Schema } from "../schema.js";
import { labelOf } from "./field-text.js";
import { HEADER, MODULE_HEADER } from "./header.js";
import { type ModuleFile, moduleFile, type UnknownField } from "./module-file.js";
import { type ModuleNames, moduleNames } from "./names.js";
import { listDeclaration } from "./picklist.js";
import { picklistsOf } from "./picklists.js";

export interface TypeFiles {
  /** The texts by their path, in the order in which to write them: a file comes after those that it imports. */
  readonly files: ReadonlyMap<string, string>;
  /** The fields whose data type is not known. */
  readonly unknown: readonly UnknownField[];
}

/** The file of the schema, beside the types. */
export const SCHEMA_FILE = "schema.json";

/** The folder of the lists of large picklists. */
export const LISTS = "picklists";

/** The files of an organization's types. They depend on nothing but the schema. */
export function typesOf({ modules }: Schema): TypeFiles {
  const sorted = Object.entries(modules).toSorted(([a], [b]) => byText(a, b));
  const names = moduleNames(sorted.map(([apiName]) => apiName));
  const written = new Map<string, ModuleFile>();
  for (const [apiName, module] of sorted) written.set(apiName, moduleFile({ apiName, module, names }));
  const files = new Map<string, string>();
  for (const [apiName, module] of sorted) {
    const own = names.get(apiName) as ModuleNames;
    const text = listsFile(module, own);
    if (text !== undefined) files.set(`${LISTS}/${own.file}.ts`, text);
  }
  for (const apiName of inOrder(written)) {
    files.set(`${(names.get(apiName) as ModuleNames).file}.ts`, (written.get(apiName) as ModuleFile).text);
  }
  const shared = [...written.values()].flatMap((file) => file.shared);
  files.set("index.ts", indexFile(names, shared));
  return { files, unknown: [...written.values()].flatMap(({ unknown }) => unknown) };
}

/** The modules, each after those whose files it imports. */
function inOrder(written: ReadonlyMap<string, ModuleFile>): Set<string> {
  const done = new Set<string>();
  const visit = (apiName: string, above: readonly string[]): void => {
    if (done.has(apiName) || above.includes(apiName)) return;
    for (const imported of written.get(apiName)?.imports ?? []) visit(imported, [...above, apiName]);
    done.add(apiName);
  };
  for (const apiName of written.keys()) visit(apiName, []);
  return done;
}

function listsFile(module: ModuleSchema, names: ModuleNames): string | undefined {
  const lists = [...picklistsOf(module, names)].filter(([, { form }]) => form === "list");
  if (lists.length === 0) return undefined;
  const texts = lists.map(([apiName, { name, field, choices }]) =>
    listDeclaration(name, labelOf(apiName, field), choices),
  );
  return `${MODULE_HEADER}\n${texts.join("\n")}`;
}

/** @param shared The types of this package that the modules use */
function indexFile(names: ReadonlyMap<string, ModuleNames>, shared: readonly string[]): string {
  const modules = [...names].toSorted(([a], [b]) => byText(a, b));
  const lines = modules.map(
    ([apiName, { file }]) => `${propertyName(apiName)}: import(${stringLiteral(`./${file}.js`)}).Types;`,
  );
  // The compiler checks this file alone: here it reports a type that another version of the package does not have.
  const values = bracketed("export type { ", [...new Set(shared)].toSorted(byText), ' } from "zcrm";').text;
  return `${HEADER}
/** The modules of the organization, for \`createClient<Org>()\`. */
export interface Org ${block(lines).text}

/** Types of values that the modules share. */
${values}
`;
}
