/** The files of a description. Only local files are read: a URL is mapped to a local file, or is an error. */
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { BaseResolver, type Document, isAbsoluteUrl, type Source } from "@redocly/openapi-core";
import type { Origins } from "./origins.js";
import { parse } from "./parse.js";
import type { Reader } from "./reader.js";

/** Finds and parses the files that refer to each other. */
export class LocalFiles extends BaseResolver {
  readonly #map: readonly (readonly [address: string, path: string])[];
  readonly #reader: Reader;
  readonly #origins: Origins;

  /** @param map Local files or folders by the address that they replace. */
  constructor(map: Readonly<Record<string, string>>, reader: Reader, origins: Origins) {
    super();
    // The longest address wins.
    this.#map = Object.entries(map).toSorted(([a], [b]) => b.length - a.length);
    this.#reader = reader;
    this.#origins = origins;
  }

  override resolveExternalRef(base: string | null, ref: string): string {
    if (ref.startsWith("file:")) return pathOf(ref);
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
    return this.#reader.readReferenced(file);
  }

  override parseDocument(source: Source, isRoot = false): Document {
    // Prose may be in files of its own: `description: { $ref: intro.md }`.
    if (!isRoot && /\.(md|txt|html)$/i.test(source.absoluteRef)) return { source, parsed: source.body };
    const parsed = parse(source);
    this.#origins.add(source, parsed);
    return { source, parsed };
  }
}

/** The path of a `file:` URL; one with a host of its own has none, and is not found. */
function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return resolve(url);
  }
}
