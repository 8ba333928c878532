import type { Handler, Handlers } from "../calls/handler.js";
import { cutPage } from "../conventions/paging.js";
import { json, noContent } from "../http/answers.js";
import { invalidQuery, invalidValue, missingParameter } from "../http/errors.js";
import { findColumn } from "../queries/column.js";
import { anyColumn, type ColumnOf, type Predicate, parseCriteria } from "../queries/criteria.js";
import { isApproved, isListed, sortRecords } from "../queries/listing.js";
import { readable } from "../records/activities.js";
import type { UserCrm } from "../records/crm.js";
import type { CrmRecord } from "../records/record.js";
import type { Table } from "../records/store.js";
import { viewRecord } from "../records/view.js";
import { isObject, splitList, textOf } from "../values/values.js";

/** A search finds no more than this, whatever the page. */
const MAX_RESULTS = 2000;

const searchRecords: Handler = (call, { crm }) => {
  const table = readable(crm.records, call.path("module"));
  const { records, own } = table;
  const matches = readPredicate(call.query, columnsOf(crm, table));
  const converted = call.query.get("converted");
  const approved = call.query.get("approved");
  const found = [...records.values()].filter(
    (record) => isListed(record, converted) && isApproved(record, approved) && matches(record),
  );
  const sorted = sortRecords(found, { sort_by: "id", sort_order: "desc" }).slice(0, MAX_RESULTS);
  const page = cutPage(sorted, call.query);
  if (page.items.length === 0) return noContent();
  const fields = splitList(call.query.get("fields"));
  return json(200, { data: page.items.map((record) => viewRecord(own(record), record, fields)), info: page.info });
};

/** The four ways to search are alternatives; where several are given, the first of this order counts. */
function readPredicate(query: URLSearchParams, columnOf: ColumnOf): Predicate {
  const criteria = query.get("criteria");
  if (criteria !== null) return parseCriteria(criteria, columnOf);
  const email = query.get("email")?.toLowerCase();
  if (email !== undefined) return anyField(isEmailField, (text) => text.toLowerCase() === email);
  const phone = query.get("phone");
  if (phone !== null) {
    const wanted = digits(phone);
    return anyField(isPhoneField, (text) => wanted !== "" && digits(text) === wanted);
  }
  const word = query.get("word")?.toLowerCase();
  if (word === undefined) throw missingParameter("criteria");
  if (word.length < 2) throw invalidValue({ minimum_length: 2, api_name: "word" });
  return hasWord(word);
}

/** @param word - in lower case */
export const hasWord = (word: string): Predicate => anyField(isShown, (text) => text.toLowerCase().includes(word));

/** The fields of a module. A lenient organisation lets every name pass. */
function columnsOf({ records, strict }: UserCrm, table: Table): ColumnOf {
  return (field) => {
    const column = field.includes(".") ? undefined : findColumn(records, table, field);
    if (column === undefined && strict) throw invalidQuery({ reason: "invalid field found", api_name: field });
    // Seen with the times of a custom module: they are equal or not, and nothing more.
    const unordered = strict && table.module.custom && column?.type === "datetime";
    return column === undefined ? anyColumn(field) : { ...column, unordered };
  };
}

const isEmailField = (name: string): boolean => /email/i.test(name);
const isPhoneField = (name: string): boolean => /phone|mobile|fax/i.test(name);
const isShown = (name: string): boolean => !name.startsWith("$");

/** Whether some text of the fields chosen passes. A name is judged once, not for every record. */
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

export const searchHandlers: Handlers = { searchRecords };
