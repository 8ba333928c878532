/** A JSON object of which nothing is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An own member: `constructor` and `__proto__` are names like any other. */
export const member = (object: JsonObject, name: string): unknown =>
  Object.hasOwn(object, name) ? object[name] : undefined;

export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Prose, its lines ended as everywhere in the output; `undefined` where there is none. */
export const proseOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value.replace(/\r\n?/g, "\n").trim() || undefined : undefined;

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** An object of the members that are there. */
export const objectOf = (members: readonly (readonly [string, unknown])[]): JsonObject =>
  Object.fromEntries(members.filter(([, value]) => value !== undefined));

/** Whether a value is data alone: what looks like a schema would be taken for one by whoever walks the description. */
export const isData = (value: unknown): boolean => !/"(\$ref|allOf|discriminator)":/.test(JSON.stringify(value) ?? "");

/** The project's own members, and anyone's: `x-method`. */
export const extensionsOf = (object: JsonObject): [string, unknown][] =>
  Object.entries(object).filter(([name, value]) => name.startsWith("x-") && isData(value));

/** A value as it is named in a message. */
export const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 60) ?? String(value);
