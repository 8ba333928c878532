// Generated from spec/paths/contact-roles.yaml. Do not edit: change the description, then run `npm run codegen`.
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
import { remedies } from "../errors.js";
import type {
  ContactRoleAnswer,
  ContactRoleChangesBody,
  ContactRoleList,
  ContactRoleOutcomes,
  ContactRolePatchBody,
  ContactRolesBody,
  DealContactRoleBody,
  Found,
  MultiStatus,
  RecordList,
} from "../models.js";
import type { paths } from "../schema.js";

/** The roles of contacts in deals. */
export type ContactRolesOperations = {
  /**
   * List the contact roles.
   *
   * Returns all contact roles of the organization, without paging. Costs 1 credit. Scopes as listed (unverified).
   * Resolves to an empty list if there are none.
   *
   * `GET /crm/v2/Contacts/roles`
   */
  list(params?: GetContactRolesParams, options?: RequestOptions): Promise<ContactRoleList>;
  /**
   * Create up to 100 contact roles.
   *
   * Creates contact roles and returns their ids. A retry is rejected, because names must be unique. Scopes as
   * listed (unverified). Rejected entries do not throw: check each `status`.
   *
   * `POST /crm/v2/Contacts/roles`
   */
  create(params: CreateContactRolesParams, options?: RequestOptions): Promise<ContactRoleOutcomes>;
  /**
   * Update up to 100 contact roles.
   *
   * Updates the names or positions of contact roles, by id. Safe to retry. Scopes as listed (unverified). Rejected
   * entries do not throw: check each `status`.
   *
   * `PUT /crm/v2/Contacts/roles`
   */
  updateMany(params: UpdateContactRolesParams, options?: RequestOptions): Promise<ContactRoleOutcomes>;
  /**
   * Delete several contact roles.
   *
   * Deletes the contact roles listed in `ids`, at most 100. Safe to retry: deleted contact roles are reported as
   * errors. Scopes as listed (unverified). Rejected entries do not throw: check each `status`.
   *
   * `DELETE /crm/v2/Contacts/roles`
   */
  deleteMany(params: DeleteContactRolesParams, options?: RequestOptions): Promise<ContactRoleOutcomes>;
  /**
   * Get one contact role by its id.
   *
   * Returns one contact role with its name and position, in an array of one. Costs 1 credit. Scopes as listed
   * (unverified). Resolves to `undefined` if the id is unknown.
   *
   * `GET /crm/v2/Contacts/roles/{id}`
   */
  get(params: GetContactRoleParams, options?: RequestOptions): Promise<ContactRoleAnswer | undefined>;
  /**
   * Update one contact role.
   *
   * Updates the name or position of one contact role. Safe to retry. Costs 1 credit. Scopes as listed
   * (unverified).
   *
   * `PUT /crm/v2/Contacts/roles/{id}`
   */
  update(params: UpdateContactRoleParams, options?: RequestOptions): Promise<ContactRoleOutcomes>;
  /**
   * Delete one contact role.
   *
   * Deletes one contact role and returns its id. Safe to retry: a deleted contact role is reported as an invalid
   * id. Costs 1 credit. Scopes as listed (unverified).
   *
   * `DELETE /crm/v2/Contacts/roles/{id}`
   */
  delete(params: DeleteContactRoleParams, options?: RequestOptions): Promise<ContactRoleOutcomes>;
  /**
   * List the contacts of a deal with their roles.
   *
   * Returns the contacts of a deal as records, each with its role, in one response. There are no page parameters.
   * Costs 1 credit. Resolves to an empty list if the deal has no contacts.
   *
   * `GET /crm/v2/Deals/{id}/Contact_Roles`
   */
  listOfDeal(params: GetDealContactRolesParams, options?: RequestOptions): Promise<RecordList>;
  /**
   * Get one contact of a deal with its role.
   *
   * Returns one contact of a deal as a record with its role, in an array of one. Costs 1 credit. Resolves to
   * `undefined` if the contact is not on the deal.
   *
   * `GET /crm/v2/Deals/{id}/Contact_Roles/{contactId}`
   */
  getOfDeal(params: GetDealContactRoleParams, options?: RequestOptions): Promise<Found | undefined>;
  /**
   * Add a contact to a deal, or change its role.
   *
   * Links a contact to a deal with a role, or changes its role in the deal. Safe to retry. Costs 1 credit.
   *
   * `PUT /crm/v2/Deals/{id}/Contact_Roles/{contactId}`
   */
  addToDeal(params: AddContactRoleToDealParams, options?: RequestOptions): Promise<MultiStatus>;
  /**
   * Remove a contact from a deal.
   *
   * Removes the link between a contact and a deal. Both remain. Safe to retry. A removed link is reported as an
   * invalid id (unverified). Costs 1 credit.
   *
   * `DELETE /crm/v2/Deals/{id}/Contact_Roles/{contactId}`
   */
  removeFromDeal(params: RemoveContactRoleFromDealParams, options?: RequestOptions): Promise<MultiStatus>;
};

export type GetContactRolesParams = Record<string, never>;

const getContactRolesOperation: Operation = {
  id: "getContactRoles",
  name: "contactRoles.list",
  idempotent: true,
  scopes: ["ZohoCRM.modules.contacts.READ"],
  remedies,
};

/**
 * List the contact roles: `GET /crm/v2/Contacts/roles`.
 *
 * Scopes: ZohoCRM.modules.contacts.READ.
 *
 * @example
 * await getContactRoles(crm);
 */
export async function getContactRoles(
  client: ApiClient,
  params: GetContactRolesParams = {},
  options?: RequestOptions,
): Promise<ContactRoleList> {
  const result = await typed<paths>(client).GET("/Contacts/roles", {
    ...callInit(getContactRolesOperation, options),
  });
  return unwrapList(getContactRolesOperation, result, { contact_roles: [] });
}

export interface CreateContactRolesParams {
  body: ContactRolesBody;
}

const createContactRolesOperation: Operation = {
  id: "createContactRoles",
  name: "contactRoles.create",
  idempotent: false,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.modules.contacts.CREATE"],
  remedies,
};

/**
 * Create up to 100 contact roles: `POST /crm/v2/Contacts/roles`.
 *
 * Scopes: ZohoCRM.modules.contacts.CREATE.
 *
 * @example
 * await createContactRoles(crm, { body: { contact_roles: [{ name: "Technical adviser", sequence_number: 3 }] } });
 */
export async function createContactRoles(
  client: ApiClient,
  params: CreateContactRolesParams,
  options?: RequestOptions,
): Promise<ContactRoleOutcomes> {
  const { body } = checked(createContactRolesOperation, params);
  const result = await typed<paths>(client).POST("/Contacts/roles", {
    ...callInit(createContactRolesOperation, options),
    body,
  });
  return unwrap(createContactRolesOperation, result);
}

export interface UpdateContactRolesParams {
  body: ContactRoleChangesBody;
}

const updateContactRolesOperation: Operation = {
  id: "updateContactRoles",
  name: "contactRoles.updateMany",
  idempotent: true,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.modules.contacts.UPDATE"],
  remedies,
};

/**
 * Update up to 100 contact roles: `PUT /crm/v2/Contacts/roles`.
 *
 * Scopes: ZohoCRM.modules.contacts.UPDATE.
 *
 * @example
 * await updateContactRoles(crm, { body: { contact_roles: [{ id: "4100000000000026101", name: "Decider" }] } });
 */
export async function updateContactRoles(
  client: ApiClient,
  params: UpdateContactRolesParams,
  options?: RequestOptions,
): Promise<ContactRoleOutcomes> {
  const { body } = checked(updateContactRolesOperation, params);
  const result = await typed<paths>(client).PUT("/Contacts/roles", {
    ...callInit(updateContactRolesOperation, options),
    body,
  });
  return unwrap(updateContactRolesOperation, result);
}

export interface DeleteContactRolesParams {
  /**
   * Ids of the contact roles to delete. At most 100. Required, although Zoho does not mark it as such
   * (unverified).
   */
  ids: readonly string[];
}

const deleteContactRolesOperation: Operation = {
  id: "deleteContactRoles",
  name: "contactRoles.deleteMany",
  idempotent: true,
  parameters: ["ids"],
  required: ["ids"],
  scopes: ["ZohoCRM.modules.contacts.DELETE"],
  remedies,
};

/**
 * Delete several contact roles: `DELETE /crm/v2/Contacts/roles`.
 *
 * Scopes: ZohoCRM.modules.contacts.DELETE.
 *
 * @example
 * await deleteContactRoles(crm, { ids: ["4100000000000026101"] });
 */
export async function deleteContactRoles(
  client: ApiClient,
  params: DeleteContactRolesParams,
  options?: RequestOptions,
): Promise<ContactRoleOutcomes> {
  const result = await typed<paths>(client).DELETE("/Contacts/roles", {
    ...callInit(deleteContactRolesOperation, options),
    params: { query: checked(deleteContactRolesOperation, params) },
  });
  return unwrap(deleteContactRolesOperation, result);
}

export interface GetContactRoleParams {
  /** Id of the contact role, from the list of contact roles. */
  id: string;
}

const getContactRoleOperation: Operation = {
  id: "getContactRole",
  name: "contactRoles.get",
  idempotent: true,
  parameters: ["id"],
  path: ["id"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.contacts.READ"],
  remedies,
};

/**
 * Get one contact role by its id: `GET /crm/v2/Contacts/roles/{id}`.
 *
 * Scopes: ZohoCRM.modules.contacts.READ.
 *
 * @example
 * await getContactRole(crm, { id: "4100000000000026101" });
 */
export async function getContactRole(
  client: ApiClient,
  params: GetContactRoleParams,
  options?: RequestOptions,
): Promise<ContactRoleAnswer | undefined> {
  const { id } = checked(getContactRoleOperation, params);
  const result = await typed<paths>(client).GET("/Contacts/roles/{id}", {
    ...callInit(getContactRoleOperation, options),
    params: { path: { id } },
  });
  return unwrapOptional(getContactRoleOperation, result);
}

export interface UpdateContactRoleParams {
  /** Id of the contact role, from the list of contact roles. */
  id: string;
  body: ContactRolePatchBody;
}

const updateContactRoleOperation: Operation = {
  id: "updateContactRole",
  name: "contactRoles.update",
  idempotent: true,
  parameters: ["id", "body"],
  path: ["id"],
  required: ["body"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.contacts.UPDATE"],
  remedies,
};

/**
 * Update one contact role: `PUT /crm/v2/Contacts/roles/{id}`.
 *
 * Scopes: ZohoCRM.modules.contacts.UPDATE.
 *
 * @example
 * await updateContactRole(crm, { id: "4100000000000026101", body: { contact_roles: [{ name: "Decider" }] } });
 */
export async function updateContactRole(
  client: ApiClient,
  params: UpdateContactRoleParams,
  options?: RequestOptions,
): Promise<ContactRoleOutcomes> {
  const { id, body } = checked(updateContactRoleOperation, params);
  const result = await typed<paths>(client).PUT("/Contacts/roles/{id}", {
    ...callInit(updateContactRoleOperation, options),
    params: { path: { id } },
    body,
  });
  return unwrap(updateContactRoleOperation, result);
}

export interface DeleteContactRoleParams {
  /** Id of the contact role, from the list of contact roles. */
  id: string;
}

const deleteContactRoleOperation: Operation = {
  id: "deleteContactRole",
  name: "contactRoles.delete",
  idempotent: true,
  parameters: ["id"],
  path: ["id"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.contacts.DELETE"],
  remedies,
};

/**
 * Delete one contact role: `DELETE /crm/v2/Contacts/roles/{id}`.
 *
 * Scopes: ZohoCRM.modules.contacts.DELETE.
 *
 * @example
 * await deleteContactRole(crm, { id: "4100000000000026101" });
 */
export async function deleteContactRole(
  client: ApiClient,
  params: DeleteContactRoleParams,
  options?: RequestOptions,
): Promise<ContactRoleOutcomes> {
  const { id } = checked(deleteContactRoleOperation, params);
  const result = await typed<paths>(client).DELETE("/Contacts/roles/{id}", {
    ...callInit(deleteContactRoleOperation, options),
    params: { path: { id } },
  });
  return unwrap(deleteContactRoleOperation, result);
}

export interface GetDealContactRolesParams {
  /** Id of the deal, 18 or 19 digits. */
  id: string;
  /** Ids of the contacts to return. At most 100. They are ids of contacts, not of roles (unverified). */
  ids?: readonly string[];
}

const getDealContactRolesOperation: Operation = {
  id: "getDealContactRoles",
  name: "contactRoles.listOfDeal",
  idempotent: true,
  parameters: ["id", "ids"],
  path: ["id"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.deals.READ"],
  remedies,
};

/**
 * List the contacts of a deal with their roles: `GET /crm/v2/Deals/{id}/Contact_Roles`.
 *
 * Scopes: ZohoCRM.modules.deals.READ.
 *
 * @example
 * await getDealContactRoles(crm, { id: "4100000000000688003" });
 */
export async function getDealContactRoles(
  client: ApiClient,
  params: GetDealContactRolesParams,
  options?: RequestOptions,
): Promise<RecordList> {
  const { id, ...query } = checked(getDealContactRolesOperation, params);
  const result = await typed<paths>(client).GET("/Deals/{id}/Contact_Roles", {
    ...callInit(getDealContactRolesOperation, options),
    params: { path: { id }, query },
  });
  return unwrapList(getDealContactRolesOperation, result, {
    data: [],
    info: { per_page: 200, count: 0, page: 1, more_records: false },
  });
}

export interface GetDealContactRoleParams {
  /** Id of the deal, 18 or 19 digits. */
  id: string;
  /** Id of the contact, 18 or 19 digits. */
  contactId: string;
}

const getDealContactRoleOperation: Operation = {
  id: "getDealContactRole",
  name: "contactRoles.getOfDeal",
  idempotent: true,
  parameters: ["id", "contactId"],
  path: ["id", "contactId"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.deals.READ"],
  remedies,
};

/**
 * Get one contact of a deal with its role: `GET /crm/v2/Deals/{id}/Contact_Roles/{contactId}`.
 *
 * Scopes: ZohoCRM.modules.deals.READ.
 *
 * @example
 * await getDealContactRole(crm, { id: "4100000000000688003", contactId: "4100000000000680151" });
 */
export async function getDealContactRole(
  client: ApiClient,
  params: GetDealContactRoleParams,
  options?: RequestOptions,
): Promise<Found | undefined> {
  const { id, contactId } = checked(getDealContactRoleOperation, params);
  const result = await typed<paths>(client).GET("/Deals/{id}/Contact_Roles/{contactId}", {
    ...callInit(getDealContactRoleOperation, options),
    params: { path: { id, contactId } },
  });
  return unwrapOptional(getDealContactRoleOperation, result);
}

export interface AddContactRoleToDealParams {
  /** Id of the deal, 18 or 19 digits. */
  id: string;
  /** Id of the contact, 18 or 19 digits. */
  contactId: string;
  body: DealContactRoleBody;
}

const addContactRoleToDealOperation: Operation = {
  id: "addContactRoleToDeal",
  name: "contactRoles.addToDeal",
  idempotent: true,
  parameters: ["id", "contactId", "body"],
  path: ["id", "contactId"],
  required: ["body"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.deals.UPDATE"],
  remedies,
};

/**
 * Add a contact to a deal, or change its role: `PUT /crm/v2/Deals/{id}/Contact_Roles/{contactId}`.
 *
 * Scopes: ZohoCRM.modules.deals.UPDATE.
 *
 * @example
 * await addContactRoleToDeal(crm, {
 *   id: "4100000000000688003",
 *   contactId: "4100000000000680151",
 *   body: { data: [{ Contact_Role: "4100000000000026101" }] },
 * });
 */
export async function addContactRoleToDeal(
  client: ApiClient,
  params: AddContactRoleToDealParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { id, contactId, body } = checked(addContactRoleToDealOperation, params);
  const result = await typed<paths>(client).PUT("/Deals/{id}/Contact_Roles/{contactId}", {
    ...callInit(addContactRoleToDealOperation, options),
    params: { path: { id, contactId } },
    body,
  });
  return unwrap(addContactRoleToDealOperation, result);
}

export interface RemoveContactRoleFromDealParams {
  /** Id of the deal, 18 or 19 digits. */
  id: string;
  /** Id of the contact, 18 or 19 digits. */
  contactId: string;
}

const removeContactRoleFromDealOperation: Operation = {
  id: "removeContactRoleFromDeal",
  name: "contactRoles.removeFromDeal",
  idempotent: true,
  parameters: ["id", "contactId"],
  path: ["id", "contactId"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.deals.DELETE"],
  remedies,
};

/**
 * Remove a contact from a deal: `DELETE /crm/v2/Deals/{id}/Contact_Roles/{contactId}`.
 *
 * Scopes: ZohoCRM.modules.deals.DELETE.
 *
 * @example
 * await removeContactRoleFromDeal(crm, { id: "4100000000000688003", contactId: "4100000000000680151" });
 */
export async function removeContactRoleFromDeal(
  client: ApiClient,
  params: RemoveContactRoleFromDealParams,
  options?: RequestOptions,
): Promise<MultiStatus> {
  const { id, contactId } = checked(removeContactRoleFromDealOperation, params);
  const result = await typed<paths>(client).DELETE("/Deals/{id}/Contact_Roles/{contactId}", {
    ...callInit(removeContactRoleFromDealOperation, options),
    params: { path: { id, contactId } },
  });
  return unwrap(removeContactRoleFromDealOperation, result);
}
