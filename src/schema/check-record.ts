/** Checks a record by the schema of its organization, before it is sent. */
import { CrmError } from "../core/errors/errors.js";
import { nearest } from "../core/errors/nearest.js";
import { printable } from "../core/errors/printable.js";
import { isPlainObject } from "../core/kind.js";
import type { ModuleSchema, Schema } from "./schema.js";
import { ANY_MODULE } from "./types/references.js";
import { type FieldRule, SYSTEM } from "./values/field-rule.js";
import { itemProblem } from "./values/line-item.js";
import { rulesOf } from "./values/module-rules.js";
import { isId, readReference } from "./values/reference.js";
import { type SentValue, sentMembers } from "./values/sent-value.js";
import { clears, valueProblem } from "./values/value-problem.js";
import { refusalText } from "./values/words.js";

/** Options of {@link checkRecord}. */
export interface CheckOptions {
  /** The call that sends the record. An update need not have the mandatory fields. @default "create" */
  for?: "create" | "update";
}

/** What is wrong with one value of a record. */
export interface RecordProblem {
  /** The field, or the place in its rows: `Product_Details[0].quantity`. Empty for the record as a whole. */
  readonly field: string;
  /**
   * Zoho's code, `MANDATORY_NOT_FOUND` or `INVALID_DATA`. Where Zoho says nothing: `UNKNOWN_FIELD`, `READ_ONLY_FIELD`, or
   * `INVALID_BODY` for a value that JSON cannot express, which the client does not send.
   */
  readonly code: "MANDATORY_NOT_FOUND" | "INVALID_DATA" | "INVALID_BODY" | "UNKNOWN_FIELD" | "READ_ONLY_FIELD";
  /** Whether the record is refused, or stored without the value, which Zoho drops silently. */
  readonly effect: "refused" | "dropped";
  /** For a person: `Budget: must be a number; it is a string`. It does not contain the value. */
  readonly message: string;
}

/**
 * Says what Zoho would refuse or drop of a record, at no credit. It goes by the metadata: a field that only a layout
 * requires is not missed, because Zoho creates records without it. Whether records exist that lookups name, and whether
 * a value is unique, only Zoho knows.
 *
 * @param schema The schema, of `readSchema` or `pullSchema`.
 * @param module The API name of the module.
 * @param values The record, as it would be sent. Whatever it is, this does not throw because of it.
 * @returns the problems, those first that Zoho finds first; empty if there are none
 * @throws CrmError `INVALID_MODULE` if the schema does not have the module
 * @example
 * const problems = checkRecord(schema, "Leads", { Last_Name: "Doe", Email: "nobody" });
 * for (const { message } of problems) console.log(message); // Email: must be an email address, such as ada@example.com
 */
export function checkRecord(
  schema: Schema,
  module: string,
  values: object,
  { for: call = "create" }: CheckOptions = {},
): RecordProblem[] {
  if (call !== "create" && call !== "update")
    throw new CrmError('for: expected "create" or "update"', { code: "INVALID_PARAMETERS" });
  return [...recordProblems({ schema, isUpdate: call === "update" }, moduleOf(schema, module), module, values)];
}

/** What a check knows wherever it is. */
interface Check {
  readonly schema: Schema;
  readonly isUpdate: boolean;
}

type Problems = Generator<RecordProblem, void, undefined>;

function moduleOf({ modules, leftOut }: Schema, name: string): ModuleSchema {
  const module = Object.hasOwn(modules, name) ? modules[name] : undefined;
  if (module !== undefined) return module;
  const near = nearest(String(name), Object.keys(modules));
  const reason = Object.hasOwn(leftOut, name)
    ? `: ${leftOut[name]}`
    : near === undefined
      ? ""
      : `; did you mean ${near}?`;
  const message = `the schema has no module ${printable(String(name), 100)}${reason}`;
  throw new CrmError(message, { code: "INVALID_MODULE", details: { module: name } });
}

/** @param name Its API name */
function* recordProblems(check: Check, module: ModuleSchema, name: string, record: unknown): Problems {
  const members = sentMembers(record);
  if (typeof members === "string") yield refused("", "INVALID_DATA", `the record ${members}`);
  else yield* memberProblems(check, { module, name, members, path: "", isPartial: check.isUpdate });
}

/** Members of a record, or of one of its rows. */
interface Row {
  readonly module: ModuleSchema;
  readonly name: string;
  readonly members: ReadonlyMap<string, SentValue>;
  /** What to write before the name of a member. */
  readonly path: string;
  /** Whether it changes what is there. */
  readonly isPartial: boolean;
  /** The module of the record whose row it is, which the row does not name. */
  readonly parent?: string;
}

function* memberProblems(check: Check, row: Row): Problems {
  const { module, name: moduleName, members, path } = row;
  const { fields, items } = rulesOf(module);
  for (const [name, { mandatory, lookup }] of fields) {
    if (mandatory && !(row.parent !== undefined && lookup === row.parent)) yield* missing(row, name);
  }
  for (const [given, sent] of members) {
    const place = `${path}${given}`;
    // Zoho's own clients omit the dollar sign.
    const name = given === "se_module" && fields.has("$se_module") ? "$se_module" : given;
    const rule = fields.get(name);
    if (name === "Tag" || (name === "id" && (row.isPartial || path !== ""))) continue;
    if (rule === undefined && !SYSTEM.has(name) && !name.startsWith("$")) {
      const near = nearest(name, [...fields.keys()]);
      const hint = near === undefined ? "" : `; did you mean ${near}?`;
      yield problem(place, "UNKNOWN_FIELD", "dropped", `${moduleName} has no such field, and Zoho drops it${hint}`);
    } else if (rule === undefined || rule.readOnly) {
      yield problem(place, "READ_ONLY_FIELD", "dropped", "is read-only, and Zoho ignores the value");
    } else if ("reason" in sent) {
      yield refused(`${place}${sent.path}`, "INVALID_BODY", sent.reason);
    } else if (Array.isArray(sent.value) && items.has(name)) {
      yield* itemProblems(check, place, sent.value);
    } else if (Array.isArray(sent.value) && rule.rows !== undefined) {
      yield* rowProblems(check, place, rule.rows, sent.value, moduleName);
    } else {
      yield* valueProblems(check, place, rule, sent, members);
    }
  }
}

/** A mandatory field without a value. An update may leave it out, but not clear it. */
function* missing({ members, path, isPartial }: Row, name: string): Problems {
  const sent = members.get(name);
  if (sent === undefined && !isPartial)
    yield refused(`${path}${name}`, "MANDATORY_NOT_FOUND", "is mandatory; it is missing");
  if (sent !== undefined && "value" in sent && clears(sent.value))
    yield refused(`${path}${name}`, "MANDATORY_NOT_FOUND", "is mandatory; it is empty");
}

function* valueProblems(
  { schema }: Check,
  place: string,
  rule: FieldRule,
  { value, original }: Extract<SentValue, { value: unknown }>,
  members: Row["members"],
): Problems {
  if (rule.lookup === undefined || value === null) {
    const found = valueProblem(rule, value);
    if (found !== undefined) yield refused(place, "INVALID_DATA", refusalText(rule, found, original));
    return;
  }
  const reference = readReference(value, rule.lookup);
  if (reference === undefined) {
    const wanted = rule.type === "jsonobject" ? "lookup" : rule.type;
    yield refused(place, "INVALID_DATA", refusalText({ type: wanted }, { expected_data_type: "jsonobject" }, original));
  } else if (reference !== "named" && !isId(reference.id)) {
    yield refused(place, "INVALID_DATA", "must name an id, which is a string of digits");
  } else if (reference !== "named" && rule.lookup === ANY_MODULE) {
    const named = members.get("$se_module") ?? members.get("se_module");
    const module = named !== undefined && "value" in named ? named.value : undefined;
    if (typeof module === "string" && !Object.hasOwn(schema.modules, module))
      yield refused(place, "INVALID_DATA", "names a record of $se_module, which is not a module of the schema");
  }
}

/** The rows of a subform or of a multi-select lookup. */
function* rowProblems(check: Check, place: string, name: string, rows: readonly unknown[], parent: string): Problems {
  const module = Object.hasOwn(check.schema.modules, name) ? check.schema.modules[name] : undefined;
  for (const [index, row] of rows.entries()) {
    const path = `${place}[${index}]`;
    const members = sentMembers(row);
    if (typeof members === "string") yield refused(path, "INVALID_DATA", members);
    else if (module !== undefined && !members.has("_delete")) {
      const isPartial = check.isUpdate && members.has("id");
      yield* memberProblems(check, { module, name, members, path: `${path}.`, isPartial, parent });
    }
  }
}

/** The products of an order. */
function* itemProblems({ isUpdate }: Check, place: string, rows: readonly unknown[]): Problems {
  for (const [index, given] of rows.entries()) {
    const path = `${place}[${index}]`;
    const row = isPlainObject(given) ? given : {};
    if (Object.hasOwn(row, "_delete")) continue;
    const known = isUpdate && Object.hasOwn(row, "id") ? { product: { id: "0" }, quantity: 0 } : {};
    const item: Readonly<Record<string, unknown>> = { ...known, ...row };
    const found = itemProblem(item);
    if (found === undefined) {
      const product = readReference(item.product, "Products");
      if (typeof product !== "object" || !isId(product.id))
        yield refused(`${path}.product`, "INVALID_DATA", "must name the id of a product");
    } else if ("missing" in found) {
      yield refused(`${path}.${found.missing}`, "MANDATORY_NOT_FOUND", "is mandatory; it is missing");
    } else {
      const text = found.wrong === "Discount" ? "must be a number, or a percentage such as 10%" : "must be a number";
      yield refused(`${path}.${found.wrong}`, "INVALID_DATA", text);
    }
  }
}

const refused = (field: string, code: RecordProblem["code"], text: string): RecordProblem =>
  problem(field, code, "refused", text);

function problem(
  field: string,
  code: RecordProblem["code"],
  effect: RecordProblem["effect"],
  text: string,
): RecordProblem {
  return { field, code, effect, message: field === "" ? text : `${printable(field, 200)}: ${text}` };
}
