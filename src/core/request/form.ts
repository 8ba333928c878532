import { CrmError } from "../errors/errors.js";
import { jsonBody } from "./json-body.js";
import { isStructure, type Pair, type PairStyle, pairsOf, Unwritable } from "./parameters/styles.js";

/** The names of the fields that are written in each style, or as JSON. */
export type FormStyles = Readonly<Partial<Record<PairStyle | "json", readonly string[]>>>;

/**
 * Creates a function that writes bodies of type `application/x-www-form-urlencoded` in which some fields have their own
 * style. Of the others, members that are undefined or null are left out, an array repeats its name (`a=1&a=2`), and deeper
 * levels have their path in brackets (`a[b]=1`, `a[0][b]=1`).
 * @returns A function that throws CrmError `INVALID_BODY` for a value that is not text, such as NaN.
 */
export function formStyles({ json = [], ...names }: FormStyles): (members: object) => URLSearchParams {
  const styles = new Map<string, PairStyle>();
  for (const [style, all] of Object.entries(names) as [PairStyle, readonly string[]][])
    for (const name of all) styles.set(name, style);

  const written = (name: string, value: unknown): Pair[] => {
    if (json.includes(name)) return value === undefined ? [] : [[name, jsonBody(value)]];
    const isFlat = Array.isArray(value) && !value.some(isStructure);
    return pairsOf(name, value, styles.get(name) ?? (isFlat ? "form" : "numbered"), (text) => text);
  };
  return (members) => {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(members)) {
      try {
        for (const [key, text] of written(name, value)) form.append(key, text);
      } catch (cause) {
        if (!(cause instanceof Unwritable)) throw cause;
        const { path, message } = cause;
        throw new CrmError(`the form value "${path}" ${message}`, { code: "INVALID_BODY", details: { path }, cause });
      }
    }
    return form;
  };
}

/** Writes a form whose fields have no style of their own. */
export const formBody = formStyles({});
