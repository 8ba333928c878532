/** Checks the key of a writing before anything is sent. */
import { duplicateChecks } from "../../../generated/limits.js";
import { CrmError } from "../../core/errors/errors.js";
import { nearest } from "../../core/errors/nearest.js";
import type { RequestOptions } from "../../core/operation.js";
import type { Schema } from "../../schema/schema.js";
import { fieldsOf } from "../columns/module-fields.js";
import type { Key, Task } from "./work.js";

/** Data types of a key: what identifies a record in a query. */
const KEY_TYPES: ReadonlySet<string> = new Set([
  "text",
  "email",
  "phone",
  "website",
  "textarea",
  "integer",
  "bigint",
  "double",
  "autonumber",
]);

/**
 * What is known of a key. The field must be unique, or one by which Zoho finds duplicates.
 * @throws CrmError `INVALID_KEY`, and what reading the fields of the module throws
 */
export async function readKey(
  { crm, module }: Task,
  field: string,
  schema: Schema | undefined,
  options: RequestOptions,
): Promise<Key> {
  const fields = await fieldsOf(crm, module, schema, options);
  const wrong = (reason: string) =>
    new CrmError(`key: the field ${field} of ${module} ${reason}`, { code: "INVALID_KEY", details: { module, field } });
  const known = fields.get(field);
  if (known === undefined) {
    const near = nearest(field, [...fields.keys()], 3);
    throw wrong(`does not exist${near === undefined ? "" : `; did you mean ${near}?`}`);
  }
  const checks: Readonly<Record<string, readonly string[]>> = duplicateChecks;
  const own = Object.hasOwn(checks, module) ? (checks[module] ?? []) : [];
  const usable = [...fields.values()]
    .filter(({ isUnique, name }) => isUnique || own.includes(name))
    .map(({ name }) => name);
  const instead = usable.length === 0 ? "the module has no such field" : `use ${usable.join(" or ")}`;
  if (!known.isUnique && !own.includes(field))
    throw wrong(`is neither unique nor one by which Zoho finds duplicates: ${instead}`);
  if (!known.isInCoql || !KEY_TYPES.has(known.type))
    throw wrong(`cannot be looked up, because it is of the type ${known.type}: ${instead}`);
  return { field, isUnique: known.isUnique, hasCreatedTime: fields.has("Created_Time") };
}
