import { createQuerySerializer } from "openapi-fetch";
import { CrmError } from "../errors/errors.js";
import { isDate, kindOf } from "../kind.js";
import { jsonBody } from "./json-body.js";
import { dateText, scalarProblem } from "./scalar.js";

const SERIALIZERS = {
  form: createQuerySerializer({ array: { style: "form", explode: true }, object: { style: "form", explode: true } }),
  comma: createQuerySerializer({ array: { style: "form", explode: false }, object: { style: "form", explode: false } }),
  space: createQuerySerializer({ array: { style: "spaceDelimited", explode: false } }),
  pipe: createQuerySerializer({ array: { style: "pipeDelimited", explode: false } }),
  deep: createQuerySerializer({ object: { style: "deepObject", explode: true } }),
  json: (members: object) =>
    createQuerySerializer()(
      Object.fromEntries(
        Object.entries(members).map(([key, value]) => [key, value === undefined ? undefined : jsonBody(value)]),
      ),
    ),
};

/** For operations that state no style: arrays as `a=1,2`, objects as `a[b]=1`. */
const DEFAULT_STYLE = createQuerySerializer({ array: { style: "form", explode: false } });

/**
 * How an array or an object is written in a query: `form` repeats the name (`a=1&a=2`), `comma`, `space` and `pipe` join
 * the values, `deep` puts the members in brackets (`a[b]=1`), `json` writes JSON.
 */
export type QueryStyle = keyof typeof SERIALIZERS;

/**
 * Creates a function that writes queries in which some parameters have their own style.
 * @param names The names of the parameters, by style.
 * @returns A function that throws CrmError `INVALID_QUERY_VALUE`, before anything is sent, for a value that a query cannot
 *   express.
 */
export function queryStyles(
  names: Readonly<Partial<Record<QueryStyle, readonly string[]>>>,
): (query: object) => string {
  const styles = new Map<string, QueryStyle>();
  for (const style of Object.keys(SERIALIZERS) as QueryStyle[])
    for (const name of names[style] ?? []) styles.set(name, style);
  return (query) =>
    Object.entries(query)
      .map(([name, value]) => {
        const style = styles.get(name);
        const reason = style === "json" ? undefined : valueProblem(value);
        if (reason !== undefined) throw invalidValue(name, reason);
        try {
          return (style === undefined ? DEFAULT_STYLE : SERIALIZERS[style])({ [name]: dateText(value) });
        } catch (cause) {
          throw invalidValue(name, "cannot be written", cause);
        }
      })
      .filter((text) => text !== "")
      .join("&");
}

/** Why a value cannot be sent as it is. An array or an object is looked into. */
function valueProblem(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || isDate(value)) return scalarProblem(value);
  if (!Array.isArray(value)) {
    const isPlain = kindOf(value) === "Object";
    return isPlain ? Object.values(value).map(scalarProblem).find(Boolean) : "is neither a value nor a flat object";
  }
  const problems = value.map((item) => (item === undefined || item === null ? `is ${item}` : scalarProblem(item)));
  const index = problems.findIndex(Boolean);
  return index < 0 ? undefined : `contains, at ${index}, a value that ${problems[index]}`;
}

const invalidValue = (name: string, reason: string, cause?: unknown): CrmError =>
  new CrmError(
    `the query value "${name}" ${reason}; pass a number, a well-formed string, a date, or a flat array or object`,
    { code: "INVALID_QUERY_VALUE", details: { parameter: name }, cause },
  );
