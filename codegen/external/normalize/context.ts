import { isObject, type JsonObject } from "../json.js";
import { valueAt } from "../pointer.js";
import type { Reports } from "../warning.js";
import type { Schemas } from "./schemas.js";

/** Shared by the readers of one description. */
export interface Context extends Reports {
  readonly document: JsonObject;
  readonly schemas: Schemas;
  /** Follows references from a value to its description. */
  resolve(value: unknown, at: string): [value: unknown, at: string];
}

/** Follows references within a joined document; one that leads nowhere or back to itself is a failure. */
export function resolver(document: JsonObject, { fail }: Reports): Context["resolve"] {
  return (value, at) => {
    let [found, where] = [value, at];
    const seen = new Set<string>();
    while (isObject(found) && typeof found.$ref === "string") {
      const ref = found.$ref;
      found = valueAt(document, ref);
      if (found === undefined || seen.has(ref)) {
        fail(
          where,
          "reference",
          `"${ref}" leads ${found === undefined ? "nowhere" : "back to itself"}; correct the reference, or replace it in an overlay`,
        );
        return [undefined, where];
      }
      seen.add(ref);
      where = ref;
    }
    return [found, where];
  };
}
