// Generated from spec/paths/profiles.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  defined,
  typed,
  unwrapList,
  unwrapOptional,
} from "../../src/core/operation.js";
import { remedies } from "../errors.js";
import type { ProfileAnswer, ProfileList } from "../models.js";
import type { paths } from "../schema.js";

/** Sets of permissions. They determine what a user may do. */
export type ProfilesOperations = {
  /**
   * List the profiles.
   *
   * Returns all profiles of the organization without paging. They come without permissions (unverified). Costs 1
   * credit. Resolves to an empty list if there are none.
   *
   * `GET /crm/v2/settings/profiles`
   */
  list(params?: GetProfilesParams, options?: RequestOptions): Promise<ProfileList>;
  /**
   * Get one profile by its id.
   *
   * Returns one profile with its permissions, in an array of one. Costs 1 credit. Resolves to `undefined` if the
   * id is unknown (unverified).
   *
   * `GET /crm/v2/settings/profiles/{id}`
   */
  get(params: GetProfileParams, options?: RequestOptions): Promise<ProfileAnswer | undefined>;
};

export interface GetProfilesParams {
  /** Return only changes since this time, with an offset. Without any, a list is empty; anything else is a 304. */
  ifModifiedSince?: string | Date;
}

const getProfilesOperation: Operation = {
  id: "getProfiles",
  name: "profiles.list",
  idempotent: true,
  parameters: ["ifModifiedSince"],
  scopes: ["ZohoCRM.settings.profiles.READ"],
  remedies,
};

/**
 * List the profiles: `GET /crm/v2/settings/profiles`.
 *
 * Scopes: ZohoCRM.settings.profiles.READ.
 *
 * @example
 * await getProfiles(crm, { ifModifiedSince: "2026-05-14T12:54:51+03:00" });
 */
export async function getProfiles(
  client: ApiClient,
  params: GetProfilesParams = {},
  options?: RequestOptions,
): Promise<ProfileList> {
  const { ifModifiedSince } = checked(getProfilesOperation, params);
  const result = await typed<paths>(client).GET("/settings/profiles", {
    ...callInit(getProfilesOperation, options),
    params: { header: defined({ "If-Modified-Since": ifModifiedSince }) },
  });
  return unwrapList(getProfilesOperation, result, { profiles: [] });
}

export interface GetProfileParams {
  /** Id of the profile, from the list of profiles. */
  id: string;
  /** Return only changes since this time, with an offset. Without any, a list is empty; anything else is a 304. */
  ifModifiedSince?: string | Date;
}

const getProfileOperation: Operation = {
  id: "getProfile",
  name: "profiles.get",
  idempotent: true,
  parameters: ["id", "ifModifiedSince"],
  path: ["id"],
  noSlash: true,
  scopes: ["ZohoCRM.settings.profiles.READ"],
  remedies,
};

/**
 * Get one profile by its id: `GET /crm/v2/settings/profiles/{id}`.
 *
 * Scopes: ZohoCRM.settings.profiles.READ.
 *
 * @example
 * await getProfile(crm, { id: "4100000000000026011" });
 */
export async function getProfile(
  client: ApiClient,
  params: GetProfileParams,
  options?: RequestOptions,
): Promise<ProfileAnswer | undefined> {
  const { id, ifModifiedSince } = checked(getProfileOperation, params);
  const result = await typed<paths>(client).GET("/settings/profiles/{id}", {
    ...callInit(getProfileOperation, options),
    params: { path: { id }, header: defined({ "If-Modified-Since": ifModifiedSince }) },
  });
  return unwrapOptional(getProfileOperation, result);
}
