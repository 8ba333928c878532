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
  if (fields.length === 0) {
    const leadMembers = module.apiName === "Leads" ? LEAD_MEMBERS : {};
    return { ...unsetFields(module), ...SYSTEM_MEMBERS, ...leadMembers, ...record };
  }
  const chosen = fields.filter((field) => field !== "id").map((field) => [field, fieldValue(record, field) ?? null]);
  return { ...Object.fromEntries(chosen), id: record.id };
}

/** The fields that a record has besides those of the system, empty. Made once for each module, for every answer reads it. */
function unsetFields(module: ModuleDefinition): object {
  const known = UNSET_FIELDS.get(module);
  if (known !== undefined) return known;
  const fields = [...module.fields.values()].filter(
    ({ apiName, unset }) => unset !== undefined && apiName !== "Layout",
  );
  const made = Object.fromEntries(fields.map(({ apiName, unset }) => [apiName, unset]));
  UNSET_FIELDS.set(module, made);
  return made;
}

const UNSET_FIELDS = new WeakMap<ModuleDefinition, object>();
