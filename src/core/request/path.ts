import { CrmError } from "../errors/errors.js";
import { scalarProblem } from "./scalar.js";

/** Values that would change the structure of the path: nothing, or a relative step. */
const UNUSABLE: ReadonlySet<unknown> = new Set([undefined, null, "", ".", ".."]);

/**
 * Fills in each `{name}` of a path template.
 * @throws CrmError `INVALID_PATH_VALUE` if a value is missing, empty, `.` or `..`, before anything is sent.
 */
export function fillPath(template: string, values: Record<string, unknown> = {}): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = values[name];
    const reason = scalarProblem(value);
    const encoded = reason === undefined ? encode(value) : undefined;
    if (encoded === undefined) {
      throw new CrmError(
        `${template}: the path value "${name}" ${reason ?? `is ${describe(value)}`}; pass a non-empty string`,
        {
          code: "INVALID_PATH_VALUE",
          details: { parameter: name, path: template },
        },
      );
    }
    return encoded;
  });
}

function encode(value: unknown): string | undefined {
  if (UNUSABLE.has(value) || typeof value === "object") return undefined;
  try {
    return encodeURIComponent(String(value));
  } catch {
    // Half of a surrogate pair, as left by slicing a string in the middle of a character, has no encoding.
    return undefined;
  }
}

const describe = (value: unknown): string => {
  if (value === undefined || value === null) return "missing";
  return typeof value === "string" ? `"${value}"` : `of the type ${typeof value}`;
};
