/** Searches in the text of any field: for a word, an e-mail address or a telephone number. */
import type { CrmRecord } from "../records/record.js";
import { isObject, textOf } from "../values/values.js";
import type { Predicate } from "./criteria.js";

/** @param word The word in lower case */
export const hasWord = (word: string): Predicate => anyField(isShown, (text) => text.toLowerCase().includes(word));

/** @param email The address in lower case */
export const hasEmail = (email: string): Predicate => anyField(isEmailField, (text) => text.toLowerCase() === email);

/** Telephone numbers are compared by their digits. */
export function hasPhone(phone: string): Predicate {
  const wanted = digits(phone);
  return anyField(isPhoneField, (text) => wanted !== "" && digits(text) === wanted);
}

const isEmailField = (name: string): boolean => /email/i.test(name);
const isPhoneField = (name: string): boolean => /phone|mobile|fax/i.test(name);
const isShown = (name: string): boolean => !name.startsWith("$");

/** Whether any text in the selected fields passes. A field name is tested once, not per record. */
function anyField(chooses: (name: string) => boolean, test: (text: string) => boolean): Predicate {
  const chosen = new Map<string, boolean>();
  return (record: CrmRecord) => {
    for (const [name, value] of Object.entries(record)) {
      let isChosen = chosen.get(name);
      if (isChosen === undefined) {
        isChosen = chooses(name);
        chosen.set(name, isChosen);
      }
      if (isChosen && hasText(value, test)) return true;
    }
    return false;
  };
}

/** A lookup is found by its name and its id, a list by each of its values. */
function hasText(value: unknown, test: (text: string) => boolean): boolean {
  if (typeof value === "string") return test(value);
  if (value === undefined || value === null) return false;
  if (Array.isArray(value)) return value.some((member) => hasText(member, test));
  if (isObject(value)) return hasText(value.name, test) || hasText(value.id, test);
  return test(textOf(value));
}

const digits = (text: string): string => text.replace(/\D/g, "");
