import { CrmError } from "../../errors/errors.js";
import { jsonBody } from "../json-body.js";
import { dateText, scalarProblem } from "./scalar.js";
import { type Expansion, expanded, isStructure, Unwritable } from "./styles.js";

/** Values that would change the structure of the path: nothing, or a relative step. */
const UNUSABLE: ReadonlySet<unknown> = new Set([undefined, null, "", ".", ".."]);

const EXPANSIONS = {
  simple: { first: "", between: ",", named: false },
  label: { first: ".", between: ".", named: false },
  matrix: { first: ";", between: ";", named: true },
} as const satisfies Record<string, Expansion>;
type PathStyle = keyof typeof EXPANSIONS;

/**
 * The names of the values that are written in each style, as OpenAPI calls them, of those that are written as JSON, and of
 * those whose items are written one by one. Only these may be arrays or objects.
 */
export type PathStyles = Readonly<Partial<Record<PathStyle | "json" | "exploded", readonly string[]>>>;

/**
 * Creates a function that fills in each `{name}` of a path template.
 * @returns A function that throws CrmError `INVALID_PATH_VALUE` if a value is missing, empty, `.` or `..`, before anything is
 *   sent.
 */
export const pathStyles =
  (names: PathStyles) =>
  (template: string, values: Record<string, unknown> = {}): string =>
    template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      let reason = scalarProblem(value);
      try {
        const written = reason === undefined ? write(name, value, names) : undefined;
        if (!UNUSABLE.has(written)) return written ?? "";
      } catch (cause) {
        // Half of a surrogate pair, as left by slicing a string in the middle of a character, has no encoding.
        if (cause instanceof Unwritable) reason = cause.message;
      }
      throw new CrmError(
        `${template}: the path value "${name}" ${reason ?? `is ${describe(value)}; pass a non-empty string`}`,
        {
          code: "INVALID_PATH_VALUE",
          details: { parameter: name, path: template },
        },
      );
    });

/** Fills in a template whose values are all written plainly. */
export const fillPath = pathStyles({});

/** The part of the path; `undefined` if a path cannot have the value. */
function write(name: string, value: unknown, names: PathStyles): string | undefined {
  if (value === undefined) return undefined;
  if (names.json?.includes(name)) return encodeURIComponent(jsonBody(value));
  const style = (Object.keys(EXPANSIONS) as PathStyle[]).find((one) => names[one]?.includes(name));
  if (style === undefined) {
    const text = dateText(value);
    return UNUSABLE.has(text) || typeof text === "object" ? undefined : encodeURIComponent(String(text));
  }
  const items: unknown[] = isStructure(value) ? Object.values(value) : [value];
  // Without items, or with an empty one, the path would end early or lead elsewhere.
  if (items.length === 0 || items.some((item) => UNUSABLE.has(item))) return undefined;
  const isExploded = names.exploded?.includes(name) ?? false;
  return expanded(encodeURIComponent(name), value, EXPANSIONS[style], isExploded, encodeURIComponent);
}

const describe = (value: unknown): string => {
  if (value === undefined || value === null) return "missing";
  return typeof value === "string" ? `"${value}"` : `of the type ${typeof value}`;
};
