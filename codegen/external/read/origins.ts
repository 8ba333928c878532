import { getLineColLocation, type Source } from "@redocly/openapi-core";
import { shownPath } from "../paths.js";
import { child, valueAt } from "../pointer.js";

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
