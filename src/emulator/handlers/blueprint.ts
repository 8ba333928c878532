import type { Call } from "../calls/call.js";
import type { Handler, HandlerContext, Handlers } from "../calls/handler.js";
import { badRequest, invalidValue, missingMember, unknownParent } from "../http/errors.js";
import { json, noContent, success } from "../http/responses.js";
import { fieldsOf } from "../metadata/field-view.js";
import type { Process, Transition } from "../records/blueprints.js";
import type { UserCrm } from "../records/crm.js";
import type { CrmRecord } from "../records/record.js";
import type { Table } from "../records/store.js";
import { insertRecord, updateRecord } from "../records/writes.js";
import { zohoTime } from "../values/clock.js";
import { isObject, textOf } from "../values/values.js";

/** The member of a transition's data with the text of its note. */
const NOTES = "Notes";

function recordOf(call: Call, { crm }: HandlerContext): { readonly table: Table; readonly record?: CrmRecord } {
  const table = crm.records.table(call.path("module"));
  const record = table.records.get(call.path("id"));
  return record === undefined ? { table } : { table, record };
}

/** The process that governs a record. @throws HttpError 400 if there is none */
function processOf({ blueprints }: UserCrm, { module }: Table, record: CrmRecord) {
  const found = blueprints.of(module.apiName, record);
  if (found === undefined) throw badRequest("RECORD_NOT_IN_PROCESS", "record not in process");
  return found;
}

const getBlueprint: Handler = (call, context) => {
  const { crm } = context;
  const { table, record } = recordOf(call, context);
  if (record === undefined) return noContent();
  const { process, open } = processOf(crm, table, record);
  const fields = fieldsOf(crm, table.module);
  const field = fields.find(({ api_name }) => api_name === process.field);
  const process_info = {
    ...(field && { field_id: field.id }),
    is_continuous: false,
    api_name: process.field,
    field_label: field?.field_label ?? process.field,
    field_value: textOf(record[process.field]),
    column_name: process.field.toUpperCase(),
    escalation: limitOf(crm, process, record),
    name: process.name,
    id: process.id,
  };
  const transitions = open.map(({ id, name, to, mandatory }) => ({
    next_transitions: process.transitions
      .filter(({ from }) => from.includes(to))
      .map((next) => ({ name: next.name, id: next.id })),
    percent_partial_save: 0,
    data: {},
    next_field_value: to,
    name,
    criteria_matched: true,
    criteria_message: null,
    execution_time: null,
    id,
    fields: fields.filter(({ api_name }) => mandatory.includes(api_name)),
    type: "manual",
  }));
  return json(200, { blueprint: { process_info, transitions } });
};

const STATES = "process_states";

/**
 * When a record has been in its state for too long, counted from the step that led there, or else from its last
 * change.
 */
function limitOf({ settings }: UserCrm, { field, limits }: Process, record: CrmRecord): string | null {
  const state = String(record[field]);
  const limit = limits.get(state);
  if (limit === undefined) return null;
  const entered = settings.list(STATES).get(record.id);
  const since = entered?.state === state ? entered.since : record.Modified_Time;
  return zohoTime(Date.parse(String(since)) + limit);
}

const updateBlueprint: Handler = (call, context) => {
  const { crm } = context;
  const { table, record } = recordOf(call, context);
  if (record === undefined) throw unknownParent(call.path("id"));
  const { process, open } = processOf(crm, table, record);
  const [step] = call.rows("blueprint");
  if (!isObject(step) || step.transition_id === undefined) throw missingMember("transition_id");
  const transition = open.find(({ id }) => id === step.transition_id);
  if (transition === undefined) throw invalidValue({ api_name: "transition_id" });
  if (!isObject(step.data)) throw invalidValue({ expected_data_type: "jsonobject", api_name: "data" });
  const { [NOTES]: note, ...data } = step.data;
  checkMandatory(transition, { ...record, ...data, [NOTES]: note });
  if (note !== undefined && typeof note !== "string") {
    throw invalidTransition([{ api_name: NOTES, message: "a note is a string" }]);
  }
  const row = updateRecord(crm, table, record.id, { ...data, [process.field]: transition.to }, true);
  if (row.status === "error") {
    throw invalidTransition([{ api_name: String(row.details.api_name), message: row.message }]);
  }
  const since = crm.time();
  crm.settings.list(STATES).set(record.id, { id: record.id, state: transition.to, since });
  if (note !== undefined) {
    const parent = { Parent_Id: { id: record.id }, $se_module: table.module.apiName, se_module: table.module.apiName };
    insertRecord(crm, crm.records.table("Notes"), { Note_Content: note, ...parent });
  }
  return json(200, success("transition updated successfully", {}));
};

function checkMandatory({ mandatory }: Transition, values: Readonly<Record<string, unknown>>): void {
  const empty = mandatory.filter((field) => !Object.hasOwn(values, field) || (values[field] ?? "") === "");
  if (empty.length > 0)
    throw invalidTransition(empty.map((api_name) => ({ api_name, message: `${api_name} is wanted` })));
}

const invalidTransition = (validation_error: readonly { readonly api_name: string; readonly message: string }[]) =>
  badRequest("INVALID_DATA", "invalid transition", { validation_error, api_name: validation_error[0]?.api_name });

export const blueprintHandlers: Handlers = { getBlueprint, updateBlueprint };
