import { createQuerySerializer } from "openapi-fetch";

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

/** Writes a query in which some parameters have a style of their own. */
export const queryStyles =
  (styles: Readonly<Record<string, QueryStyle>>) =>
  (query: object): string =>
    Object.entries(query)
      .map(([name, value]) => {
        const style = Object.hasOwn(styles, name) ? styles[name] : undefined;
        return (style === undefined ? usual : SERIALIZERS[style])({ [name]: value });
      })
      .filter((text) => text !== "")
      .join("&");
