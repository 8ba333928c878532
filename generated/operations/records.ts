// Generated from spec/paths/records.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type ClientOf,
  type OfModule,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  defined,
  ofModule,
  typed,
  unwrap,
  unwrapList,
  unwrapOptional,
} from "../../src/core/operation.js";
import { moduleNames, remedies } from "../errors.js";
import type {
  DeletedRecordList,
  Found,
  MassUpdateAnswer,
  MassUpdateBody,
  MassUpdateOutcomes,
  MultiStatus,
  RecordChangesBody,
  RecordList,
  RecordPatchBody,
  RecordsBody,
  RecordsUpsertBody,
} from "../models.js";
import type {
  AllModules,
  FieldName,
  ModuleName,
  NewRecordOf,
  OrganizationModules,
  RecordChangeOf,
  RecordPatchOf,
  RowOf,
} from "../modules.js";
import type { paths } from "../schema.js";

/** Read, search, create, update and delete the records of any module, one at a time or up to 100 at once. */
export type RecordsOperations = {
  /**
   * List the records of a module.
   *
   * Returns one page of up to 200 records, newest id first unless `sort_by` is set. Converted leads are excluded
   * by default. Costs 1 credit. With `cvid`, it counts as a heavy call. May end after 2000 records (unverified).
   * Resolves to an empty list if there are no records or the page is past the end.
   *
   * `GET /crm/v2/{module}`
   */
  list<M extends ModuleName, F extends FieldName<M> = never>(
    params: GetRecordsParams<M, F>,
    options?: RequestOptions,
  ): Promise<RecordList<RowOf<M, F>>>;
  /**
   * Create up to 100 records in a module.
   *
   * Creates up to 100 records and reports the outcome of each. Costs 1 credit per 10 records. Do not retry blindly
   * after a timeout: Zoho has no idempotency key. Use an upsert instead. Rejected entries do not throw: check each
   * `status`.
   *
   * `POST /crm/v2/{module}`
   */
  create<M extends ModuleName>(params: CreateRecordsParams<M>, options?: RequestOptions): Promise<MultiStatus>;
  /**
   * Update up to 100 records of a module.
   *
   * Updates the given fields of up to 100 records, by id. Other fields keep their values. Costs 1 credit per 10
   * records. Safe to retry, except with line items or subform rows: rows that are not sent may be removed
   * (unverified). Automations may run again. Rejected entries do not throw: check each `status`.
   *
   * `PUT /crm/v2/{module}`
   */
  updateMany<M extends ModuleName>(params: UpdateRecordsParams<M>, options?: RequestOptions): Promise<MultiStatus>;
  /**
   * Delete up to 100 records of a module.
   *
   * Moves the records listed in `ids` to the recycle bin. Safe to retry: deleted records are reported as errors.
   * Rejected entries do not throw: check each `status`.
   *
   * `DELETE /crm/v2/{module}`
   */
  deleteMany(params: DeleteRecordsParams, options?: RequestOptions): Promise<MultiStatus>;
  /**
   * Create up to 100 records, or update existing ones.
   *
   * Creates each record, or updates the one with the same value in a duplicate check field; `action` reports
   * which. Costs 1 credit per 10 records. Not safe to retry: a row without such a value is created twice. Rejected
   * entries do not throw: check each `status`.
   *
   * `POST /crm/v2/{module}/upsert`
   */
  upsert<M extends ModuleName>(params: UpsertRecordsParams<M>, options?: RequestOptions): Promise<MultiStatus>;
  /**
   * Search the records of a module.
   *
   * Searches by `criteria`, `email`, `phone` or `word`; pass one of them. A page has up to 200 records. A search
   * returns at most 2000 records in total (unverified). New and changed records appear after seconds to minutes
   * (unverified). Needs the search scope and one for the module. Resolves to an empty list if nothing matches.
   *
   * `GET /crm/v2/{module}/search`
   */
  search<M extends ModuleName, F extends FieldName<M> = never>(
    params: SearchRecordsParams<M, F>,
    options?: RequestOptions,
  ): Promise<RecordList<RowOf<M, F>>>;
  /**
   * List the deleted records of a module.
   *
   * Returns one page of up to 200 records that are in the recycle bin or were permanently deleted. Costs 1 credit.
   * A record stays in the bin for 60 days, and is listed for 120 days (unverified). Resolves to an empty list if
   * nothing was deleted.
   *
   * `GET /crm/v2/{module}/deleted`
   */
  listDeleted(params: GetDeletedRecordsParams, options?: RequestOptions): Promise<DeletedRecordList>;
  /**
   * Get the progress of a scheduled mass update.
   *
   * Returns the state of a job that a mass update by custom view scheduled, with the numbers of updated and
   * unchanged records. Costs 1 credit. Resolves to `undefined` if the job is unknown (unverified).
   *
   * `GET /crm/v2/{module}/actions/mass_update`
   */
  getMassUpdate(params: GetMassUpdateStatusParams, options?: RequestOptions): Promise<MassUpdateAnswer | undefined>;
  /**
   * Write the same value to many records.
   *
   * Writes the same value to up to 500 records in `ids`, at once, or to up to 50000 records of a custom view, as a
   * scheduled job whose id it returns. Fails with `ALREADY_SCHEDULED` if a job for the view is running. Do not
   * retry blindly. Rejected entries do not throw: check each `status`.
   *
   * `POST /crm/v2/{module}/actions/mass_update`
   */
  massUpdate<M extends ModuleName>(
    params: MassUpdateRecordsParams<M>,
    options?: RequestOptions,
  ): Promise<MassUpdateOutcomes>;
  /**
   * Get one record by its id.
   *
   * Returns the record, with all fields or those listed in `fields`, in an array of one and without paging. Costs
   * 1 credit. Resolves to `undefined` if the id is unknown.
   *
   * `GET /crm/v2/{module}/{id}`
   */
  get<M extends ModuleName, F extends FieldName<M> = never>(
    params: GetRecordParams<M, F>,
    options?: RequestOptions,
  ): Promise<Found<RowOf<M, F>> | undefined>;
  /**
   * Update one record.
   *
   * Updates the given fields of one record. Other fields keep their values. An unknown id fails with
   * `INVALID_DATA`, either as a row of the response or as a plain 400 error. Costs 1 credit. Safe to retry, except
   * with line items or subform rows: rows that are not sent may be removed (unverified).
   *
   * `PUT /crm/v2/{module}/{id}`
   */
  update<M extends ModuleName>(params: UpdateRecordParams<M>, options?: RequestOptions): Promise<MultiStatus>;
  /**
   * Delete one record.
   *
   * Moves one record to the recycle bin. An unknown id fails with `INVALID_DATA`, either as a row of the response
   * or as a plain 400 error. Costs 1 credit. Safe to retry.
   *
   * `DELETE /crm/v2/{module}/{id}`
   */
  delete(params: DeleteRecordParams, options?: RequestOptions): Promise<MultiStatus>;
};

/** {@link RecordsOperations} of an organization with the modules `R`. */
export type RecordsOperationsIn<R> = [OrganizationModules, R] extends [R, OrganizationModules]
  ? RecordsOperations
  : { [K in keyof RecordsOperations]: K extends keyof RecordsCallsIn<R> ? RecordsCallsIn<R>[K] : RecordsOperations[K] };

type RecordsCallsIn<R> = {
  list<M extends ModuleName<R>, F extends FieldName<M, R> = never>(
    params: GetRecordsParamsIn<R, M, F>,
    options?: RequestOptions,
  ): Promise<RecordList<RowOf<M, F, R>>>;
  create<M extends ModuleName<R>>(params: CreateRecordsParamsIn<R, M>, options?: RequestOptions): Promise<MultiStatus>;
  updateMany<M extends ModuleName<R>>(
    params: UpdateRecordsParamsIn<R, M>,
    options?: RequestOptions,
  ): Promise<MultiStatus>;
  upsert<M extends ModuleName<R>>(params: UpsertRecordsParamsIn<R, M>, options?: RequestOptions): Promise<MultiStatus>;
  search<M extends ModuleName<R>, F extends FieldName<M, R> = never>(
    params: SearchRecordsParamsIn<R, M, F>,
    options?: RequestOptions,
  ): Promise<RecordList<RowOf<M, F, R>>>;
  massUpdate<M extends ModuleName<R>>(
    params: MassUpdateRecordsParamsIn<R, M>,
    options?: RequestOptions,
  ): Promise<MassUpdateOutcomes>;
  get<M extends ModuleName<R>, F extends FieldName<M, R> = never>(
    params: GetRecordParamsIn<R, M, F>,
    options?: RequestOptions,
  ): Promise<Found<RowOf<M, F, R>> | undefined>;
  update<M extends ModuleName<R>>(params: UpdateRecordParamsIn<R, M>, options?: RequestOptions): Promise<MultiStatus>;
};

export interface GetRecordsParams<M extends ModuleName = ModuleName, F extends FieldName<M> = FieldName<M>>
  extends OfModule<AllModules> {
  /** Module, such as `Leads`. Case-sensitive. */
  module: M;
  /** API names of the fields to return. Without it, all are returned. */
  fields?: readonly F[];
  /** Ids of the records to return. At most 100 (unverified). */
  ids?: readonly string[];
  /** API name of the field to sort by. The default is `id`. Cannot be combined with `cvid`. */
  sort_by?: FieldName<M>;
  /** Sort direction. Without `sort_by`, the default is `desc`. With `sort_by`, it is `asc` (unverified). */
  sort_order?: "asc" | "desc";
  /** Id of a custom view whose criteria to apply. Cannot be combined with `sort_by`. Makes the call a heavy call. */
  cvid?: string;
  /**
   * Whether to return approved records (`true`, the default), unapproved records (`false`), or `both`.
   * @default "true"
   */
  approved?: "true" | "false" | "both";
  /**
   * For leads only: whether to return converted leads (`true`), unconverted leads (`false`, the default), or
   * `both`.
   * @default "false"
   */
  converted?: "true" | "false" | "both";
  /** Id of a territory. Returns only the records of this territory. */
  territory_id?: string;
  /** Whether to include the child territories of `territory_id`. */
  include_child?: boolean;
  /** Id of a user. Returns only the records that this user owns (unverified). */
  uid?: string;
  /** For events only: the start of the time range, in ISO 8601 with an offset and without fractional seconds. */
  startDateTime?: string | Date;
  /** For events only: the end of the time range, in ISO 8601 with an offset and without fractional seconds. */
  endDateTime?: string | Date;
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
  /** `Module.Field` of the external field that replaces ids; several are comma-separated. */
  xExternal?: string;
}

export interface GetRecordsParamsIn<R, M, F>
  extends OfModule<AllModules<R>>,
    Omit<GetRecordsParams, "module" | "fields" | "sort_by" | keyof OfModule<unknown>> {
  /** Module, such as `Leads`. Case-sensitive. */
  module: M;
  /** API names of the fields to return. Without it, all are returned. */
  fields?: readonly F[];
  /** API name of the field to sort by. The default is `id`. Cannot be combined with `cvid`. */
  sort_by?: FieldName<M, R>;
}

const getRecordsOperation: Operation = {
  id: "getRecords",
  name: "records.list",
  idempotent: true,
  parameters: [
    "module",
    "fields",
    "ids",
    "sort_by",
    "sort_order",
    "cvid",
    "approved",
    "converted",
    "territory_id",
    "include_child",
    "uid",
    "startDateTime",
    "endDateTime",
    "page",
    "per_page",
    "ifModifiedSince",
    "xExternal",
  ],
  path: ["module"],
  module: "module",
  noSlash: "xExternal",
  scopes: ["ZohoCRM.modules.{module}.READ"],
  moduleNames,
  remedies,
};

/**
 * List the records of a module: `GET /crm/v2/{module}`.
 *
 * Scopes: ZohoCRM.modules.{module}.READ.
 *
 * @example
 * await getRecords(crm, { module: "Leads" });
 */
export async function getRecords<M extends ModuleName<R>, F extends FieldName<M, R> = never, R = OrganizationModules>(
  client: ClientOf<R>,
  params: GetRecordsParamsIn<R, M, F>,
  options?: RequestOptions,
): Promise<RecordList<RowOf<M, F, R>>> {
  const { module, ifModifiedSince, xExternal, ...query } = checked(
    getRecordsOperation,
    params as object as GetRecordsParams<string, string>,
  );
  const result = await typed<paths>(client).GET("/{module}", {
    ...callInit(getRecordsOperation, options),
    params: {
      path: { module },
      query,
      header: defined({ "If-Modified-Since": ifModifiedSince, "X-EXTERNAL": xExternal }),
    },
  });
  return unwrapList(getRecordsOperation, ofModule<RecordList<RowOf<M, F, R>>>(result), {
    data: [],
    info: { per_page: 200, count: 0, page: 1, more_records: false },
  });
}

export interface CreateRecordsParams<M extends ModuleName = ModuleName> {
  /** Module, such as `Leads`. Case-sensitive. */
  module: M;
  /** `Module.Field` of the external field that replaces ids; several are comma-separated. */
  xExternal?: string;
  body: RecordsBody<NewRecordOf<M>>;
}

export interface CreateRecordsParamsIn<R, M> extends Omit<CreateRecordsParams, "module" | "body"> {
  /** Module, such as `Leads`. Case-sensitive. */
  module: M;
  body: RecordsBody<NewRecordOf<M, R>>;
}

const createRecordsOperation: Operation = {
  id: "createRecords",
  name: "records.create",
  idempotent: false,
  parameters: ["module", "xExternal", "body"],
  path: ["module"],
  module: "module",
  required: ["body"],
  noSlash: "xExternal",
  outcomeCheck: "look for the record, e.g. with crm.records.search, before you create it again",
  scopes: ["ZohoCRM.modules.{module}.CREATE", "ZohoCRM.modules.{module}.WRITE"],
  moduleNames,
  remedies,
};

/**
 * Create up to 100 records in a module: `POST /crm/v2/{module}`.
 *
 * Scopes: ZohoCRM.modules.{module}.CREATE, or ZohoCRM.modules.{module}.WRITE.
 *
 * @example
 * await createRecords(crm, {
 *   module: "Leads",
 *   body: {
 *     data: [{ Company: "Example Ltd", Last_Name: "Sample", Email: "sample@example.com" }],
 *     trigger: ["workflow"],
 *   },
 * });
 */
export async function createRecords<M extends ModuleName<R>, R = OrganizationModules>(
  client: ClientOf<R>,
  params: CreateRecordsParamsIn<R, M>,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { module, xExternal, body } = checked(createRecordsOperation, params as object as CreateRecordsParams<string>);
  const result = await typed<paths>(client).POST("/{module}", {
    ...callInit(createRecordsOperation, options),
    params: { path: { module }, header: defined({ "X-EXTERNAL": xExternal }) },
    body,
  });
  return unwrap(createRecordsOperation, result);
}

export interface UpdateRecordsParams<M extends ModuleName = ModuleName> {
  /** Module, such as `Leads`. Case-sensitive. */
  module: M;
  /** `Module.Field` of the external field that replaces ids; several are comma-separated. */
  xExternal?: string;
  body: RecordChangesBody<RecordChangeOf<M>>;
}

export interface UpdateRecordsParamsIn<R, M> extends Omit<UpdateRecordsParams, "module" | "body"> {
  /** Module, such as `Leads`. Case-sensitive. */
  module: M;
  body: RecordChangesBody<RecordChangeOf<M, R>>;
}

const updateRecordsOperation: Operation = {
  id: "updateRecords",
  name: "records.updateMany",
  idempotent: "unless-rows",
  parameters: ["module", "xExternal", "body"],
  path: ["module"],
  module: "module",
  required: ["body"],
  noSlash: "xExternal",
  outcomeCheck: "look at the records, e.g. with crm.records.get, before you send it again",
  scopes: ["ZohoCRM.modules.{module}.UPDATE", "ZohoCRM.modules.{module}.WRITE"],
  moduleNames,
  remedies,
};

/**
 * Update up to 100 records of a module: `PUT /crm/v2/{module}`.
 *
 * Scopes: ZohoCRM.modules.{module}.UPDATE, or ZohoCRM.modules.{module}.WRITE.
 *
 * @example
 * await updateRecords(crm, {
 *   module: "Leads",
 *   body: { data: [{ id: "4100000000000688016", City: "Springfield" }, { id: "4100000000000688017", City: null }] },
 * });
 */
export async function updateRecords<M extends ModuleName<R>, R = OrganizationModules>(
  client: ClientOf<R>,
  params: UpdateRecordsParamsIn<R, M>,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { module, xExternal, body } = checked(updateRecordsOperation, params as object as UpdateRecordsParams<string>);
  const result = await typed<paths>(client).PUT("/{module}", {
    ...callInit(updateRecordsOperation, options),
    params: { path: { module }, header: defined({ "X-EXTERNAL": xExternal }) },
    body,
  });
  return unwrap(updateRecordsOperation, result);
}

export interface DeleteRecordsParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Ids of the records to delete. At most 100 (unverified). */
  ids: readonly string[];
  /**
   * Whether the deletion triggers workflows. The default is `true`.
   * @default true
   */
  wf_trigger?: boolean;
  /** `Module.Field` of the external field that replaces ids; several are comma-separated. */
  xExternal?: string;
}

const deleteRecordsOperation: Operation = {
  id: "deleteRecords",
  name: "records.deleteMany",
  idempotent: true,
  parameters: ["module", "ids", "wf_trigger", "xExternal"],
  path: ["module"],
  module: "module",
  required: ["ids"],
  noSlash: "xExternal",
  outcomeCheck: "check whether the records still exist, e.g. with crm.records.get",
  scopes: ["ZohoCRM.modules.{module}.DELETE"],
  moduleNames,
  remedies,
};

/**
 * Delete up to 100 records of a module: `DELETE /crm/v2/{module}`.
 *
 * Scopes: ZohoCRM.modules.{module}.DELETE.
 *
 * @example
 * await deleteRecords(crm, { module: "Leads", ids: ["4100000000000688016", "4100000000000688017"] });
 */
export async function deleteRecords(
  client: ApiClient,
  params: DeleteRecordsParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { module, xExternal, ...query } = checked(deleteRecordsOperation, params);
  const result = await typed<paths>(client).DELETE("/{module}", {
    ...callInit(deleteRecordsOperation, options),
    params: { path: { module }, query, header: defined({ "X-EXTERNAL": xExternal }) },
  });
  return unwrap(deleteRecordsOperation, result);
}

export interface UpsertRecordsParams<M extends ModuleName = ModuleName> {
  /** Module, such as `Leads`. Case-sensitive. */
  module: M;
  /** `Module.Field` of the external field that replaces ids; several are comma-separated. */
  xExternal?: string;
  body: RecordsUpsertBody<NewRecordOf<M> | RecordChangeOf<M>>;
}

export interface UpsertRecordsParamsIn<R, M> extends Omit<UpsertRecordsParams, "module" | "body"> {
  /** Module, such as `Leads`. Case-sensitive. */
  module: M;
  body: RecordsUpsertBody<NewRecordOf<M, R> | RecordChangeOf<M, R>>;
}

const upsertRecordsOperation: Operation = {
  id: "upsertRecords",
  name: "records.upsert",
  idempotent: false,
  parameters: ["module", "xExternal", "body"],
  path: ["module"],
  module: "module",
  required: ["body"],
  noSlash: "xExternal",
  outcomeCheck: "look for the record, e.g. with crm.records.search, before you send it again",
  scopes: ["ZohoCRM.modules.{module}.CREATE", "ZohoCRM.modules.{module}.WRITE"],
  moduleNames,
  remedies,
};

/**
 * Create up to 100 records, or update existing ones: `POST /crm/v2/{module}/upsert`.
 *
 * Scopes: ZohoCRM.modules.{module}.CREATE, or ZohoCRM.modules.{module}.WRITE.
 *
 * @example
 * await upsertRecords(crm, {
 *   module: "Leads",
 *   body: {
 *     data: [{ Company: "Example Ltd", Last_Name: "Sample", Email: "sample@example.com" }],
 *     duplicate_check_fields: ["Email"],
 *   },
 * });
 */
export async function upsertRecords<M extends ModuleName<R>, R = OrganizationModules>(
  client: ClientOf<R>,
  params: UpsertRecordsParamsIn<R, M>,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { module, xExternal, body } = checked(upsertRecordsOperation, params as object as UpsertRecordsParams<string>);
  const result = await typed<paths>(client).POST("/{module}/upsert", {
    ...callInit(upsertRecordsOperation, options),
    params: { path: { module }, header: defined({ "X-EXTERNAL": xExternal }) },
    body,
  });
  return unwrap(upsertRecordsOperation, result);
}

export interface SearchRecordsParams<M extends ModuleName = ModuleName, F extends FieldName<M> = FieldName<M>>
  extends OfModule<AllModules> {
  /** Module, such as `Leads`. Case-sensitive. */
  module: M;
  /**
   * Conditions in the form `(field:operator:value)`, joined by `and` or `or`. At most 10. Text fields accept
   * `equals` and `starts_with`. Other fields also accept comparisons (unverified). In a value, escape parentheses
   * and commas with a backslash.
   */
  criteria?: string;
  /** An email address. Matches records with exactly this address in any email field. */
  email?: string;
  /** A phone number. Matches records with this number in any phone field. */
  phone?: string;
  /** A word to search for in all fields. At least 2 characters (unverified). */
  word?: string;
  /** API names of the fields to return. Without it, all are returned. */
  fields?: readonly F[];
  /**
   * Whether to return approved records (`true`, the default), unapproved records (`false`), or `both`.
   * @default "true"
   */
  approved?: "true" | "false" | "both";
  /**
   * For leads only: whether to return converted leads (`true`), unconverted leads (`false`, the default), or
   * `both`.
   * @default "false"
   */
  converted?: "true" | "false" | "both";
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
  /** `Module.Field` of the external field that replaces ids; several are comma-separated. */
  xExternal?: string;
}

export interface SearchRecordsParamsIn<R, M, F>
  extends OfModule<AllModules<R>>,
    Omit<SearchRecordsParams, "module" | "fields" | keyof OfModule<unknown>> {
  /** Module, such as `Leads`. Case-sensitive. */
  module: M;
  /** API names of the fields to return. Without it, all are returned. */
  fields?: readonly F[];
}

const searchRecordsOperation: Operation = {
  id: "searchRecords",
  name: "records.search",
  idempotent: true,
  parameters: [
    "module",
    "criteria",
    "email",
    "phone",
    "word",
    "fields",
    "approved",
    "converted",
    "page",
    "per_page",
    "xExternal",
  ],
  path: ["module"],
  module: "module",
  anyOf: ["criteria", "email", "phone", "word"],
  noSlash: "xExternal",
  ceiling: { rows: 2000, wayOut: "narrow the search, or list the records with crm.records.list or COQL" },
  scopes: ["ZohoCRM.modules.{module}.READ,ZohoSearch.securesearch.READ"],
  moduleNames,
  remedies,
};

/**
 * Search the records of a module: `GET /crm/v2/{module}/search`.
 *
 * Scopes: ZohoCRM.modules.{module}.READ and ZohoSearch.securesearch.READ.
 *
 * @example
 * await searchRecords(crm, { module: "Leads", word: "Sample" });
 */
export async function searchRecords<
  M extends ModuleName<R>,
  F extends FieldName<M, R> = never,
  R = OrganizationModules,
>(
  client: ClientOf<R>,
  params: SearchRecordsParamsIn<R, M, F>,
  options?: RequestOptions,
): Promise<RecordList<RowOf<M, F, R>>> {
  const { module, xExternal, ...query } = checked(
    searchRecordsOperation,
    params as object as SearchRecordsParams<string, string>,
  );
  const result = await typed<paths>(client).GET("/{module}/search", {
    ...callInit(searchRecordsOperation, options),
    params: { path: { module }, query, header: defined({ "X-EXTERNAL": xExternal }) },
  });
  return unwrapList(searchRecordsOperation, ofModule<RecordList<RowOf<M, F, R>>>(result), {
    data: [],
    info: { per_page: 200, count: 0, page: 1, more_records: false },
  });
}

export interface GetDeletedRecordsParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /**
   * Deletions to list: records in the recycle bin (`recycle`), permanently deleted records (`permanent`), or
   * `all`, the default.
   * @default "all"
   */
  type?: "all" | "recycle" | "permanent";
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

const getDeletedRecordsOperation: Operation = {
  id: "getDeletedRecords",
  name: "records.listDeleted",
  idempotent: true,
  parameters: ["module", "type", "page", "per_page", "ifModifiedSince"],
  path: ["module"],
  module: "module",
  noSlash: true,
  scopes: ["ZohoCRM.modules.{module}.READ"],
  moduleNames,
  remedies,
};

/**
 * List the deleted records of a module: `GET /crm/v2/{module}/deleted`.
 *
 * Scopes: ZohoCRM.modules.{module}.READ.
 *
 * @example
 * await getDeletedRecords(crm, { module: "Leads" });
 */
export async function getDeletedRecords(
  client: ApiClient,
  params: GetDeletedRecordsParams,
  options?: RequestOptions,
): Promise<DeletedRecordList> {
  const { module, ifModifiedSince, ...query } = checked(getDeletedRecordsOperation, params);
  const result = await typed<paths>(client).GET("/{module}/deleted", {
    ...callInit(getDeletedRecordsOperation, options),
    params: { path: { module }, query, header: defined({ "If-Modified-Since": ifModifiedSince }) },
  });
  return unwrapList(getDeletedRecordsOperation, result, {
    data: [],
    info: { per_page: 200, count: 0, page: 1, more_records: false },
  });
}

export interface GetMassUpdateStatusParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /**
   * Id of the job, as returned when the mass update was scheduled. Required, although Zoho does not mark it as
   * such (unverified).
   */
  job_id?: string;
}

const getMassUpdateStatusOperation: Operation = {
  id: "getMassUpdateStatus",
  name: "records.getMassUpdate",
  idempotent: true,
  parameters: ["module", "job_id"],
  path: ["module"],
  module: "module",
  noSlash: true,
  scopes: ["ZohoCRM.mass_update.{module}.READ"],
  moduleNames,
  remedies,
};

/**
 * Get the progress of a scheduled mass update: `GET /crm/v2/{module}/actions/mass_update`.
 *
 * Scopes: ZohoCRM.mass_update.{module}.READ.
 *
 * @example
 * await getMassUpdateStatus(crm, { module: "Leads", job_id: "4100000000000700009" });
 */
export async function getMassUpdateStatus(
  client: ApiClient,
  params: GetMassUpdateStatusParams,
  options?: RequestOptions,
): Promise<MassUpdateAnswer | undefined> {
  const { module, ...query } = checked(getMassUpdateStatusOperation, params);
  const result = await typed<paths>(client).GET("/{module}/actions/mass_update", {
    ...callInit(getMassUpdateStatusOperation, options),
    params: { path: { module }, query },
  });
  return unwrapOptional(getMassUpdateStatusOperation, result);
}

export interface MassUpdateRecordsParams<M extends ModuleName = ModuleName> {
  /** Module, such as `Leads`. Case-sensitive. */
  module: M;
  body: MassUpdateBody<RecordPatchOf<M>>;
}

export interface MassUpdateRecordsParamsIn<R, M> {
  /** Module, such as `Leads`. Case-sensitive. */
  module: M;
  body: MassUpdateBody<RecordPatchOf<M, R>>;
}

const massUpdateRecordsOperation: Operation = {
  id: "massUpdateRecords",
  name: "records.massUpdate",
  idempotent: false,
  parameters: ["module", "body"],
  path: ["module"],
  module: "module",
  required: ["body"],
  noSlash: true,
  scopes: ["ZohoCRM.mass_update.{module}.UPDATE"],
  moduleNames,
  remedies,
};

/**
 * Write the same value to many records: `POST /crm/v2/{module}/actions/mass_update`.
 *
 * Scopes: ZohoCRM.mass_update.{module}.UPDATE.
 *
 * @example
 * await massUpdateRecords(crm, {
 *   module: "Leads",
 *   body: { data: [{ City: "Springfield" }], ids: ["4100000000000700001", "4100000000000700002"], over_write: true },
 * });
 */
export async function massUpdateRecords<M extends ModuleName<R>, R = OrganizationModules>(
  client: ClientOf<R>,
  params: MassUpdateRecordsParamsIn<R, M>,
  options?: RequestOptions,
): Promise<MassUpdateOutcomes> {
  const { module, body } = checked(massUpdateRecordsOperation, params as object as MassUpdateRecordsParams<string>);
  const result = await typed<paths>(client).POST("/{module}/actions/mass_update", {
    ...callInit(massUpdateRecordsOperation, options),
    params: { path: { module } },
    body,
  });
  return unwrap(massUpdateRecordsOperation, result);
}

export interface GetRecordParams<M extends ModuleName = ModuleName, F extends FieldName<M> = FieldName<M>> {
  /** Module, such as `Leads`. Case-sensitive. */
  module: M;
  /** Id of the record. With `X-EXTERNAL`, the value of its external field. */
  id: string;
  /** API names of the fields to return. Without it, all are returned. */
  fields?: readonly F[];
  /** Id of a custom view whose criteria to apply. Cannot be combined with `sort_by`. Makes the call a heavy call. */
  cvid?: string;
  /**
   * Whether to return approved records (`true`, the default), unapproved records (`false`), or `both`.
   * @default "true"
   */
  approved?: "true" | "false" | "both";
  /**
   * For leads only: whether to return converted leads (`true`), unconverted leads (`false`, the default), or
   * `both`.
   * @default "false"
   */
  converted?: "true" | "false" | "both";
  /** Id of a territory. Returns only the records of this territory. */
  territory_id?: string;
  /** Whether to include the child territories of `territory_id`. */
  include_child?: boolean;
  /** Id of a user. Returns only the records that this user owns (unverified). */
  uid?: string;
  /** For events only: the start of the time range, in ISO 8601 with an offset and without fractional seconds. */
  startDateTime?: string | Date;
  /** For events only: the end of the time range, in ISO 8601 with an offset and without fractional seconds. */
  endDateTime?: string | Date;
  /** Return only changes since this time, with an offset. Without any, a list is empty; anything else is a 304. */
  ifModifiedSince?: string | Date;
  /** `Module.Field` of the external field that replaces ids; several are comma-separated. */
  xExternal?: string;
}

export interface GetRecordParamsIn<R, M, F> extends Omit<GetRecordParams, "module" | "fields"> {
  /** Module, such as `Leads`. Case-sensitive. */
  module: M;
  /** API names of the fields to return. Without it, all are returned. */
  fields?: readonly F[];
}

const getRecordOperation: Operation = {
  id: "getRecord",
  name: "records.get",
  idempotent: true,
  parameters: [
    "module",
    "id",
    "fields",
    "cvid",
    "approved",
    "converted",
    "territory_id",
    "include_child",
    "uid",
    "startDateTime",
    "endDateTime",
    "ifModifiedSince",
    "xExternal",
  ],
  path: ["module", "id"],
  module: "module",
  noSlash: "xExternal",
  scopes: ["ZohoCRM.modules.{module}.READ"],
  moduleNames,
  remedies,
};

/**
 * Get one record by its id: `GET /crm/v2/{module}/{id}`.
 *
 * Scopes: ZohoCRM.modules.{module}.READ.
 *
 * @example
 * await getRecord(crm, { module: "Leads", id: "4100000000000688016" });
 */
export async function getRecord<M extends ModuleName<R>, F extends FieldName<M, R> = never, R = OrganizationModules>(
  client: ClientOf<R>,
  params: GetRecordParamsIn<R, M, F>,
  options?: RequestOptions,
): Promise<Found<RowOf<M, F, R>> | undefined> {
  const { module, id, ifModifiedSince, xExternal, ...query } = checked(
    getRecordOperation,
    params as object as GetRecordParams<string, string>,
  );
  const result = await typed<paths>(client).GET("/{module}/{id}", {
    ...callInit(getRecordOperation, options),
    params: {
      path: { module, id },
      query,
      header: defined({ "If-Modified-Since": ifModifiedSince, "X-EXTERNAL": xExternal }),
    },
  });
  return unwrapOptional(getRecordOperation, ofModule<Found<RowOf<M, F, R>>>(result));
}

export interface UpdateRecordParams<M extends ModuleName = ModuleName> {
  /** Module, such as `Leads`. Case-sensitive. */
  module: M;
  /** Id of the record. With `X-EXTERNAL`, the value of its external field. */
  id: string;
  /** `Module.Field` of the external field that replaces ids; several are comma-separated. */
  xExternal?: string;
  body: RecordPatchBody<RecordPatchOf<M>>;
}

export interface UpdateRecordParamsIn<R, M> extends Omit<UpdateRecordParams, "module" | "body"> {
  /** Module, such as `Leads`. Case-sensitive. */
  module: M;
  body: RecordPatchBody<RecordPatchOf<M, R>>;
}

const updateRecordOperation: Operation = {
  id: "updateRecord",
  name: "records.update",
  idempotent: "unless-rows",
  parameters: ["module", "id", "xExternal", "body"],
  path: ["module", "id"],
  module: "module",
  required: ["body"],
  noSlash: "xExternal",
  outcomeCheck: "look at the record, e.g. with crm.records.get, before you send it again",
  scopes: ["ZohoCRM.modules.{module}.UPDATE", "ZohoCRM.modules.{module}.WRITE"],
  moduleNames,
  remedies,
};

/**
 * Update one record: `PUT /crm/v2/{module}/{id}`.
 *
 * Scopes: ZohoCRM.modules.{module}.UPDATE, or ZohoCRM.modules.{module}.WRITE.
 *
 * @example
 * await updateRecord(crm, {
 *   module: "Leads",
 *   id: "4100000000000688016",
 *   body: { data: [{ City: "Springfield" }], trigger: [] },
 * });
 */
export async function updateRecord<M extends ModuleName<R>, R = OrganizationModules>(
  client: ClientOf<R>,
  params: UpdateRecordParamsIn<R, M>,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { module, id, xExternal, body } = checked(
    updateRecordOperation,
    params as object as UpdateRecordParams<string>,
  );
  const result = await typed<paths>(client).PUT("/{module}/{id}", {
    ...callInit(updateRecordOperation, options),
    params: { path: { module, id }, header: defined({ "X-EXTERNAL": xExternal }) },
    body,
  });
  return unwrap(updateRecordOperation, result);
}

export interface DeleteRecordParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record. With `X-EXTERNAL`, the value of its external field. */
  id: string;
  /**
   * Whether the deletion triggers workflows. The default is `true`.
   * @default true
   */
  wf_trigger?: boolean;
  /** `Module.Field` of the external field that replaces ids; several are comma-separated. */
  xExternal?: string;
}

const deleteRecordOperation: Operation = {
  id: "deleteRecord",
  name: "records.delete",
  idempotent: true,
  parameters: ["module", "id", "wf_trigger", "xExternal"],
  path: ["module", "id"],
  module: "module",
  noSlash: "xExternal",
  outcomeCheck: "check whether the record still exists, with crm.records.get",
  scopes: ["ZohoCRM.modules.{module}.DELETE"],
  moduleNames,
  remedies,
};

/**
 * Delete one record: `DELETE /crm/v2/{module}/{id}`.
 *
 * Scopes: ZohoCRM.modules.{module}.DELETE.
 *
 * @example
 * await deleteRecord(crm, { module: "Leads", id: "4100000000000688016" });
 */
export async function deleteRecord(
  client: ApiClient,
  params: DeleteRecordParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { module, id, xExternal, ...query } = checked(deleteRecordOperation, params);
  const result = await typed<paths>(client).DELETE("/{module}/{id}", {
    ...callInit(deleteRecordOperation, options),
    params: { path: { module, id }, query, header: defined({ "X-EXTERNAL": xExternal }) },
  });
  return unwrap(deleteRecordOperation, result);
}
