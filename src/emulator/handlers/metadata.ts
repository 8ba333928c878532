// What describes the modules: fields, layouts, custom views, related lists and pipelines.

import type { Call } from "../calls/call.js";
import type { Handler, HandlerContext, Handlers } from "../calls/handler.js";
import { cutPage } from "../conventions/paging.js";
import { readRows, rowsResponse } from "../conventions/rows.js";
import { type Answer, errorBody, json, noContent, success } from "../http/answers.js";
import { unknownId } from "../http/errors.js";
import { viewsOf } from "../metadata/custom-views.js";
import { fieldDetails } from "../metadata/field-view.js";
import { type RelatedList, relatedListsOf } from "../metadata/related-lists.js";
import { metadataId } from "../modules/metadata-ids.js";
import type { ModuleDefinition } from "../modules/modules.js";
import { PIPELINE, stagesOf } from "../modules/pipelines.js";
import { placeOf } from "../settings/people.js";
import { textOf } from "../values/values.js";

interface Subject {
  readonly module: ModuleDefinition;
  readonly index: number;
}

interface Described {
  readonly id: string;
}

function subjectOf(call: Call, { crm }: HandlerContext): Subject {
  const name = call.query.get("module") ?? "";
  return { module: crm.records.table(name).module, index: crm.records.indexOf(name) };
}

/** The call that lists what a module has, and the one that gets one by its id. */
function calls(
  key: string,
  describe: (subject: Subject, context: HandlerContext) => readonly Described[],
): Record<"list" | "get", Handler> {
  const answer = (items: readonly Described[]): Answer =>
    items.length === 0 ? noContent() : json(200, { [key]: items });
  return {
    list: (call, context) => answer(describe(subjectOf(call, context), context)),
    get: (call, context) =>
      answer(describe(subjectOf(call, context), context).filter(({ id }) => id === call.path("id"))),
  };
}

const fields = calls("fields", ({ module, index }) => fieldDetails(module, index));

/** Every module has one layout. */
const layouts = calls("layouts", ({ module, index }, { crm }) => {
  const title = `${module.singularLabel} Information`;
  const section = {
    display_label: title,
    sequence_number: 1,
    column_count: 2,
    name: title,
    fields: fieldDetails(module, index).map((field, position) => ({
      ...field,
      required: field.system_mandatory,
      default_value: null,
      sequence_number: position + 1,
    })),
  };
  return [
    {
      created_time: null,
      modified_time: null,
      visible: true,
      name: "Standard",
      modified_by: null,
      profiles: Array.from(crm.settings.list("profiles").values(), (profile) => ({
        default: true,
        ...placeOf(profile),
      })),
      id: metadataId(index, "layout", 0),
      created_by: null,
      sections: [section],
    },
  ];
});

const views = calls("custom_views", ({ module }, { crm }) => viewsOf(crm, module));

const getCustomViews: Handler = (call, context) => {
  const all = viewsOf(context.crm, subjectOf(call, context).module);
  const { items, info } = cutPage(all, call.query);
  if (items.length === 0) return noContent();
  const { per_page, count, page, more_records } = info;
  const [first] = all;
  return json(200, {
    custom_views: items,
    info: { per_page, default: first?.id ?? "", count, page, translation: VIEW_GROUPS, more_records },
  });
};

const VIEW_GROUPS = {
  public_views: "Public Views",
  other_users_views: "Other Users Views",
  shared_with_me: "Shared With Me",
  created_by_me: "Created By Me",
};

const updateCustomViews: Handler = (call, context) => {
  const { module } = subjectOf(call, context);
  const id = call.path("id");
  const rows = readRows(call, context, "custom_views").map((read) => {
    if ("refusal" in read) return read.refusal;
    if (!viewsOf(context.crm, module).some((view) => view.id === id)) return unknownId(id);
    const { sort_by, sort_order } = read.row;
    if (!module.fields.has(textOf(sort_by))) return errorBody("INVALID_DATA", "invalid data", { api_name: "sort_by" });
    context.crm.settings.list("custom_view_sorts").set(id, { id, sort_by, sort_order });
    return success("custom view updated", { id });
  });
  return rowsResponse(call, "custom_views", rows);
};

/** Its attachments are files and no records, but a list of the record all the same. */
const ATTACHMENTS: RelatedList = { name: "Attachments", module: "Attachments" };

const relatedLists = calls("related_lists", ({ module, index }, { crm }) =>
  [...relatedListsOf(crm, module), ATTACHMENTS].map(({ name, module: related }, position) => ({
    sequence_number: String(position + 1),
    display_label: name.replaceAll("_", " "),
    api_name: name,
    module: related,
    name: name.replaceAll("_", " "),
    action: null,
    id: metadataId(index, "relatedList", position),
    href: `${module.apiName}/{ENTITYID}/${name}`,
    type: "default",
  })),
);

/** The layout of the deals has one pipeline, of all their stages. */
const getPipelines: Handler = (call, { crm }) => {
  const index = crm.records.indexOf("Deals");
  if (call.query.get("layout_id") !== metadataId(index, "layout", 0)) return noContent();
  const stages = stagesOf(crm.records.table("Deals").module);
  const maps = stages.map((stage, position) => ({
    id: metadataId(index, "stage", position),
    display_value: stage,
    actual_value: stage,
    sequence_number: position + 1,
  }));
  const pipeline = { display_value: PIPELINE, actual_value: PIPELINE, default: true, maps };
  return json(200, { pipeline: [{ id: metadataId(index, "pipeline", 0), ...pipeline }] });
};

/** Every field is used: it stands in the layout. */
const getFields: Handler = (call, context) => {
  const answer = fields.list(call, context);
  return call.query.get("type") === "unused" ? noContent() : answer;
};

export const metadataHandlers: Handlers = {
  getFields,
  getField: fields.get,
  getLayouts: layouts.list,
  getLayout: layouts.get,
  getCustomViews,
  getCustomView: views.get,
  updateCustomViews,
  getRelatedLists: relatedLists.list,
  getRelatedList: relatedLists.get,
  getPipelines,
};
