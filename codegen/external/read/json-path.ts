import { type JSONValue, jsonpath } from "json-p3";
import type { JsonObject } from "../json.js";
import { isTimeout, type OverlayLimits, within } from "./limits.js";

/** The steps from a document to a value in it. */
export type Way = readonly (string | number)[];

/**
 * Finds the values that a JSONPath expression selects. An expression can take any time, for example by a regular expression.
 * @returns The way to each value, or what is wrong with the expression.
 */
export function find(
  document: JsonObject,
  expression: string,
  { matches, milliseconds }: OverlayLimits,
): Way[] | string {
  try {
    return within(milliseconds, () => {
      const ways: Way[] = [];
      for (const { location } of jsonpath.lazyQuery(expression, document as JSONValue)) {
        if (ways.length === matches) return `it selects more than ${matches} values`;
        ways.push(location);
      }
      return ways;
    });
  } catch (error) {
    if (isTimeout(error)) return `it takes longer than ${milliseconds / 1000} seconds`;
    if (error instanceof jsonpath.JSONPathRecursionLimitError) return "it descends too deep; name more of the way";
    return `it is not a JSONPath: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The value at the end of a way that was just found. */
export const valueAlong = (document: unknown, way: Way): unknown =>
  way.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], document);
