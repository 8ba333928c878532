import type { Handler, Handlers } from "../calls/handler.js";
import { metadataCalls, moduleOfQuery } from "../conventions/module-metadata.js";
import { cutPage } from "../conventions/paging.js";
import { readRows, rowsResponse } from "../conventions/rows.js";
import { unknownId } from "../http/errors.js";
import { errorBody, json, noContent, success } from "../http/responses.js";
import { viewsOf } from "../metadata/custom-views.js";
import { textOf } from "../values/values.js";

const views = metadataCalls("custom_views", ({ module }, { crm }) => viewsOf(crm, module));

const getCustomViews: Handler = (call, context) => {
  const all = viewsOf(context.crm, moduleOfQuery(call, context.crm).module);
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
  const { module } = moduleOfQuery(call, context.crm);
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

export const customViewHandlers: Handlers = { getCustomViews, getCustomView: views.get, updateCustomViews };
