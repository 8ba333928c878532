import type { Replacement } from "../../src/cli/migrate/replacements.js";
import { typedCall } from "../../src/cli/migrate/typed-call.js";

/** What a call typically asks for, in `params`. */
const QUERY: Readonly<Record<string, readonly string[]>> = {
  "records.list": ["page", "per_page"],
  "records.search": ["criteria"],
  "records.deleteMany": ["ids"],
  "tags.addToRecord": ["tag_names"],
  "tags.addToRecords": ["ids", "tag_names"],
  "users.list": ["type"],
  "functions.executeWithParameters": ["arguments"],
  "functions.execute": ["arguments"],
};

/** An old call with the input that a row is for, and the typed call that `zcrm migrate` shows for it. */
export function example({ call, given, method, parameters }: Replacement): { old: string; typed: string } {
  const query = QUERY[method] ?? [];
  const members = new Map(Object.keys(parameters).map((name) => [name, name]));
  if (given === "upsert") members.set("id", '"upsert"');
  const written = [...members].map(([name, value]) => (name === value ? name : `${name}: ${value}`));
  if (query.length > 0) written.push(`params: { ${query.join(", ")} }`);
  const typed = typedCall(call, { members, params: new Map(query.map((name) => [name, name])) });
  return { old: `API.${call}(${written.length > 0 ? `{ ${written.join(", ")} }` : ""})`, typed: typed?.text ?? "" };
}

/** The rows of the table in `MIGRATION.md`. */
export const tableOf = (replacements: readonly Replacement[]): readonly string[] =>
  replacements.map((row) => {
    const { old, typed } = example(row);
    return `| \`${old}\` | \`${typed}\` | ${row.differs} |`;
  });
