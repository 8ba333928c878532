import { CrmError } from "../../errors/errors.js";
import { jsonBody } from "../json-body.js";
import { type Pair, type PairStyle, pairsOf, Unwritable } from "./styles.js";

/**
 * The names of the parameters that are written in each style, or as JSON. `reserved`: their values keep the characters that
 * addresses are made of.
 */
export type QueryStyles = Readonly<Partial<Record<PairStyle | "json" | "reserved", readonly string[]>>>;

/**
 * Creates a function that writes queries in which some parameters have their own style. The others have arrays as
 * `a=1,2` and objects as `a[b]=1`.
 * @param names The names of the parameters, by style.
 * @returns A function that throws CrmError `INVALID_QUERY_VALUE`, before anything is sent, for a value that a query cannot
 *   express.
 */
export function queryStyles({ reserved = [], json = [], ...names }: QueryStyles): (query: object) => string {
  const styles = new Map<string, PairStyle>();
  for (const [style, all] of Object.entries(names) as [PairStyle, readonly string[]][])
    for (const name of all) styles.set(name, style);

  const written = (name: string, value: unknown): Pair[] => {
    const encode = reserved.includes(name) ? encodeLittle : encodeURIComponent;
    if (json.includes(name)) return value === undefined ? [] : [[name, encode(jsonBody(value))]];
    const style = styles.get(name) ?? (Array.isArray(value) ? "comma" : "deep");
    return pairsOf(name, value, style, encode, encodeDelimiter);
  };
  return (query) => {
    const pairs: string[] = [];
    for (const [name, value] of Object.entries(query)) {
      try {
        for (const [key, text] of written(name, value)) pairs.push(`${encodeName(key)}=${text}`);
      } catch (cause) {
        throw invalidValue(name, cause);
      }
    }
    return pairs.join("&");
  };
}

/** The pipe and the comma between values stay as they are; a blank cannot. */
const encodeDelimiter = (delimiter: string): string => (delimiter === " " ? "%20" : delimiter);

/** Many names have brackets or a dollar sign, which servers expect to see. What separates pairs is encoded. */
const encodeName = (name: string): string =>
  /^[\w.-]+$/.test(name) ? name : name.replace(/[^\w.~!$'()*,;:@/?[\]-]+/g, encodeURIComponent);

/** Keeps the reserved characters of addresses, except for those that would end the value or mean a blank. */
const encodeLittle = (text: string): string => text.replace(/[^\w.~:/?[\]@!$'()*,;=-]+/g, encodeURIComponent);

function invalidValue(name: string, cause: unknown): CrmError {
  const reason = cause instanceof Unwritable ? cause.message : "cannot be written";
  return new CrmError(
    `the query value "${name}" ${reason}; pass a number, a well-formed string, a date, or a flat array or object`,
    { code: "INVALID_QUERY_VALUE", details: { parameter: name }, cause },
  );
}
