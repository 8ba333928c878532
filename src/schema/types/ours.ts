/** The types of this package that the files import. */
import { type Code, imported, RUNTIME } from "../../../codegen/code/code.js";

export const OUR_TYPES = [
  "CrmRecord",
  "LineItem",
  "LineItemValue",
  "LookupRef",
  "LookupValue",
  "ModuleRegistry",
  "NewRecord",
  "Participant",
  "ParticipantValue",
  "PriceRange",
  "PriceRangeValue",
  "RecordPatch",
  "RecurringActivity",
  "SystemFields",
  "SystemFieldsValue",
  "TagRef",
  "TagValue",
  "TaskReminder",
  "UserRef",
] as const;

export const ours = (name: (typeof OUR_TYPES)[number]): Code => imported(RUNTIME, name);
