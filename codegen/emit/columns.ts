import { block, CODE_WIDTH, type Code, code, join } from "../code/code.js";
import { comment, literal, propertyName, stringLiteral } from "../code/text.js";
import type { ColumnGroup, ColumnKind, ColumnKinds } from "../types/columns.js";
import { fileOf } from "./file.js";

/** `columns.ts`: what queries need to know of the standard modules' columns. */
export function emitColumns({ groups, modules, dates }: ColumnKinds, runtime: string): string {
  const names = new Set(groups.flatMap(({ name, parts, columns }) => (columns.size + parts.length > 0 ? [name] : [])));
  const interfaces = groups.filter(({ name }) => names.has(name)).map((group) => groupOf(group, names));
  const members = [...modules].map(
    ([module, name]) => `${propertyName(module)}: ${names.has(name) ? `${name}Columns` : "object"};`,
  );
  const standard = code`${comment({
    text: "The kinds of the standard modules' columns, where the type of the field does not tell. `to` is the module of a lookup.",
  })}export interface StandardColumns ${block(members)}`;
  const doc = comment({ text: "The columns that are dates without a time." });
  const start = "export const dateColumns = ";
  const list = code`${doc}${start}${literal(dates, CODE_WIDTH, start.length)} as const;`;
  return fileOf("columns.ts", "spec/modules", runtime, join([...interfaces, standard, list], "\n\n"));
}

function groupOf({ name, parts, columns }: ColumnGroup, names: ReadonlySet<string>): Code {
  const bases = parts.filter((part) => names.has(part)).map((part) => `${part}Columns`);
  const members = [...columns].map(([column, kind]) => `${propertyName(column)}: ${kindType(kind)};`);
  const extending = bases.length === 0 ? "" : `extends ${bases.join(", ")} `;
  return code`export interface ${name}Columns ${extending}${block(members)}`;
}

const kindType = (kind: ColumnKind): string =>
  typeof kind === "string" ? stringLiteral(kind) : `{ to: ${stringLiteral(kind.to)} }`;
