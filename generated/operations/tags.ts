// Generated from spec/paths/tags.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  typed,
  unwrap,
  unwrapList,
  unwrapOptional,
} from "../../src/core/operation.js";
import { moduleNames, remedies } from "../errors.js";
import type {
  TagChangesBody,
  TagCount,
  TagList,
  TagMergeBody,
  TagOutcomes,
  TagPatchBody,
  TaggingOutcomes,
  TagsBody,
} from "../models.js";
import type { ModuleName } from "../modules.js";
import type { paths } from "../schema.js";

/** Create tags for a module, add them to records and remove them. */
export type TagsOperations = {
  /**
   * Add tags to a record.
   *
   * Adds tags to one record. With `over_write`, they replace its existing tags. A record can have at most 10 tags.
   * Safe to retry. Costs 1 credit.
   *
   * `POST /crm/v2/{module}/{id}/actions/add_tags`
   */
  addToRecord(params: AddTagsToRecordParams, options?: RequestOptions): Promise<TaggingOutcomes>;
  /**
   * Remove tags from a record.
   *
   * Removes tags from one record and keeps the others. Safe to retry. Costs 1 credit.
   *
   * `POST /crm/v2/{module}/{id}/actions/remove_tags`
   */
  removeFromRecord(params: RemoveTagsFromRecordParams, options?: RequestOptions): Promise<TaggingOutcomes>;
  /**
   * Add tags to several records.
   *
   * Adds the same tags to several records. With `over_write`, they replace the existing tags. The maximum is 100
   * records (unverified). Safe to retry. Rejected entries do not throw: check each `status`.
   *
   * `POST /crm/v2/{module}/actions/add_tags`
   */
  addToRecords(params: AddTagsToMultipleRecordsParams, options?: RequestOptions): Promise<TaggingOutcomes>;
  /**
   * Remove tags from several records.
   *
   * Removes the same tags from several records. The maximum is 100 records (unverified). Safe to retry. Rejected
   * entries do not throw: check each `status`.
   *
   * `POST /crm/v2/{module}/actions/remove_tags`
   */
  removeFromRecords(params: RemoveTagsFromMultipleRecordsParams, options?: RequestOptions): Promise<TaggingOutcomes>;
  /**
   * List the tags of a module.
   *
   * Returns all tags of a module, or those that the caller created, and the maximum number of tags, without
   * paging. Costs 1 credit. Resolves to an empty list if there are none.
   *
   * `GET /crm/v2/settings/tags`
   */
  list(params: GetTagsParams, options?: RequestOptions): Promise<TagList>;
  /**
   * Create tags in a module.
   *
   * Creates tags for the records of a module and returns their ids. A name can have at most 25 characters
   * (unverified). A retry is rejected, because names must be unique. Rejected entries do not throw: check each
   * `status`.
   *
   * `POST /crm/v2/settings/tags`
   */
  create(params: CreateTagsParams, options?: RequestOptions): Promise<TagOutcomes>;
  /**
   * Rename several tags.
   *
   * Renames tags, by id. Records that have the tags show the new names. Safe to retry. Rejected entries do not
   * throw: check each `status`.
   *
   * `PUT /crm/v2/settings/tags`
   */
  updateMany(params: UpdateTagsParams, options?: RequestOptions): Promise<TagOutcomes>;
  /**
   * Rename one tag.
   *
   * Renames one tag of a module. Records that have the tag show the new name. Safe to retry. Costs 1 credit.
   *
   * `PUT /crm/v2/settings/tags/{id}`
   */
  update(params: UpdateTagParams, options?: RequestOptions): Promise<TagOutcomes>;
  /**
   * Delete one tag.
   *
   * Deletes a tag and removes it from all records. Safe to retry: a deleted tag is reported as unknown. Costs 1
   * credit.
   *
   * `DELETE /crm/v2/settings/tags/{id}`
   */
  delete(params: DeleteTagParams, options?: RequestOptions): Promise<TagOutcomes>;
  /**
   * Merge two tags.
   *
   * Merges the tag in `conflict_id` with the tag that the path names, so that the records of both have one tag.
   * Which of the two tags remains is unknown. Do not retry blindly. Costs 1 credit.
   *
   * `POST /crm/v2/settings/tags/{id}/actions/merge`
   */
  merge(params: MergeTagsParams, options?: RequestOptions): Promise<TagOutcomes>;
  /**
   * Count the records that have a tag.
   *
   * Returns the number of records of a module that have a tag. The number is a string of digits (unverified).
   * Costs 1 credit. Resolves to `undefined` if the tag is unknown (unverified).
   *
   * `GET /crm/v2/settings/tags/{id}/actions/records_count`
   */
  countRecords(params: GetRecordCountForTagParams, options?: RequestOptions): Promise<TagCount | undefined>;
};

export interface AddTagsToRecordParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record, 18 or 19 digits. */
  id: string;
  /** Names of the tags. A record can have at most 10 tags. A name can have at most 25 characters (unverified). */
  tag_names: readonly string[];
  /**
   * Whether the tags replace the tags of the record. By default (`false`), they are added.
   * @default false
   */
  over_write?: boolean;
}

const addTagsToRecordOperation: Operation = {
  id: "addTagsToRecord",
  name: "tags.addToRecord",
  idempotent: true,
  parameters: ["module", "id", "tag_names", "over_write"],
  path: ["module", "id"],
  module: "module",
  required: ["tag_names"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.{module}.WRITE", "ZohoCRM.modules.{module}.CREATE"],
  moduleNames,
  remedies,
};

/**
 * Add tags to a record: `POST /crm/v2/{module}/{id}/actions/add_tags`.
 *
 * Scopes: ZohoCRM.modules.{module}.WRITE, or ZohoCRM.modules.{module}.CREATE.
 *
 * @example
 * await addTagsToRecord(crm, { module: "Leads", id: "4100000000000688016", tag_names: ["Pharma", "Agricultural"] });
 */
export async function addTagsToRecord(
  client: ApiClient,
  params: AddTagsToRecordParams,
  options?: RequestOptions,
): Promise<TaggingOutcomes> {
  const { module, id, ...query } = checked(addTagsToRecordOperation, params);
  const result = await typed<paths>(client).POST("/{module}/{id}/actions/add_tags", {
    ...callInit(addTagsToRecordOperation, options),
    params: { path: { module, id }, query },
  });
  return unwrap(addTagsToRecordOperation, result);
}

export interface RemoveTagsFromRecordParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Id of the record, 18 or 19 digits. */
  id: string;
  /** Names of the tags to remove. A record can have at most 10 tags. */
  tag_names: readonly string[];
}

const removeTagsFromRecordOperation: Operation = {
  id: "removeTagsFromRecord",
  name: "tags.removeFromRecord",
  idempotent: true,
  parameters: ["module", "id", "tag_names"],
  path: ["module", "id"],
  module: "module",
  required: ["tag_names"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.{module}.WRITE", "ZohoCRM.modules.{module}.CREATE"],
  moduleNames,
  remedies,
};

/**
 * Remove tags from a record: `POST /crm/v2/{module}/{id}/actions/remove_tags`.
 *
 * Scopes: ZohoCRM.modules.{module}.WRITE, or ZohoCRM.modules.{module}.CREATE.
 *
 * @example
 * await removeTagsFromRecord(crm, { module: "Leads", id: "4100000000000688016", tag_names: ["Agricultural"] });
 */
export async function removeTagsFromRecord(
  client: ApiClient,
  params: RemoveTagsFromRecordParams,
  options?: RequestOptions,
): Promise<TaggingOutcomes> {
  const { module, id, ...query } = checked(removeTagsFromRecordOperation, params);
  const result = await typed<paths>(client).POST("/{module}/{id}/actions/remove_tags", {
    ...callInit(removeTagsFromRecordOperation, options),
    params: { path: { module, id }, query },
  });
  return unwrap(removeTagsFromRecordOperation, result);
}

export interface AddTagsToMultipleRecordsParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Ids of the records whose tags to change. At most 100 (unverified). */
  ids: readonly string[];
  /** Names of the tags. A record can have at most 10 tags. A name can have at most 25 characters (unverified). */
  tag_names: readonly string[];
  /**
   * Whether the tags replace the tags of the record. By default (`false`), they are added.
   * @default false
   */
  over_write?: boolean;
}

const addTagsToMultipleRecordsOperation: Operation = {
  id: "addTagsToMultipleRecords",
  name: "tags.addToRecords",
  idempotent: true,
  parameters: ["module", "ids", "tag_names", "over_write"],
  path: ["module"],
  module: "module",
  required: ["ids", "tag_names"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.{module}.WRITE", "ZohoCRM.modules.{module}.CREATE"],
  moduleNames,
  remedies,
};

/**
 * Add tags to several records: `POST /crm/v2/{module}/actions/add_tags`.
 *
 * Scopes: ZohoCRM.modules.{module}.WRITE, or ZohoCRM.modules.{module}.CREATE.
 *
 * @example
 * await addTagsToMultipleRecords(crm, {
 *   module: "Leads",
 *   ids: ["4100000000000688016", "4100000000000688017"],
 *   tag_names: ["Pharma", "Agricultural"],
 * });
 */
export async function addTagsToMultipleRecords(
  client: ApiClient,
  params: AddTagsToMultipleRecordsParams,
  options?: RequestOptions,
): Promise<TaggingOutcomes> {
  const { module, ...query } = checked(addTagsToMultipleRecordsOperation, params);
  const result = await typed<paths>(client).POST("/{module}/actions/add_tags", {
    ...callInit(addTagsToMultipleRecordsOperation, options),
    params: { path: { module }, query },
  });
  return unwrap(addTagsToMultipleRecordsOperation, result);
}

export interface RemoveTagsFromMultipleRecordsParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** Ids of the records whose tags to change. At most 100 (unverified). */
  ids: readonly string[];
  /** Names of the tags to remove. A record can have at most 10 tags. */
  tag_names: readonly string[];
}

const removeTagsFromMultipleRecordsOperation: Operation = {
  id: "removeTagsFromMultipleRecords",
  name: "tags.removeFromRecords",
  idempotent: true,
  parameters: ["module", "ids", "tag_names"],
  path: ["module"],
  module: "module",
  required: ["ids", "tag_names"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.{module}.WRITE", "ZohoCRM.modules.{module}.CREATE"],
  moduleNames,
  remedies,
};

/**
 * Remove tags from several records: `POST /crm/v2/{module}/actions/remove_tags`.
 *
 * Scopes: ZohoCRM.modules.{module}.WRITE, or ZohoCRM.modules.{module}.CREATE.
 *
 * @example
 * await removeTagsFromMultipleRecords(crm, {
 *   module: "Leads",
 *   ids: ["4100000000000688016", "4100000000000688017"],
 *   tag_names: ["Agricultural"],
 * });
 */
export async function removeTagsFromMultipleRecords(
  client: ApiClient,
  params: RemoveTagsFromMultipleRecordsParams,
  options?: RequestOptions,
): Promise<TaggingOutcomes> {
  const { module, ...query } = checked(removeTagsFromMultipleRecordsOperation, params);
  const result = await typed<paths>(client).POST("/{module}/actions/remove_tags", {
    ...callInit(removeTagsFromMultipleRecordsOperation, options),
    params: { path: { module }, query },
  });
  return unwrap(removeTagsFromMultipleRecordsOperation, result);
}

export interface GetTagsParams {
  /** API name of the module. */
  module: ModuleName;
  /** Whether to return only tags that the caller created. */
  my_tags?: boolean;
}

const getTagsOperation: Operation = {
  id: "getTags",
  name: "tags.list",
  idempotent: true,
  parameters: ["module", "my_tags"],
  module: "module",
  required: ["module"],
  scopes: ["ZohoCRM.settings.tags.READ"],
  moduleNames,
  remedies,
};

/**
 * List the tags of a module: `GET /crm/v2/settings/tags`.
 *
 * Scopes: ZohoCRM.settings.tags.READ.
 *
 * @example
 * await getTags(crm, { module: "Leads" });
 */
export async function getTags(client: ApiClient, params: GetTagsParams, options?: RequestOptions): Promise<TagList> {
  const result = await typed<paths>(client).GET("/settings/tags", {
    ...callInit(getTagsOperation, options),
    params: { query: checked(getTagsOperation, params) },
  });
  return unwrapList(getTagsOperation, result, { tags: [], info: { count: 0 } });
}

export interface CreateTagsParams {
  /** API name of the module. */
  module: ModuleName;
  body: TagsBody;
}

const createTagsOperation: Operation = {
  id: "createTags",
  name: "tags.create",
  idempotent: false,
  parameters: ["module", "body"],
  module: "module",
  required: ["module", "body"],
  scopes: ["ZohoCRM.settings.tags.CREATE"],
  moduleNames,
  remedies,
};

/**
 * Create tags in a module: `POST /crm/v2/settings/tags`.
 *
 * Scopes: ZohoCRM.settings.tags.CREATE.
 *
 * @example
 * await createTags(crm, { module: "Leads", body: { tags: [{ name: "Pharma" }, { name: "Agricultural" }] } });
 */
export async function createTags(
  client: ApiClient,
  params: CreateTagsParams,
  options?: RequestOptions,
): Promise<TagOutcomes> {
  const { body, ...query } = checked(createTagsOperation, params);
  const result = await typed<paths>(client).POST("/settings/tags", {
    ...callInit(createTagsOperation, options),
    params: { query },
    body,
  });
  return unwrap(createTagsOperation, result);
}

export interface UpdateTagsParams {
  /** API name of the module. */
  module: ModuleName;
  body: TagChangesBody;
}

const updateTagsOperation: Operation = {
  id: "updateTags",
  name: "tags.updateMany",
  idempotent: true,
  parameters: ["module", "body"],
  module: "module",
  required: ["module", "body"],
  scopes: ["ZohoCRM.settings.tags.UPDATE"],
  moduleNames,
  remedies,
};

/**
 * Rename several tags: `PUT /crm/v2/settings/tags`.
 *
 * Scopes: ZohoCRM.settings.tags.UPDATE.
 *
 * @example
 * await updateTags(crm, { module: "Leads", body: { tags: [{ id: "4100000000000371014", name: "Pharmacy" }] } });
 */
export async function updateTags(
  client: ApiClient,
  params: UpdateTagsParams,
  options?: RequestOptions,
): Promise<TagOutcomes> {
  const { body, ...query } = checked(updateTagsOperation, params);
  const result = await typed<paths>(client).PUT("/settings/tags", {
    ...callInit(updateTagsOperation, options),
    params: { query },
    body,
  });
  return unwrap(updateTagsOperation, result);
}

export interface UpdateTagParams {
  /** Id of the tag, from the list of tags. */
  id: string;
  /** API name of the module. */
  module: ModuleName;
  body: TagPatchBody;
}

const updateTagOperation: Operation = {
  id: "updateTag",
  name: "tags.update",
  idempotent: true,
  parameters: ["id", "module", "body"],
  path: ["id"],
  module: "module",
  required: ["module", "body"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.tags.UPDATE"],
  moduleNames,
  remedies,
};

/**
 * Rename one tag: `PUT /crm/v2/settings/tags/{id}`.
 *
 * Scopes: ZohoCRM.settings.tags.UPDATE.
 *
 * @example
 * await updateTag(crm, { id: "4100000000000371014", module: "Leads", body: { tags: [{ name: "Pharmacy" }] } });
 */
export async function updateTag(
  client: ApiClient,
  params: UpdateTagParams,
  options?: RequestOptions,
): Promise<TagOutcomes> {
  const { id, body, ...query } = checked(updateTagOperation, params);
  const result = await typed<paths>(client).PUT("/settings/tags/{id}", {
    ...callInit(updateTagOperation, options),
    params: { path: { id }, query },
    body,
  });
  return unwrap(updateTagOperation, result);
}

export interface DeleteTagParams {
  /** Id of the tag, from the list of tags. */
  id: string;
}

const deleteTagOperation: Operation = {
  id: "deleteTag",
  name: "tags.delete",
  idempotent: true,
  parameters: ["id"],
  path: ["id"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.tags.DELETE"],
  remedies,
};

/**
 * Delete one tag: `DELETE /crm/v2/settings/tags/{id}`.
 *
 * Scopes: ZohoCRM.settings.tags.DELETE.
 *
 * @example
 * await deleteTag(crm, { id: "4100000000000371014" });
 */
export async function deleteTag(
  client: ApiClient,
  params: DeleteTagParams,
  options?: RequestOptions,
): Promise<TagOutcomes> {
  const { id } = checked(deleteTagOperation, params);
  const result = await typed<paths>(client).DELETE("/settings/tags/{id}", {
    ...callInit(deleteTagOperation, options),
    params: { path: { id } },
  });
  return unwrap(deleteTagOperation, result);
}

export interface MergeTagsParams {
  /** Id of the tag, from the list of tags. */
  id: string;
  body: TagMergeBody;
}

const mergeTagsOperation: Operation = {
  id: "mergeTags",
  name: "tags.merge",
  idempotent: false,
  parameters: ["id", "body"],
  path: ["id"],
  required: ["body"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.tags.CREATE"],
  remedies,
};

/**
 * Merge two tags: `POST /crm/v2/settings/tags/{id}/actions/merge`.
 *
 * Scopes: ZohoCRM.settings.tags.CREATE.
 *
 * @example
 * await mergeTags(crm, { id: "4100000000000371014", body: { tags: [{ conflict_id: "4100000000000371015" }] } });
 */
export async function mergeTags(
  client: ApiClient,
  params: MergeTagsParams,
  options?: RequestOptions,
): Promise<TagOutcomes> {
  const { id, body } = checked(mergeTagsOperation, params);
  const result = await typed<paths>(client).POST("/settings/tags/{id}/actions/merge", {
    ...callInit(mergeTagsOperation, options),
    params: { path: { id } },
    body,
  });
  return unwrap(mergeTagsOperation, result);
}

export interface GetRecordCountForTagParams {
  /** Id of the tag, from the list of tags. */
  id: string;
  /** API name of the module. */
  module: ModuleName;
}

const getRecordCountForTagOperation: Operation = {
  id: "getRecordCountForTag",
  name: "tags.countRecords",
  idempotent: true,
  parameters: ["id", "module"],
  path: ["id"],
  module: "module",
  required: ["module"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.tags.READ"],
  moduleNames,
  remedies,
};

/**
 * Count the records that have a tag: `GET /crm/v2/settings/tags/{id}/actions/records_count`.
 *
 * Scopes: ZohoCRM.settings.tags.READ.
 *
 * @example
 * await getRecordCountForTag(crm, { id: "4100000000000371014", module: "Leads" });
 */
export async function getRecordCountForTag(
  client: ApiClient,
  params: GetRecordCountForTagParams,
  options?: RequestOptions,
): Promise<TagCount | undefined> {
  const { id, ...query } = checked(getRecordCountForTagOperation, params);
  const result = await typed<paths>(client).GET("/settings/tags/{id}/actions/records_count", {
    ...callInit(getRecordCountForTagOperation, options),
    params: { path: { id }, query },
  });
  return unwrapOptional(getRecordCountForTagOperation, result);
}
