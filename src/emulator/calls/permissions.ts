/** Whether the profile of a user lets them make a call. */

import { noPermission, notPrivileged } from "../http/errors.js";
import type { Organization } from "../organization.js";
import { API_ACCESS, isAdministrator, lacksOf, permissionOn, type Right } from "../settings/profiles.js";
import { isObject } from "../values/values.js";
import type { Call } from "./call.js";
import { moduleOf } from "./module-of.js";
import { MODULE, scopeNameOf } from "./scopes.js";

/** The module right that the scopes of an operation in the description refer to. */
const SCOPE = /^ZohoCRM\.(?:modules|mass_update)\.([^.]+)\.(READ|CREATE|UPDATE|WRITE|DELETE)$/;
const RIGHT_OF: Readonly<Record<string, Right>> = {
  READ: "View",
  CREATE: "Create",
  UPDATE: "Edit",
  WRITE: "Edit",
  DELETE: "Delete",
};

/** @throws HttpError 403 if the profile of the user does not allow the call */
export function checkPermission(call: Call, organization: Organization, userId: string): void {
  const { settings } = organization;
  const user = settings.list("users").get(userId);
  if (user === undefined || isAdministrator(user)) return;
  const [, change] = /^(create|update|delete)Users?$/.exec(call.route.id) ?? [];
  if (change !== undefined) throw notPrivileged(`${change} users`);
  const profile = settings.list("profiles").get(isObject(user.profile) ? String(user.profile.id) : "");
  const lacks = profile === undefined ? [] : lacksOf(profile);
  if (lacks.length === 0) return;
  for (const permission of [API_ACCESS, permissionOf(call, organization)]) {
    if (permission !== undefined && lacks.includes(permission)) throw noPermission(permission);
  }
}

/** The module permission that a call needs. */
function permissionOf(call: Call, organization: Organization): string | undefined {
  const scopes = (call.route.operation.security ?? []).flatMap((scheme) => Object.values(scheme).flat());
  for (const scope of scopes) {
    const [, place = "", operation = ""] = SCOPE.exec(scope) ?? [];
    const right = RIGHT_OF[operation];
    if (right === undefined) continue;
    const module = place === MODULE ? moduleOf(call, organization) : moduleIn(place, organization);
    return module === undefined ? undefined : permissionOn(right, module);
  }
  return undefined;
}

/** The module with this name in scopes. */
const moduleIn = (name: string, { records }: Organization): string | undefined =>
  [...records.tables()].find(({ module }) => scopeNameOf(module) === name)?.module.apiName;
