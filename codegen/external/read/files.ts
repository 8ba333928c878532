/** The files of a description. Only local files are read: a URL is mapped to a local file, or is an error. */
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

/** The place that a value was read from. */
export interface Place {
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  readonly pointer: string;
  readonly line: number;
  readonly column: number;
}

/** Remembers for every object of the parsed files where it was, even after it has moved. */
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

  /** Copies a value; the copy has the same origin. */
  copy<T>(value: T): T {
    if (typeof value !== "object" || value === null) return value;
    const copied: unknown = Array.isArray(value)
      ? value.map((one) => this.copy(one))
      : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.copy(inner)]));
    const place = this.#places.get(value);
    if (place) this.#places.set(copied as object, place);
    return copied as T;
  }

  /** The origin of the value at a pointer of a joined document, or of the nearest value around it. */
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

/** The line and column of the first pointer that exists in the file. */
export function lineOf(source: Source, ...pointers: string[]): { line: number; column: number } {
  for (const pointer of pointers) {
    try {
      const { start } = getLineColLocation({ source, pointer: pointer.replace(/^#\/?/, "#/"), reportOnKey: true });
      return { line: start.line, column: start.col };
    } catch {
      // The value is missing in the file; the next pointer leads to the value around it.
    }
  }
  return { line: 1, column: 1 };
}

/** A file for messages: relative to the working directory or another folder, the same on every system. */
export const shownPath = (file: string, from = process.cwd()): string =>
  relative(from, file).replaceAll("\\", "/") || file;

/** Finds and parses the files that refer to each other. */
export class LocalFiles extends BaseResolver {
  readonly #map: readonly (readonly [address: string, path: string])[];
  readonly #origins: Origins;

  /** @param map Local files or folders by the address that they replace. */
  constructor(map: Readonly<Record<string, string>>, origins: Origins) {
    super();
    // The longest address wins.
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
        `"${file}" is a URL, and nothing is downloaded; map it to a local copy with --map ${folder}=FOLDER`,
      );
    }
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) throw new Error(`there is no file ${shownPath(file)}`);
    return new Source(file, (await readFile(file, "utf8")).replace(/^\uFEFF/, "").replace(/\r\n/g, "\n"));
  }

  override parseDocument(source: Source, isRoot = false): Document {
    // Prose may be in files of its own: `description: { $ref: intro.md }`.
    if (!isRoot && /\.(md|txt|html)$/i.test(source.absoluteRef)) return { source, parsed: source.body };
    const parsed = parse(source);
    this.#origins.add(source, parsed);
    refuseDeadReferences(parsed, this.#origins);
    return { source, parsed };
  }
}

/** @throws DescriptionError if references lead back to themselves or into null. */
export function refuseDeadReferences(document: unknown, origins: Origins): void {
  const problems = deadReferences(document).map((pointer) => {
    const { file, line, column, pointer: at } = origins.find(document, pointer, true);
    const message = `the reference leads back to itself or into null; correct it (at ${at})`;
    return { file, line, column, rule: "reference", message };
  });
  if (problems.length > 0) throw new DescriptionError(problems);
}

/** Parses JSON or YAML, whatever the file is called. */
export function parse(source: Source): unknown {
  // JSON is also YAML, but the YAML parser takes ten times as long.
  if (/^\s*[{[]/.test(source.body)) {
    try {
      return JSON.parse(source.body);
    } catch {
      // It may be YAML with braces, whose parser reports the place of a mistake.
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
