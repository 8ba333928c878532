// Who works in the organisation: one user to begin with, one role, one profile.
import type { Setting } from "./settings.js";

export const USER = { name: "Ada Example", id: "4100000000000201001", email: "ada@example.com" } as const;

const ROLE = { name: "CEO", id: "4100000000000026005" } as const;
const PROFILE = { name: "Administrator", id: "4100000000000026011" } as const;

/** A user as records show him. */
export interface UserReference {
  readonly name: string;
  readonly id: string;
  readonly email: string;
}

/** The user without the address, as results of writes name him. */
export const userReference = ({ name, id }: UserReference): { readonly name: string; readonly id: string } => ({
  name,
  id,
});

/** From an entry of the list of users to what records show of it. */
export const userOf = ({ full_name, id, email }: Setting): UserReference => ({
  name: String(full_name),
  id,
  email: String(email),
});

/** What is known of a user; whatever `values` leaves out is as the first user has it. */
export const userDetails = (values: Setting, since: string, by: UserReference): Setting => ({
  country: "Kenya",
  language: "en_US",
  microsoft: false,
  state: null,
  fax: null,
  country_locale: "KE",
  Reporting_To: null,
  zip: null,
  created_time: since,
  time_format: "hh:mm a",
  offset: 10_800_000,
  profile: PROFILE,
  created_by: userReference(by),
  zuid: `9000${values.id.slice(-5)}`,
  full_name: [values.first_name, values.last_name].filter((name) => typeof name === "string" && name !== "").join(" "),
  territories: [],
  phone: null,
  dob: null,
  status: "active",
  role: ROLE,
  city: null,
  signature: null,
  locale: "en_US",
  personal_account: true,
  Isonline: true,
  Modified_By: userReference(by),
  street: null,
  alias: null,
  first_name: null,
  website: null,
  Modified_Time: since,
  mobile: null,
  time_zone: "Africa/Nairobi",
  confirm: true,
  date_format: "MM/dd/yyyy",
  ...values,
});

export const ROLES = [
  {
    display_label: ROLE.name,
    forecast_manager: null,
    share_with_peers: true,
    name: ROLE.name,
    description: null,
    id: ROLE.id,
    reporting_to: null,
    admin_user: true,
  },
] as const;

export const PROFILES = [
  {
    created_time: null,
    modified_time: null,
    name: PROFILE.name,
    modified_by: null,
    description: "Full access",
    id: PROFILE.id,
    category: false,
    created_by: null,
  },
] as const;

export const ORGANIZATION = {
  country: "US",
  photo_id: null,
  city: null,
  description: null,
  mc_status: false,
  gapps_enabled: false,
  domain_name: "org900000144",
  translation_enabled: false,
  street: null,
  alias: null,
  currency: "US Dollar - USD",
  id: "4100000000000020005",
  state: null,
  fax: null,
  employee_count: "1",
  zip: null,
  website: null,
  currency_symbol: "$",
  mobile: null,
  currency_locale: "en_US",
  primary_zuid: "900000001",
  zia_portal_id: null,
  time_zone: "Africa/Nairobi",
  zgid: "900000144",
  country_code: "US",
  license_details: {
    paid_expiry: null,
    users_license_purchased: "1",
    trial_type: null,
    trial_expiry: null,
    paid: false,
    paid_type: "free",
  },
  phone: null,
  company_name: "Example Ltd",
  privacy_settings: false,
  primary_email: USER.email,
  iso_code: "USD",
} as const;
