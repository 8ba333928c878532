import { fitting } from "../../schema/values/value-problem.js";
import type { Handlers } from "../calls/handler.js";
import { idOf, isNamed } from "../conventions/api-names.js";
import { settingCalls } from "../conventions/setting-lists.js";
import { invalidData, unknownRelatedId } from "../http/errors.js";
import type { ErrorBody } from "../http/responses.js";
import type { UserCrm } from "../records/crm.js";
import { isObject, textOf, type Values } from "../values/values.js";

const variables = settingCalls(
  {
    key: "variables",
    added: "variable added",
    updated: "variable updated",
    deleted: "variable deleted",
    unique: ["name", "api_name"],
    complete: (row, _list, { crm }) => {
      if (crm.strict && !TYPES.has(textOf(row.type))) return invalidData({ api_name: "type" });
      const variable_group = groupOf(row, crm);
      if (variable_group === undefined) return unknownRelatedId("variable_group");
      const all = { api_name: textOf(row.name).replaceAll(/\W+/g, "_"), description: null, value: null, ...row };
      return valueProblem(all.value, row.type) ?? { ...all, variable_group };
    },
    // The type cannot change.
    change: (row, { type, variable_group: before }, { crm }) => {
      const variable_group = row.variable_group === undefined ? before : groupOf(row, crm);
      if (variable_group === undefined) return unknownRelatedId("variable_group");
      return valueProblem(row.value, type) ?? { ...row, type, variable_group };
    },
    shows: (call, { variable_group: group }) => {
      const wanted = call.query.get("group");
      return wanted === null || (isObject(group) && isNamed(group, wanted));
    },
  },
  (call, { crm }) => idOf(crm.settings.list("variables"), call.path("variable")),
);

/** The group that a row names, as variables show it. */
function groupOf({ variable_group: wanted }: Values, { settings }: UserCrm): Values | undefined {
  const given = isObject(wanted) ? (wanted.id ?? wanted.api_name ?? wanted.name) : wanted;
  const group = [...settings.list("variable_groups").values()].find((one) => isNamed(one, given));
  return group && { api_name: group.api_name, id: group.id };
}

const isNumber = (value: unknown): boolean => Number.isFinite(Number(textOf(value)));
const isAny = (): boolean => true;

/** The types of variables, and the values they accept. Numbers may also be sent as strings. */
const TYPES: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ...["integer", "long", "double", "decimal", "currency", "percent"].map((type) => [type, isNumber] as const),
  ...["text", "textarea", "phone", "url"].map((type) => [type, isAny] as const),
  ["checkbox", (value) => typeof value === "boolean"],
  ["date", fitting("date")],
  ["datetime", fitting("datetime")],
  ["email", fitting("email")],
]);

/** The error for a value that the type of a variable cannot hold. */
function valueProblem(value: unknown, type: unknown): ErrorBody | undefined {
  if (value === undefined || value === null) return undefined;
  const fits = TYPES.get(textOf(type)) ?? isAny;
  return fits(value) ? undefined : invalidData({ expected_data_type: type, api_name: "value" });
}

export const variableHandlers: Handlers = {
  getVariables: variables.list,
  getVariableById: variables.get,
  createVariables: variables.create,
  updateVariables: variables.update,
  updateVariableById: variables.updateOne,
  deleteVariables: variables.remove,
  deleteVariable: variables.removeOne,
};
