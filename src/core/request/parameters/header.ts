import { CrmError } from "../../errors/errors.js";
import { jsonBody } from "../json-body.js";
import type { RequestOptions } from "../options.js";
import { type Expansion, expanded, Unwritable } from "./styles.js";

/**
 * The names of the values that are written as JSON, of those that may be arrays and objects, and of those of them whose items
 * are written one by one.
 */
export type HeaderStyles = Readonly<Partial<Record<"json" | "simple" | "exploded", readonly string[]>>>;

const HEADER: Expansion = { first: "", between: ",", named: false };
const COOKIE: Expansion = { first: "", between: "; ", named: true };

/**
 * Writes headers that may be arrays, objects or JSON. Those that are undefined or null are left out.
 * @returns The texts. Their type is that of the values, which the types of a call ask for.
 * @throws CrmError `INVALID_HEADER_VALUE`, before anything is sent, for a value that a header cannot express.
 */
export function headerStyles<H extends object>(names: HeaderStyles, headers: H): H {
  const written = given(headers).map(([name, value]) => [name, textOf(name, value, HEADER, names, (text) => text)]);
  return Object.fromEntries(written) as H;
}

/**
 * The options of a call with cookies. A `cookie` header that the caller passes keeps its place beside them.
 * @throws CrmError `INVALID_HEADER_VALUE`, before anything is sent, for a value that a cookie cannot express.
 */
export function withCookies(names: HeaderStyles, cookies: object, options: RequestOptions = {}): RequestOptions {
  const written = given(cookies).map(([name, value]) => {
    const text = textOf(name, value, COOKIE, names, encodeURIComponent);
    return names.json?.includes(name) ? `${name}=${text}` : text;
  });
  if (written.length === 0) return options;
  const { headers = {}, ...rest } = options;
  const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== "cookie");
  const passed = Object.entries(headers).flatMap(([name, value]) => (name.toLowerCase() === "cookie" ? [value] : []));
  return { ...rest, headers: { ...Object.fromEntries(others), cookie: [...passed, ...written].join("; ") } };
}

const given = (members: object): [string, unknown][] =>
  Object.entries(members).filter(([, value]) => value !== undefined && value !== null);

function textOf(
  name: string,
  value: unknown,
  way: Expansion,
  { json, exploded }: HeaderStyles,
  encode: (text: string) => string,
): string {
  try {
    if (json?.includes(name)) return encode(jsonBody(value));
    return expanded(name, value, way, exploded?.includes(name) ?? false, encode);
  } catch (cause) {
    const reason = cause instanceof Unwritable ? cause.message : "cannot be written";
    throw new CrmError(`the header value "${name}" ${reason}; pass a number, a string, or a flat array or object`, {
      code: "INVALID_HEADER_VALUE",
      details: { parameter: name },
      cause,
    });
  }
}
