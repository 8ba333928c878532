// Generated from spec/paths/related-records.yaml. Do not edit: change the description, then run `npm run codegen`.
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
import type { Found, MultiStatus, RecordList, RelatedRecordBody, RelatedRecordsBody } from "../models.js";
import type { ModuleName } from "../modules.js";
import type { paths } from "../schema.js";

/** List, link and unlink the records related to a record. */
export type RelatedRecordsOperations = {
  /**
   * List related records.
   *
   * Returns one page of up to 200 entries of a related list. Costs 1 credit. With `xExternal`, the value of an
   * external field can identify the record. Resolves to an empty list if there are none.
   *
   * `GET /crm/v2/{module}/{id}/{relatedList}`
   */
  list(params: GetRelatedRecordsParams, options?: RequestOptions): Promise<RecordList>;
  /**
   * Link up to 100 records, or update their links.
   *
   * Links records to a record, or updates the values of existing links. Safe to retry. With `xExternal`, values of
   * external fields can identify the records. Rejected entries do not throw: check each `status`.
   *
   * `PUT /crm/v2/{module}/{id}/{relatedList}`
   */
  updateMany(params: UpdateRelatedRecordsParams, options?: RequestOptions): Promise<MultiStatus>;
  /**
   * Unlink several related records.
   *
   * Removes the links to the records listed in `ids`. The records remain. The maximum is 100 ids (unverified).
   * Safe to retry: removed links are reported as errors. With `xExternal`, the ids can be external values.
   * Rejected entries do not throw: check each `status`.
   *
   * `DELETE /crm/v2/{module}/{id}/{relatedList}`
   */
  delinkMany(params: DelinkRecordsParams, options?: RequestOptions): Promise<MultiStatus>;
  /**
   * Get one related record.
   *
   * Returns one entry of a related list, in an array of one. For the list `Attachments`, Zoho returns the file
   * itself; use the operation that downloads attachments instead. Costs 1 credit. Resolves to `undefined` if the
   * id is unknown.
   *
   * `GET /crm/v2/{module}/{id}/{relatedList}/{relatedId}`
   */
  get(params: GetRelatedRecordParams, options?: RequestOptions): Promise<Found | undefined>;
  /**
   * Link one record, or update its link.
   *
   * Links one record to another, or updates the values of the link. Safe to retry. Costs 1 credit. With
   * `xExternal`, values of external fields can identify both records.
   *
   * `PUT /crm/v2/{module}/{id}/{relatedList}/{relatedId}`
   */
  update(params: UpdateRelatedRecordParams, options?: RequestOptions): Promise<MultiStatus>;
  /**
   * Unlink one related record.
   *
   * Removes the link between two records. Both records remain. A note or an attachment is deleted, because it
   * cannot exist without its record (unverified). Safe to retry: a removed link is reported as an invalid id.
   * Costs 1 credit.
   *
   * `DELETE /crm/v2/{module}/{id}/{relatedList}/{relatedId}`
   */
  delink(params: DelinkRecordParams, options?: RequestOptions): Promise<MultiStatus>;
};

export interface GetRelatedRecordsParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record. With `X-EXTERNAL`, the value of its external field. */
  id: string;
  /** API name of the related list, such as `Notes` or `Products`. Case-sensitive. */
  relatedList: string;
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

const getRelatedRecordsOperation: Operation = {
  id: "getRelatedRecords",
  name: "relatedRecords.list",
  idempotent: true,
  parameters: ["module", "id", "relatedList", "page", "per_page", "ifModifiedSince", "xExternal"],
  path: ["module", "id", "relatedList"],
  module: "module",
  noSlash: "xExternal",
  scopes: ["ZohoCRM.modules.{module}.READ"],
  moduleNames,
  remedies,
};

/**
 * List related records: `GET /crm/v2/{module}/{id}/{relatedList}`.
 *
 * Scopes: ZohoCRM.modules.{module}.READ.
 *
 * @example
 * await getRelatedRecords(crm, { module: "Leads", id: "4100000000000688016", relatedList: "Campaigns" });
 */
export async function getRelatedRecords(
  client: ApiClient,
  params: GetRelatedRecordsParams,
  options?: RequestOptions,
): Promise<RecordList> {
  const { module, id, relatedList, ifModifiedSince, xExternal, ...query } = checked(getRelatedRecordsOperation, params);
  const result = await typed<paths>(client).GET("/{module}/{id}/{relatedList}", {
    ...callInit(getRelatedRecordsOperation, options),
    params: {
      path: { module, id, relatedList },
      query,
      header: defined({ "If-Modified-Since": ifModifiedSince, "X-EXTERNAL": xExternal }),
    },
  });
  return unwrapList(getRelatedRecordsOperation, result, {
    data: [],
    info: { per_page: 200, count: 0, page: 1, more_records: false },
  });
}

export interface UpdateRelatedRecordsParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record. With `X-EXTERNAL`, the value of its external field. */
  id: string;
  /** API name of the related list, such as `Notes` or `Products`. Case-sensitive. */
  relatedList: string;
  /** `Module.Field` of the external field that replaces ids; several are comma-separated. */
  xExternal?: string;
  body: RelatedRecordsBody;
}

const updateRelatedRecordsOperation: Operation = {
  id: "updateRelatedRecords",
  name: "relatedRecords.updateMany",
  idempotent: true,
  parameters: ["module", "id", "relatedList", "xExternal", "body"],
  path: ["module", "id", "relatedList"],
  module: "module",
  required: ["body"],
  noSlash: "xExternal",
  scopes: ["ZohoCRM.modules.{module}.UPDATE"],
  moduleNames,
  remedies,
};

/**
 * Link up to 100 records, or update their links: `PUT /crm/v2/{module}/{id}/{relatedList}`.
 *
 * Scopes: ZohoCRM.modules.{module}.UPDATE.
 *
 * @example
 * await updateRelatedRecords(crm, {
 *   module: "Leads",
 *   id: "4100000000000688016",
 *   relatedList: "Campaigns",
 *   body: { data: [{ id: "4100000000000925128", Member_Status: "Active" }, { id: "4100000000000925129" }] },
 * });
 */
export async function updateRelatedRecords(
  client: ApiClient,
  params: UpdateRelatedRecordsParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { module, id, relatedList, xExternal, body } = checked(updateRelatedRecordsOperation, params);
  const result = await typed<paths>(client).PUT("/{module}/{id}/{relatedList}", {
    ...callInit(updateRelatedRecordsOperation, options),
    params: { path: { module, id, relatedList }, header: defined({ "X-EXTERNAL": xExternal }) },
    body,
  });
  return unwrap(updateRelatedRecordsOperation, result);
}

export interface DelinkRecordsParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record. With `X-EXTERNAL`, the value of its external field. */
  id: string;
  /** API name of the related list, such as `Notes` or `Products`. Case-sensitive. */
  relatedList: string;
  /** Ids of the related records to unlink. At most 100 (unverified). */
  ids: readonly string[];
  /** `Module.Field` of the external field that replaces ids; several are comma-separated. */
  xExternal?: string;
}

const delinkRecordsOperation: Operation = {
  id: "delinkRecords",
  name: "relatedRecords.delinkMany",
  idempotent: true,
  parameters: ["module", "id", "relatedList", "ids", "xExternal"],
  path: ["module", "id", "relatedList"],
  module: "module",
  required: ["ids"],
  noSlash: "xExternal",
  scopes: ["ZohoCRM.modules.{module}.DELETE"],
  moduleNames,
  remedies,
};

/**
 * Unlink several related records: `DELETE /crm/v2/{module}/{id}/{relatedList}`.
 *
 * Scopes: ZohoCRM.modules.{module}.DELETE.
 *
 * @example
 * await delinkRecords(crm, {
 *   module: "Leads",
 *   id: "4100000000000688016",
 *   relatedList: "Campaigns",
 *   ids: ["4100000000000925128", "4100000000000925129"],
 * });
 */
export async function delinkRecords(
  client: ApiClient,
  params: DelinkRecordsParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { module, id, relatedList, xExternal, ...query } = checked(delinkRecordsOperation, params);
  const result = await typed<paths>(client).DELETE("/{module}/{id}/{relatedList}", {
    ...callInit(delinkRecordsOperation, options),
    params: { path: { module, id, relatedList }, query, header: defined({ "X-EXTERNAL": xExternal }) },
  });
  return unwrap(delinkRecordsOperation, result);
}

export interface GetRelatedRecordParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record. With `X-EXTERNAL`, the value of its external field. */
  id: string;
  /** API name of the related list, such as `Notes` or `Products`. Case-sensitive. */
  relatedList: string;
  /**
   * Id of the related record, 18 or 19 digits. With the `X-EXTERNAL` header, the value of the external field that
   * the header names.
   */
  relatedId: string;
  /** Return only changes since this time, with an offset. Without any, a list is empty; anything else is a 304. */
  ifModifiedSince?: string | Date;
  /** `Module.Field` of the external field that replaces ids; several are comma-separated. */
  xExternal?: string;
}

const getRelatedRecordOperation: Operation = {
  id: "getRelatedRecord",
  name: "relatedRecords.get",
  idempotent: true,
  parameters: ["module", "id", "relatedList", "relatedId", "ifModifiedSince", "xExternal"],
  path: ["module", "id", "relatedList", "relatedId"],
  module: "module",
  noSlash: "xExternal",
  scopes: ["ZohoCRM.modules.{module}.READ"],
  moduleNames,
  remedies,
};

/**
 * Get one related record: `GET /crm/v2/{module}/{id}/{relatedList}/{relatedId}`.
 *
 * Scopes: ZohoCRM.modules.{module}.READ.
 *
 * @example
 * await getRelatedRecord(crm, {
 *   module: "Leads",
 *   id: "4100000000000688016",
 *   relatedList: "Campaigns",
 *   relatedId: "4100000000000925128",
 * });
 */
export async function getRelatedRecord(
  client: ApiClient,
  params: GetRelatedRecordParams,
  options?: RequestOptions,
): Promise<Found | undefined> {
  const { module, id, relatedList, relatedId, ifModifiedSince, xExternal } = checked(getRelatedRecordOperation, params);
  const result = await typed<paths>(client).GET("/{module}/{id}/{relatedList}/{relatedId}", {
    ...callInit(getRelatedRecordOperation, options),
    params: {
      path: { module, id, relatedList, relatedId },
      header: defined({ "If-Modified-Since": ifModifiedSince, "X-EXTERNAL": xExternal }),
    },
  });
  return unwrapOptional(getRelatedRecordOperation, result);
}

export interface UpdateRelatedRecordParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record. With `X-EXTERNAL`, the value of its external field. */
  id: string;
  /** API name of the related list, such as `Notes` or `Products`. Case-sensitive. */
  relatedList: string;
  /**
   * Id of the related record, 18 or 19 digits. With the `X-EXTERNAL` header, the value of the external field that
   * the header names.
   */
  relatedId: string;
  /** `Module.Field` of the external field that replaces ids; several are comma-separated. */
  xExternal?: string;
  body: RelatedRecordBody;
}

const updateRelatedRecordOperation: Operation = {
  id: "updateRelatedRecord",
  name: "relatedRecords.update",
  idempotent: true,
  parameters: ["module", "id", "relatedList", "relatedId", "xExternal", "body"],
  path: ["module", "id", "relatedList", "relatedId"],
  module: "module",
  required: ["body"],
  noSlash: "xExternal",
  scopes: ["ZohoCRM.modules.{module}.UPDATE"],
  moduleNames,
  remedies,
};

/**
 * Link one record, or update its link: `PUT /crm/v2/{module}/{id}/{relatedList}/{relatedId}`.
 *
 * Scopes: ZohoCRM.modules.{module}.UPDATE.
 *
 * @example
 * await updateRelatedRecord(crm, {
 *   module: "Leads",
 *   id: "4100000000000688016",
 *   relatedList: "Campaigns",
 *   relatedId: "4100000000000925128",
 *   body: { data: [{ Member_Status: "Active" }] },
 * });
 */
export async function updateRelatedRecord(
  client: ApiClient,
  params: UpdateRelatedRecordParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { module, id, relatedList, relatedId, xExternal, body } = checked(updateRelatedRecordOperation, params);
  const result = await typed<paths>(client).PUT("/{module}/{id}/{relatedList}/{relatedId}", {
    ...callInit(updateRelatedRecordOperation, options),
    params: { path: { module, id, relatedList, relatedId }, header: defined({ "X-EXTERNAL": xExternal }) },
    body,
  });
  return unwrap(updateRelatedRecordOperation, result);
}

export interface DelinkRecordParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record. With `X-EXTERNAL`, the value of its external field. */
  id: string;
  /** API name of the related list, such as `Notes` or `Products`. Case-sensitive. */
  relatedList: string;
  /**
   * Id of the related record, 18 or 19 digits. With the `X-EXTERNAL` header, the value of the external field that
   * the header names.
   */
  relatedId: string;
  /** `Module.Field` of the external field that replaces ids; several are comma-separated. */
  xExternal?: string;
}

const delinkRecordOperation: Operation = {
  id: "delinkRecord",
  name: "relatedRecords.delink",
  idempotent: true,
  parameters: ["module", "id", "relatedList", "relatedId", "xExternal"],
  path: ["module", "id", "relatedList", "relatedId"],
  module: "module",
  noSlash: "xExternal",
  scopes: ["ZohoCRM.modules.{module}.DELETE"],
  moduleNames,
  remedies,
};

/**
 * Unlink one related record: `DELETE /crm/v2/{module}/{id}/{relatedList}/{relatedId}`.
 *
 * Scopes: ZohoCRM.modules.{module}.DELETE.
 *
 * @example
 * await delinkRecord(crm, {
 *   module: "Leads",
 *   id: "4100000000000688016",
 *   relatedList: "Campaigns",
 *   relatedId: "4100000000000925128",
 * });
 */
export async function delinkRecord(
  client: ApiClient,
  params: DelinkRecordParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { module, id, relatedList, relatedId, xExternal } = checked(delinkRecordOperation, params);
  const result = await typed<paths>(client).DELETE("/{module}/{id}/{relatedList}/{relatedId}", {
    ...callInit(delinkRecordOperation, options),
    params: { path: { module, id, relatedList, relatedId }, header: defined({ "X-EXTERNAL": xExternal }) },
  });
  return unwrap(delinkRecordOperation, result);
}
