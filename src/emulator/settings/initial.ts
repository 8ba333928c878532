/** The settings of a new organization. */

import type { Edition, OrganizationSetup, ProfileSetup, RoleSetup, TerritorySetup } from "../setup/setup.js";
import type { IdSequence } from "../values/ids.js";
import { ORGANIZATION } from "./company.js";
import { ADMINISTRATOR, readLacks } from "./profiles.js";
import type { Setting } from "./settings.js";
import { settingReference, USER, userDetails, userReference } from "./users.js";

/** The settings that can be declared. */
interface SettingsSetup
  extends Pick<OrganizationSetup, "roles" | "profiles" | "territories" | "variableGroups" | "company"> {
  readonly edition: Edition;
}

/** Settings with ids of their own that cannot be declared. Their ids follow those of the declared ones. */
const FIRST_ROLE = "4100000000000026005";
const FIRST_GROUP = "4100000000000095101";
const MIDWEST = { name: "Midwest", id: "4100000000000051357" };

/** @param since When the organization was set up @throws TypeError if a declaration is invalid */
export function initialSettings(
  since: string,
  ids: IdSequence,
  setup: SettingsSetup,
): Readonly<Record<string, readonly Setting[]>> {
  const { id, email } = USER;
  const roles = readRoles(setup.roles, ids);
  const profiles = readProfiles(setup.profiles, ids);
  const [[role], [profile]] = [roles, profiles];
  if (role === undefined || profile === undefined)
    throw new TypeError("roles, profiles: the first user needs one of each");
  const territories = readTerritories(setup.territories, ids, since);
  const ada = { id, email, first_name: "Ada", last_name: "Example", zuid: "900000001" };
  const places = {
    role: settingReference(role),
    profile: settingReference(profile),
    territories: setup.territories === undefined ? [{ manager: true, ...MIDWEST }] : [],
  };
  return {
    users: [userDetails({ ...ada, ...places }, since, USER)],
    roles,
    profiles,
    territories,
    variable_groups: readGroups(setup.variableGroups, ids),
    contact_roles: ["Decision Maker", "Purchasing", "Executive Sponsor", "Engineering Lead"].map((name, index) => ({
      sequence_number: index + 1,
      name,
      id: `4100000000000026${101 + index}`,
    })),
    org: [readCompany(setup)],
  };
}

function readRoles(given: SettingsSetup["roles"] = ["CEO"], ids: IdSequence): Setting[] {
  const roles: Setting[] = [];
  const declared = longForms<RoleSetup>("roles", given, (name) => ({ name }));
  for (const { name, reporting_to: above = roles[0]?.name } of declared) {
    roles.push({
      display_label: name,
      forecast_manager: null,
      share_with_peers: true,
      name,
      description: null,
      id: roles.length === 0 ? FIRST_ROLE : ids.next(),
      reporting_to: above === undefined ? null : settingReference(parentEntry("roles", roles, name, above)),
      admin_user: roles.length === 0,
    });
  }
  return roles;
}

const readProfiles = (given: SettingsSetup["profiles"] = ["Administrator"], ids: IdSequence): Setting[] =>
  longForms<ProfileSetup>("profiles", given, (name) => ({ name })).map(({ name, lacks = [] }, index) => ({
    created_time: null,
    modified_time: null,
    name,
    modified_by: null,
    description: lacks.length === 0 ? "Full access" : null,
    id: index === 0 ? ADMINISTRATOR : ids.next(),
    category: false,
    created_by: null,
    // The first user has this profile, and nobody could grant them a missing permission.
    lacks: readLacks(name, lacks, index > 0),
  }));

function readTerritories(given: SettingsSetup["territories"], ids: IdSequence, since: string): Setting[] {
  const by = userReference(USER);
  const made = { created_time: since, modified_time: since, created_by: by, modified_by: by, description: null };
  if (given === undefined) {
    return [
      {
        ...made,
        manager: by,
        parent_id: null,
        criteria: { field: "State", comparator: "equal", value: "OH" },
        ...MIDWEST,
      },
    ];
  }
  const territories: Setting[] = [];
  for (const { name, parent, criteria = null } of longForms<TerritorySetup>("territories", given, (name) => ({
    name,
  }))) {
    const parent_id = parent === undefined ? null : parentEntry("territories", territories, name, parent).id;
    territories.push({ ...made, manager: null, parent_id, criteria, name, id: ids.next() });
  }
  return territories;
}

const readGroups = (given: SettingsSetup["variableGroups"] = ["General"], ids: IdSequence): Setting[] =>
  longForms<Named>("variableGroups", given, (name) => ({ name })).map(({ name }, index) => ({
    display_label: name,
    api_name: name.replaceAll(/\W+/g, "_"),
    name,
    description: null,
    id: index === 0 ? FIRST_GROUP : ids.next(),
  }));

/** Settings that other calls rely on, or that other options decide. */
const FIXED = ["id", "zgid", "time_zone", "mc_status", "photo_id", "license_details"];

function readCompany({ company = {}, edition }: SettingsSetup): Setting {
  for (const name of Object.keys(company)) {
    if (!Object.hasOwn(ORGANIZATION, name)) throw new TypeError(`company: an organization has no ${name}`);
    if (FIXED.includes(name)) throw new TypeError(`company: ${name} cannot be set`);
  }
  const license_details = { ...ORGANIZATION.license_details, paid: edition !== "free", paid_type: edition };
  return { ...ORGANIZATION, license_details, ...company, id: ORGANIZATION.id };
}

interface Named {
  readonly name: string;
}

/**
 * The declarations in their long form.
 *
 * @param short Expands a declaration that is only a name
 * @throws TypeError if a name is missing, or declared twice
 */
function longForms<T extends Named>(option: string, given: readonly (string | T)[], short: (name: string) => T): T[] {
  const names = new Set<string>();
  return given.map((one) => {
    const entry = typeof one === "string" ? short(one) : one;
    if (typeof entry.name !== "string" || entry.name === "") throw new TypeError(`${option}: each needs a name`);
    if (names.has(entry.name)) throw new TypeError(`${option}: "${entry.name}" is declared twice`);
    names.add(entry.name);
    return entry;
  });
}

/** The parent of an entry, which must be declared before it. @throws TypeError if it is not */
function parentEntry(option: string, entries: readonly Setting[], name: string, above: unknown): Setting {
  const found = entries.find((one) => one.name === above);
  if (found === undefined) throw new TypeError(`${option}: declare "${above}" before "${name}", which is below it`);
  return found;
}
