/** Checks that JSON is a schema. */
import { CrmError } from "../core/errors/errors.js";
import { isPlainObject, messageOf } from "../core/kind.js";
import { FORMAT, type Schema } from "./schema.js";

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads a schema from the text of its file.
 * @param name What messages call the file
 * @throws CrmError `INVALID_SCHEMA` if it is not JSON or not a schema, `SCHEMA_FORMAT` if it has another format
 */
export const parsedSchema = (text: string, name: string): Schema => checkedSchema(parsed(text, name), name);

/**
 * Returns a value as the schema that it is.
 * @param name What messages call it
 * @throws CrmError `INVALID_SCHEMA` if it is not a schema, `SCHEMA_FORMAT` if it has another format
 */
export function checkedSchema(value: unknown, name: string): Schema {
  if (!isPlainObject(value) || typeof value.format !== "number" || !isPlainObject(value.modules)) {
    throw invalid(`${name} is not a schema: it needs the members format and modules, as zcrm pull writes them`);
  }
  if (value.format !== FORMAT) {
    const remedy = value.format > FORMAT ? "install a newer zcrm" : "run zcrm pull again";
    throw new CrmError(
      `${name} has the format ${value.format}; this version of zcrm reads the format ${FORMAT}: ${remedy}`,
      {
        code: "SCHEMA_FORMAT",
        details: { format: value.format, expected: FORMAT },
      },
    );
  }
  const problem = problemOf(value) ?? moduleProblem(value.modules);
  if (problem !== undefined) throw invalid(`${name} is not a whole schema: ${problem}; run zcrm pull again`);
  return value as object as Schema;
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw invalid(`${name} is not JSON: ${messageOf(error)}; run zcrm pull again`, error);
  }
}

function problemOf({ profile, fieldMembers, leftOut, ids }: Members): string | undefined {
  if (profile !== null && typeof profile !== "string") return "profile is neither a name nor null";
  if (!isTexts(fieldMembers)) return "fieldMembers is not an array of strings";
  if (!isPlainObject(leftOut) || !isTexts(Object.values(leftOut))) return "leftOut is not an object of strings";
  if (!isPlainObject(ids) || !isTexts(Object.values(ids))) return "ids is not an object of strings";
  return undefined;
}

function moduleProblem(modules: Members): string | undefined {
  for (const [name, module] of Object.entries(modules)) {
    if (!isPlainObject(module) || !isPlainObject(module.module)) return `modules.${name} has no module`;
    const { fields, layouts, related_lists: lists } = module;
    if (!isPlainObject(fields)) return `modules.${name} has no fields`;
    const untyped = Object.keys(fields).find((field) => !hasText(fields[field], "data_type"));
    if (untyped !== undefined) return `modules.${name}.fields.${untyped} has no data_type`;
    if (!Array.isArray(layouts) || !layouts.every(isLayout)) return `modules.${name} has no layouts with fields`;
    if (!Array.isArray(lists) || !lists.every((list) => hasText(list, "api_name")))
      return `modules.${name} has no related_lists`;
  }
  return undefined;
}

const isLayout = (value: unknown): boolean =>
  isPlainObject(value) &&
  typeof value.name === "string" &&
  Array.isArray(value.sections) &&
  value.sections.every((section) => isPlainObject(section) && isFields(section.fields));

const isFields = (value: unknown): boolean =>
  Array.isArray(value) && value.every((field) => hasText(field, "api_name"));

const hasText = (value: unknown, member: string): boolean => isPlainObject(value) && typeof value[member] === "string";

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((text) => typeof text === "string");

const invalid = (message: string, cause?: unknown): CrmError =>
  new CrmError(message, { code: "INVALID_SCHEMA", cause });
