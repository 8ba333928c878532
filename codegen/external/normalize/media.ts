import { isData, isObject, type JsonObject } from "../json.js";

/** A media type of a body. */
export interface Media {
  readonly type: string;
  readonly given: JsonObject;
}

/** The media types of a body in the order of preference: JSON, forms, then as described. */
export function mediaOf(content: unknown, ranks: readonly RegExp[]): Media[] {
  if (!isObject(content)) return [];
  const rank = (type: string): number => {
    const found = ranks.findIndex((pattern) => pattern.test(type));
    return found === -1 ? ranks.length : found;
  };
  return Object.entries(content)
    .map(([type, given]) => ({ type: type.trim().toLowerCase(), given: isObject(given) ? given : {} }))
    .filter(({ type }) => /^[^\s/]+\/[^\s/]+/.test(type))
    .toSorted((a, b) => rank(a.type) - rank(b.type));
}

export const JSON_TYPES = [/^application\/json\b/, /[/+]json\b/, /^\*\/\*/];

/** Media types whose bodies are text. */
export const TEXT_TYPE = /^text\/|[/+](xml|yaml)\b/;

export const isJson = (type: string): boolean => JSON_TYPES.some((pattern) => pattern.test(type));

/** The first example of a body, unless it is too long to read. */
export function exampleIn({ example, examples }: JsonObject): unknown {
  const first = isObject(examples) ? Object.values(examples)[0] : undefined;
  const shown = example ?? (isObject(first) ? first.value : undefined);
  return shown !== undefined && isData(shown) && JSON.stringify(shown).length <= 1_000 ? shown : undefined;
}
