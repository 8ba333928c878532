/** A record as shown in responses. */

import { metadataId } from "../modules/metadata-ids.js";
import type { FieldDefinition, ModuleDefinition } from "../modules/modules.js";
import { inKeyOrder, inOrder } from "../values/key-order.js";
import { fieldValue } from "../values/values.js";
import type { CrmRecord } from "./record.js";

/** Whether records of the module have the field. */
function isShown({ systemValue }: FieldDefinition, { apiName, custom }: ModuleDefinition): boolean {
  const { onlyIn, notIn = [] } = systemValue ?? {};
  return (onlyIn?.includes(custom ? "custom" : apiName) ?? true) && !notIn.includes(apiName);
}

/** What a field shows that nobody has written to. */
function unsetValue({ apiName, systemValue, unset }: FieldDefinition, module: ModuleDefinition): unknown {
  if (systemValue === undefined) return unset;
  if (systemValue.nullIn?.includes(module.apiName)) return null;
  // The layout is one of this organization, so the description cannot name it.
  return apiName === "$layout_id" ? layoutOf(module) : systemValue.value;
}

function layoutOf({ place = 0, layout }: ModuleDefinition): object {
  const { name, id } = layout ?? { name: "Standard", id: metadataId(place, "layout", 0) };
  return { display_label: name, name, id };
}

/**
 * @param fields - names of the fields to show besides the id; none means all. Those that neither the module nor the
 * record has are left out
 */
export function viewRecord(module: ModuleDefinition, record: CrmRecord, fields: readonly string[]): object {
  if (fields.length === 0) return fillIn(emptyView(module), record);
  const { known, others } = shownOf(module, fields);
  const own = others.filter((name) => Object.hasOwn(record, name));
  const { fields: definitions } = module;
  return Object.fromEntries(
    [...known, ...own].map((name) => [name, fieldValue(record, name) ?? definitions.get(name)?.unset ?? null]),
  );
}

/** The requested names: those of the module with the id, in order, and the others. */
interface ShownFields {
  readonly module: ModuleDefinition;
  readonly known: readonly string[];
  readonly others: readonly string[];
}

/** A list shows the same fields for each of its records, so they are ordered once. */
function shownOf(module: ModuleDefinition, fields: readonly string[]): ShownFields {
  const before = SHOWN.get(fields);
  if (before?.module === module) return before;
  const names = [...new Set([...fields, "id"])];
  const known = inKeyOrder(names.filter((name) => module.fields.has(name)));
  const shown = { module, known, others: names.filter((name) => !module.fields.has(name)) };
  SHOWN.set(fields, shown);
  return shown;
}

const SHOWN = new WeakMap<readonly string[], ShownFields>();

/** A copy of the view with the values of the record. */
function fillIn(view: object, record: CrmRecord): object {
  // Assigning existing members is many times cheaper than defining them, but would lose this one.
  return Object.hasOwn(record, "__proto__") ? { ...view, ...record } : Object.assign({ ...view }, record);
}

/** What a record without any values shows. Computed once per module. */
function emptyView(module: ModuleDefinition): object {
  const known = EMPTY_VIEWS.get(module);
  if (known !== undefined) return known;
  const fields = [...module.fields.values()].filter((field) => isShown(field, module));
  const members = inOrder(Object.fromEntries(fields.map((field) => [field.apiName, unsetValue(field, module)])));
  // As if it had been read, so that the engine knows its shape and copies it at once. What is undefined is not shown.
  const blank: object = JSON.parse(JSON.stringify(members, (_, value) => value ?? null));
  const view = Object.assign(blank, members);
  EMPTY_VIEWS.set(module, view);
  return view;
}

const EMPTY_VIEWS = new WeakMap<ModuleDefinition, object>();
