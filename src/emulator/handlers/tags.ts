import { type ActionRow, actionAnswer, success } from "../answers.js";
import type { Call } from "../call.js";
import { unknownId } from "../errors.js";
import type { Handler, Handlers } from "../handler.js";
import type { Organization } from "../organization.js";
import { recordTags } from "../record-fields.js";
import type { Table } from "../records.js";
import type { Tag } from "../tags.js";

/** From the tags that a record has to those that it shall have. */
type Change = (tags: readonly Tag[]) => readonly Tag[];

const one =
  (readChange: (call: Call, organization: Organization) => Change): Handler =>
  (call, { organization }) => {
    const table = organization.records.table(call.path("module"));
    const row = changeTags(organization, table, call.path("id"), readChange(call, organization));
    return actionAnswer([row], { refused: 200 });
  };

const many =
  (readChange: (call: Call, organization: Organization) => Change): Handler =>
  (call, { organization }) => {
    const table = organization.records.table(call.path("module"));
    const change = readChange(call, organization);
    const rows = call.list("ids").map((id) => changeTags(organization, table, id, change));
    const changed = rows.filter((row) => row.status === "success").length;
    const counts = { wf_scheduler: "false", success_count: String(changed), locked_count: "0" };
    return actionAnswer(rows, { refused: 200 }, counts);
  };

const addition = (call: Call, organization: Organization): Change => {
  const added = call.list("tag_names").map((name) => organization.tags.named(name));
  const replace = call.query.get("over_write") === "true";
  return (tags) => [...new Set([...(replace ? [] : tags), ...added])];
};

const removal = (call: Call): Change => {
  const removed = new Set(call.list("tag_names"));
  return (tags) => tags.filter(({ name }) => !removed.has(name));
};

function changeTags(organization: Organization, { module, records }: Table, id: string, change: Change): ActionRow {
  const record = records.get(id);
  if (record === undefined) return unknownId(id);
  const tags = change(recordTags(record));
  records.set(id, { ...record, Tag: tags, Modified_Time: organization.time() });
  organization.watches.note(module.apiName, "update", id);
  return success("tags updated successfully", { id, tags: tags.map(({ name }) => name) });
}

export const tagHandlers: Handlers = {
  addTagsToRecord: one(addition),
  removeTagsFromRecord: one(removal),
  addTagsToMultipleRecords: many(addition),
  removeTagsFromMultipleRecords: many(removal),
};
