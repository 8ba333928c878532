/** Words as the search compares them: names such as `API.MODULES.get` and `Last_Name` are words. */

/** The words of a string, in lowercase. */
export const wordsOf = (text: string): string[] =>
  (text.match(/[\p{L}\p{N}$][\p{L}\p{N}_.$-]*/gu) ?? []).map((word) => word.replace(/[.-]+$/, "").toLowerCase());

/** A name, what is behind each of its dots, and its parts: `api.modules.get`, `modules.get`, `api`, `modules`, `get`. */
export function partsOf(word: string): string[] {
  const steps = word.split(".");
  const tails = steps.map((_, index) => steps.slice(index).join("."));
  return [...new Set([...tails, ...word.split(/[._-]/)])].filter((part) => part !== "");
}
