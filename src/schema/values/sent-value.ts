/** What arrives of a record that a program sends: its members as JSON has them. */
import { jsonProblem } from "../../core/request/json-body.js";
import { described } from "./words.js";

/** A member: its value as it arrives, or why it is not sent. */
export type SentValue =
  | { readonly value: unknown /** What the program has. */; readonly original: unknown }
  | { /** The place within the value, such as `[0].x`. */ readonly path: string; readonly reason: string };

/** The members that are sent, in order; a string if it is not an object that can be sent. It never throws. */
export function sentMembers(record: unknown): ReadonlyMap<string, SentValue> | string {
  try {
    const given = ownJson(record);
    if (typeof given !== "object" || given === null || Array.isArray(given))
      return `must be an object; it is ${described(given)}`;
    const keys = Object.keys(given);
    const problem = keys.length === 0 ? jsonProblem(given, "") : undefined;
    if (problem !== undefined) return problem.reason;
    const members = keys.map((name) => [name, sentValue(given, name)] as const);
    return new Map(members.flatMap(([name, sent]) => (sent === undefined ? [] : [[name, sent]])));
  } catch {
    return UNREADABLE;
  }
}

const UNREADABLE = "cannot be read: reading it throws an error";

/** A record may say itself what JSON has of it. */
const ownJson = (record: unknown): unknown =>
  typeof record === "object" && record !== null && "toJSON" in record && typeof record.toJSON === "function"
    ? record.toJSON("")
    : record;

/** @returns `undefined` for a member that is not sent at all */
function sentValue(record: object, name: string): SentValue | undefined {
  try {
    const original: unknown = Reflect.get(record, name);
    if (original === undefined) return undefined;
    const problem = jsonProblem(original, name);
    if (problem !== undefined) return problem;
    const [value]: unknown[] = Object.values(JSON.parse(JSON.stringify({ [name]: original })));
    return { value, original };
  } catch {
    return { path: "", reason: UNREADABLE };
  }
}
