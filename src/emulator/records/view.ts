// A record as answers show it.

import { metadataId } from "../modules/metadata-ids.js";
import type { ModuleDefinition } from "../modules/modules.js";
import { inKeyOrder, inOrder } from "../values/key-order.js";
import { fieldValue } from "../values/values.js";
import type { CrmRecord } from "./record.js";

/** The members that Zoho adds to every record. */
const SYSTEM_MEMBERS = {
  $currency_symbol: "$",
  $field_states: null,
  $state: "save",
  $process_flow: false,
  $approved: true,
  $approval: { delegate: false, takeover: false, approve: false, reject: false, resubmit: false },
  $editable: true,
  $review_process: { approve: false, reject: false, resubmit: false },
  $review: null,
  $orchestration: false,
  $in_merge: false,
  $approval_state: "approved",
};

/** What the description has of every record, but answers of some modules only. */
const NOT_ALWAYS = ["Layout", "$layout_id", "$locked_for_me", "$zia_owner_assignment"];

/** Modules whose records have other members besides. */
const LOCKED = ["Leads", "Contacts", "Accounts", "Deals", "Products", "Tasks"];
const LAID_OUT = ["Leads", "Contacts", "Accounts", "Deals", "Products"];
const WITHOUT_REVIEW = ["Tasks", "Events", "Calls", "Campaigns"];
const WITHOUT_ASSIGNMENT = ["Events", "Calls", "Products"];

function systemMembers({ apiName, custom, place = 0 }: ModuleDefinition): object {
  const layout = { display_label: "Standard", name: "Standard", id: metadataId(place, "layout", 0) };
  return {
    ...SYSTEM_MEMBERS,
    ...(WITHOUT_REVIEW.includes(apiName) && { $review_process: null }),
    ...(!WITHOUT_ASSIGNMENT.includes(apiName) && { $zia_owner_assignment: "owner_recommendation_unavailable" }),
    ...((custom || LOCKED.includes(apiName)) && { $locked_for_me: false }),
    ...(LAID_OUT.includes(apiName) && { $layout_id: layout }),
    ...(apiName === "Leads" && { $converted: false, $converted_detail: {} }),
  };
}

/** @param fields - names of the fields to show besides the id; none means all */
export function viewRecord(module: ModuleDefinition, record: CrmRecord, fields: readonly string[]): object {
  if (fields.length === 0) return fillIn(emptyView(module), record);
  return Object.fromEntries(shownOf(fields).map((field) => [field, fieldValue(record, field) ?? null]));
}

/** The fields asked for and the id. A list shows the same ones of each of its records. */
function shownOf(fields: readonly string[]): readonly string[] {
  const shown = SHOWN.get(fields) ?? inKeyOrder([...new Set([...fields, "id"])]);
  SHOWN.set(fields, shown);
  return shown;
}

const SHOWN = new WeakMap<readonly string[], readonly string[]>();

/** A copy of the view with what the record has. */
function fillIn(view: object, record: CrmRecord): object {
  // To assign members that are there already is many times cheaper than to define them, but would lose this one.
  return Object.hasOwn(record, "__proto__") ? { ...view, ...record } : Object.assign({ ...view }, record);
}

/** What a record shows of which nothing is set. Made once for each module. */
function emptyView(module: ModuleDefinition): object {
  const known = EMPTY_VIEWS.get(module);
  if (known !== undefined) return known;
  const fields = [...module.fields.values()].filter(({ apiName }) => !NOT_ALWAYS.includes(apiName));
  const unset = fields.map(({ apiName, unset }) => [apiName, unset]);
  // Notes have few of them.
  const system = Object.entries(systemMembers(module)).filter(([name]) => module.fields.has(name));
  const members = inOrder(Object.fromEntries([...unset, ...system]));
  // As if it had been read, so that the engine knows its shape and copies it at once. What is undefined is not shown.
  const blank: object = JSON.parse(JSON.stringify(members, (_, value) => value ?? null));
  const view = Object.assign(blank, members);
  EMPTY_VIEWS.set(module, view);
  return view;
}

const EMPTY_VIEWS = new WeakMap<ModuleDefinition, object>();
