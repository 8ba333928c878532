import { withoutSecrets } from "./secrets.js";

/** How deep the values in an error may nest. */
const DEPTH = 10;

/** The number of values that are looked at. */
const SIZE = 10_000;

/** Stands for what could show anything: a function, an object with a class of its own, what nests too deep. */
const HIDDEN = "[not shown]";

/** Methods that decide how an object is shown. */
const SHOWING: ReadonlySet<PropertyKey> = new Set([
  "toJSON",
  "toString",
  Symbol.toPrimitive,
  Symbol.for("nodejs.util.inspect.custom"),
]);

/**
 * What an error may carry: the value itself if all that a program could print of it is safe, otherwise a copy that is.
 * @param safe Makes a string safe.
 */
export function safeValue<T>(value: T, safe: (text: string) => string): T {
  const copier = new Copier(safe);
  const copy = copier.copyOf(value, DEPTH) as T;
  return copier.differs ? copy : value;
}

class Copier {
  /** Whether a copy is not the same as its original. */
  differs = false;
  readonly #safe: (text: string) => string;
  readonly #copies = new Map<object, object>();
  #count = 0;

  constructor(safe: (text: string) => string) {
    this.#safe = safe;
  }

  copyOf(value: unknown, depth: number): unknown {
    this.#count += 1;
    if (typeof value === "string") return this.#text(value);
    if (typeof value === "symbol" || typeof value === "function") return this.#hidden();
    if (typeof value !== "object" || value === null) return value;
    const copy = this.#copies.get(value);
    if (copy) return copy;
    if (depth === 0 || this.#count > SIZE) return this.#hidden();
    try {
      return this.#object(value, depth - 1);
    } catch {
      // A getter, or the trap of a proxy.
      return this.#hidden();
    }
  }

  #object(value: object, depth: number): unknown {
    // The tag of an object of another realm is the same, as under Jest; its class is not.
    const tag = Object.prototype.toString.call(value);
    if (tag === "[object Error]" || tag === "[object DOMException]") return this.#error(value as Error, depth);
    const type: object | null = Object.getPrototypeOf(value);
    if (type === null || isRoot(type)) return this.#members(value, this.#begin(value, {}), depth);
    if (ArrayBuffer.isView(value)) return this.#bytes(value);
    if (!isRoot(Object.getPrototypeOf(type))) return this.#hidden();
    if (Array.isArray(value)) return this.#members(value, this.#begin(value, []), depth);
    if (tag === "[object Date]") return this.#members(value, new Date(Number(value)), depth);
    if (tag === "[object Map]") {
      const copy = this.#begin(value, new Map<unknown, unknown>());
      Map.prototype.forEach.call(value, (member, key) => copy.set(this.copyOf(key, depth), this.copyOf(member, depth)));
      return this.#members(value, copy, depth);
    }
    if (tag === "[object Set]") {
      const copy = this.#begin(value, new Set<unknown>());
      Set.prototype.forEach.call(value, (member) => copy.add(this.copyOf(member, depth)));
      return this.#members(value, copy, depth);
    }
    return this.#hidden();
  }

  /** Also looks at what the error's class adds. */
  #error(error: Error, depth: number): object {
    const copy = this.#begin(error, new Error(this.#text(String(error.message))));
    for (const name of ["name", "stack"] as const) define(copy, name, this.#text(String(error[name])), false);
    for (let type = Object.getPrototypeOf(error); type !== null && !isRoot(type); type = Object.getPrototypeOf(type)) {
      for (const key of Reflect.ownKeys(type)) {
        const member: unknown = Reflect.get(type, key, error);
        if (typeof member !== "function") this.copyOf(member, depth);
        else if (SHOWING.has(key) && !isNative(member)) this.#hidden();
      }
    }
    return this.#members(error, copy, depth);
  }

  #members<T extends object>(value: object, copy: T, depth: number): T {
    for (const key of Reflect.ownKeys(value)) {
      if (key === "stack" || key === "length") continue;
      const { get, enumerable = true } = Object.getOwnPropertyDescriptor(value, key) ?? {};
      const member = this.copyOf(Reflect.get(value, key), depth);
      const name = this.#text(String(key));
      // A getter may return something else the next time.
      this.differs ||= get !== undefined;
      if (typeof key === "string") define(copy, name, member, enumerable);
    }
    return copy;
  }

  #bytes(value: ArrayBufferView): unknown {
    const text = new TextDecoder("latin1").decode(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return withoutSecrets(text) === text ? value : this.#hidden();
  }

  /** An object may contain itself, so its copy is known before its members are. */
  #begin<T extends object>(value: object, copy: T): T {
    this.#copies.set(value, copy);
    return copy;
  }

  #text(text: string): string {
    const safe = this.#safe(text);
    this.differs ||= safe !== text;
    return safe;
  }

  #hidden(): string {
    this.differs = true;
    return HIDDEN;
  }
}

const define = (object: object, name: string, value: unknown, enumerable: boolean) =>
  Object.defineProperty(object, name, { value, enumerable, writable: true, configurable: true });

/** Whether this is the prototype of plain objects, of any realm. */
const isRoot = (type: object | null): boolean => type !== null && Object.hasOwn(type, "isPrototypeOf");

const isNative = (method: object): boolean => /\[native code\]/.test(Function.prototype.toString.call(method));
