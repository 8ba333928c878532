// A small process: a deal moves from stage to stage, and closing it wants an amount.
import { errorBody, HttpError, json, success } from "../answers.js";
import type { Call } from "../call.js";
import { invalidValue, missingMember, unknownParent } from "../errors.js";
import type { Handler, Handlers, Zoho } from "../handler.js";
import { updateRecord } from "../record-writes.js";
import type { CrmRecord, Table } from "../records.js";
import { fieldValue, isObject } from "../values.js";

const PROCESS = { name: "Example process", id: "4100000000000750001", module: "Deals", field: "Stage" } as const;

interface Transition {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Fields that have to be filled, by the record or by the call. */
  readonly wants: readonly string[];
}

const TRANSITIONS: readonly Transition[] = [
  { id: "4100000000000750011", name: "Qualify", from: "Qualification", to: "Needs Analysis", wants: [] },
  { id: "4100000000000750012", name: "Close", from: "Needs Analysis", to: "Closed Won", wants: ["Amount"] },
  { id: "4100000000000750013", name: "Give up", from: "Needs Analysis", to: "Closed Lost", wants: [] },
];

/** The record, which the process has a hold on. @throws HttpError 400 where it has none */
function inProcess(
  call: Call,
  { organization }: Zoho,
): { readonly table: Table; readonly record: CrmRecord; readonly open: readonly Transition[] } {
  const table = organization.records.table(call.path("module"));
  const record = table.records.get(call.path("id"));
  if (record === undefined) throw unknownParent(call.path("id"));
  const open = TRANSITIONS.filter(({ from }) => table.module.apiName === PROCESS.module && from === record.Stage);
  if (open.length === 0) throw new HttpError(400, errorBody("RECORD_NOT_IN_PROCESS", "record not in process"));
  return { table, record, open };
}

const getBlueprint: Handler = (call, zoho) => {
  const { record, open } = inProcess(call, zoho);
  const process_info = {
    is_continuous: false,
    api_name: PROCESS.field,
    field_label: PROCESS.field,
    field_value: String(record.Stage),
    column_name: PROCESS.field.toUpperCase(),
    escalation: null,
    name: PROCESS.name,
    id: PROCESS.id,
  };
  const transitions = open.map(({ id, name, to }) => ({
    next_transitions: TRANSITIONS.filter(({ from }) => from === to).map((next) => ({ name: next.name, id: next.id })),
    percent_partial_save: 0,
    data: {},
    next_field_value: to,
    name,
    criteria_matched: true,
    criteria_message: null,
    execution_time: null,
    id,
    fields: [],
    type: "manual",
  }));
  return json(200, { blueprint: { process_info, transitions } });
};

const updateBlueprint: Handler = (call, zoho) => {
  const { table, record, open } = inProcess(call, zoho);
  const [step] = call.rows("blueprint");
  if (!isObject(step) || step.transition_id === undefined) throw missingMember("transition_id");
  const transition = open.find(({ id }) => id === step.transition_id);
  if (transition === undefined) throw invalidValue({ api_name: "transition_id" });
  if (!isObject(step.data)) throw invalidValue({ expected_data_type: "jsonobject", api_name: "data" });
  const changed: CrmRecord = { ...record, ...step.data, id: record.id };
  const empty = transition.wants.filter((field) => (fieldValue(changed, field) ?? "") === "");
  if (empty.length > 0) {
    const validation_error = empty.map((api_name) => ({ api_name, message: `${api_name} is wanted` }));
    throw new HttpError(400, errorBody("INVALID_DATA", "invalid transition", { validation_error }));
  }
  const row = updateRecord(zoho.organization, table, record.id, { ...step.data, [PROCESS.field]: transition.to });
  if (row.status === "error") throw new HttpError(400, row);
  return json(200, success("transition updated successfully", {}));
};

export const blueprintHandlers: Handlers = { getBlueprint, updateBlueprint };
