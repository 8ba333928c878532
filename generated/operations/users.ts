// Generated from spec/paths/users.yaml. Do not edit: change the description, then run `npm run codegen`.
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
import { remedies } from "../errors.js";
import type {
  UserAnswer,
  UserBody,
  UserChangesBody,
  UserList,
  UserOutcomes,
  UserPatchBody,
  UserType,
} from "../models.js";
import type { paths } from "../schema.js";

/** The users of the organization. */
export type UsersOperations = {
  /**
   * List the users.
   *
   * Returns one page of up to 200 users of the organization. Filter them with `type`; `CurrentUser` returns the
   * user of the token. Costs 1 credit. Resolves to an empty list if there are none.
   *
   * `GET /crm/v2/users`
   */
  list(params?: GetUsersParams, options?: RequestOptions): Promise<UserList>;
  /**
   * Invite a user.
   *
   * Adds one user, who receives an invitation by email, and returns their id. Last name, email address, role and
   * profile are required. Fails with `LICENSE_LIMIT_EXCEEDED` if no license is free. A retry is rejected, because
   * email addresses must be unique. Costs 1 credit.
   *
   * `POST /crm/v2/users`
   */
  create(params: CreateUserParams, options?: RequestOptions): Promise<UserOutcomes>;
  /**
   * Update up to 100 users.
   *
   * Updates the given fields of users, by id. Other fields keep their values. Safe to retry, but a state that is
   * already set is reported as an error. Rejected entries do not throw: check each `status`.
   *
   * `PUT /crm/v2/users`
   */
  updateMany(params: UpdateUsersParams, options?: RequestOptions): Promise<UserOutcomes>;
  /**
   * Get one user by id.
   *
   * Returns one user with their role and profile, in an array of one and without paging. Costs 1 credit. Resolves
   * to `undefined` if the id is unknown (unverified).
   *
   * `GET /crm/v2/users/{id}`
   */
  get(params: GetUserParams, options?: RequestOptions): Promise<UserAnswer | undefined>;
  /**
   * Update one user.
   *
   * Updates the given fields of one user. Other fields keep their values. The email address of a confirmed user
   * cannot be changed. Safe to retry, but a state that is already set is reported as an error. Costs 1 credit.
   *
   * `PUT /crm/v2/users/{id}`
   */
  update(params: UpdateUserParams, options?: RequestOptions): Promise<UserOutcomes>;
  /**
   * Delete one user.
   *
   * Deletes one user from the organization and returns their id. The user's records remain (unverified). Safe to
   * retry: a user who is already deleted is reported as `ID_ALREADY_DELETED`. Costs 1 credit.
   *
   * `DELETE /crm/v2/users/{id}`
   */
  delete(params: DeleteUserParams, options?: RequestOptions): Promise<UserOutcomes>;
};

export interface GetUsersParams {
  /** Users to list. `CurrentUser` returns the user of the token. By default, all users are returned. */
  type?: UserType;
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

const getUsersOperation: Operation = {
  id: "getUsers",
  name: "users.list",
  idempotent: true,
  parameters: ["type", "page", "per_page", "ifModifiedSince"],
  scopes: ["ZohoCRM.users.READ"],
  remedies,
};

/**
 * List the users: `GET /crm/v2/users`.
 *
 * Scopes: ZohoCRM.users.READ.
 *
 * @example
 * await getUsers(crm, { type: "ActiveUsers" });
 */
export async function getUsers(
  client: ApiClient,
  params: GetUsersParams = {},
  options?: RequestOptions,
): Promise<UserList> {
  const { ifModifiedSince, ...query } = checked(getUsersOperation, params);
  const result = await typed<paths>(client).GET("/users", {
    ...callInit(getUsersOperation, options),
    params: { query, header: defined({ "If-Modified-Since": ifModifiedSince }) },
  });
  return unwrapList(getUsersOperation, result, {
    users: [],
    info: { per_page: 200, count: 0, page: 1, more_records: false },
  });
}

export interface CreateUserParams {
  body: UserBody;
}

const createUserOperation: Operation = {
  id: "createUser",
  name: "users.create",
  idempotent: false,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.users.CREATE"],
  remedies,
};

/**
 * Invite a user: `POST /crm/v2/users`.
 *
 * Scopes: ZohoCRM.users.CREATE.
 *
 * @example
 * await createUser(crm, {
 *   body: {
 *     users: [
 *       {
 *         last_name: "Sample",
 *         first_name: "Sam",
 *         email: "sam@example.com",
 *         role: "4100000000000026005",
 *         profile: "4100000000000026011",
 *       },
 *     ],
 *   },
 * });
 */
export async function createUser(
  client: ApiClient,
  params: CreateUserParams,
  options?: RequestOptions,
): Promise<UserOutcomes> {
  const { body } = checked(createUserOperation, params);
  const result = await typed<paths>(client).POST("/users", {
    ...callInit(createUserOperation, options),
    body,
  });
  return unwrap(createUserOperation, result);
}

export interface UpdateUsersParams {
  body: UserChangesBody;
}

const updateUsersOperation: Operation = {
  id: "updateUsers",
  name: "users.updateMany",
  idempotent: true,
  parameters: ["body"],
  required: ["body"],
  scopes: ["ZohoCRM.users.UPDATE"],
  remedies,
};

/**
 * Update up to 100 users: `PUT /crm/v2/users`.
 *
 * Scopes: ZohoCRM.users.UPDATE.
 *
 * @example
 * await updateUsers(crm, { body: { users: [{ id: "4100000000000201002", phone: "555-0100" }] } });
 */
export async function updateUsers(
  client: ApiClient,
  params: UpdateUsersParams,
  options?: RequestOptions,
): Promise<UserOutcomes> {
  const { body } = checked(updateUsersOperation, params);
  const result = await typed<paths>(client).PUT("/users", {
    ...callInit(updateUsersOperation, options),
    body,
  });
  return unwrap(updateUsersOperation, result);
}

export interface GetUserParams {
  /** Id of the user, from the list of users. */
  id: string;
  /** Return only changes since this time, with an offset. Without any, a list is empty; anything else is a 304. */
  ifModifiedSince?: string | Date;
}

const getUserOperation: Operation = {
  id: "getUser",
  name: "users.get",
  idempotent: true,
  parameters: ["id", "ifModifiedSince"],
  path: ["id"],
  noSlash: true,
  scopes: ["ZohoCRM.users.READ"],
  remedies,
};

/**
 * Get one user by id: `GET /crm/v2/users/{id}`.
 *
 * Scopes: ZohoCRM.users.READ.
 *
 * @example
 * await getUser(crm, { id: "4100000000000201002" });
 */
export async function getUser(
  client: ApiClient,
  params: GetUserParams,
  options?: RequestOptions,
): Promise<UserAnswer | undefined> {
  const { id, ifModifiedSince } = checked(getUserOperation, params);
  const result = await typed<paths>(client).GET("/users/{id}", {
    ...callInit(getUserOperation, options),
    params: { path: { id }, header: defined({ "If-Modified-Since": ifModifiedSince }) },
  });
  return unwrapOptional(getUserOperation, result);
}

export interface UpdateUserParams {
  /** Id of the user, from the list of users. */
  id: string;
  body: UserPatchBody;
}

const updateUserOperation: Operation = {
  id: "updateUser",
  name: "users.update",
  idempotent: true,
  parameters: ["id", "body"],
  path: ["id"],
  required: ["body"],
  noSlash: true,
  scopes: ["ZohoCRM.users.UPDATE"],
  remedies,
};

/**
 * Update one user: `PUT /crm/v2/users/{id}`.
 *
 * Scopes: ZohoCRM.users.UPDATE.
 *
 * @example
 * await updateUser(crm, { id: "4100000000000201002", body: { users: [{ phone: "555-0100" }] } });
 */
export async function updateUser(
  client: ApiClient,
  params: UpdateUserParams,
  options?: RequestOptions,
): Promise<UserOutcomes> {
  const { id, body } = checked(updateUserOperation, params);
  const result = await typed<paths>(client).PUT("/users/{id}", {
    ...callInit(updateUserOperation, options),
    params: { path: { id } },
    body,
  });
  return unwrap(updateUserOperation, result);
}

export interface DeleteUserParams {
  /** Id of the user, from the list of users. */
  id: string;
}

const deleteUserOperation: Operation = {
  id: "deleteUser",
  name: "users.delete",
  idempotent: true,
  parameters: ["id"],
  path: ["id"],
  noSlash: true,
  scopes: ["ZohoCRM.users.DELETE"],
  remedies,
};

/**
 * Delete one user: `DELETE /crm/v2/users/{id}`.
 *
 * Scopes: ZohoCRM.users.DELETE.
 *
 * @example
 * await deleteUser(crm, { id: "4100000000000201002" });
 */
export async function deleteUser(
  client: ApiClient,
  params: DeleteUserParams,
  options?: RequestOptions,
): Promise<UserOutcomes> {
  const { id } = checked(deleteUserOperation, params);
  const result = await typed<paths>(client).DELETE("/users/{id}", {
    ...callInit(deleteUserOperation, options),
    params: { path: { id } },
  });
  return unwrap(deleteUserOperation, result);
}
