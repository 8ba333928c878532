import type { Module } from "../../../generated/models.js";
import type { Call } from "../calls/call.js";
import type { Handler, Handlers } from "../calls/handler.js";
import { modifiedResponse } from "../conventions/modified-since.js";
import { readRows, rowsResponse } from "../conventions/rows.js";
import { duplicateData, unknownModule } from "../http/errors.js";
import { errorBody, json, success } from "../http/responses.js";
import { columnsOf } from "../metadata/custom-views.js";
import { moduleDetails } from "../metadata/module-view.js";
import type { PulledMetadata } from "../modules/pulled-metadata.js";
import type { UserCrm } from "../records/crm.js";
import { userReference } from "../settings/users.js";

/** Modules with their current labels, which can be changed. */
const modulesOf = (crm: UserCrm): Module[] =>
  (crm.metadata ? pulledModules(crm, crm.metadata) : ownModules(crm)).map((module) => {
    const { id: _, ...changes } = crm.settings.list("module_labels").get(module.api_name) ?? {};
    return { ...module, ...changes };
  });

const ownModules = ({ records, settings }: UserCrm): Module[] =>
  Array.from(records.tables(), ({ module }, index) => moduleDetails(module, index, settings.list("profiles").values()));

/** Little is known of modules that the schema leaves out. */
function pulledModules({ settings }: UserCrm, { modules, leftOut }: PulledMetadata): Module[] {
  const others = Array.from(leftOut, ([apiName, api_supported], index) => {
    const labels = { singularLabel: apiName, pluralLabel: apiName, custom: false };
    const details = moduleDetails({ apiName, ...labels }, modules.size + index, settings.list("profiles").values());
    return { ...details, api_supported };
  });
  return [...Array.from(modules.values(), ({ module }) => module), ...others];
}

const getModules: Handler = (call, { crm }) =>
  modifiedResponse(call, crm, modulesOf(crm), (modules) => json(200, { modules }));

/** A module by its API name or id. @throws HttpError 400 if it does not exist */
function moduleOf(call: Call, crm: UserCrm) {
  const name = call.path("module");
  const found = modulesOf(crm).find(({ id, api_name }) => id === name || api_name === name);
  if (found === undefined) throw unknownModule();
  return found;
}

/** A single module shows more than the list does. */
const getModule: Handler = (call, { crm }) => {
  const module = moduleOf(call, crm);
  const definition = crm.records.tableOf(module.api_name)?.module;
  if (definition === undefined) return json(200, { modules: [module] });
  const columns = columnsOf(definition);
  const more = {
    triggers_supported: true,
    display_field: definition.nameField,
    search_layout_fields: columns,
    per_page: 10,
    related_list_properties: { sort_by: null, fields: columns, sort_order: null },
  };
  return json(200, { modules: [{ ...more, ...module }] });
};

const updateModuleByApiName: Handler = (call, context) => {
  const { crm } = context;
  const { id, api_name } = moduleOf(call, crm);
  const labels = crm.settings.list("module_labels");
  const rows = readRows(call, context, "modules").map((read) => {
    if ("refusal" in read) return read.refusal;
    const { singular_label, plural_label, api_name: wanted = api_name } = read.row;
    if (wanted !== api_name) return errorBody("NOT_ALLOWED", "Api name update not allowed", { api_name: "api_name" });
    const changes = Object.entries({ singular_label, plural_label }).filter(([, value]) => value !== undefined);
    const others = modulesOf(crm).filter((one) => one.id !== id);
    for (const [member, value] of changes) {
      const duplicate = others.find((one) =>
        Object.entries(one).some(([name, label]) => name === member && label === value),
      );
      if (duplicate !== undefined) return duplicateData(member, duplicate.id);
    }
    const time = { modified_time: crm.time(), modified_by: userReference(crm.user) };
    labels.set(api_name, { ...labels.get(api_name), ...Object.fromEntries(changes), ...time, id: api_name });
    return success("module updated successfully", { id, api_name });
  });
  return rowsResponse(call, "modules", rows);
};

export const moduleHandlers: Handlers = { getModules, getModule, updateModuleByApiName };
