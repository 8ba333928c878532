import { createQuerySerializer } from "openapi-fetch";
import { CrmError } from "../errors/errors.js";

const SERIALIZERS = {
  form: createQuerySerializer({ array: { style: "form", explode: true }, object: { style: "form", explode: true } }),
  comma: createQuerySerializer({ array: { style: "form", explode: false }, object: { style: "form", explode: false } }),
  space: createQuerySerializer({ array: { style: "spaceDelimited", explode: false } }),
  pipe: createQuerySerializer({ array: { style: "pipeDelimited", explode: false } }),
  deep: createQuerySerializer({ object: { style: "deepObject", explode: true } }),
  json: (members: object) =>
    createQuerySerializer()(
      Object.fromEntries(Object.entries(members).map(([key, value]) => [key, JSON.stringify(value)])),
    ),
};

/** As the client does where an operation says nothing: lists as `a=1,2`, objects as `a[b]=1`. */
const usual = createQuerySerializer({ array: { style: "form", explode: false } });

/**
 * How a list or an object is written in a query: `form` repeats the name (`a=1&a=2`), `comma`, `space` and `pipe` join
 * the values, `deep` puts the members in brackets (`a[b]=1`), `json` writes JSON.
 */
export type QueryStyle = keyof typeof SERIALIZERS;

/**
 * Writes a query in which some parameters have a style of their own.
 * @param names The parameters of each style.
 * @throws CrmError `INVALID_QUERY_VALUE` for what has no form in a query, before anything is sent.
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
        try {
          return (style === undefined ? usual : SERIALIZERS[style])({ [name]: value });
        } catch (cause) {
          throw unwritable(name, cause);
        }
      })
      .filter((text) => text !== "")
      .join("&");
}

const unwritable = (name: string, cause: unknown): CrmError =>
  new CrmError(
    `the query value "${name}" cannot be written: give a number, a text without halves of characters, or a flat list or object`,
    { code: "INVALID_QUERY_VALUE", details: { parameter: name }, cause },
  );
