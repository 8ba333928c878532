/** How names and values of an organization appear in the text of a difference. */
import { printable } from "../../core/errors/printable.js";

/** A name that programs use. */
export const named = (name: string): string => printable(name, 100);

/** Text that people chose. */
export const quoted = (text: string): string => JSON.stringify(printable(text, 100));

export const listed = (texts: readonly string[]): string => texts.join(", ");

/** A noun with a list: `the value "A"`, `the values "A", "B"`. */
export const counted = (noun: string, texts: readonly string[]): string =>
  `${noun}${texts.length === 1 ? "" : "s"} ${listed(texts)}`;

export const relabeled = (subject: string, before: unknown, after: unknown): string =>
  `${subject} is now labeled ${quoted(String(after ?? ""))} (was ${quoted(String(before ?? ""))})`;

export const modulesNamed = (modules: readonly string[]): string =>
  modules.length === 0 ? "no module in particular" : modules.map(named).join(" and ");
