import { block, CODE_WIDTH, type Code, code, join } from "../code/code.js";
import { comment, literal, propertyName, stringLiteral } from "../code/text.js";
import type { ColumnKind, ColumnKinds, Kinds } from "../types/columns.js";
import { fileOf } from "./file.js";

/** `columns.ts`: what queries need to know about the standard modules' columns. */
export function emitColumns({ system, common, modules }: ColumnKinds, runtime: string): string {
  const members = [...modules].flatMap(([module, kinds]) =>
    kinds.size === 0 ? [] : [code`${propertyName(module)}: ${block(membersOf(kinds))};`],
  );
  const dates = [...system, ...common].flatMap(([name, kind]) => (kind === "date" ? [name] : [])).toSorted();
  const start = "export const dateColumns: readonly string[] = ";
  const parts = [
    code`${comment({ text: "Columns of every module, where the type of the field does not tell their kind." })}\
export interface SystemColumns ${block(membersOf(system))}`,
    code`${comment({ text: "Columns that are the same in every standard module that has them." })}\
export interface CommonColumns ${block(namesByKind(common))}`,
    code`${comment({ text: "The other columns of standard modules. `to` is the module of a lookup." })}\
export interface StandardColumns ${block(members)}`,
    code`${comment({ text: "The columns that are dates without a time." })}\
${start}${literal(dates, CODE_WIDTH, start.length + 1)};`,
  ];
  return fileOf("columns.ts", "spec/modules", runtime, join(parts, "\n\n"));
}

/** The names of the columns of each kind. */
const namesByKind = (kinds: Kinds): Code[] =>
  [...new Set(kinds.values())].map((kind) => {
    const names = [...kinds].flatMap(([name, other]) => (other === kind ? [stringLiteral(name)] : []));
    return bracketedUnion(`${String(kind)}: `, names);
  });

const bracketedUnion = (start: string, names: readonly string[]): Code =>
  start.length + names.join(" | ").length < CODE_WIDTH - 4
    ? code`${start}${names.join(" | ")};`
    : code`${start.trimEnd()}\n${names.map((name) => `  | ${name}`).join("\n")};`;

const membersOf = (kinds: Kinds): Code[] =>
  [...kinds].map(([name, kind]) => code`${propertyName(name)}: ${kindType(kind)};`);

const kindType = (kind: ColumnKind): string =>
  typeof kind === "string" ? stringLiteral(kind) : `{ to: ${stringLiteral(kind.to)} }`;
