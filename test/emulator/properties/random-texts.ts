/** Names, ids and texts that a request may have, so that it means something at times. */
import fc from "fast-check";
import type { Place } from "../support/described.js";

const TIME = "2026-05-14T12:54:51+03:00";
/** Records by module: one of each. */
export const ROWS: Record<string, object> = {
  Leads: { Last_Name: "Sample", Email: "a@example.com" },
  Contacts: { Last_Name: "Sample", Email: "a@example.com" },
  Accounts: { Account_Name: "Sample" },
  Deals: { Deal_Name: "Sample", Stage: "Qualification", Closing_Date: "2026-12-31" },
  Products: { Product_Name: "Sample" },
  Quotes: { Subject: "Sample", Product_Details: [{ product: { id: "4100000000000690014" }, quantity: 1 }] },
  Events: { Event_Title: "Sample", Start_DateTime: TIME, End_DateTime: TIME },
  Tasks: { Subject: "Sample" },
  Notes: { Note_Content: "Sample", Parent_Id: { id: "4100000000000690010" }, $se_module: "Leads" },
  Campaigns: { Campaign_Name: "Sample" },
};
export const MODULES = Object.keys(ROWS);
/** The one record of a module. */
export const idIn = (module: string): string => `41000000000006900${10 + MODULES.indexOf(module)}`;
const STRANGE_IDS = [
  "41",
  "0",
  "-1",
  "4100000000000999999",
  "9".repeat(20),
  "__proto__",
  "constructor",
  "%00",
  "a",
  "",
];
/** Ids of things that are not records, by the path that lists them; read before the tests. */
export const known = new Map<string, string[]>();

const FIELDS = ["Last_Name", "Email", "id", "Owner", "Tag", "Account_Name", "Created_Time", "Stage", "Amount"];
const STRANGE_FIELDS = [
  "Product_Details",
  "Parent_Id",
  "$se_module",
  "Own_Field",
  "__proto__",
  "a.b",
  "Account_Name.Owner",
];
const WORDS = [
  ...["select", "from", "where", "order by", "limit", "offset", "and", "or", "not", "in", "between", "like", "is null"],
  ...["(", ")", ",", "=", "!=", ">", "'a'", "'%a%'", "1", "-1", "999999999", ":", "equals", "starts_with", "\\", "''"],
  ...FIELDS,
  ...STRANGE_FIELDS,
  ...MODULES,
];

/** Mostly the first, at times the second. */
export const mostly = <T, U>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: other });

const soup = fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(" "));
const field = mostly(fc.constantFrom(...FIELDS), fc.constantFrom(...STRANGE_FIELDS));
const literal = fc.constantFrom(
  "'Sample'",
  "'%a%'",
  "5",
  "('a', 'b')",
  "1 and 5",
  "'2026-05-14T12:54:51+03:00'",
  "true",
  "",
);
const sign = fc.constantFrom(
  "=",
  "!=",
  ">",
  "<=",
  "in",
  "not in",
  "like",
  "not like",
  "between",
  "is null",
  "is not null",
);
const condition = fc.tuple(field, sign, literal).map((parts) => parts.join(" "));
const joined = fc
  .tuple(condition, fc.constantFrom(" and ", " or "), condition)
  .map(([one, word, other]) => `(${one}${word}${other})`);
const ending = fc.constantFrom(
  "",
  " limit 5",
  " limit 1, 2",
  " order by id desc",
  " order by Last_Name limit 0",
  " limit 201",
);
const comparator = fc.constantFrom("equals", "starts_with", "in", "between", "greater_than", "not_equal", "x");
const value = fc.constantFrom("Sample", "S", "a,b", "5", "\\(", "", "2026-05-14T12:54:51+03:00", "true");
const criterion = fc.tuple(field, comparator, value).map((parts) => `(${parts.join(":")})`);

/** Texts by what they are for, for a call on a module. */
export function textsFor({ path }: Place, module: string): (name: string) => fc.Arbitrary<string> {
  const kind = path.split("/{")[0] ?? "";
  const own = fc.nat(50).map((at) => {
    const ids = known.get(kind) ?? [idIn(module)];
    return ids[at % ids.length] ?? "";
  });
  const records = fc.constantFrom(...MODULES.map(idIn));
  const ids = mostly(own, fc.oneof(records, fc.constantFrom(...STRANGE_IDS)));
  return (name) => {
    if (name === "select_query") {
      const good = fc
        .tuple(field, fc.oneof(condition, joined), ending)
        .map(([column, where, end]) => `select ${column} from ${module} where ${where}${end}`);
      return mostly(good, soup);
    }
    if (name === "criteria") {
      const both = fc.tuple(criterion, criterion).map(([one, other]) => `(${one}and${other})`);
      return mostly(fc.oneof(criterion, both), soup);
    }
    if (/^(module|se_module)$/.test(name))
      return mostly(fc.constant(module), fc.constantFrom(...MODULES, "Nothing", "__proto__"));
    if (name === "X-CRM-ORG" || name === "organization") return mostly(fc.constant("900000144"), fc.string());
    if (name === "relatedList") return fc.constantFrom(...MODULES, "Attachments", "Contact_Roles");
    if (name === "functionName") return mostly(fc.constant("calculate_discount"), fc.string());
    if (name === "file") return own.map((id) => `${id}.zip`);
    if (/^(file_id|layout_id|channel_id)$/.test(name))
      return fc.nat(9).map((at) => (known.get(name) ?? [])[at] ?? "10000");
    if (/^(api_name|fields?|sort_by|duplicate_check_fields|find_by)$/.test(name)) return field;
    if (/ids?$|^(user|variable|group|channel_ids|sharedTo)$/i.test(name)) return ids;
    if (name === "events") return fc.constantFrom("Leads.all", "Deals.edit", "a.b", "Leads.", ".");
    if (/time|since|expiry|date/i.test(name))
      return fc.constantFrom("2020-05-14T12:54:51+03:00", TIME, "2026-05-14", "soon");
    return fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom("Sample", "a@example.com", "https://example.com/a", "5"),
    );
  };
}
