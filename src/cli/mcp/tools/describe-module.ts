import { memberOf } from "../../../schema/metadata.js";
import { requirementOf } from "../../../schema/requirement.js";
import type { FieldSchema, ModuleSchema } from "../../../schema/schema.js";
import { lookupModule, lookupModules } from "../../../schema/types/references.js";
import { isReadOnlyField } from "../../../schema/values/field-rule.js";
import { didYouMean } from "../../command.js";
import { ToolProblem } from "../problem.js";
import type { Reply } from "../reply.js";
import { fieldNames, MODULE, type Task, type Tool } from "../tool.js";

interface Wanted {
  readonly module: string;
  readonly fields?: readonly string[];
  readonly words?: string;
}

/** The most picklist values of a field: in a list of all fields, and of fields that were asked for. */
const FEW_VALUES = 5;
const MOST_VALUES = 100;

export const describeModule: Tool = {
  name: "describe_module",
  description:
    "Describe the fields of a module: API name, label, type, picklist values, lookup. Name fields to get all values.",
  input: {
    type: "object",
    properties: {
      module: MODULE,
      fields: fieldNames("API names"),
      words: { type: "string", description: "only fields whose name or label has one of these words" },
    },
    required: ["module"],
    additionalProperties: false,
  },
  effect: "none",
  run: (args, task) => described(args as Wanted, task),
};

/** The fields of a module, as a tool and a resource show them. */
export async function described({ module: name, fields, words }: Wanted, task: Task): Promise<Reply> {
  const { module, source } = await task.metadata.module(name, task.options);
  const known = Object.keys(module.fields);
  for (const field of fields ?? []) {
    if (!Object.hasOwn(module.fields, field))
      throw new ToolProblem(`${name} has no field ${field}${didYouMean(field, known)}`);
  }
  const wanted = known.filter((field) => fields?.includes(field) ?? (words === undefined || has(module, field, words)));
  if (wanted.length === 0) return { text: `${name} has ${known.length} fields, and none of them has these words.` };
  const most = fields === undefined && words === undefined ? FEW_VALUES : MOST_VALUES;
  return {
    text: `${wanted.length} of the ${known.length} fields of ${name}, by ${source}:`,
    data: wanted.map((field) => factsOf(module, field, most)),
    rest: (shown) =>
      shown < wanted.length ? `${shown} of ${wanted.length} fields fit here. More by words or fields.` : undefined,
  };
}

function has({ fields }: ModuleSchema, name: string, words: string): boolean {
  const text = `${name} ${fields[name]?.field_label ?? ""}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .some((word) => text.includes(word));
}

function factsOf(module: ModuleSchema, name: string, most: number): object {
  const field = module.fields[name] as FieldSchema;
  const values = (memberOf(field, "pick_list_values") ?? []).map(({ actual_value }) => actual_value);
  const target = [lookupModule(field) ?? [], lookupModules(field)].flat();
  return {
    name,
    ...(field.field_label !== name && { label: field.field_label }),
    type: field.data_type,
    ...(requirementOf(module, name) !== undefined && { required: true }),
    ...(isReadOnlyField(name, field) && { read_only: true }),
    ...(target.length > 0 && { lookup: target.join(", ") }),
    ...(values.length > 0 && {
      values: values.length <= most ? values : [...values.slice(0, most), `… ${values.length - most} more`],
    }),
  };
}
