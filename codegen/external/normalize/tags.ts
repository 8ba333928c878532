import { isObject, type JsonObject, listOf, objectOf, proseOf } from "../json.js";
import { child } from "../pointer.js";
import type { Reports } from "../warning.js";
import { type NameBook, upperCamel } from "./names.js";

/** The group of an operation: its first tag, or else the first part of its path in which paths differ. */
export class Tags {
  readonly #names: NameBook;
  readonly #reports: Reports;
  readonly #described: ReadonlyMap<string, JsonObject>;
  /** The tag with its name in code, by its original name. */
  readonly #used = new Map<string, JsonObject>();

  /** The number of parts with which all paths begin. */
  readonly #shared: number;

  constructor(document: JsonObject, names: NameBook, reports: Reports) {
    this.#shared = sharedParts(Object.keys(isObject(document.paths) ? document.paths : {}).map(partsOf));
    this.#names = names;
    this.#reports = reports;
    const tags = listOf(document.tags).filter(isObject);
    this.#described = new Map(tags.flatMap((tag) => (typeof tag.name === "string" ? [[tag.name, tag] as const] : [])));
  }

  of(operation: JsonObject, path: string, at: string): string {
    const [first, ...more] = listOf(operation.tags).filter(
      (tag): tag is string => typeof tag === "string" && tag.trim() !== "",
    );
    if (more.length > 0) this.#reports.warn(child(at, "tags"), "tag", `the operation is only in the group "${first}"`);
    return String(this.#tag(first ?? this.#fromPath(path), first === undefined ? undefined : child(at, "tags")).name);
  }

  /** `/api/v1/users/{id}` → `users` */
  #fromPath(path: string): string {
    const parts = partsOf(path);
    const part = parts[this.#shared] ?? parts.at(-1);
    return part === undefined || upperCamel(part) === "" ? "general" : part;
  }

  /** The used tags: first those that the description lists, then the others, in the order of their operations. */
  used(): JsonObject[] {
    const listed = [...this.#described.keys()].flatMap((name): JsonObject[] => {
      const tag = this.#used.get(name);
      return tag ? [tag] : [];
    });
    return [...listed, ...[...this.#used.values()].filter((tag) => !listed.includes(tag))];
  }

  #tag(given: string, at: string | undefined): JsonObject {
    const known = this.#used.get(given);
    if (known) return known;
    const name = this.#names.tag(given);
    if (at && name !== given) this.#reports.warn(at, "tag", `the group of the tag "${given}" is called ${name}`);
    const described = this.#described.get(given) ?? {};
    const tag = objectOf([
      ["name", name],
      ["description", proseOf(described.description)],
    ]);
    this.#used.set(given, tag);
    return tag;
  }
}

/** The parts of a path that say something. */
const partsOf = (path: string): string[] =>
  path.split("/").filter((part) => part !== "" && !part.includes("{") && !/^(api|rest|v?\d+(\.\d+)*)$/i.test(part));

/** How many parts all paths begin with, if they differ afterwards. */
function sharedParts(paths: readonly (readonly string[])[]): number {
  const [first = [], ...others] = paths.filter((parts) => parts.length > 0);
  const differing = first.findIndex((part, index) => others.some((parts) => parts[index] !== part));
  return Math.max(differing, 0);
}
