import { isObject, type JsonObject } from "../json.js";
import { child } from "../pointer.js";

/** A `$ref` in a document. */
export interface Reference {
  /** The object that has it. */
  readonly holder: JsonObject & { readonly $ref: string };
  readonly pointer: string;
  /** Whether it is in an example, an extension or another value that is only data. */
  readonly isData: boolean;
}

/** Members whose own members have names of the description, not keywords. */
const MAPS: ReadonlySet<string> = new Set(
  (
    "$defs callbacks components content definitions dependentSchemas encoding headers links parameters pathItems paths " +
    "patternProperties properties requestBodies responses schemas securitySchemes variables webhooks"
  ).split(" "),
);
/** Those that may also have extensions. */
const EXTENSIBLE: ReadonlySet<string> = new Set(["callbacks", "components", "paths", "responses"]);

const DATA: ReadonlySet<string> = new Set(["const", "default", "enum", "example", "examples"]);

/** All references of a document, in its order. */
export function referencesIn(document: unknown): Reference[] {
  const found = new Map<object, Reference>();
  // What is data in one place may be part of the description in another: YAML has aliases.
  const seen = new Map<object, boolean>();
  const waiting: { value: unknown; pointer: string; key: string; isMap: boolean; isData: boolean }[] = [];
  waiting.push({ value: document, pointer: "#", key: "", isMap: false, isData: false });
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, pointer, isMap, isData } = next;
    if (typeof value !== "object" || value === null) continue;
    if (seen.has(value) && (isData || seen.get(value) === false)) continue;
    seen.set(value, isData);
    if (isReference(value)) found.set(value, { holder: value, pointer, isData });
    for (const [key, member] of Object.entries(value).toReversed()) {
      const isExtension = key.startsWith("x-") && (!isMap || EXTENSIBLE.has(next.key));
      const isDataMember = isExtension || (DATA.has(key) && (!isMap || next.key === "components"));
      const isNames = !isMap && !isDataMember && MAPS.has(key) && isObject(member);
      // The members of `components` are maps themselves.
      const isNamed = isNames || (isMap && next.key === "components" && !isDataMember);
      waiting.push({
        value: member,
        pointer: child(pointer, key),
        key,
        isMap: isNamed,
        isData: isData || isDataMember,
      });
    }
  }
  return [...found.values()];
}

export const isReference = (value: unknown): value is Reference["holder"] =>
  isObject(value) && typeof value.$ref === "string";
