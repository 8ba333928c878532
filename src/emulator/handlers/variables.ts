import type { ErrorBody } from "../answers.js";
import type { Call } from "../call.js";
import { invalidData, unknownRelatedId } from "../errors.js";
import type { Handlers, Zoho } from "../handler.js";
import { isObject, textOf, type Values } from "../values.js";
import { settingCalls } from "./setting-calls.js";

/** A variable and its group are named by id or by API name. */
const isNamed = (entry: Values, name: unknown): boolean => entry.id === name || entry.api_name === name;

const idOf =
  (list: string, parameter: string) =>
  (call: Call, { organization }: Zoho): string => {
    const name = call.path(parameter);
    return [...organization.settings.list(list).values()].find((one) => isNamed(one, name))?.id ?? name;
  };

const variables = settingCalls(
  {
    key: "variables",
    added: "variable added",
    updated: "variable updated",
    deleted: "variable deleted",
    unique: ["name", "api_name"],
    complete: (row, _list, { organization }) => {
      const { variable_group: wanted } = row;
      const given = isObject(wanted) ? (wanted.id ?? wanted.api_name ?? wanted.name) : wanted;
      const group = [...organization.settings.list("variable_groups").values()].find((one) => isNamed(one, given));
      if (group === undefined) return unknownRelatedId("variable_group");
      const { id, api_name } = group;
      const all = { api_name: textOf(row.name).replaceAll(/\W+/g, "_"), description: null, value: null, ...row };
      return misfit(all.value, row.type) ?? { ...all, variable_group: { api_name, id } };
    },
    change: (row, { type }) => misfit(row.value, type) ?? row,
    shows: (call, { variable_group: group }) => {
      const wanted = call.query.get("group");
      return wanted === null || (isObject(group) && isNamed(group, wanted));
    },
  },
  idOf("variables", "variable"),
);

/** The refusal of a value that the type of a variable cannot hold. */
function misfit(value: unknown, type: unknown): ErrorBody | undefined {
  if (value === undefined || value === null) return undefined;
  const isNumber =
    type === "integer" || type === "double" || type === "currency" || type === "percent" || type === "long";
  const fits = isNumber
    ? Number.isFinite(Number(textOf(value)))
    : type === "checkbox"
      ? typeof value === "boolean"
      : true;
  return fits ? undefined : invalidData({ expected_data_type: type, api_name: "value" });
}

const groups = settingCalls(
  { key: "variable_groups", added: "", updated: "", deleted: "", unique: [] },
  idOf("variable_groups", "group"),
);

export const variableHandlers: Handlers = {
  getVariables: variables.list,
  getVariableById: variables.get,
  createVariables: variables.create,
  updateVariables: variables.update,
  updateVariableById: variables.updateOne,
  deleteVariables: variables.remove,
  deleteVariable: variables.removeOne,
  getVariableGroups: groups.list,
  getVariableGroupById: groups.get,
};
