/** Files of a description, from the disk alone: an address of the web is a local file by the map, or an error. */
import { readFile, stat } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  BaseResolver,
  type Document,
  getLineColLocation,
  isAbsoluteUrl,
  parseYaml,
  Source,
} from "@redocly/openapi-core";
import { DescriptionError } from "../../problem.js";
import { child, valueAt } from "../pointer.js";
import { deadReferences } from "./dead-references.js";

/** Where a value was read. */
export interface Place {
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  readonly pointer: string;
  readonly line: number;
  readonly column: number;
}

/** Remembers of every object of the files it has parsed where that stood, wherever it is moved to. */
export class Origins {
  readonly #places = new WeakMap<object, { source: Source; pointer: string }>();

  add(source: Source, root: unknown): void {
    const waiting: [unknown, string][] = [[root, "#"]];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [value, pointer] = next;
      if (typeof value !== "object" || value === null || this.#places.has(value)) continue;
      this.#places.set(value, { source, pointer });
      for (const [key, inner] of Object.entries(value)) waiting.push([inner, child(pointer, key)]);
    }
  }

  /** A copy of a value that comes from where the value came from. */
  copy<T>(value: T): T {
    if (typeof value !== "object" || value === null) return value;
    const copied: unknown = Array.isArray(value)
      ? value.map((one) => this.copy(one))
      : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.copy(inner)]));
    const place = this.#places.get(value);
    if (place) this.#places.set(copied as object, place);
    return copied as T;
  }

  /** Where the value at a pointer of a joined document comes from; the nearest that is known around it. */
  find(document: unknown, pointer: string, withLine: boolean): Place {
    const steps = pointer.split("/").slice(1);
    for (let length = steps.length; length >= 0; length--) {
      const value = valueAt(document, ["#", ...steps.slice(0, length)].join("/"));
      const found = typeof value === "object" && value !== null ? this.#places.get(value) : undefined;
      if (found === undefined) continue;
      const rest = ["", ...steps.slice(length)].join("/");
      const at = `${found.pointer}${rest === "/" ? "" : rest}`;
      const { line, column } = withLine ? lineOf(found.source, at, found.pointer) : { line: 1, column: 1 };
      return { file: shownPath(found.source.absoluteRef), pointer: at, line, column };
    }
    return { file: "", pointer, line: 1, column: 1 };
  }
}

/** Line and column of the first of some pointers that is there. */
export function lineOf(source: Source, ...pointers: string[]): { line: number; column: number } {
  for (const pointer of pointers) {
    try {
      const { start } = getLineColLocation({ source, pointer: pointer.replace(/^#\/?/, "#/"), reportOnKey: true });
      return { line: start.line, column: start.col };
    } catch {
      // The value is missing in the file; the next pointer leads to what is around it.
    }
  }
  return { line: 1, column: 1 };
}

/** A file as it is shown: from the working directory, the same on every system. */
export const shownPath = (file: string): string => relative(process.cwd(), file).replaceAll("\\", "/") || file;

/** Finds and parses the files that refer to each other. */
export class LocalFiles extends BaseResolver {
  readonly #map: readonly (readonly [address: string, path: string])[];
  readonly #origins: Origins;

  /** @param map Local files or folders by the address that they stand for. */
  constructor(map: Readonly<Record<string, string>>, origins: Origins) {
    super();
    // The longest address is the nearest.
    this.#map = Object.entries(map).toSorted(([a], [b]) => b.length - a.length);
    this.#origins = origins;
  }

  override resolveExternalRef(base: string | null, ref: string): string {
    if (ref.startsWith("file:")) return fileURLToPath(ref);
    if (!isAbsoluteUrl(ref)) return resolve(base ? dirname(base) : ".", ref);
    const [found] = this.#map.filter(([address]) => ref === address || ref.startsWith(address.replace(/\/?$/, "/")));
    if (found === undefined) return ref;
    const [address, path] = found;
    const rest = ref.slice(address.length);
    return rest === "" ? resolve(path) : resolve(path, rest.replace(/^\/+/, ""));
  }

  override async loadExternalRef(file: string): Promise<Source> {
    if (isAbsoluteUrl(file)) {
      const folder = file.slice(0, file.lastIndexOf("/") + 1);
      throw new Error(
        `"${file}" is on the web, and nothing is fetched from there; name the local copy with --map ${folder}=FOLDER`,
      );
    }
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) throw new Error(`there is no file ${shownPath(file)}`);
    return new Source(file, (await readFile(file, "utf8")).replace(/^\uFEFF/, "").replace(/\r\n/g, "\n"));
  }

  override parseDocument(source: Source, isRoot = false): Document {
    // Prose stands in files of its own: `description: { $ref: intro.md }`.
    if (!isRoot && /\.(md|txt|html)$/i.test(source.absoluteRef)) return { source, parsed: source.body };
    const parsed = parse(source);
    this.#origins.add(source, parsed);
    refuseDeadReferences(parsed, this.#origins);
    return { source, parsed };
  }
}

/** @throws DescriptionError where references lead back to themselves, or into nothing. */
export function refuseDeadReferences(document: unknown, origins: Origins): void {
  const problems = deadReferences(document).map((pointer) => {
    const { file, line, column, pointer: at } = origins.find(document, pointer, true);
    const message = `the reference leads back to itself or into null; let it lead to something (at ${at})`;
    return { file, line, column, rule: "reference", message };
  });
  if (problems.length > 0) throw new DescriptionError(problems);
}

/** Parses JSON or YAML, whatever the file is called. */
export function parse(source: Source): unknown {
  // JSON is YAML too, but takes ten times as long to read as such.
  if (/^\s*[{[]/.test(source.body)) {
    try {
      return JSON.parse(source.body);
    } catch {
      // YAML has braces as well, and tells where it is wrong.
    }
  }
  try {
    return parseYaml(source.body, { filename: source.absoluteRef });
  } catch (error) {
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    const [, line = "1", column = "1"] = /\((\d+):(\d+)\)/.exec(message) ?? [];
    const file = shownPath(source.absoluteRef);
    throw new DescriptionError([
      {
        file,
        line: Number(line),
        column: Number(column),
        rule: "syntax",
        message: `neither JSON nor YAML: ${message}`,
      },
    ]);
  }
}
