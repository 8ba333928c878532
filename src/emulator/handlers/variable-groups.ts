import type { Handlers } from "../calls/handler.js";
import { idOf } from "../conventions/api-names.js";
import { readingCalls } from "../conventions/setting-lists.js";

const groups = readingCalls({ key: "variable_groups" }, (call, { crm }) =>
  idOf(crm.settings.list("variable_groups"), call.path("group")),
);

export const variableGroupHandlers: Handlers = {
  getVariableGroups: groups.list,
  getVariableGroupById: groups.get,
};
