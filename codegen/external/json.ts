/** Any JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An own member: `constructor` and `__proto__` are ordinary names. */
export const member = (object: JsonObject, name: string): unknown =>
  Object.hasOwn(object, name) ? object[name] : undefined;

export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Prose with the output's line ends; `undefined` if there is none. */
export const proseOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value.replace(/\r\n?/g, "\n").trim() || undefined : undefined;

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** An object of the members that are not undefined. */
export const objectOf = (members: readonly (readonly [string, unknown])[]): JsonObject =>
  Object.fromEntries(members.filter(([, value]) => value !== undefined));

/** Whether a value is only data. Code that walks the description would take `$ref` or `allOf` in it for a schema's. */
export const isData = (value: unknown): boolean => !/"(\$ref|allOf|discriminator)":/.test(JSON.stringify(value) ?? "");

/** A value, shortened for a message. */
export const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 60) ?? String(value);
