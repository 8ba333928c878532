import { json, noContent } from "../answers.js";
import { type Predicate, parseCriteria } from "../criteria.js";
import { invalidValue, missingParameter } from "../errors.js";
import type { Handler, Handlers } from "../handler.js";
import { cutPage } from "../paging.js";
import { isListed, sortRecords } from "../record-list.js";
import { viewRecord } from "../record-view.js";
import { splitList, textsOf } from "../values.js";

/** A search finds no more than this, whatever the page. */
const MAX_RESULTS = 2000;

const searchRecords: Handler = (call, { organization }) => {
  const { module, records } = organization.records.table(call.path("module"));
  const matches = readPredicate(call.query);
  const found = [...records.values()].filter(
    (record) => isListed(record, call.query.get("converted")) && matches(record),
  );
  const sorted = sortRecords(found, { sort_by: "id", sort_order: "desc" }).slice(0, MAX_RESULTS);
  const page = cutPage(sorted, call.query);
  if (page.items.length === 0) return noContent();
  const fields = splitList(call.query.get("fields"));
  return json(200, { data: page.items.map((record) => viewRecord(module, record, fields)), info: page.info });
};

/** The four ways to search are alternatives; where several are given, the first of this order counts. */
function readPredicate(query: URLSearchParams): Predicate {
  const criteria = query.get("criteria");
  if (criteria !== null) return parseCriteria(criteria);
  const email = query.get("email")?.toLowerCase();
  if (email !== undefined) return anyField(/email/i, (text) => text.toLowerCase() === email);
  const phone = query.get("phone");
  if (phone !== null) return anyField(/phone|mobile|fax/i, (text) => digits(text) === digits(phone));
  const word = query.get("word")?.toLowerCase();
  if (word === undefined) throw missingParameter("criteria");
  if (word.length < 2) throw invalidValue({ minimum_length: 2, api_name: "word" });
  return anyField(/^[^$]/, (text) => text.toLowerCase().includes(word));
}

const anyField =
  (names: RegExp, test: (text: string) => boolean): Predicate =>
  (record) =>
    Object.entries(record).some(([name, value]) => names.test(name) && textsOf(value).some(test));

const digits = (text: string): string => text.replace(/\D/g, "");

export const searchHandlers: Handlers = { searchRecords };
