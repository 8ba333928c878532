// Generated from spec/paths/notes.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  defined,
  typed,
  unwrap,
  unwrapList,
  unwrapOptional,
} from "../../src/core/operation.js";
import { moduleNames, remedies } from "../errors.js";
import type {
  MultiStatus,
  NoteAnswer,
  NoteChangesBody,
  NoteList,
  NotePatchBody,
  NotesBody,
  RecordNotesBody,
} from "../models.js";
import type { ModuleName } from "../modules.js";
import type { paths } from "../schema.js";

/** Notes on records. */
export type NotesOperations = {
  /**
   * List the notes of all modules.
   *
   * Returns one page of up to 200 notes, newest id first. For the notes of one record, list its related records
   * `Notes`. Costs 1 credit. Resolves to an empty list if there are no notes.
   *
   * `GET /crm/v2/Notes`
   */
  list(params?: GetNotesParams, options?: RequestOptions): Promise<NoteList>;
  /**
   * Create up to 100 notes.
   *
   * Creates notes on records. Each note names its record and module. Not safe to retry: creates the notes twice.
   * Rejected entries do not throw: check each `status`.
   *
   * `POST /crm/v2/Notes`
   */
  create(params: CreateNotesParams, options?: RequestOptions): Promise<MultiStatus>;
  /**
   * Update up to 100 notes.
   *
   * Updates the titles or contents of notes, by id. Safe to retry. Rejected entries do not throw: check each
   * `status`.
   *
   * `PUT /crm/v2/Notes`
   */
  updateMany(params: UpdateNotesParams, options?: RequestOptions): Promise<MultiStatus>;
  /**
   * Delete up to 100 notes.
   *
   * Deletes the notes listed in `ids`. Safe to retry: deleted notes are reported as errors. Rejected entries do
   * not throw: check each `status`.
   *
   * `DELETE /crm/v2/Notes`
   */
  deleteMany(params: DeleteNotesParams, options?: RequestOptions): Promise<MultiStatus>;
  /**
   * Get one note by its id.
   *
   * Returns one note with its record, in an array of one and without paging. Costs 1 credit. Resolves to
   * `undefined` if the id is unknown.
   *
   * `GET /crm/v2/Notes/{id}`
   */
  get(params: GetNoteParams, options?: RequestOptions): Promise<NoteAnswer | undefined>;
  /**
   * Update one note.
   *
   * Updates the title or content of one note. Costs 1 credit. Safe to retry.
   *
   * `PUT /crm/v2/Notes/{id}`
   */
  update(params: UpdateNoteParams, options?: RequestOptions): Promise<MultiStatus>;
  /**
   * Delete one note.
   *
   * Deletes one note and returns its id. Safe to retry: a deleted note is reported as an invalid id. Costs 1
   * credit.
   *
   * `DELETE /crm/v2/Notes/{id}`
   */
  delete(params: DeleteNoteParams, options?: RequestOptions): Promise<MultiStatus>;
  /**
   * Create up to 100 notes on one record.
   *
   * Creates notes on the record that the path names, so that the notes need not name it. No source of this
   * description shows this operation (unverified). Creating notes that name their record is verified. Not safe to
   * retry: creates the notes twice. Rejected entries do not throw: check each `status`.
   *
   * `POST /crm/v2/{module}/{id}/Notes`
   */
  createForRecord(params: CreateRecordNotesParams, options?: RequestOptions): Promise<MultiStatus>;
};

export interface GetNotesParams {
  /** API names of the fields to return. Without it, all are returned. */
  fields?: readonly string[];
  /**
   * Page number, from 1. A page past the end returns 204.
   * @default 1
   */
  page?: number;
  /**
   * Items per page, at most 200.
   * @default 200
   */
  per_page?: number;
  /** Return only changes since this time, with an offset. Without any, a list is empty; anything else is a 304. */
  ifModifiedSince?: string | Date;
}

const getNotesOperation: Operation = {
  id: "getNotes",
  name: "notes.list",
  idempotent: true,
  parameters: ["fields", "page", "per_page", "ifModifiedSince"],
  scopes: ["ZohoCRM.modules.notes.READ"],
  remedies,
};

/**
 * List the notes of all modules: `GET /crm/v2/Notes`.
 *
 * Scopes: ZohoCRM.modules.notes.READ.
 *
 * @example
 * await getNotes(crm, { fields: ["Note_Title", "Note_Content"] });
 */
export async function getNotes(
  client: ApiClient,
  params: GetNotesParams = {},
  options?: RequestOptions,
): Promise<NoteList> {
  const { ifModifiedSince, ...query } = checked(getNotesOperation, params);
  const result = await typed<paths>(client).GET("/Notes", {
    ...callInit(getNotesOperation, options),
    params: { query, header: defined({ "If-Modified-Since": ifModifiedSince }) },
  });
  return unwrapList(getNotesOperation, result, {
    data: [],
    info: { per_page: 200, count: 0, page: 1, more_records: false },
  });
}

export interface CreateNotesParams {
  body: NotesBody;
}

const createNotesOperation: Operation = {
  id: "createNotes",
  name: "notes.create",
  idempotent: false,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.modules.notes.CREATE"],
  remedies,
};

/**
 * Create up to 100 notes: `POST /crm/v2/Notes`.
 *
 * Scopes: ZohoCRM.modules.notes.CREATE.
 *
 * @example
 * await createNotes(crm, {
 *   body: {
 *     data: [
 *       {
 *         Note_Title: "Call notes",
 *         Note_Content: "Wants an offer.",
 *         Parent_Id: "4100000000000680149",
 *         se_module: "Contacts",
 *       },
 *     ],
 *   },
 * });
 */
export async function createNotes(
  client: ApiClient,
  params: CreateNotesParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { body } = checked(createNotesOperation, params);
  const result = await typed<paths>(client).POST("/Notes", {
    ...callInit(createNotesOperation, options),
    body,
  });
  return unwrap(createNotesOperation, result);
}

export interface UpdateNotesParams {
  body: NoteChangesBody;
}

const updateNotesOperation: Operation = {
  id: "updateNotes",
  name: "notes.updateMany",
  idempotent: true,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.modules.notes.UPDATE"],
  remedies,
};

/**
 * Update up to 100 notes: `PUT /crm/v2/Notes`.
 *
 * Scopes: ZohoCRM.modules.notes.UPDATE.
 *
 * @example
 * await updateNotes(crm, {
 *   body: {
 *     data: [
 *       { id: "4100000000000680343", Note_Content: "Wants an offer by Friday." },
 *       { id: "4100000000000680344", Note_Title: null },
 *     ],
 *   },
 * });
 */
export async function updateNotes(
  client: ApiClient,
  params: UpdateNotesParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { body } = checked(updateNotesOperation, params);
  const result = await typed<paths>(client).PUT("/Notes", {
    ...callInit(updateNotesOperation, options),
    body,
  });
  return unwrap(updateNotesOperation, result);
}

export interface DeleteNotesParams {
  /** Ids of the notes to delete. At most 100. */
  ids: readonly string[];
}

const deleteNotesOperation: Operation = {
  id: "deleteNotes",
  name: "notes.deleteMany",
  idempotent: true,
  parameters: ["ids"],
  required: ["ids"],
  scopes: ["ZohoCRM.modules.notes.DELETE"],
  remedies,
};

/**
 * Delete up to 100 notes: `DELETE /crm/v2/Notes`.
 *
 * Scopes: ZohoCRM.modules.notes.DELETE.
 *
 * @example
 * await deleteNotes(crm, { ids: ["4100000000000680343", "4100000000000680344"] });
 */
export async function deleteNotes(
  client: ApiClient,
  params: DeleteNotesParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const result = await typed<paths>(client).DELETE("/Notes", {
    ...callInit(deleteNotesOperation, options),
    params: { query: checked(deleteNotesOperation, params) },
  });
  return unwrap(deleteNotesOperation, result);
}

export interface GetNoteParams {
  /** Id of the note, from the list of notes. */
  id: string;
  /** API names of the fields to return. Without it, all are returned. */
  fields?: readonly string[];
  /** Return only changes since this time, with an offset. Without any, a list is empty; anything else is a 304. */
  ifModifiedSince?: string | Date;
}

const getNoteOperation: Operation = {
  id: "getNote",
  name: "notes.get",
  idempotent: true,
  parameters: ["id", "fields", "ifModifiedSince"],
  path: ["id"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.notes.READ"],
  remedies,
};

/**
 * Get one note by its id: `GET /crm/v2/Notes/{id}`.
 *
 * Scopes: ZohoCRM.modules.notes.READ.
 *
 * @example
 * await getNote(crm, { id: "4100000000000680343" });
 */
export async function getNote(
  client: ApiClient,
  params: GetNoteParams,
  options?: RequestOptions,
): Promise<NoteAnswer | undefined> {
  const { id, ifModifiedSince, ...query } = checked(getNoteOperation, params);
  const result = await typed<paths>(client).GET("/Notes/{id}", {
    ...callInit(getNoteOperation, options),
    params: { path: { id }, query, header: defined({ "If-Modified-Since": ifModifiedSince }) },
  });
  return unwrapOptional(getNoteOperation, result);
}

export interface UpdateNoteParams {
  /** Id of the note, from the list of notes. */
  id: string;
  body: NotePatchBody;
}

const updateNoteOperation: Operation = {
  id: "updateNote",
  name: "notes.update",
  idempotent: true,
  parameters: ["id", "body"],
  path: ["id"],
  required: ["body"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.notes.UPDATE"],
  remedies,
};

/**
 * Update one note: `PUT /crm/v2/Notes/{id}`.
 *
 * Scopes: ZohoCRM.modules.notes.UPDATE.
 *
 * @example
 * await updateNote(crm, {
 *   id: "4100000000000680343",
 *   body: { data: [{ Note_Content: "Wants an offer by Friday." }] },
 * });
 */
export async function updateNote(
  client: ApiClient,
  params: UpdateNoteParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { id, body } = checked(updateNoteOperation, params);
  const result = await typed<paths>(client).PUT("/Notes/{id}", {
    ...callInit(updateNoteOperation, options),
    params: { path: { id } },
    body,
  });
  return unwrap(updateNoteOperation, result);
}

export interface DeleteNoteParams {
  /** Id of the note, from the list of notes. */
  id: string;
}

const deleteNoteOperation: Operation = {
  id: "deleteNote",
  name: "notes.delete",
  idempotent: true,
  parameters: ["id"],
  path: ["id"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.notes.DELETE"],
  remedies,
};

/**
 * Delete one note: `DELETE /crm/v2/Notes/{id}`.
 *
 * Scopes: ZohoCRM.modules.notes.DELETE.
 *
 * @example
 * await deleteNote(crm, { id: "4100000000000680343" });
 */
export async function deleteNote(
  client: ApiClient,
  params: DeleteNoteParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { id } = checked(deleteNoteOperation, params);
  const result = await typed<paths>(client).DELETE("/Notes/{id}", {
    ...callInit(deleteNoteOperation, options),
    params: { path: { id } },
  });
  return unwrap(deleteNoteOperation, result);
}

export interface CreateRecordNotesParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record, 18 or 19 digits. */
  id: string;
  body: RecordNotesBody;
}

const createRecordNotesOperation: Operation = {
  id: "createRecordNotes",
  name: "notes.createForRecord",
  idempotent: false,
  parameters: ["module", "id", "body"],
  path: ["module", "id"],
  module: "module",
  required: ["body"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.notes.CREATE"],
  moduleNames,
  remedies,
};

/**
 * Create up to 100 notes on one record: `POST /crm/v2/{module}/{id}/Notes`.
 *
 * Scopes: ZohoCRM.modules.notes.CREATE.
 *
 * @example
 * await createRecordNotes(crm, {
 *   module: "Leads",
 *   id: "4100000000000688016",
 *   body: { data: [{ Note_Title: "Call notes", Note_Content: "Wants an offer." }] },
 * });
 */
export async function createRecordNotes(
  client: ApiClient,
  params: CreateRecordNotesParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { module, id, body } = checked(createRecordNotesOperation, params);
  const result = await typed<paths>(client).POST("/{module}/{id}/Notes", {
    ...callInit(createRecordNotesOperation, options),
    params: { path: { module, id } },
    body,
  });
  return unwrap(createRecordNotesOperation, result);
}
