// A record as answers show it.
import type { ModuleDefinition } from "./modules.js";
import type { CrmRecord } from "./records.js";
import { fieldValue } from "./values.js";

/** The members that Zoho adds to every record. */
const SYSTEM_MEMBERS = {
  $currency_symbol: "$",
  $field_states: null,
  $state: "save",
  $process_flow: false,
  $locked_for_me: false,
  $approved: true,
  $approval: { delegate: false, takeover: false, approve: false, reject: false, resubmit: false },
  $editable: true,
  $zia_owner_assignment: "owner_recommendation_unavailable",
  $review_process: { approve: false, reject: false, resubmit: false },
  $review: null,
  $orchestration: false,
  $in_merge: false,
  $approval_state: "approved",
};

const LEAD_MEMBERS = { $converted: false, $converted_detail: {} };

/** @param fields - names of the fields to show besides the id; none means all */
export function viewRecord(module: ModuleDefinition, record: CrmRecord, fields: readonly string[]): object {
  if (fields.length === 0) return fillIn(emptyView(module), record);
  const chosen = fields.filter((field) => field !== "id").map((field) => [field, fieldValue(record, field) ?? null]);
  return { ...Object.fromEntries(chosen), id: record.id };
}

/** A copy of the view with what the record has. */
function fillIn(view: object, record: CrmRecord): object {
  // To assign members that are there already is many times cheaper than to define them, but would lose this one.
  return Object.hasOwn(record, "__proto__") ? { ...view, ...record } : Object.assign({ ...view }, record);
}

/** What a record shows of which nothing is set. Made once for each module. */
function emptyView(module: ModuleDefinition): object {
  const known = EMPTY_VIEWS.get(module);
  if (known !== undefined) return known;
  const fields = [...module.fields.values()].filter(({ apiName }) => apiName !== "Layout");
  const unset = fields.map(({ apiName, unset }) => [apiName, unset]);
  const members = { ...Object.fromEntries(unset), ...SYSTEM_MEMBERS, ...(module.apiName === "Leads" && LEAD_MEMBERS) };
  // As if it had been read, so that the engine knows its shape and copies it at once. What is undefined is not shown.
  const blank: object = JSON.parse(JSON.stringify(members, (_, value) => value ?? null));
  const view = Object.assign(blank, members);
  EMPTY_VIEWS.set(module, view);
  return view;
}

const EMPTY_VIEWS = new WeakMap<ModuleDefinition, object>();
