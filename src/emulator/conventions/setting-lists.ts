/**
 * The calls on a list of settings: list, get, create, update and delete, with one row in the response for each entry.
 */

import type { Call } from "../calls/call.js";
import type { Handler, HandlerContext } from "../calls/handler.js";
import { duplicateData, mandatoryNotFound, unknownId } from "../http/errors.js";
import { type ActionRow, type ErrorBody, json, noContent, success } from "../http/responses.js";
import type { Setting, SettingList } from "../settings/settings.js";
import { textOf, type Values } from "../values/values.js";
import { modifiedResponse } from "./modified-since.js";
import { readRows, rowsResponse } from "./rows.js";

/** What is specific to one list. */
interface ReadableKind {
  /** The name of the list, which is also the member of bodies. */
  readonly key: string;
  /** The members of a list response besides its entries. */
  readonly more?: (entries: readonly Setting[]) => object;
  /** The entries that a call works on. */
  readonly shows?: (call: Call, entry: Setting) => boolean;
  /** Whether calls may ask for entries that changed since a time. */
  readonly dated?: boolean;
  /** An entry as shown in responses. */
  readonly view?: (entry: Setting, context: HandlerContext) => object;
}

/** A list that can also be written. */
interface SettingKind extends ReadableKind {
  readonly added: string;
  readonly updated: string;
  readonly deleted: string;
  /** Members that must be unique among the entries. */
  readonly unique: readonly string[];
  /** The members of a new entry besides the values of its row. */
  readonly complete?: (row: Values, list: SettingList, context: HandlerContext) => Values | ErrorBody;
  /** The values that an update stores, or the reason why it is refused. */
  readonly change?: (row: Values, entry: Setting, context: HandlerContext) => Values | ErrorBody;
  /** Called after an entry was changed or deleted. */
  readonly changed?: (entry: Setting, context: HandlerContext, gone: boolean) => void;
  /** Members of an accepted row in the response. @default the id */
  readonly details?: (entry: Setting) => Values;
}

type SettingCalls<Name extends string> = Readonly<Record<Name, Handler>>;

/** The id of the entry in the path of a call. */
type IdOf = (call: Call, context: HandlerContext) => string;

const idInPath: IdOf = (call) => call.path("id");

/** The calls that list entries and get a single one. */
export function readingCalls(kind: ReadableKind, idOf: IdOf = idInPath): SettingCalls<"list" | "get"> {
  const { key, view = (entry) => entry, shows = () => true } = kind;
  const shown = (call: Call, { crm }: HandlerContext) =>
    [...crm.settings.list(key).values()].filter((entry) => shows(call, entry));
  const response = (call: Call, context: HandlerContext, found: readonly Setting[]) => {
    const answerAll = (entries: readonly Setting[]) =>
      entries.length === 0
        ? noContent()
        : json(200, { [key]: entries.map((entry) => view(entry, context)), ...kind.more?.(entries) });
    return kind.dated ? modifiedResponse(call, context.crm, found, answerAll) : answerAll(found);
  };
  return {
    list: (call, context) => response(call, context, shown(call, context)),
    get: (call, context) => {
      const id = idOf(call, context);
      const found = shown(call, context).filter((entry) => entry.id === id);
      return response(call, context, found);
    },
  };
}

/** The calls that read and write entries. */
export function settingCalls(
  kind: SettingKind,
  idOf: IdOf = idInPath,
): SettingCalls<"list" | "get" | "create" | "update" | "updateOne" | "remove" | "removeOne"> {
  const { key } = kind;
  const eachRow = (call: Call, context: HandlerContext, work: (row: Values) => ActionRow) =>
    rowsResponse(
      call,
      key,
      readRows(call, context, key).map((row) => ("row" in row ? work(row.row) : row.refusal)),
    );
  return {
    ...readingCalls(kind, idOf),
    create: (call, context) => eachRow(call, context, (row) => create(kind, row, context)),
    update: (call, context) =>
      eachRow(call, context, (row) =>
        row.id === undefined ? mandatoryNotFound("id") : update(kind, textOf(row.id), row, context),
      ),
    updateOne: (call, context) => eachRow(call, context, (row) => update(kind, idOf(call, context), row, context)),
    remove: (call, context) =>
      rowsResponse(
        call,
        key,
        call.list("ids").map((id) => remove(kind, id, context)),
      ),
    removeOne: (call, context) => rowsResponse(call, key, [remove(kind, idOf(call, context), context)]),
  };
}

export const isRefusal = (values: Values | ErrorBody): values is ErrorBody =>
  values.status === "error" && "code" in values;

function create(kind: SettingKind, row: Values, context: HandlerContext): ActionRow {
  const list = context.crm.settings.list(kind.key);
  const duplicate = duplicateProblem(kind, list, row);
  if (duplicate !== undefined) return duplicate;
  const values = kind.complete?.(row, list, context) ?? row;
  if (isRefusal(values)) return values;
  const entry = { ...values, id: context.crm.ids.next() };
  list.set(entry.id, entry);
  return accepted(kind, kind.added, entry);
}

/** The `sequence_number` of a new last entry. */
export const nextSequenceNumber = (list: SettingList): number =>
  1 +
  Math.max(0, ...Array.from(list.values(), ({ sequence_number: place }) => (typeof place === "number" ? place : 0)));

function update(kind: SettingKind, id: string, row: Values, context: HandlerContext): ActionRow {
  const list = context.crm.settings.list(kind.key);
  const before = list.get(id);
  if (before === undefined) return unknownId(id);
  const duplicate = duplicateProblem(kind, list, row, id);
  if (duplicate !== undefined) return duplicate;
  const values = kind.change?.(row, before, context) ?? row;
  if (isRefusal(values)) return values;
  const entry = { ...before, ...values, id };
  list.set(id, entry);
  kind.changed?.(entry, context, false);
  return accepted(kind, kind.updated, entry);
}

function remove(kind: SettingKind, id: string, context: HandlerContext): ActionRow {
  const list = context.crm.settings.list(kind.key);
  const entry = list.get(id);
  if (entry === undefined) return unknownId(id);
  list.delete(id);
  kind.changed?.(entry, context, true);
  return success(kind.deleted, { id });
}

const accepted = ({ details = ({ id }) => ({ id }) }: SettingKind, message: string, entry: Setting): ActionRow =>
  success(message, details(entry));

function duplicateProblem(
  { unique }: SettingKind,
  list: SettingList,
  row: Values,
  except?: string,
): ErrorBody | undefined {
  for (const member of unique) {
    const duplicate = [...list.values()].find((one) => one.id !== except && one[member] === row[member]);
    if (row[member] !== undefined && duplicate !== undefined) return duplicateData(member, duplicate.id);
  }
  return undefined;
}
