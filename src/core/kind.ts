/**
 * What kind of object a value is, in whatever realm it was created. Test runners such as Jest run programs in a realm of
 * their own, where `instanceof` fails for the errors of Node's modules, for Buffers, and for many other objects.
 */
export const kindOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

export const isError = (value: unknown): value is Error => /^(Error|DOMException)$/.test(kindOf(value));

/** The code of an error, such as `ENOENT`; `undefined` if it has none. */
export function codeOf(error: unknown): string | undefined {
  const code: unknown = isError(error) ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : undefined;
}

/** The message of an error; any other value as a string. */
export const messageOf = (error: unknown): string => (isError(error) ? error.message : String(error));

/** Whether a value is a `Uint8Array`, such as a Buffer. */
export const isBytes = (value: unknown): value is Uint8Array => kindOf(value) === "Uint8Array";

export const isDate = (value: unknown): value is Date => kindOf(value) === "Date";

export const isArrayBuffer = (value: unknown): value is ArrayBuffer => kindOf(value) === "ArrayBuffer";

export const isMap = (value: unknown): value is Map<unknown, unknown> => kindOf(value) === "Map";

/** Whether a value is of one of the web's classes. Early dates of Cloudflare's workers give their objects no names. */
function isOf(name: "Blob" | "File" | "FormData" | "ReadableStream" | "Response" | "URLSearchParams", value: unknown) {
  const Class: unknown = Reflect.get(globalThis, name);
  return kindOf(value) === name || (typeof Class === "function" && value instanceof Class);
}

export const isFile = (value: unknown): value is File => isOf("File", value);

/** Whether a value is a `Blob`, such as a `File`. */
export const isBlob = (value: unknown): value is Blob => isOf("Blob", value) || isFile(value);

export const isReadableStream = (value: unknown): value is ReadableStream => isOf("ReadableStream", value);

export const isResponse = (value: unknown): value is Response => isOf("Response", value);

export const isFormData = (value: unknown): value is FormData => isOf("FormData", value);

export const isSearchParams = (value: unknown): value is URLSearchParams => isOf("URLSearchParams", value);

/** Whether a value is an object like those that JSON holds: no array, and of no class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (kindOf(value) !== "Object") return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
