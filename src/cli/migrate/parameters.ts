/** The parameters of the typed calls, as the description that this package ships has them. */
import { createRequire } from "node:module";

interface Parameter {
  readonly name: string;
  readonly in: string;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> };
}

interface Operation {
  readonly tags?: readonly string[];
  readonly "x-method"?: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
}

let queries: ReadonlyMap<string, readonly string[]> | undefined;

/** The names in the query of a typed call. @param method Group and method, e.g. `records.list` */
export function queryOf(method: string): readonly string[] {
  queries ??= readQueries(createRequire(import.meta.url)("zcrm/openapi.json"));
  return queries.get(method) ?? [];
}

function readQueries({ paths, components }: Description): Map<string, readonly string[]> {
  const operations = Object.values(paths).flatMap((item) => Object.values(item) as Operation[]);
  return new Map(
    operations.flatMap(({ tags: [tag] = [], "x-method": method, parameters = [] }) => {
      if (tag === undefined || method === undefined) return [];
      const found = parameters.map((one) =>
        "$ref" in one ? components.parameters[one.$ref.split("/").at(-1) ?? ""] : one,
      );
      const names = found.flatMap((parameter) => (parameter?.in === "query" ? parameter.name : []));
      return [[`${groupOf(tag)}.${method}`, names] as const];
    }),
  );
}

/** A tag such as `Custom views` as the client's group is called: `customViews`. */
const groupOf = (tag: string): string =>
  tag.toLowerCase().replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase());
