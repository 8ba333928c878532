/** References that lead nowhere. An overlay may still correct them, so they are reported after all overlays. */
import type { Document } from "@redocly/openapi-core";
import { isObject, type JsonObject } from "../json.js";
import { child, stepsOf, valueAt } from "../pointer.js";
import type { LocalFiles } from "./files.js";
import { isReference, referencesIn } from "./references.js";

/**
 * Takes dead references out of documents while the others are resolved: the resolver fails on many of them, and names
 * none.
 */
export class DeadReferences {
  readonly #taken: { readonly from: object; readonly name: string; readonly value: unknown }[] = [];
  /** Why a reference is dead, by the object that has it. */
  readonly #reasons = new WeakMap<object, string>();

  /** Takes them out of a document, and of all documents that it leads to. */
  async take(root: Document, files: LocalFiles): Promise<void> {
    const documents = new Set([root]);
    for (const document of documents) {
      const find = (ref: string) => target(document, ref, files, documents);
      for (const { holder } of referencesIn(document.parsed)) {
        const found = await find(holder.$ref);
        if (typeof found === "object") continue;
        this.#reasons.set(holder, found);
        this.#take(holder, "$ref");
      }
      for (const object of objectsIn(document.parsed)) {
        // An example in another file would be read, and is not used.
        if (typeof object.externalValue === "string") this.#take(object, "externalValue");
        const mapping = isObject(object.discriminator) ? object.discriminator.mapping : undefined;
        for (const [name, value] of Object.entries(isObject(mapping) ? mapping : {})) {
          const isPath = typeof value === "string" && /[#/]/.test(value);
          if (!isPath || typeof (await find(value)) === "string") this.#take(mapping as JsonObject, name);
        }
      }
    }
  }

  /** Puts them back. */
  restore(): void {
    for (const { from, name, value } of this.#taken.splice(0)) Object.assign(from, { [name]: value });
  }

  /** Those of a joined document, with the reason. Those in examples and extensions are only data, and do not count. */
  in(document: unknown): { pointer: string; message: string }[] {
    return referencesIn(document).flatMap(({ holder, pointer, isData }) => {
      const reason = isData ? undefined : reasonWithin(document, holder.$ref);
      if (reason === undefined) return [];
      const told = this.#reasons.get(holder) ?? reason;
      return [{ pointer, message: `${told}; correct the reference, or replace it in an overlay` }];
    });
  }

  #take(from: object, name: string): void {
    this.#taken.push({ from, name, value: Reflect.get(from, name) });
    Reflect.deleteProperty(from, name);
  }
}

const nowhere = (ref: string): string => `there is nothing at "${ref}"`;
const inCircles = (ref: string): string => `the reference leads back to itself or into null: "${ref}"`;

/**
 * The value that a reference leads to in the end, or why it leads nowhere.
 * @param documents Documents on the way are added.
 */
async function target(
  document: Document,
  ref: string,
  files: LocalFiles,
  documents: Set<Document>,
  seen: ReadonlySet<string> = new Set(),
): Promise<{ document: Document; value: unknown } | string> {
  if (/^#[^/]/.test(ref)) return nowhere(ref);
  const [file = "", pointer = ""] = ref.split("#/");
  const name = file.replace(/#$/, "");
  const base = document.source.absoluteRef;
  const opened = name === "" ? document : await files.resolveDocument(base, name).catch((error: Error) => error);
  if (opened instanceof Error) return firstLine(opened.message);
  documents.add(opened as Document);
  let found = { document: opened as Document, value: (opened as Document).parsed as unknown };
  const key = `${found.document.source.absoluteRef}#/${pointer}`;
  if (seen.has(key)) return inCircles(ref);
  if (!canDecode(pointer)) return nowhere(ref);
  const way = new Set([...seen, key]);
  for (const step of [...stepsOf(pointer), undefined]) {
    if (isReference(found.value) && (step === undefined || !Object.hasOwn(found.value, step))) {
      const next = await target(found.document, found.value.$ref, files, documents, way);
      if (typeof next === "string") return next;
      found = next;
    }
    if (step === undefined) break;
    if (found.value === null) return inCircles(ref);
    if (typeof found.value !== "object" || !Object.hasOwn(found.value, step)) return nowhere(ref);
    found = { ...found, value: (found.value as JsonObject)[step] };
  }
  return found;
}

/** Why a reference leads nowhere within a document, or back to itself. */
function reasonWithin(document: unknown, start: string): string | undefined {
  const seen = new Set<string>();
  for (let ref = start; ; ) {
    if (!ref.startsWith("#/")) return nowhere(ref);
    if (seen.has(ref)) return inCircles(start);
    seen.add(ref);
    const found = valueAt(document, ref);
    if (found === undefined) return leadsIntoNull(document, ref) ? inCircles(ref) : nowhere(ref);
    if (!isReference(found)) return undefined;
    ref = found.$ref;
  }
}

const leadsIntoNull = (document: unknown, ref: string): boolean =>
  stepsOf(ref).some((_, index, steps) => valueAt(document, child("#", ...steps.slice(0, index))) === null);

function* objectsIn(document: unknown): Generator<JsonObject> {
  const seen = new Set<unknown>();
  const waiting = [document];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isObject(value)) yield value;
    for (const inner of Object.values(value)) waiting.push(inner);
  }
}

function canDecode(pointer: string): boolean {
  try {
    decodeURIComponent(pointer);
    return true;
  } catch {
    return false;
  }
}

const firstLine = (text: string): string => text.split("\n")[0] ?? text;
