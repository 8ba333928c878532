/** What a profile allows its users. A permission has Zoho's name, e.g. `Crm_Implied_View_Leads`. */
import { isObject } from "../values/values.js";
import type { Setting } from "./settings.js";

/** Id of the first profile, which may do everything. */
export const ADMINISTRATOR = "4100000000000026011";

/** Without it, every call of a user is refused. */
export const API_ACCESS = "Crm_Implied_Api_Access";
export const RIGHTS = ["View", "Create", "Edit", "Delete"] as const;
export type Right = (typeof RIGHTS)[number];

export const permissionOn = (right: Right, module: string): string => `Crm_Implied_${right}_${module}`;

/** @throws TypeError if a name is not a permission, or cannot be taken from a profile */
export function readLacks(profile: string, lacks: readonly string[], mayLack: boolean): readonly string[] {
  if (!mayLack && lacks.length > 0)
    throw new TypeError(`profiles: ${profile}: the first profile cannot lack permissions`);
  for (const name of lacks) {
    if (name === API_ACCESS || /^Crm_Implied_(View|Create|Edit|Delete)_[A-Za-z]\w*$/.test(name)) continue;
    throw new TypeError(
      `profiles: ${profile}: ${name} is not a permission; write e.g. ${permissionOn("Delete", "Leads")}`,
    );
  }
  return lacks;
}

export const lacksOf = ({ lacks }: Setting): readonly unknown[] => (Array.isArray(lacks) ? lacks : []);

/** A profile as shown in lists. */
export const viewProfile = ({ lacks: _, ...profile }: Setting): Setting => profile;

/** Whether a user has the first profile. */
export const isAdministrator = ({ profile }: Setting): boolean => isObject(profile) && profile.id === ADMINISTRATOR;
