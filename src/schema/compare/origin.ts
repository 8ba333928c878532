/** Who pulled the schemas, and what could not be read. */
import { ALL_OTHERS } from "../module-choice.js";
import type { Schema } from "../schema.js";
import type { Difference } from "./difference.js";
import type { Pair } from "./pair.js";
import { namesOf, own } from "./settings/settings.js";
import { named, quoted } from "./words.js";

/** A schema shows what the profile of its user may see. */
export function profileChange({ before, after }: Pair<Schema>): Difference[] {
  if (before.profile === after.profile) return [];
  const text =
    `The first schema was pulled by ${profile(before)}, the second by ${profile(after)}: ` +
    "what one of them may not see is missing from its schema, and is not necessarily gone";
  return [{ kind: "profile-changed", text, breaking: false }];
}

const profile = ({ profile: name }: Schema): string =>
  name === null ? "a user whose profile is unknown" : `a user with the profile ${quoted(name)}`;

/** What was left out of one schema only, or for another reason. Modules that the other schema has are compared as such. */
export function leftOutChanges({ before, after }: Pair<Schema>): Difference[] {
  return namesOf([before.leftOut, after.leftOut])
    .filter((name) => own(before.modules, name) === undefined && own(after.modules, name) === undefined)
    .flatMap((name) => {
      const text = leftOutText(named(name), own(before.leftOut, name), own(after.leftOut, name));
      const module = name.split("/")[0] ?? name;
      const where = name === ALL_OTHERS ? {} : { module };
      return text === undefined ? [] : [{ kind: "left-out-changed" as const, ...where, text, breaking: false }];
    });
}

function leftOutText(name: string, was: unknown, now: unknown): string | undefined {
  if (was === now) return undefined;
  if (name === ALL_OTHERS) {
    const which = now === undefined ? "first" : "second";
    return `The ${which} schema has only some of the modules; the others are not compared`;
  }
  if (was === undefined) return `${name} is left out, so it is not compared: ${named(String(now))}`;
  if (now === undefined) return `${name} is no longer left out`;
  return `${name} is left out for another reason: ${named(String(now))} (was: ${named(String(was))})`;
}

/** Whether a part of a module is in both schemas, so that it can be compared. */
export const isRead = ({ before, after }: Pair<Schema>, module: string, part: string): boolean =>
  [before, after].every(({ leftOut }) => own(leftOut, `${module}/${part}`) === undefined);
