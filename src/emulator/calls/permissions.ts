// What a profile lets its users do. A permission has Zoho's name, e.g. `Crm_Implied_View_Leads`.

import { noPermission, notPrivileged } from "../http/errors.js";
import type { Organization } from "../organization.js";
import {
  ADMINISTRATOR,
  API_ACCESS,
  isAdministrator,
  lacksOf,
  permissionOn,
  RIGHTS,
  type Right,
  viewProfile,
} from "../settings/profiles.js";
import type { Setting } from "../settings/settings.js";
import { isObject } from "../values/values.js";
import type { Call } from "./call.js";
import { moduleOf } from "./module-of.js";
import { MODULE, scopeNameOf } from "./scopes.js";

/** A single profile: it comes with its permissions, module by module. */
export function profileDetails(profile: Setting, { records }: Organization): Setting {
  const lacks = lacksOf(profile);
  const permission = (name: string, display_label: string, module: string | null, place: number) => ({
    display_label,
    module,
    name,
    id: `41000000000020${String(place).padStart(5, "0")}`,
    enabled: !lacks.includes(name),
  });
  const access = permission(API_ACCESS, "API Access", null, 0);
  const categories = Array.from(records.tables(), ({ module: { apiName, pluralLabel } }, index) => ({
    label: pluralLabel,
    name: apiName,
    permissions: RIGHTS.map((right, at) =>
      permission(permissionOn(right, apiName), right, apiName, 10 * (index + 1) + at),
    ),
  }));
  const section = (name: string, parts: readonly (typeof categories)[number][]) => ({
    name,
    categories: parts.map(({ label, name, permissions }) => ({
      display_label: label,
      permissions_details: permissions.map(({ id }) => id),
      name,
    })),
  });
  return {
    ...viewProfile(profile),
    display_label: profile.name,
    permissions_details: [access, ...categories.flatMap(({ permissions }) => permissions)],
    default: profile.id === ADMINISTRATOR,
    sections: [
      section("Modules", categories),
      section("Developer", [{ label: "API", name: "API", permissions: [access] }]),
    ],
  };
}

/** Which right on a module the description's scopes of an operation speak of. */
const SCOPE = /^ZohoCRM\.(?:modules|mass_update)\.([^.]+)\.(READ|CREATE|UPDATE|WRITE|DELETE)$/;
const RIGHT_OF: Readonly<Record<string, Right>> = {
  READ: "View",
  CREATE: "Create",
  UPDATE: "Edit",
  WRITE: "Edit",
  DELETE: "Delete",
};

/** @throws HttpError 403 for a call that the profile of its user does not let him make */
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

/** The permission on a module that a call needs. */
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

/** The module that scopes have under this name. */
const moduleIn = (name: string, { records }: Organization): string | undefined =>
  [...records.tables()].find(({ module }) => scopeNameOf(module) === name)?.module.apiName;
