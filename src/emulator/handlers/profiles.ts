import type { Handlers } from "../calls/handler.js";
import { readingCalls } from "../conventions/setting-lists.js";
import type { Crm } from "../records/crm.js";
import { ADMINISTRATOR, API_ACCESS, lacksOf, permissionOn, RIGHTS, viewProfile } from "../settings/profiles.js";
import type { Setting } from "../settings/settings.js";

/** A single profile, which includes its permissions by module. */
function profileDetails(profile: Setting, { records }: Crm): Setting {
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

const profiles = readingCalls({ key: "profiles", view: viewProfile, dated: true });
const wholeProfiles = readingCalls({
  key: "profiles",
  view: (profile, { crm }) => profileDetails(profile, crm),
  dated: true,
});

export const profileHandlers: Handlers = { getProfiles: profiles.list, getProfile: wholeProfiles.get };
