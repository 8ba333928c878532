// Generated from spec/openapi.yaml. Do not edit: change the description, then run `npm run codegen`.
import type { ApiClient, RawCalls } from "../src/core/operation.js";
import type { OrganizationModules } from "./modules.js";
import {
  type AttachmentsOperations,
  deleteAttachment,
  deleteAttachments,
  downloadAttachment,
  getAttachments,
  uploadAttachment,
} from "./operations/attachments.js";
import { type BlueprintOperations, getBlueprint, updateBlueprint } from "./operations/blueprint.js";
import {
  type BulkReadOperations,
  createBulkReadJob,
  downloadBulkReadResult,
  getBulkReadJob,
} from "./operations/bulk-read.js";
import {
  type BulkWriteOperations,
  createBulkWriteJob,
  downloadBulkWriteResult,
  getBulkWriteJob,
  uploadBulkWriteFile,
} from "./operations/bulk-write.js";
import {
  type ContactRolesOperations,
  addContactRoleToDeal,
  createContactRoles,
  deleteContactRole,
  deleteContactRoles,
  getContactRole,
  getContactRoles,
  getDealContactRole,
  getDealContactRoles,
  removeContactRoleFromDeal,
  updateContactRole,
  updateContactRoles,
} from "./operations/contact-roles.js";
import { type CoqlOperations, executeCoqlQuery } from "./operations/coql.js";
import {
  type CurrenciesOperations,
  addCurrencies,
  enableMultipleCurrencies,
  getCurrencies,
  getCurrency,
  updateBaseCurrency,
  updateCurrencies,
  updateCurrency,
} from "./operations/currencies.js";
import {
  type CustomViewsOperations,
  getCustomView,
  getCustomViews,
  updateCustomViews,
} from "./operations/custom-views.js";
import { type FieldsOperations, getField, getFields } from "./operations/fields.js";
import { type FilesOperations, getFile, uploadFiles } from "./operations/files.js";
import {
  type FunctionsOperations,
  executeFunctionUsingParameters,
  executeFunctionUsingRequestBody,
} from "./operations/functions.js";
import { type LayoutsOperations, getLayout, getLayouts } from "./operations/layouts.js";
import { type LeadsOperations, convertLead } from "./operations/leads.js";
import { type ModulesOperations, getModule, getModules, updateModuleByApiName } from "./operations/modules.js";
import {
  type NotesOperations,
  createNotes,
  createRecordNotes,
  deleteNote,
  deleteNotes,
  getNote,
  getNotes,
  updateNote,
  updateNotes,
} from "./operations/notes.js";
import {
  type NotificationsOperations,
  disableNotifications,
  enableNotifications,
  getNotificationDetails,
  updateNotification,
  updateNotifications,
} from "./operations/notifications.js";
import {
  type OAuthOperations,
  authorize,
  getServerInfo,
  getUserInfo,
  introspectToken,
  requestDeviceCode,
  requestDeviceToken,
  requestToken,
  revokeToken,
} from "./operations/oauth.js";
import { type OrganizationOperations, getOrganization, uploadOrganizationPhoto } from "./operations/organization.js";
import { type PhotosOperations, deletePhoto, getPhoto, uploadPhoto } from "./operations/photos.js";
import { type PipelinesOperations, getPipelines } from "./operations/pipelines.js";
import { type ProfilesOperations, getProfile, getProfiles } from "./operations/profiles.js";
import {
  type RecordsOperationsIn,
  createRecords,
  deleteRecord,
  deleteRecords,
  getDeletedRecords,
  getMassUpdateStatus,
  getRecord,
  getRecords,
  massUpdateRecords,
  searchRecords,
  updateRecord,
  updateRecords,
  upsertRecords,
} from "./operations/records.js";
import { type RelatedListsOperations, getRelatedList, getRelatedLists } from "./operations/related-lists.js";
import {
  type RelatedRecordsOperations,
  delinkRecord,
  delinkRecords,
  getRelatedRecord,
  getRelatedRecords,
  updateRelatedRecord,
  updateRelatedRecords,
} from "./operations/related-records.js";
import { type RolesOperations, getRole, getRoles } from "./operations/roles.js";
import {
  type SharingOperations,
  getSharedRecordDetails,
  revokeSharedRecord,
  shareRecord,
  updateSharePermissions,
} from "./operations/sharing.js";
import {
  type TagsOperations,
  addTagsToMultipleRecords,
  addTagsToRecord,
  createTags,
  deleteTag,
  getRecordCountForTag,
  getTags,
  mergeTags,
  removeTagsFromMultipleRecords,
  removeTagsFromRecord,
  updateTag,
  updateTags,
} from "./operations/tags.js";
import {
  type TaxesOperations,
  createTaxes,
  deleteTax,
  deleteTaxes,
  getTax,
  getTaxes,
  updateTaxes,
} from "./operations/taxes.js";
import { type TerritoriesOperations, getTerritories, getTerritory } from "./operations/territories.js";
import {
  type UsersOperations,
  createUser,
  deleteUser,
  getUser,
  getUsers,
  updateUser,
  updateUsers,
} from "./operations/users.js";
import {
  type VariableGroupsOperations,
  getVariableGroupById,
  getVariableGroups,
} from "./operations/variable-groups.js";
import {
  type VariablesOperations,
  createVariables,
  deleteVariable,
  deleteVariables,
  getVariableById,
  getVariables,
  updateVariableById,
  updateVariables,
} from "./operations/variables.js";
import type { paths } from "./schema.js";

/** The openapi-fetch client below the groups, typed by the description. For calls that need its own options. */
export interface RawClient extends RawCalls<paths> {}

/** The operations, one group per part of the API, for an organization with the modules `R`. */
export interface Groups<R = OrganizationModules> {
  /** User consent, access tokens and their revocation, and what the accounts server reports about them. */
  readonly oauth: OAuthOperations;
  /** Read, search, create, update and delete the records of any module, one at a time or up to 100 at once. */
  readonly records: RecordsOperationsIn<R>;
  /** Query records in an SQL-like language. */
  readonly coql: CoqlOperations;
  /** List, link and unlink the records related to a record. */
  readonly relatedRecords: RelatedRecordsOperations;
  /** Notes on records. */
  readonly notes: NotesOperations;
  /** The states of records in a process, and the transitions between them. */
  readonly blueprint: BlueprintOperations;
  /** Share records with users who could not see them otherwise. */
  readonly sharing: SharingOperations;
  /** Convert leads. */
  readonly leads: LeadsOperations;
  /** The roles of contacts in deals. */
  readonly contactRoles: ContactRolesOperations;
  /** Create tags for a module, add them to records and remove them. */
  readonly tags: TagsOperations;
  /** Files and links attached to records. */
  readonly attachments: AttachmentsOperations;
  /** The photos of records. */
  readonly photos: PhotosOperations;
  /** The modules of the organization and their capabilities. */
  readonly modules: ModulesOperations;
  /** The fields of a module, with types, limits and picklist values. */
  readonly fields: FieldsOperations;
  /** The arrangement of a module's fields, including which of them are required. */
  readonly layouts: LayoutsOperations;
  /** Named filters for the records of a module. */
  readonly customViews: CustomViewsOperations;
  /** The related lists of a module. */
  readonly relatedLists: RelatedListsOperations;
  /** The pipelines of deals. */
  readonly pipelines: PipelinesOperations;
  /** The hierarchy of the organization. It determines whose records a user can see. */
  readonly roles: RolesOperations;
  /** Sets of permissions. They determine what a user may do. */
  readonly profiles: ProfilesOperations;
  /** The users of the organization. */
  readonly users: UsersOperations;
  /** The territories of the organization and their rules. */
  readonly territories: TerritoriesOperations;
  /** The organization itself. */
  readonly organization: OrganizationOperations;
  /** The currencies of the organization. */
  readonly currencies: CurrenciesOperations;
  /** The taxes for products and line items. */
  readonly taxes: TaxesOperations;
  /** Named values of the organization. */
  readonly variables: VariablesOperations;
  /** The groups of variables. */
  readonly variableGroups: VariableGroupsOperations;
  /** Export up to 200000 records at once to a file. */
  readonly bulkRead: BulkReadOperations;
  /** Import up to 25000 rows at once from a file. */
  readonly bulkWrite: BulkWriteOperations;
  /** Files for the file fields of records. */
  readonly files: FilesOperations;
  /** Subscribe URLs that Zoho calls when records change. */
  readonly notifications: NotificationsOperations;
  /** Run the organization's own functions. */
  readonly functions: FunctionsOperations;
}

/** Binds every operation to this client, as a method of its group. */
export function bindGroups<R = OrganizationModules>(client: ApiClient): Groups<R> {
  const groups: Groups = {
    oauth: {
      authorize: (params, options) => authorize(client, params, options),
      requestToken: (params, options) => requestToken(client, params, options),
      revokeToken: (params, options) => revokeToken(client, params, options),
      requestDeviceCode: (params, options) => requestDeviceCode(client, params, options),
      requestDeviceToken: (params, options) => requestDeviceToken(client, params, options),
      introspectToken: (params, options) => introspectToken(client, params, options),
      getUserInfo: (params, options) => getUserInfo(client, params, options),
      getServerInfo: (params, options) => getServerInfo(client, params, options),
    },
    records: {
      list: (params, options) => getRecords(client, params, options),
      create: (params, options) => createRecords(client, params, options),
      updateMany: (params, options) => updateRecords(client, params, options),
      deleteMany: (params, options) => deleteRecords(client, params, options),
      upsert: (params, options) => upsertRecords(client, params, options),
      search: (params, options) => searchRecords(client, params, options),
      listDeleted: (params, options) => getDeletedRecords(client, params, options),
      getMassUpdate: (params, options) => getMassUpdateStatus(client, params, options),
      massUpdate: (params, options) => massUpdateRecords(client, params, options),
      get: (params, options) => getRecord(client, params, options),
      update: (params, options) => updateRecord(client, params, options),
      delete: (params, options) => deleteRecord(client, params, options),
    },
    coql: {
      query: (params, options) => executeCoqlQuery(client, params, options),
    },
    relatedRecords: {
      list: (params, options) => getRelatedRecords(client, params, options),
      updateMany: (params, options) => updateRelatedRecords(client, params, options),
      delinkMany: (params, options) => delinkRecords(client, params, options),
      get: (params, options) => getRelatedRecord(client, params, options),
      update: (params, options) => updateRelatedRecord(client, params, options),
      delink: (params, options) => delinkRecord(client, params, options),
    },
    notes: {
      list: (params, options) => getNotes(client, params, options),
      create: (params, options) => createNotes(client, params, options),
      updateMany: (params, options) => updateNotes(client, params, options),
      deleteMany: (params, options) => deleteNotes(client, params, options),
      get: (params, options) => getNote(client, params, options),
      update: (params, options) => updateNote(client, params, options),
      delete: (params, options) => deleteNote(client, params, options),
      createForRecord: (params, options) => createRecordNotes(client, params, options),
    },
    blueprint: {
      get: (params, options) => getBlueprint(client, params, options),
      update: (params, options) => updateBlueprint(client, params, options),
    },
    sharing: {
      get: (params, options) => getSharedRecordDetails(client, params, options),
      share: (params, options) => shareRecord(client, params, options),
      update: (params, options) => updateSharePermissions(client, params, options),
      revoke: (params, options) => revokeSharedRecord(client, params, options),
    },
    leads: {
      convert: (params, options) => convertLead(client, params, options),
    },
    contactRoles: {
      list: (params, options) => getContactRoles(client, params, options),
      create: (params, options) => createContactRoles(client, params, options),
      updateMany: (params, options) => updateContactRoles(client, params, options),
      deleteMany: (params, options) => deleteContactRoles(client, params, options),
      get: (params, options) => getContactRole(client, params, options),
      update: (params, options) => updateContactRole(client, params, options),
      delete: (params, options) => deleteContactRole(client, params, options),
      listOfDeal: (params, options) => getDealContactRoles(client, params, options),
      getOfDeal: (params, options) => getDealContactRole(client, params, options),
      addToDeal: (params, options) => addContactRoleToDeal(client, params, options),
      removeFromDeal: (params, options) => removeContactRoleFromDeal(client, params, options),
    },
    tags: {
      addToRecord: (params, options) => addTagsToRecord(client, params, options),
      removeFromRecord: (params, options) => removeTagsFromRecord(client, params, options),
      addToRecords: (params, options) => addTagsToMultipleRecords(client, params, options),
      removeFromRecords: (params, options) => removeTagsFromMultipleRecords(client, params, options),
      list: (params, options) => getTags(client, params, options),
      create: (params, options) => createTags(client, params, options),
      updateMany: (params, options) => updateTags(client, params, options),
      update: (params, options) => updateTag(client, params, options),
      delete: (params, options) => deleteTag(client, params, options),
      merge: (params, options) => mergeTags(client, params, options),
      countRecords: (params, options) => getRecordCountForTag(client, params, options),
    },
    attachments: {
      list: (params, options) => getAttachments(client, params, options),
      upload: (params, options) => uploadAttachment(client, params, options),
      deleteMany: (params, options) => deleteAttachments(client, params, options),
      download: (params, options) => downloadAttachment(client, params, options),
      delete: (params, options) => deleteAttachment(client, params, options),
    },
    photos: {
      download: (params, options) => getPhoto(client, params, options),
      upload: (params, options) => uploadPhoto(client, params, options),
      delete: (params, options) => deletePhoto(client, params, options),
    },
    modules: {
      list: (params, options) => getModules(client, params, options),
      get: (params, options) => getModule(client, params, options),
      update: (params, options) => updateModuleByApiName(client, params, options),
    },
    fields: {
      list: (params, options) => getFields(client, params, options),
      get: (params, options) => getField(client, params, options),
    },
    layouts: {
      list: (params, options) => getLayouts(client, params, options),
      get: (params, options) => getLayout(client, params, options),
    },
    customViews: {
      list: (params, options) => getCustomViews(client, params, options),
      get: (params, options) => getCustomView(client, params, options),
      update: (params, options) => updateCustomViews(client, params, options),
    },
    relatedLists: {
      list: (params, options) => getRelatedLists(client, params, options),
      get: (params, options) => getRelatedList(client, params, options),
    },
    pipelines: {
      list: (params, options) => getPipelines(client, params, options),
    },
    roles: {
      list: (params, options) => getRoles(client, params, options),
      get: (params, options) => getRole(client, params, options),
    },
    profiles: {
      list: (params, options) => getProfiles(client, params, options),
      get: (params, options) => getProfile(client, params, options),
    },
    users: {
      list: (params, options) => getUsers(client, params, options),
      create: (params, options) => createUser(client, params, options),
      updateMany: (params, options) => updateUsers(client, params, options),
      get: (params, options) => getUser(client, params, options),
      update: (params, options) => updateUser(client, params, options),
      delete: (params, options) => deleteUser(client, params, options),
    },
    territories: {
      list: (params, options) => getTerritories(client, params, options),
      get: (params, options) => getTerritory(client, params, options),
    },
    organization: {
      get: (params, options) => getOrganization(client, params, options),
      uploadPhoto: (params, options) => uploadOrganizationPhoto(client, params, options),
    },
    currencies: {
      list: (params, options) => getCurrencies(client, params, options),
      create: (params, options) => addCurrencies(client, params, options),
      updateMany: (params, options) => updateCurrencies(client, params, options),
      get: (params, options) => getCurrency(client, params, options),
      update: (params, options) => updateCurrency(client, params, options),
      enable: (params, options) => enableMultipleCurrencies(client, params, options),
      updateBase: (params, options) => updateBaseCurrency(client, params, options),
    },
    taxes: {
      list: (params, options) => getTaxes(client, params, options),
      create: (params, options) => createTaxes(client, params, options),
      updateMany: (params, options) => updateTaxes(client, params, options),
      deleteMany: (params, options) => deleteTaxes(client, params, options),
      get: (params, options) => getTax(client, params, options),
      delete: (params, options) => deleteTax(client, params, options),
    },
    variables: {
      list: (params, options) => getVariables(client, params, options),
      create: (params, options) => createVariables(client, params, options),
      updateMany: (params, options) => updateVariables(client, params, options),
      deleteMany: (params, options) => deleteVariables(client, params, options),
      get: (params, options) => getVariableById(client, params, options),
      update: (params, options) => updateVariableById(client, params, options),
      delete: (params, options) => deleteVariable(client, params, options),
    },
    variableGroups: {
      list: (params, options) => getVariableGroups(client, params, options),
      get: (params, options) => getVariableGroupById(client, params, options),
    },
    bulkRead: {
      create: (params, options) => createBulkReadJob(client, params, options),
      get: (params, options) => getBulkReadJob(client, params, options),
      downloadResult: (params, options) => downloadBulkReadResult(client, params, options),
    },
    bulkWrite: {
      uploadFile: (params, options) => uploadBulkWriteFile(client, params, options),
      create: (params, options) => createBulkWriteJob(client, params, options),
      get: (params, options) => getBulkWriteJob(client, params, options),
      downloadResult: (params, options) => downloadBulkWriteResult(client, params, options),
    },
    files: {
      download: (params, options) => getFile(client, params, options),
      upload: (params, options) => uploadFiles(client, params, options),
    },
    notifications: {
      list: (params, options) => getNotificationDetails(client, params, options),
      enable: (params, options) => enableNotifications(client, params, options),
      replace: (params, options) => updateNotifications(client, params, options),
      update: (params, options) => updateNotification(client, params, options),
      disable: (params, options) => disableNotifications(client, params, options),
    },
    functions: {
      executeWithParameters: (params, options) => executeFunctionUsingParameters(client, params, options),
      execute: (params, options) => executeFunctionUsingRequestBody(client, params, options),
    },
  };
  return groups as object as Groups<R>;
}
