/** Activities: tasks, events and calls as one read-only module. */

import type { ModuleDefinition } from "../modules/modules.js";
import { SharedMap } from "../values/shared-map.js";
import { RecordMap } from "./map/record-map.js";
import type { CrmRecord } from "./record.js";
import { ACTIVITIES, type RecordStore, type Table } from "./store.js";

const PARTS = ["Tasks", "Events", "Calls"];

/** A table that can be read from. */
export interface ReadableTable extends Table {
  /** The module of a record. */
  readonly moduleOf: (record: CrmRecord) => ModuleDefinition;
}

/** @throws HttpError 400 if the organization lacks the module */
export function readableTable(store: RecordStore, name: string): ReadableTable {
  const table = store.tableOf(name);
  const parts = PARTS.flatMap((part) => store.tableOf(part) ?? []);
  const [first] = parts;
  if (table !== undefined || name !== ACTIVITIES || !store.isClosed(name) || first === undefined)
    return toReadable(table ?? store.table(name));
  const fields = new Map(parts.flatMap(({ module }) => [...module.fields]));
  const labels = { apiName: name, singularLabel: "Activity", pluralLabel: name };
  const modules = new Map(
    parts.flatMap(({ module, records, bin }) => [...records.keys(), ...bin.keys()].map((id) => [id, module] as const)),
  );
  const bins = parts.flatMap(({ bin }) => [...bin]).sort(([, a], [, b]) => a.deletedTime - b.deletedTime);
  const module = { ...first.module, ...labels, fields };
  return {
    module,
    records: new RecordMap(new Map(parts.flatMap(({ records }) => [...records]))),
    bin: new SharedMap(new Map(bins)),
    moduleOf: ({ id }) => modules.get(id) ?? module,
  };
}

const toReadable = (table: Table): ReadableTable => ({ ...table, moduleOf: () => table.module });
